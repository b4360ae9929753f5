"""When a visit is due, by which channel, where it may be moved, what is typed back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.visits.rules.channel import counts, is_own, method_for
from app.features.visits.rules.due import Period, due_day, is_due_in, later, overdue_days
from app.features.visits.rules.entry import fault, read_day, read_mark
from app.features.visits.rules.ical import Event, ical
from app.features.visits.rules.moving import Surroundings, may_move
from app.features.visits.rules.stops import Terms
from app.features.visits.rules.topics import topics_for
from app.features.visits.rules.windows import days_for, days_outside, is_in_window, window_of
from app.kit.workdays import Workdays, days_of

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
NATIONAL_DAY = Workdays({date(2026, 10, 1): "off", date(2026, 10, 2): "off", date(2026, 10, 10): "worked"})


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),  # erpnext 30551: month ends must not crash
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 10, 24), 1, date(2026, 11, 24)),  # erpnext 30682: not off by one day
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(day: date, months: int, expected: date) -> None:
    assert later(day, months) == expected


@given(DAYS, st.integers(1, 12))
def test_later_falls_into_the_month_that_is_meant_and_keeps_the_order(day: date, months: int) -> None:
    found = later(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and found == days_of(f"{found:%Y-%m}")[-1])


@given(DAYS, DAYS, st.integers(1, 6))
def test_due_days_never_fall_back_when_the_contact_is_later(first: date, second: date, months: int) -> None:
    a, b = sorted((first, second))
    assert due_day(a, date(2019, 1, 1), months) <= due_day(b, date(2019, 1, 1), months)


def test_the_term_counts_where_there_was_no_contact_since_it_began() -> None:
    assert due_day(None, date(2026, 10, 15), 1) == date(2026, 11, 15)
    assert due_day(date(2026, 3, 1), date(2026, 10, 15), 1) == date(2026, 11, 15)
    assert due_day(date(2026, 11, 2), date(2026, 10, 15), 1) == date(2026, 12, 2)


def test_overdue_begins_the_day_after() -> None:
    assert overdue_days(date(2026, 11, 24), date(2026, 11, 24)) == 0
    assert overdue_days(date(2026, 11, 18), date(2026, 11, 24)) == 6
    assert overdue_days(date(2026, 12, 1), date(2026, 11, 24)) == 0


def test_a_visit_left_over_from_earlier_months_is_due_too() -> None:
    assert is_due_in("2026-11", date(2026, 11, 30))
    assert is_due_in("2026-11", date(2026, 8, 2))
    assert not is_due_in("2026-11", date(2026, 12, 1))


def test_a_class_may_have_its_own_period() -> None:
    period = Period(1, {"deputy": 3, "cadre": 0})
    assert [period.of(name) for name in ("helper", "deputy", "cadre")] == [1, 3, 1]


def test_the_channel_follows_the_reading_area() -> None:
    assert method_for(own=True, reading_day=5) == "reading"
    assert method_for(own=True, reading_day=None) == "on_site"
    assert method_for(own=False, reading_day=5) == "phone"
    assert is_own("城关一区", "城关一区 ") and not is_own("城关一区", "城关二区")
    assert is_own(None, "城关二区") and is_own("城关一区", None)


def test_which_contacts_cover_a_representative() -> None:
    assert counts("reading", own=False) and counts("on_site", own=True, distant="never")
    assert counts("phone", own=False) and not counts("phone", own=True)
    assert counts("wechat", own=True, distant="always") and not counts("phone", own=False, distant="never")


def test_the_window_lies_round_the_reading_day_within_the_month() -> None:
    terms = Terms(window=3, reading=(1, 8))
    assert window_of("2026-11", 5, terms) == (2, 8)
    assert window_of("2026-11", 1, terms) == (1, 4)
    assert window_of("2027-02", 31, terms) == (25, 28)
    assert window_of("2026-11", None, terms) == (1, 8)
    assert [days_outside(date(2026, 11, d), (2, 8)) for d in (1, 2, 8, 11)] == [1, 0, 0, 3]
    assert not is_in_window("2026-11", date(2026, 11, 20), 5, terms)
    assert is_in_window("2026-11", date(2026, 11, 20), 5, terms, on_site=False)


def test_days_off_are_no_days_worked_weekends_are() -> None:
    days = days_for("2026-10", NATIONAL_DAY, [(date(2026, 10, 5), date(2026, 10, 9))])
    assert days[0] == date(2026, 10, 10)
    assert date(2026, 10, 2) not in days and date(2026, 10, 11) not in days
    assert days_for("2026-10", NATIONAL_DAY, [], date(2026, 10, 30)) == [date(2026, 10, 30)]


def test_a_year_without_an_announced_calendar_still_plans() -> None:
    assert len(days_for("2031-01", NATIONAL_DAY, [])) == 23


@pytest.mark.parametrize(
    ("to", "told"),
    [
        (date(2026, 10, 2), "2026-10-02 is a day off."),
        (date(2026, 10, 11), "2026-10-11 is a day off."),
        (date(2026, 10, 6), "The manager is away on 2026-10-06."),
        (date(2026, 11, 2), "The visit belongs to the plan of 2026-10."),
        (date(2026, 10, 20), "This representative is visited on 2026-10-20 already."),
        (date(2026, 10, 10), ""),
        (date(2026, 10, 21), ""),
    ],
)
def test_where_a_visit_may_go(to: date, told: str) -> None:
    around = Surroundings(NATIONAL_DAY, [(date(2026, 10, 5), date(2026, 10, 7))], frozenset({date(2026, 10, 20)}))
    assert may_move("planned", "2026-10", to, around) == told


def test_what_is_recorded_stays_where_it_is() -> None:
    assert may_move("done", "2026-10", date(2026, 10, 21), Surroundings()).startswith("This visit is recorded")


def test_topics_are_a_theme_and_what_waits() -> None:
    assert len({topics_for(f"2026-{m:02}", 0, False) for m in range(1, 5)}) == 4
    assert topics_for("2026-11", 2, True)[1:] == ("request", "card")


@pytest.mark.parametrize(
    ("text", "mark"), [("√", "done"), ("1", "done"), ("Y", "done"), ("×", "missed"), ("0", "missed"), (" ", None)]
)
def test_marks_on_paper(text: str, mark: str | None) -> None:
    assert read_mark(text) == mark


def test_an_unknown_mark_is_told() -> None:
    with pytest.raises(ValueError, match="neither done"):
        read_mark("?")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("5", date(2026, 11, 5)), ("05", date(2026, 11, 5)), ("11.5", date(2026, 11, 5)), ("1105", date(2026, 11, 5)),
     ("2026-11-05", date(2026, 11, 5)), ("今天", date(2026, 11, 24)), ("昨天", date(2026, 11, 23)), ("", None)],
)  # fmt: skip
def test_days_typed_short(text: str, expected: date | None) -> None:
    assert read_day(text, "2026-11", date(2026, 11, 24)) == expected


@pytest.mark.parametrize("text", ["31", "13.1", "abc", "1.2.3.4"])
def test_no_day_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        read_day(text, "2026-11", date(2026, 11, 24))


def test_results_are_complete_before_they_are_kept() -> None:
    today = date(2026, 11, 24)
    assert fault("done", None, None, today) == "A visit that was made needs its day."
    assert fault("done", date(2026, 11, 25), None, today) == "2026-11-25 has not come yet."
    assert fault("missed", None, "", today) == "A visit that was missed needs a reason."
    assert fault("done", today, None, today) == fault("missed", None, "外出", today) == ""


@given(st.text(alphabet="代表a,;\\\n😀", max_size=200))
def test_calendar_files_fold_without_losing_a_letter(title: str) -> None:
    text = ical([Event("ZF1", date(2026, 12, 31), title)])
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "").split("\r\n")
    summary = next(line for line in unfolded if line.startswith("SUMMARY:")).removeprefix("SUMMARY:")
    for written, meant in (("\\\\", "\0"), ("\\n", "\n"), ("\\,", ","), ("\\;", ";"), ("\0", "\\")):
        summary = summary.replace(written, meant)
    assert summary == title
    assert "DTEND;VALUE=DATE:20270101" in unfolded
