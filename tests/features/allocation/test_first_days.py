"""Workbooks that say another first day, reason or approver of an assignment that stands."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from app.features.allocation.changes import HandOver
from app.features.allocation.model import Assignment
from app.features.allocation.sheets.assigned import ALLOCATION, LEDGER
from app.kit.errors import Refusal
from app.kit.sheet import PlannedRow, Sheet
from app.kit.store.office import Office
from tests.builders import an_assignment, import_of
from tests.features.allocation.conftest import Village

BEGAN = date(2024, 1, 1)


def terms(office: Office, area: int) -> list[tuple[Any, ...]]:
    """Manager, first day, last day, explanation of everybody who served an area, first to last."""
    what = (Assignment.manager_id, Assignment.since, Assignment.until, Assignment.explanation)
    asked = select(*what).where(Assignment.area_id == area).order_by(Assignment.since)
    return office.ask(lambda ctx: [tuple(row) for row in ctx.session.execute(asked)])


def line(**told: Any) -> dict[str, Any]:
    return {"code": "A1", "name": "三岔公变", **told}


def same(office: Office, sheet: Any, row: dict[str, Any]) -> bool:
    return import_of(office, sheet, row).batches[0][1][0].status == "same"


@pytest.mark.parametrize("day", [date(2023, 6, 1), date(2024, 3, 1)])
def test_the_ledger_corrects_the_first_day_of_who_serves(village: Village, day: date) -> None:
    office, area = village.office, village.areas[0]
    an_assignment(office, area_id=area, manager_id=village.wei, since=BEGAN)
    row = line(manager="G1", manager_since=day)
    done = office.do(import_of(office, LEDGER, row))
    assert terms(office, area) == [(village.wei, day, None, "first day corrected, was 2024-01-01")]
    assert same(office, LEDGER, row)
    office.undo(done.number or 0)
    assert terms(office, area) == [(village.wei, BEGAN, None, None)]


def test_a_first_day_alone_concerns_who_serves_already(village: Village) -> None:
    area = village.areas[0]
    an_assignment(village.office, area_id=area, manager_id=village.wei, since=BEGAN)
    village.office.do(import_of(village.office, LEDGER, line(manager_since=date(2023, 6, 1))))
    assert terms(village.office, area)[0][1] == date(2023, 6, 1)


def test_a_first_day_must_not_lie_in_somebody_elses_time(village: Village) -> None:
    area = village.areas[0]
    an_assignment(village.office, area_id=area, manager_id=village.wei, since=BEGAN)
    village.office.do(HandOver((area,), village.huang, date(2025, 1, 1), "balance", "陈主任"))
    before = terms(village.office, area)
    with pytest.raises(Refusal, match="served by somebody else until 2025-01-01"):
        village.office.do(import_of(village.office, LEDGER, line(manager="G2", manager_since=date(2024, 6, 1))))
    assert terms(village.office, area) == before


def test_a_first_day_must_lie_in_the_managers_own_time(village: Village) -> None:
    an_assignment(village.office, area_id=village.areas[0], manager_id=village.wei, since=BEGAN)
    with pytest.raises(Refusal, match="韦明 is not a customer manager on 2015-01-01"):
        village.office.do(import_of(village.office, LEDGER, line(manager="G1", manager_since=date(2015, 1, 1))))


def test_a_first_day_of_nobody_is_refused() -> None:
    assert LEDGER.check is not None
    assert [problem.field for problem in LEDGER.check(line(manager_since=BEGAN))] == ["manager_since"]
    assert not LEDGER.check(line(manager="G1", manager_since=BEGAN))


def test_another_manager_from_a_day_that_cannot_be_serves_from_today_and_it_is_said(village: Village) -> None:
    office, area = village.office, village.areas[0]
    an_assignment(office, area_id=area, manager_id=village.wei, since=BEGAN)
    done = office.do(import_of(office, LEDGER, line(manager="G2", manager_since=date(2023, 1, 1))))
    assert [(manager, since) for manager, since, *_more in terms(office, area)] == [
        (village.wei, BEGAN), (village.huang, office.today),
    ]  # fmt: skip
    assert any("serves from today" in remark for remark in done.remarks)


def test_the_allocation_form_corrects_what_was_said_of_an_assignment(village: Village) -> None:
    office, area = village.office, village.areas[0]
    an_assignment(office, area_id=area, manager_id=village.wei, since=BEGAN)
    row = {"area": "A1", "manager": "G1", "since": date(2023, 6, 1), "approver": "陈主任", "explanation": "补录"}
    office.do(import_of(office, ALLOCATION, row))
    found = office.ask(lambda ctx: ctx.session.scalars(select(Assignment)).one())
    assert (found.since, found.approver, found.explanation) == (
        date(2023, 6, 1), "陈主任", "补录"
    )  # fmt: skip
    assert same(office, ALLOCATION, row)


@pytest.mark.parametrize("sheet", [LEDGER, ALLOCATION], ids=lambda sheet: str(sheet.name))
def test_a_plan_says_that_a_missing_first_day_means_today(village: Village, sheet: Sheet) -> None:
    assert sheet.notes
    day = "manager_since" if sheet is LEDGER else "since"
    rows = [
        PlannedRow(2, "new", ("A1",), values={"manager": "G1", day: None}),
        PlannedRow(3, "new", ("A2",), values={"manager": "G1", day: BEGAN}),
        PlannedRow(4, "same", ("A3",), values={"manager": "G1", day: None}),
    ]
    told = village.office.ask(sheet.notes, rows)
    assert told == ["1 areas get a manager without a first day: he serves from 2026-11-24."]
    assert village.office.ask(sheet.notes, rows[1:]) == []
