"""The Today page: its numbers, what stands behind them, and the first steps of an empty office."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from app.features.org.changes import SetCalendar, SetSetting
from app.features.org.rules import Announced
from app.kit import words
from app.kit.store.office import Office
from app.kit.store.query import View
from app.shell.duties.cards import DutyCard
from app.shell.duties.figures import Holdings, MonthStanding, burdens, holdings, month_standing
from app.shell.shots import settle
from app.shell.today import TodayPage, long_date, reading_state
from app.ui.desk import Desk
from tests import builders


@pytest.fixture
def page(qtbot, office: Office):
    """The page on the empty office, 1366 px wide."""
    desk = Desk(office)
    made = TodayPage(desk)
    qtbot.addWidget(made)
    made.resize(QSize(1366, 700))
    made.show()
    rest(made)
    yield made
    desk.close()


def rest(page: TodayPage) -> None:
    """Every answer has come and is painted."""
    assert page.desk.wait_idle(20)
    settle()


def cards(page: TodayPage) -> dict[str, str]:
    """The cards on view: what they are to what they say."""
    shown = (card for card in page.findChildren(DutyCard) if card.isVisible())
    told = (card.accessibleName().rpartition(": ") for card in shown)
    return {title: figure for title, _colon, figure in told}


def test_an_empty_office_sees_three_steps_and_the_way_to_the_demo(page: TodayPage, qtbot) -> None:
    wishes: list[str] = []
    page.wanted.connect(wishes.append)
    buttons = [button for button in page._steps.findChildren(QPushButton) if button.isVisible()]
    assert [b.text() for b in buttons] == [*["Empty form…", "Choose a workbook…"] * 3, "Load the demo office"]
    primary = [button for button in buttons if button.property("primary")]
    assert primary == buttons[1:2], "the first step is the next one"
    for button in (*buttons[:2], buttons[-1]):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wishes == ["form:ledger", "import", "demo"]


def test_the_step_after_the_last_one_done_is_offered_loudest(page: TodayPage, office: Office) -> None:
    builders.an_area(office)
    page.refresh()
    rest(page)
    loud = [step.button.property("primary") for step in page._steps._steps]
    assert loud == [False, True, False]


def test_cards_count_and_open_the_list_behind_them(page: TodayPage, office: Office, qtbot) -> None:
    builders.an_area(office)
    builders.a_staff(office)
    page.desk.noticed.emit(frozenset({"area"}))
    rest(page)
    assert cards(page)["Areas without a manager"] == "1"
    assert len(cards(page)) == 8
    asked: list[tuple[str, object]] = []
    page.opened.connect(lambda name, view: asked.append((name, view)))
    card = next(card for card in page.findChildren(DutyCard) if "without a manager" in card.accessibleName())
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert asked == [("uncovered", View())]


def test_a_wide_window_shows_more_duties_and_a_narrow_one_the_pressing_ones(page: TodayPage, office: Office) -> None:
    builders.an_area(office)
    builders.a_staff(office)
    page.refresh()
    page.resize(QSize(1920, 900))
    rest(page)
    wide = cards(page)
    assert len(wide) > 8
    page.resize(QSize(1000, 700))
    rest(page)
    narrow = cards(page)
    assert len(narrow) == 8
    assert {title for title, figure in wide.items() if figure != "0"} <= set(narrow)


def test_a_hidden_page_asks_again_when_it_is_shown(page: TodayPage, office: Office) -> None:
    builders.a_staff(office)
    page.hide()
    builders.an_area(office)
    page.desk.noticed.emit(frozenset({"area"}))
    page.show()
    rest(page)
    assert cards(page)["Areas without a manager"] == "1"


def test_todays_visits_and_loads_are_shown(page: TodayPage, office: Office) -> None:
    manager = builders.a_manager(office)
    area = builders.an_area(office)
    builders.an_assignment(office, area_id=area, manager_id=manager)
    term = builders.a_representation(office, area_id=area)
    builders.a_visit(office, manager_id=manager, representation_id=term, planned_on=office.today)
    builders.a_visit(office, manager_id=manager, representation_id=term, planned_on=date(2026, 11, 23))
    page.refresh()
    rest(page)
    assert len(page._agenda.grid.grid.rows) == 1
    assert [load.id for load in page._burden.bars._loads] == [manager]


def test_loads_come_heaviest_first_with_everybody_in_them(office: Office) -> None:
    idle, busy = builders.a_manager(office), builders.a_manager(office)
    builders.an_assignment(office, manager_id=busy, area_id=builders.an_area(office, households=300))
    found = office.ask(burdens)
    assert [burden.manager.id for burden in found] == [busy, idle]
    assert found[0].hours > 0 and found[1].hours == 0


def test_working_days_follow_the_announced_calendar(office: Office) -> None:
    assert office.ask(month_standing).working == 21
    days = (Announced(date(2026, 11, 24), "off", "休"), Announced(date(2026, 11, 28), "worked", "班"))
    office.do(SetCalendar(days))
    found = office.ask(month_standing)
    assert (found.working, found.left) == (21, 5), "the 24th is free, the 28th is worked"


def test_the_reading_window_is_the_offices_own(office: Office) -> None:
    office.do(SetSetting("reading.first", "20"))
    office.do(SetSetting("reading.last", "26"))
    assert reading_state(office.ask(month_standing)) == "meter reading until day 26"


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_weeks_of_a_month_have_seven_days_from_the_first(day: date) -> None:
    standing = MonthStanding(day, 20, 5, 1, 8)
    assert 1 <= standing.week <= 5
    assert standing.week == 1 + (day.day - 1) // 7


def test_the_day_is_said_in_the_languages_long_form() -> None:
    standing = MonthStanding(date(2026, 11, 24), 21, 5, 1, 8)
    assert long_date(standing) == "Tuesday, 24 November"
    words.use_language("zh_CN")
    assert long_date(standing) == "11月24日 星期二"


def test_holdings_tell_whether_the_office_has_begun(office: Office) -> None:
    assert office.ask(holdings) == Holdings(0, 0, 0, "")
    assert Holdings(1, 0, 0, "").is_empty and Holdings(0, 1, 0, "").is_empty
    assert not Holdings(1, 1, 0, "").is_empty
