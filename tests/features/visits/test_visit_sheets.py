"""Records in and out, the plan's round trip to a manager, the printed list."""

from datetime import date, datetime
from typing import Any

import pytest

from app.features.visits.changes.plan import PlanMonth
from app.features.visits.changes.record import RecordVisits, Result
from app.features.visits.model import Visit
from app.features.visits.papers import visit_list
from app.features.visits.queries.stops import month_stops
from app.features.visits.sheets.plan import PLAN
from app.features.visits.sheets.records import RECORDS
from app.kit import words
from app.kit.errors import Refusal
from app.kit.job import Progress
from app.kit.paper import Listing, Row
from app.kit.sheet import CHANGED, NEW, SAME, ImportRows, PlannedRow, Sheet, Values
from app.kit.store.office import Done, Office
from tests.features.visits.conftest import Round


def read(office: Office, sheet: Sheet, lines: list[Values]) -> list[PlannedRow]:
    """What a filled form with these lines plans against what is stored."""
    before = {tuple(v[k] for k in sheet.key): v for v in office.ask(lambda ctx: list(sheet.stored(ctx)))}
    found = []
    for n, line in enumerate(lines, 2):
        values = {c.name: line.get(c.name) for c in sheet.columns if c.read and c.name in line}
        key = tuple(values[k] for k in sheet.key)
        old = before.get(key)
        same = old is not None and all(old.get(name) == value for name, value in values.items())
        found.append(PlannedRow(n, NEW if old is None else SAME if same else CHANGED, key, values, old))
    return found


def put(office: Office, sheet: Sheet, lines: list[Values]) -> Done:
    """Import these lines as one change."""
    return office.do(ImportRows("走访", ((sheet, tuple(read(office, sheet, lines))),), Progress()))


def line(n: int, **more: Any) -> Values:
    """A line of a record workbook in the form's terms."""
    values = {"code": f"ZF{n:06}", "at": datetime(2026, 10, 5, 9, 30), "manager": "G1", "customer": "DB0",
              "area": "TQ0", "method": "reading", "minutes": 15.0, "topics": "safety,request", "said": "电压低",
              "satisfaction": 4, "source": "生成"}  # fmt: skip
    return {**values, **more}


def kept(office: Office) -> list[Visit]:
    """All visits."""
    def ask(ctx: Any) -> list[Visit]:
        found = list(ctx.session.query(Visit).order_by(Visit.code))
        ctx.session.expunge_all()
        return found
    return office.ask(ask)  # fmt: skip


def test_records_come_in_as_the_office_keeps_them(small: Round) -> None:
    put(small.office, RECORDS, [line(1), line(2, customer="DB4", manager="G2", area=None, satisfaction=None)])
    one, two = kept(small.office)
    assert (one.day, one.started, one.month) == (date(2026, 10, 5), datetime(2026, 10, 5, 9, 30), "2026-10")
    assert (one.manager_id, one.representation_id) == (small.managers[0], small.terms[0])
    assert (one.state, one.topics, one.satisfaction) == ("done", "safety,request", 4)
    assert (two.manager_id, two.representation_id) == (small.managers[1], small.terms[4])
    small.office.undo()
    assert kept(small.office) == []


def test_what_goes_out_comes_back_without_a_change(small: Round) -> None:
    words.use_language("zh_CN")
    missed = line(3, missed_for="外出", customer="DB4", area="TQ4")
    put(small.office, RECORDS, [line(1), line(2, at=datetime(2026, 10, 6)), missed])
    lines = small.office.ask(lambda ctx: list(RECORDS.stored(ctx)))
    assert len(lines) == 3 and {row.status for row in read(small.office, RECORDS, lines)} == {SAME}


def test_a_line_without_a_term_of_office_is_named(small: Round) -> None:
    done = put(small.office, RECORDS, [line(1), line(2, customer="DB9"), line(3, manager="G9")])
    assert [one.code for one in kept(small.office)] == ["ZF000001"]
    assert done.remarks == (
        "2 visits are left out, their customer or manager has no term of office: ZF000002, ZF000003.",
    )


def test_a_planned_visit_is_recorded_by_its_number(small: Round) -> None:
    small.office.do(PlanMonth("2026-12"))
    code = kept(small.office)[0].code
    put(small.office, RECORDS, [line(1, code=code, at=datetime(2026, 12, 7, 10, 0))])
    one = kept(small.office)[0]
    assert (one.code, one.state, one.day) == (code, "done", date(2026, 12, 7)) and one.planned_on
    assert len(kept(small.office)) == 6


def test_a_missed_line_needs_its_reason() -> None:
    assert RECORDS.check and [p.code for p in RECORDS.check({"state": "missed"})] == ["no_reason"]
    assert not RECORDS.check({"state": "missed", "missed_for": "外出"})


def test_the_plan_goes_to_a_manager_and_his_columns_come_back(small: Round) -> None:
    small.office.do(PlanMonth("2026-12"))
    lines = small.office.ask(lambda ctx: list(PLAN.stored(ctx)))
    assert {row.status for row in read(small.office, PLAN, lines)} == {SAME}
    first, second = dict(lines[0]), dict(lines[1])
    first |= {"day": date(2026, 12, 4), "said": "很好", "satisfaction": 5, "planned_on": date(2020, 1, 1)}
    second |= {"missed_for": "外出务工"}
    put(small.office, PLAN, [first, second, *lines[2:]])
    by_code = {one.code: one for one in kept(small.office)}
    made = by_code[first["code"]]
    assert (made.state, made.said, made.planned_on) == ("done", "很好", lines[0]["planned_on"])
    assert by_code[second["code"]].state == "missed"
    assert [one.state for one in by_code.values()].count("planned") == 4


def test_an_unknown_number_in_a_plan_is_told(small: Round) -> None:
    small.office.do(PlanMonth("2026-12"))
    with pytest.raises(Refusal, match="Row 2: no visit ZF9 is planned"):
        put(small.office, PLAN, [{"code": "ZF9", "day": date(2026, 12, 4)}])
    assert PLAN.check and PLAN.check({"day": date(2026, 12, 4), "missed_for": "外出"})


def test_the_list_prints_every_manager_on_pages_of_his_own(small: Round) -> None:
    small.office.do(PlanMonth("2026-12"))
    document = small.office.ask(visit_list, "2026-12")
    lists = [part for part in document.parts if isinstance(part, Listing)]
    assert len(lists) == 2 and all(part.numbered_alone and part.signatures for part in lists)
    rows = [row for row in lists[0].rows if isinstance(row, Row)]
    order = [stop for stop in small.office.ask(month_stops, "2026-12") if stop.manager == "韦建军"]
    assert [row.cells[3].split()[0] for row in rows] == [stop.representative for stop in order]
    assert all(row.cells[4].startswith("100****") for row in rows)
    assert all(row.cells[8] == row.cells[11] == "" for row in rows)
    shown = small.office.ask(visit_list, "2026-12", (small.managers[0],), True)
    assert shown.title.endswith("韦建军") and isinstance(shown.parts[0], Listing)
    assert "10012345670" in {row.cells[4] for row in shown.parts[0].rows if isinstance(row, Row)}


def test_the_list_shows_what_is_recorded_and_refuses_an_empty_month(small: Round) -> None:
    office = small.office.on(date(2026, 12, 10))
    small.office.do(PlanMonth("2026-12"))
    first = office.ask(month_stops, "2026-12")[0]
    office.do(RecordVisits((Result(first.id, day=date(2026, 12, 4), said="很好", satisfaction=5),)))
    part = office.ask(visit_list, "2026-12").parts[0]
    assert isinstance(part, Listing) and isinstance(part.rows[0], Row)
    assert part.rows[0].cells[8:11] == ("√", "很好", "5")
    with pytest.raises(Refusal, match="Nothing is planned for 2027-01"):
        office.ask(visit_list, "2027-01")


def test_a_long_workbook_is_one_import(small: Round) -> None:
    lines = [line(n) for n in range(2_000)]
    assert put(small.office, RECORDS, lines).result == 2_000
    assert len(kept(small.office)) == 2_000
