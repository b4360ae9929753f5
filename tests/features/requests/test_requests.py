"""Requests: the promise, where each stands, the way from raising to closing, a period's summary."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.org.changes import SetCalendar, SetSetting
from app.features.org.rules import Announced
from app.features.requests import queries, rules
from app.features.requests.changes import (
    AnswerRequest,
    CloseRequest,
    Escalate,
    RaiseRequest,
    Reopen,
    RouteRequest,
)
from app.features.requests.feature import FEATURE
from app.features.requests.model import Request
from app.features.requests.papers.summary import request_summary
from app.features.requests.rules import Case
from app.kit.errors import Refusal
from app.kit.paper import Listing, Row
from app.kit.store.office import Office
from app.kit.store.query import View, count, order, rows
from app.kit.workdays import Workdays
from tests.builders import a_customer, a_department, a_representation, a_request, an_area, is_undone

DAY = date(2026, 11, 24)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
CASES = st.builds(
    lambda kind, raised, due, closed, escalated: Case(
        kind, raised, None if due is None else raised + timedelta(due),
        None if closed is None else raised + timedelta(closed), escalated),
    st.sampled_from(["bill", "outage", "other"]), DAYS, st.none() | st.integers(0, 30), st.none() | st.integers(0, 60),
    st.booleans(),
)  # fmt: skip


def request(office: Office, id_: int) -> Request:
    return office.ask(lambda ctx: ctx.get(Request, id_))


def listed(office: Office) -> list[dict[str, Any]]:
    keys = [column.key for column in queries.REQUESTS.columns]
    found = office.ask(rows, queries.REQUESTS, office.ask(order, queries.REQUESTS))
    return [dict(zip(keys, row[1:], strict=True)) for row in found]


def test_the_promise_counts_working_days(office: Office) -> None:
    change = RaiseRequest(an_area(office), "low_voltage", "晚上电压低", DAY)
    assert is_undone(office, change)
    assert request(office, office.do(change).result).due_on == date(2026, 12, 1)
    office.do(SetSetting("request.days.low_voltage", "1"))
    office.do(SetCalendar((Announced(date(2026, 11, 25), "off", "假日"),)))
    assert request(office, office.do(change).result).due_on == date(2026, 11, 26)


def test_every_kind_has_its_promise(office: Office) -> None:
    kinds = next(column.field.choices for column in queries.REQUESTS.columns if column.key == "kind")
    for choice in kinds:
        assert office.ask(queries.promise, choice.code, DAY) > DAY


def test_a_given_promise_holds_and_numbers_count_up_by_day(office: Office) -> None:
    area = an_area(office)
    made = [office.do(RaiseRequest(area, "bill", "电费疑问", DAY, due_on=DAY)).result for _n in range(2)]
    other = office.do(RaiseRequest(area, "bill", "电费疑问", date(2026, 11, 23))).result
    codes = [request(office, id_).code for id_ in (*made, other)]
    assert codes == ["SQ20261124-01", "SQ20261124-02", "SQ20261123-01"]
    assert request(office, made[0]).due_on == DAY


@pytest.mark.parametrize(
    ("raised", "due", "field"),
    [(date(2026, 11, 25), None, "raised_on"), (date(2026, 11, 20), date(2026, 11, 19), "due_on")],
)
def test_days_out_of_order_are_refused(office: Office, raised: date, due: date | None, field: str) -> None:
    with pytest.raises(Refusal) as told:
        office.do(RaiseRequest(an_area(office), "bill", "?", raised, due_on=due))
    assert told.value.field == field


def test_a_department_that_replies_too_late_is_told(office: Office) -> None:
    quick, slow = a_department(office, reply_days=1), a_department(office, reply_days=30)
    made = (a_request(office, due_on=date(2026, 11, 30)), a_request(office, due_on=None))
    assert is_undone(office, RouteRequest(made, quick))
    assert not office.do(RouteRequest(made, quick)).remarks
    assert len(office.do(RouteRequest(made, slow)).remarks) == 1
    assert {row["department"] for row in listed(office)} == {office.ask(_department_name, slow)}


def _department_name(ctx: Any, id_: int) -> str:
    from app.features.org.model import Department

    return str(ctx.get(Department, id_).name)


def test_nothing_closes_without_an_answer(office: Office) -> None:
    made = a_request(office)
    with pytest.raises(Refusal, match="no answer"):
        office.do(CloseRequest(made, DAY))
    with pytest.raises(Refusal):
        office.do(AnswerRequest(made, "  ", DAY))
    with pytest.raises(Refusal):
        office.do(AnswerRequest(made, "已调压", date(2026, 11, 1)))
    answer, close = AnswerRequest(made, " 已调压 ", DAY), CloseRequest(made, DAY, True, 5)
    assert is_undone(office, answer)
    office.do(answer)
    assert request(office, made).answer == "已调压"
    assert is_undone(office, close)
    assert not office.do(close).remarks
    for again in (answer, close, Escalate((made,)), RouteRequest((made,), a_department(office))):
        with pytest.raises(Refusal, match="closed"):
            office.do(again)


def test_closing_unconfirmed_asks_for_a_call_back(office: Office) -> None:
    made = a_request(office, answer="已处理")
    assert office.do(CloseRequest(made, DAY, confirmed=False)).remarks


def test_reopening_keeps_the_answer_and_says_why(office: Office) -> None:
    made = a_request(office)
    with pytest.raises(Refusal, match="not closed"):
        office.do(Reopen(made, "又停电"))
    office.do(AnswerRequest(made, "已更换熔丝", DAY))
    office.do(CloseRequest(made, DAY, True, 4))
    assert is_undone(office, Reopen(made, "又停电"))
    office.do(Reopen(made, "又停电"))
    found = request(office, made)
    assert (found.closed_on, found.satisfaction, found.answer) == (None, None, "已更换熔丝")
    assert ("Why reopened", "又停电") in office.ask(queries.request_story, made).facts


def test_escalating_marks_and_may_route(office: Office) -> None:
    made, department = a_request(office), a_department(office)
    assert is_undone(office, Escalate((made,)))
    office.do(Escalate((made,), department))
    assert request(office, made).escalated and request(office, made).department_id == department


@given(st.none() | DAYS, st.none() | DAYS, DAYS, st.integers(0, 30))
def test_a_request_stands_in_exactly_one_place(due: date | None, closed: date | None, today: date, soon: int) -> None:
    where = rules.standing(due, closed, today, soon)
    assert (where == rules.CLOSED) == (closed is not None)
    assert (where == rules.OVERDUE) == (closed is None and due is not None and due < today)
    if where == rules.SOON:
        assert due is not None and today <= due <= today + timedelta(soon)


def test_the_list_says_what_the_rule_says(office: Office) -> None:
    office = office.on(date.today())
    today = office.today
    for due in (None, -1, 0, 1, 2, 3):
        day = None if due is None else today + timedelta(due)
        a_request(office, raised_on=today - timedelta(9), due_on=day)
    a_request(office, raised_on=today - timedelta(9), due_on=today - timedelta(3), closed_on=today)
    for row in listed(office):
        assert row["standing"] == rules.standing(row["due_on"], row["closed_on"], today, queries.SOON_DAYS)
    chips = queries.REQUESTS.filters
    found = {name: office.ask(count, queries.REQUESTS, View(filters=chips[name])) for name in chips}
    assert found == {"not closed": 6, "overdue": 1, "due soon": 3, "not routed": 6, "complaints": 0}


def test_duties_follow_the_office_s_today_and_setting(office: Office) -> None:
    overdue, soon = FEATURE.duties
    for due in (-1, 0, 2, 3):
        a_request(office, due_on=DAY + timedelta(due))
    assert (office.ask(overdue.count), office.ask(soon.count)) == (1, 2)
    office.do(SetSetting("request.soon", "3"))
    assert office.ask(soon.count) == 3
    assert office.on(DAY + timedelta(30)).ask(overdue.count) == 4


@given(st.lists(CASES, max_size=30), DAYS)
def test_the_summary_adds_up(cases: list[Case], today: date) -> None:
    found = rules.summarise(cases, date(2026, 3, 1), date(2026, 9, 30), today)
    chosen = [case for case in cases if date(2026, 3, 1) <= case.raised_on <= date(2026, 9, 30)]
    assert found.total.raised == len(chosen) == sum(one.raised for one in found.kinds.values())
    for name in ("closed", "in_time", "due", "overdue", "once"):
        assert getattr(found.total, name) == sum(getattr(one, name) for one in found.kinds.values())
    total = found.total
    assert total.in_time <= total.closed <= total.due <= total.raised
    assert total.once_rate is None or 0 <= total.once_rate <= 1
    assert list(found.kinds.values()) == sorted(found.kinds.values(), key=lambda one: -one.raised)


def test_a_period_s_summary(office: Office) -> None:
    a_request(office, kind="bill", raised_on=date(2026, 10, 5), due_on=date(2026, 10, 10), closed_on=date(2026, 10, 9))
    a_request(office, kind="bill", raised_on=date(2026, 10, 5), due_on=date(2026, 10, 10), closed_on=date(2026, 10, 11),
              escalated=True)  # fmt: skip
    a_request(office, kind="outage", raised_on=date(2026, 10, 6), due_on=date(2026, 10, 7))
    a_request(office, kind="outage", raised_on=date(2026, 11, 1))
    found = office.ask(queries.summary, date(2026, 10, 1), date(2026, 10, 31))
    assert list(found.kinds) == ["bill", "outage"] and found.total.raised == 3
    assert (found.total.timely_rate, found.total.once_rate) == (1 / 3, 1 / 3)
    assert office.ask(queries.summary, date(2025, 1, 1), date(2025, 1, 31)).total.timely_rate is None


def test_working_days_of_a_promise_skip_the_weekend() -> None:
    assert rules.promised_for(date(2026, 11, 27), 1, Workdays()) == date(2026, 11, 30)


def test_who_raised_it_is_a_customer_or_a_name(office: Office) -> None:
    a_request(office, code="1", raised_by_id=a_customer(office, name="韦明"))
    a_request(office, code="2", raised_name="来电客户")
    assert {row["code"]: row["raised_by"] for row in listed(office)} == {"1": "韦明", "2": "来电客户"}


def test_the_drawer_tells_the_way_of_a_request(office: Office) -> None:
    made = a_request(office, answer="已调压", answered_on=date(2026, 11, 12), behalf="本组村民")
    story = office.ask(queries.request_story, made)
    assert [event.text for event in story.events] == ["Answered", "Promised for this day", "Raised"]
    assert story.events[1].state == "late" and ("On behalf of", "本组村民") in story.facts


def test_acts_fill_what_their_changes_want(office: Office) -> None:
    acts = {(act.change, act.listing): act.fill for act in FEATURE.acts}
    filled = office.ask(acts[RaiseRequest, "representatives"], (a_representation(office),))
    made = office.do(RaiseRequest(**filled, kind="safety", content="树碰线")).result
    office.do(RouteRequest(**office.ask(acts[RouteRequest, "requests"], (made,)), department_id=a_department(office)))
    office.do(Escalate(**office.ask(acts[Escalate, "overdue_requests"], (made,))))
    answer = office.ask(acts[AnswerRequest, "requests"], (made,))
    office.do(AnswerRequest(**{**answer, "answer": "已清理"}))
    office.do(CloseRequest(**office.ask(acts[CloseRequest, "requests"], (made,))))
    office.do(Reopen(**office.ask(acts[Reopen, "requests"], (made,)), reason="未清净"))
    assert request(office, made).origin == "representative"
    assert office.ask(acts[RaiseRequest, "requests"], ()) == {"raised_on": DAY}


def test_every_list_opens_on_an_empty_office(office: Office) -> None:
    for listing in FEATURE.listings:
        assert list(office.ask(order, listing)) == [] and listing.empty


def test_the_summary_on_paper_ends_with_the_total(office: Office) -> None:
    a_request(office, kind="bill", raised_on=date(2026, 11, 5), due_on=date(2026, 11, 10), closed_on=date(2026, 11, 9))
    a_request(office, kind="outage", raised_on=date(2026, 10, 31))
    (sheet,) = office.ask(request_summary).parts
    assert isinstance(sheet, Listing)
    cells = [row.cells for row in sheet.rows if isinstance(row, Row)]
    assert cells == [
        ("bill and tariff", "1", "1", "0", "100.0%", "100.0%"), ("All kinds", "1", "1", "0", "100.0%", "100.0%"),
    ]  # fmt: skip
    (empty,) = office.ask(request_summary, date(2025, 1, 1), date(2025, 1, 31)).parts
    assert isinstance(empty, Listing) and empty.subtitles == ("raised from 2025-01-01 to 2025-01-31",)
