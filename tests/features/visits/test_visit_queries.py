"""Lists, the calendar's month, a day, and the facts the appraisal counts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Date, Integer, literal, select

from app.features.allocation.queries.loads import principals
from app.features.org.changes import SetSetting
from app.features.org.rules import SETTINGS
from app.features.representatives.model import CATEGORIES, Representation
from app.features.visits.changes.plan import PlanMonth
from app.features.visits.changes.record import CompleteVisits, RecordVisits, Result
from app.features.visits.queries.due import due_in
from app.features.visits.queries.facts import count_visits
from app.features.visits.queries.lists import OVERDUE_VISITS, VISITS, VISITS_TODAY, overdue_count, today_count
from app.features.visits.queries.month import month_plan
from app.features.visits.queries.stops import day_plan, month_stops
from app.features.visits.rules.due import later
from app.kit.dates import DaysBetween, MonthsAfter
from app.kit.measure import Facts
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.kit.store.query import Listing, View, order, rows
from app.kit.tally import Tally
from tests.builders import a_request, a_visit, make
from tests.features.visits.conftest import Round


def values(office: Office, listing: Listing, *keys: str, view: View | None = None) -> list[tuple[Any, ...]]:
    """Some columns of every row of a listing."""
    at = [0 if key == "id" else 1 + [c.key for c in listing.columns].index(key) for key in keys]
    found = office.ask(lambda ctx: rows(ctx, listing, order(ctx, listing, view)))
    return [tuple(row[i] for i in at) for row in found]


@pytest.mark.parametrize("months", [1, 2, 6])
@pytest.mark.parametrize("day", [date(2026, 1, 31), date(2024, 1, 30), date(2026, 10, 24), date(2026, 12, 31)])
def test_the_database_counts_months_as_the_rule_does(office: Office, day: date, months: int) -> None:
    ask = select(MonthsAfter(literal(day, Date), literal(months, Integer)), DaysBetween(literal(day, Date), day))
    assert tuple(office.ask(lambda ctx: ctx.session.execute(ask).one())) == (later(day, months), 0)


def _visit(small: Round, n: int, **more: Any) -> int:
    wei, qin = small.managers
    manager = wei if n < 4 else qin
    return a_visit(small.office, manager_id=manager, representation_id=small.terms[n], **more)


def _met(small: Round, n: int, day: date, **more: Any) -> int:
    return _visit(small, n, day=day, planned_on=None, state="done", month=f"{day:%Y-%m}", **more)


def test_overdue_counts_from_the_last_contact_whatever_it_was(small: Round) -> None:
    for n, day in enumerate((date(2026, 10, 24), date(2026, 10, 23), date(2026, 11, 20), date(2026, 9, 1))):
        _met(small, n, day, method="phone" if n == 2 else "on_site")
    _visit(small, 3, planned_on=date(2026, 11, 26))
    found = values(small.office, OVERDUE_VISITS, "customer", "last", "due", "next")
    assert ("DB1", date(2026, 10, 23), date(2026, 11, 23), None) in found
    assert ("DB3", date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 26)) in found
    assert {row[0] for row in found} == {"DB1", "DB3", "DB4", "DB5", "DB6"}  # 24 October is due today, not overdue
    assert small.office.ask(overdue_count) == 5


def test_the_period_is_the_offices_setting(small: Round) -> None:
    for n in range(7):
        _met(small, n, date(2026, 9, 28))
    assert small.office.ask(overdue_count) == 7
    make(small.office, "setting", name="visit.months", value="2")
    assert small.office.ask(overdue_count) == 0
    assert len(small.office.ask(due_in, "2026-11")) == 7 and not small.office.ask(due_in, "2026-10")


def test_a_category_may_have_its_own_period(small: Round) -> None:
    for n in range(7):
        _met(small, n, date(2026, 9, 28))
    make(small.office, "setting", name="visit.months.cadre", value="3")
    cadres = small.office.ask(lambda ctx: ctx.session.query(Representation).filter_by(category="cadre").count())
    assert cadres > 0 and small.office.ask(overdue_count) == 7 - cadres == len(small.office.ask(due_in, "2026-11"))
    small.office.do(SetSetting("visit.months.cadre", "0"))  # as everybody
    assert small.office.ask(overdue_count) == 7 == len(small.office.ask(due_in, "2026-11"))


def test_every_category_has_its_setting() -> None:
    kept = {spec.name.removeprefix("visit.months.") for spec in SETTINGS if spec.name.startswith("visit.months.")}
    assert kept == {choice.code for choice in CATEGORIES}


def test_lists_name_people_and_places(small: Round) -> None:
    _visit(small, 0, planned_on=date(2026, 11, 24), topics="safety,request")
    found = values(small.office, VISITS, "manager", "representative", "area", "village", "topics")
    assert found == [("韦建军", "代表0", "翠屏0号公变", "翠屏", "safety,request")]
    assert VISITS.column("topics").field.show("safety,request") == "safe use of power, open request"
    assert small.office.ask(today_count) == 1 and values(small.office, VISITS_TODAY, "representative") == [("代表0",)]
    assert values(small.office, VISITS, "code", view=View(search="泮水")) == []


def _facts(small: Round, month: str, today: date) -> list[Facts]:
    """Facts of the two managers, each area served by its own."""
    def ask(ctx: Context) -> list[Facts]:
        tally = Tally(small.managers)
        count_visits(ctx, month, principals(ctx, today), tally)
        return [tally.facts()[manager] for manager in small.managers]

    return small.office.on(today).ask(ask)


def test_facts_of_a_month_are_counted_with_their_records(small: Round) -> None:
    office = small.office.on(date(2026, 12, 31))
    small.office.do(PlanMonth("2026-12"))
    ids = {one.representative: one.id for one in office.ask(month_stops, "2026-12")}
    results = (
        Result(ids["代表0"], day=date(2026, 12, 4)),
        Result(ids["代表1"], day=date(2026, 12, 20)),  # outside the window 2 to 8
        Result(ids["代表2"], day=date(2026, 12, 5), method="phone"),  # in the own area a call does not cover (D5)
    )
    office.do(RecordVisits(results))
    office.do(CompleteVisits((ids["代表3"],), date(2026, 12, 22)))  # a call outside the own area covers, at any time
    mine, other = _facts(small, "2026-12", date(2026, 12, 31))
    assert mine.numbers == {
        "planned": 4, "plan_done": 4, "visits": 4, "in_window": 3, "on_site": 2, "to_visit": 4, "visited": 3,
    }  # fmt: skip
    assert [r.text for r in mine.records["not_visited"]] == ["城中2号公变 · 代表2: not visited"]
    assert [(r.table, r.row_id) for r in mine.records["out_of_window"]] == [("visit", ids["代表1"])]
    assert {r.row_id for r in mine.records["by_phone"]} == {ids["代表2"], ids["代表3"]}
    assert other.numbers["planned"] == len(other.records["missed"]) == 2 and other.get("plan_done") == 0


def test_a_visit_whose_day_is_to_come_is_not_missed_yet(small: Round) -> None:
    small.office.do(PlanMonth("2026-12"))
    early, _other = _facts(small, "2026-12", date(2026, 12, 1))
    assert "planned" not in early.numbers and early.get("to_visit") == 4
    late, _other = _facts(small, "2026-12", date(2026, 12, 31))
    assert (late.get("planned"), late.get("plan_done"), len(late.records["missed"])) == (4, 0, 4)


def test_the_calendar_month_holds_days_visits_and_counts(small: Round) -> None:
    small.office.do(PlanMonth("2026-12"))
    found = small.office.ask(month_plan, "2026-12")
    assert len(found.visits) == 6 and found.count("planned") == 6 and found.due == 7
    assert found.reading == {date(2026, 12, 4): 3, date(2026, 12, 5): 3, date(2026, 12, 6): 1}
    assert found.holidays[date(2026, 12, 5)] == "演示调休" and not found.workdays.is_workday(date(2026, 12, 2))
    assert [m.name for m in found.managers] == ["覃丽芳", "韦建军"]
    mine = small.office.ask(month_plan, "2026-12", small.managers[1])
    assert {one.manager for one in mine.visits} == {"覃丽芳"} and mine.reading == {date(2026, 12, 4): 2}


def test_a_day_lists_its_stops_in_order_with_what_waits(small: Round) -> None:
    a_request(small.office, area_id=small.areas[0], raised_by_id=small.customers[0])
    small.office.do(PlanMonth("2026-12"))
    day = next(one for one in small.office.ask(month_stops, "2026-12") if one.representative == "代表0").planned_on
    assert day
    found = small.office.ask(day_plan, small.managers[0], day)
    assert [stop.sequence for stop in found.stops] == list(range(1, len(found.stops) + 1))
    stop = next(one for one in found.stops if one.representative == "代表0")
    assert (stop.requests, stop.topics.split(",")[1:]) == (1, ["request", "card"])
    assert found.km and found.minutes > sum(one.planned_minutes for one in found.stops)


def _printed(found: Sequence[Any]) -> list[tuple[str, date, int]]:
    return [(one.manager, one.planned_on, one.sequence) for one in found]


def test_the_printed_order_is_manager_day_and_sequence(small: Round) -> None:
    small.office.do(PlanMonth("2026-12"))
    found = _printed(small.office.ask(month_stops, "2026-12"))
    assert found == sorted(found, key=lambda one: (one[0] != "韦建军", one[1], one[2])) and len(found) == 6
    assert len(small.office.ask(month_stops, "2026-12", (small.managers[1],))) == 2


def test_an_empty_office_answers_everything(office: Office) -> None:
    assert office.ask(month_plan, "2026-11").visits == () and office.ask(month_stops, "2026-11") == []
    assert office.ask(overdue_count) == office.ask(today_count) == 0
