"""Planning, moving, copying, recording, cancelling: one entry each, undone to the same image."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from app.features.requests.model import Request
from app.features.visits.changes.move import CopyVisits, MoveVisits
from app.features.visits.changes.plan import CancelPlan, PlanMonth
from app.features.visits.changes.record import AddVisit, CompleteVisit, CompleteVisits, RecordVisits, Result
from app.features.visits.model import Visit
from app.kit.errors import Refusal
from app.kit.store.change import Change, Edit
from app.kit.store.context import Context
from app.kit.store.office import Done, Office
from app.kit.store.row import table_of
from tests.builders import a_visit, make
from tests.features.visits.conftest import Round


def image(office: Office) -> list[tuple[Any, ...]]:
    """Every visit and request without the version, which only goes up."""
    def read(ctx: Context) -> list[tuple[Any, ...]]:
        found = []
        for row in (Visit, Request):
            table = table_of(row)
            kept = [column for column in table.columns if column.key != "version"]
            found += [tuple(line) for line in ctx.session.execute(select(*kept).order_by(table.c.id))]
        return found
    return office.ask(read)  # fmt: skip


def visits(office: Office) -> list[Visit]:
    """All visits, detached."""
    def read(ctx: Context) -> list[Visit]:
        found = list(ctx.session.scalars(select(Visit).order_by(Visit.planned_on, Visit.manager_id, Visit.sequence)))
        ctx.session.expunge_all()
        return found
    return office.ask(read)  # fmt: skip


def done_and_undone(office: Office, change: Change) -> Done:
    """Do, undo, compare, redo."""
    before = image(office)
    done = office.do(change)
    after = image(office)
    assert after != before
    office.undo()
    assert image(office) == before
    office.redo()
    assert image(office) == after
    return done


def test_a_month_is_planned_as_one_step(small: Round) -> None:
    done = done_and_undone(small.office, PlanMonth("2026-12"))
    found = visits(small.office)
    assert done.result.visits == len(found) == 6 and done.result.unserved == 1
    assert done.remarks == ("1 representatives in areas without a manager are not planned.",)
    assert {one.representation_id for one in found} == set(small.terms[:6])
    assert sorted(one.code for one in found) == [f"ZF202612-{n:04}" for n in range(1, 7)]
    methods = {one.representation_id: one.method for one in found}
    assert methods[small.terms[0]] == "reading" and methods[small.terms[3]] == "phone"  # D4, D5
    on_site = [one for one in found if one.method != "phone"]
    assert all(one.planned_on and 1 <= one.planned_on.day <= 9 for one in on_site)
    assert date(2026, 12, 2) not in {one.planned_on for one in found}


def test_planning_again_keeps_what_was_made_and_the_numbers_of_what_stays(small: Round) -> None:
    office = small.office
    office.do(PlanMonth("2026-12"))
    first = {one.representation_id: one.code for one in visits(office)}
    later = office.on(date(2026, 12, 8))
    made = next(one for one in visits(office) if one.representation_id == small.terms[0])
    later.do(CompleteVisits((made.id,), date(2026, 12, 3)))
    make(office, "absence", manager_id=small.managers[0], first=date(2026, 12, 8), last=date(2026, 12, 10))
    done_and_undone(later, PlanMonth("2026-12"))
    again = {one.representation_id: one for one in visits(office)}
    assert {id_: one.code for id_, one in again.items()} == first
    assert again[small.terms[0]].day == date(2026, 12, 3) and again[small.terms[0]].state == "done"
    days = [one.planned_on for one in again.values() if one.state == "planned" and one.manager_id == small.managers[0]]
    assert all(day and day > date(2026, 12, 10) for day in days)


def test_planning_one_manager_leaves_the_others_alone(small: Round) -> None:
    small.office.do(PlanMonth("2026-12", (small.managers[1],)))
    assert {one.manager_id for one in visits(small.office)} == {small.managers[1]}
    before = [one for one in image(small.office)]
    small.office.do(PlanMonth("2026-12", (small.managers[0],)))
    assert [line for line in image(small.office) if line in before] == before


def test_who_is_not_due_any_more_leaves_the_plan(small: Round) -> None:
    office = small.office
    office.do(PlanMonth("2026-12"))
    office.do(Edit("representation", small.terms[0], {"until": date(2026, 11, 20)}))
    office.do(PlanMonth("2026-12"))
    assert small.terms[0] not in {one.representation_id for one in visits(office)}


def test_nobody_is_planned_twice_in_a_period(small: Round) -> None:
    office = small.office
    a_visit(office, representation_id=small.terms[0], manager_id=small.managers[0], planned_on=None,
            day=date(2026, 11, 20), state="done")
    office.do(PlanMonth("2026-11"))
    assert [one.representation_id for one in visits(office)].count(small.terms[0]) == 1
    office.do(PlanMonth("2026-12"))
    assert [one.representation_id for one in visits(office)].count(small.terms[0]) == 2


def test_a_plan_is_cancelled_without_its_records(small: Round) -> None:
    office = small.office.on(date(2026, 12, 10))
    small.office.do(PlanMonth("2026-12"))
    made = visits(office)[0]
    office.do(CompleteVisits((made.id,)))
    assert done_and_undone(office, CancelPlan("2026-12")).result == 5
    assert [one.id for one in visits(office)] == [made.id]
    with pytest.raises(Refusal, match=r"Nothing is planned for 2026-12\."):
        office.do(CancelPlan("2026-12"))


def test_visits_move_to_the_end_of_another_day(small: Round) -> None:
    small.office.do(PlanMonth("2026-12"))
    moved = [one for one in visits(small.office) if one.manager_id == small.managers[1]]
    done_and_undone(small.office, MoveVisits(tuple(one.id for one in moved), date(2026, 12, 5)))  # 班
    after = [one for one in visits(small.office) if one.manager_id == small.managers[1]]
    assert {one.planned_on for one in after} == {date(2026, 12, 5)}
    assert sorted(one.sequence or 0 for one in after) == list(range(1, len(after) + 1))


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2026, 12, 2), "day off"), (date(2026, 12, 6), "day off"), (date(2026, 12, 21), "away"),
     (date(2027, 1, 4), "belongs to the plan of 2026-12")],
)  # fmt: skip
def test_a_move_that_conflicts_is_refused_in_words(small: Round, day: date, told: str) -> None:
    small.office.do(PlanMonth("2026-12"))
    make(small.office, "absence", manager_id=small.managers[0], first=date(2026, 12, 21), last=date(2026, 12, 21))
    mine = next(one for one in visits(small.office) if one.manager_id == small.managers[0])
    before = image(small.office)
    with pytest.raises(Refusal, match=told):
        small.office.do(MoveVisits((mine.id,), day))
    assert image(small.office) == before


def test_a_copy_is_a_visit_of_its_own_on_another_day_only(small: Round) -> None:
    small.office.do(PlanMonth("2026-12"))
    first = visits(small.office)[0]
    done_and_undone(small.office, CopyVisits((first.id,), date(2026, 12, 22)))
    copy = visits(small.office)[-1]
    assert copy.code == "ZF202612-0007" and copy.representation_id == first.representation_id
    for day in (date(2026, 12, 22), first.planned_on):
        assert day
        with pytest.raises(Refusal, match="visited on"):
            small.office.do(CopyVisits((first.id,), day))


def test_a_list_typed_back_is_one_step_and_raises_requests(small: Round) -> None:
    office = small.office.on(date(2026, 12, 15))
    small.office.do(PlanMonth("2026-12"))
    a, b, c, *_rest = visits(office)
    results = (
        Result(a.id, day=date(2026, 12, 4), said="晚上电压低", satisfaction=4, proof="signature", kind="low_voltage"),
        Result(b.id, day=date(2026, 12, 4), method="phone", topics="safety,tariff", kind="bill",
               content="想了解阶梯电价"),
        Result(c.id, "missed", missed_for="外出"),
    )
    done = done_and_undone(office, RecordVisits(results))
    assert done.result == 2 and done.remarks == ("2 requests raised.",)
    by_id = {one.id: one for one in visits(office)}
    assert by_id[a.id].state == "done" and by_id[a.id].said == "晚上电压低"
    assert by_id[b.id].topics == "safety,tariff" and by_id[b.id].method == "phone"
    assert by_id[c.id].state == "missed" and by_id[c.id].day is None
    office.do(RecordVisits(results))  # the same paper typed twice raises nothing twice
    asked = office.ask(lambda ctx: [(r.kind, r.content, r.origin_no) for r in ctx.session.scalars(select(Request))])
    assert sorted(asked) == [("bill", "想了解阶梯电价", b.code), ("low_voltage", "晚上电压低", a.code)]


@pytest.mark.parametrize(
    ("result", "told"),
    [({"day": None}, "needs its day"), ({"day": date(2027, 1, 5)}, "has not come yet"),
     ({"state": "missed"}, "needs a reason"), ({"day": date(2026, 12, 4), "satisfaction": 6}, "from 1 to 5")],
)  # fmt: skip
def test_one_wrong_line_refuses_the_whole_list_and_names_it(small: Round, result: dict[str, Any], told: str) -> None:
    office = small.office.on(date(2026, 12, 15))
    small.office.do(PlanMonth("2026-12"))
    good, bad, *_rest = visits(office)
    before = image(office)
    with pytest.raises(Refusal, match=f"{bad.code}: .*{told}"):
        office.do(RecordVisits((Result(good.id, day=date(2026, 12, 4)), Result(bad.id, **result))))
    assert image(office) == before


def test_a_visit_is_recorded_with_a_form(small: Round) -> None:
    office = small.office.on(date(2026, 12, 15))
    small.office.do(PlanMonth("2026-12"))
    one = visits(office)[0]
    done_and_undone(office, CompleteVisit(one.id, date(2026, 12, 7), "on_site", "诉求", "一切正常", None, 5, "photo"))
    assert (visits(office)[0].said, visits(office)[0].proof) == ("一切正常", "photo")


def test_an_unplanned_visit_belongs_to_whoever_serves_the_area(small: Round) -> None:
    done_and_undone(small.office, AddVisit(small.terms[4], date(2026, 11, 23), "on_site"))
    made = visits(small.office)[0]
    assert (made.code, made.manager_id, made.planned_on) == ("ZF202611-0001", small.managers[1], None)
    with pytest.raises(Refusal, match="Nobody served this area"):
        small.office.do(AddVisit(small.terms[6], date(2026, 11, 23), "on_site"))
    with pytest.raises(Refusal, match="has not come yet"):
        small.office.do(AddVisit(small.terms[4], date(2026, 11, 25), "on_site"))
