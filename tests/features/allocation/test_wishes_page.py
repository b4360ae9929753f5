"""The page of wishes: conflicts shown, a round opened and decided, forms typed back by keyboard and written out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.catalogue import manifests
from app.features.allocation.page.wishes.marks import COLUMNS, FIRST, MarksTable, read_marks
from app.features.allocation.page.wishes.whole import WishesPage
from app.features.allocation.queries.wishes import open_round, wishes_now
from app.features.allocation.queries.wishforms import form_lines
from app.kit.paper import Document
from app.kit.reading.cage import read_book
from app.kit.settings import UserSettings
from app.kit.store.change import Edit
from app.shell.frame.making import make_page
from app.shell.frame.sections import plan_of
from app.ui.desk import Desk
from tests.features.allocation.conftest import Village, clashing, wish


@pytest.fixture
def desk(village: Village, qtbot: QtBot) -> Iterator[Desk]:
    """A desk over the village office."""
    made = Desk(village.office)
    yield made
    made.close()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, village: Village) -> WishesPage:
    """The page with the clashing wishes, in its window."""
    clashing(village)
    found = WishesPage(desk)
    qtbot.addWidget(found)
    found.resize(1200, 680)
    found.show()
    settle(desk)
    return found


def settle(desk: Desk) -> None:
    """Let everything be answered."""
    for _again in range(4):
        assert desk.wait_idle()
        QApplication.processEvents()


def shown(grid: Any) -> list[list[str]]:
    """The texts of a grid."""
    return [[column.text(row) for column in grid.grid.columns] for row in grid.grid.rows]


def press(qtbot: QtBot, text: str) -> None:
    """Type into whatever has the keyboard, then Enter: as a person does who never looks at the screen."""
    for sign in text:
        qtbot.keyClicks(QApplication.focusWidget(), sign)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()


def test_conflicts_show_with_who_would_win_and_why(page: WishesPage, desk: Desk) -> None:
    assert [row[0] for row in shown(page.view.areas)] == ["三岔公变", "龙塘公变"]
    assert [row[-2:] for row in shown(page.view.areas)] == [["韦明", "higher wish"], ["黄秀", "knows it better"]]
    assert [row[-1] for row in shown(page.view.claims)] == ["gets it: higher wish", "not this one: higher wish"]
    assert shown(page.view.managers)[1][2:] == ["1", "1", "1", "2", "3"]
    assert "No round is open" in page._state.text() and "1. the higher wish" in page.view.rule.text()
    page._on_chips(frozenset())
    assert len(shown(page.view.areas)) == 3
    page.view.managers.choose([page.view.managers.grid.key_at(1)])
    page.view._on_managers(page.view.managers.chosen_keys())
    assert [row[-1] for row in shown(page.view.own)] == [
        "gets it: knows it better", "not this one: higher wish", "gets it: the only wish"
    ]  # fmt: skip


def test_open_lots_name_no_winner_before_the_seed(page: WishesPage, desk: Desk, village: Village) -> None:
    village.office.do(Edit("manager", village.wei, {"since": village.office.today}))
    village.office.do(Edit("manager", village.huang, {"since": village.office.today}))
    wish(village, village.wei, 1, 1, 4, 4, 4)
    page.refresh()
    settle(desk)
    assert shown(page.view.areas)[1][-2:] == ["韦明 / 黄秀", "lot"]
    page.view._on_areas((village.areas[1],))
    assert {row[-1] for row in shown(page.view.claims)} == {"draws lots"}


def test_a_round_is_opened_decided_printed_and_reopened(page: WishesPage, desk: Desk, qtbot: QtBot) -> None:
    assert [action.key for action in page.actions() if action.rank == "primary"] == ["open"]
    page.carry_out("open")
    settle(desk)
    assert page._form is not None
    page._form.form.lines["name"].editor.show_value("2026")
    page.carry_out("open")
    settle(desk)
    assert page._form is None and "2026 is open" in page._state.text()
    number = desk.office.ask(open_round).id  # type: ignore[union-attr]
    desk.office.do(Edit("wish_round", number, {"closes_on": None}))
    page.refresh()
    settle(desk)
    assert [action.key for action in page.actions() if action.rank == "primary"] == ["decide"]
    page.carry_out("decide")
    settle(desk)
    page._form.form.lines["seed"].editor.show_value(7)  # type: ignore[union-attr]
    page.carry_out("decide")
    settle(desk)
    assert page._round == number and "seed of the lots 7" in page._state.text()
    with qtbot.waitSignal(page.printed) as printed:
        page.carry_out("minutes")
    assert isinstance(printed.args[0], Document) and printed.args[0].title == "Minutes of the wishes decided"
    page.carry_out("reopen")
    settle(desk)
    assert page._round is None and "2026 is open" in page._state.text()
    assert len(shown(page.view.areas)) == 2


def test_a_form_is_typed_back_without_the_mouse(
    page: WishesPage, desk: Desk, qtbot: QtBot, village: Village
) -> None:
    table = page.typing.table
    QAbstractItemModelTester(table.list, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.activateWindow()
    qtbot.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    assert page.typing.isVisible() and page.typing.who.currentText().startswith("韦明")
    assert [line.code for line in table.list.lines] == ["A1", "A3", "A2"]
    table.start()
    press(qtbot, "2545")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, FIRST)
    press(qtbot, "9")
    assert "type a figure up to 3" in page.typing.count.text() and table.currentIndex().row() == 1
    press(qtbot, "3")
    qtbot.keyClick(table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    press(qtbot, "a3")
    assert table.currentIndex().row() == 1 and QApplication.focusWidget() is table
    press(qtbot, "0333")
    assert QApplication.focusWidget() is page.typing.search, "after a search Enter leads back to it"
    press(qtbot, "ltgb")
    assert table.currentIndex().row() == 2
    assert page.typing.has_unkept() and "2 typed and not kept" in page.typing.count.text()
    qtbot.keyClick(table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    assert not page.typing.has_unkept()
    kept = {line.code: line.marks for line in village.office.ask(form_lines, village.wei)}
    assert kept == {"A1": (2, 5, 4, 5), "A3": (None, 3, 3, 3), "A2": (1, 3, 3, 3)}
    desk.undo()
    settle(desk)
    assert village.office.ask(form_lines, village.wei)[0].marks == (1, 3, 3, 3)
    page.typing.left.emit()
    settle(desk)
    assert not page.typing.isVisible()


def test_what_is_typed_for_one_manager_waits_while_another_is_shown(
    page: WishesPage, desk: Desk, qtbot: QtBot, village: Village
) -> None:
    page.type_in()
    settle(desk)
    table = page.typing.table
    table.list.setData(table.list.index(0, FIRST), "3")
    page.typing.show_form(village.huang)
    settle(desk)
    assert table.list.news() == {} and "also of 韦明" in page.typing.count.text()
    page.typing.search.setText("nowhere")
    page.typing.seek()
    assert "No area of this form fits" in page.typing.count.text()
    page.typing.show_form(village.wei)
    settle(desk)
    assert table.list.news() == {village.areas[0]: {"wish": 3}}
    table.list.setData(table.list.index(0, FIRST), "1")
    assert not page.typing.has_unkept(), "what stands already is nothing to keep"
    assert len(village.office.ask(wishes_now)) == 5


def test_tab_walks_through_the_cells_and_enter_returns_to_where_the_line_began(qtbot: QtBot, village: Village) -> None:
    table = MarksTable()
    qtbot.addWidget(table)
    table.list.show_lines(village.wei, village.office.ask(form_lines, village.wei))
    table.show()
    table.start()
    for _step in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert table.currentIndex().column() == len(COLUMNS) - 1
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, FIRST)
    qtbot.keyClick(table, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, len(COLUMNS) - 1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert table.currentIndex().column() == len(COLUMNS) - 1, "down a column, if one began there"


@pytest.mark.parametrize(("text", "column", "marks"), [
    ("1545", "wish", {"wish": 1, "terrain": 5, "customs": 4, "people": 5}),
    ("0 3", "wish", {"wish": None, "terrain": 3}), ("３", "people", {"people": 3}), (" ", "wish", {"wish": None}),
])  # fmt: skip
def test_figures_run_to_the_right(text: str, column: str, marks: dict[str, int | None]) -> None:
    assert read_marks(text, column) == marks


@pytest.mark.parametrize(("text", "column"), [("4", "wish"), ("6", "terrain"), ("x", "people"), ("55", "people")])
def test_what_is_no_mark_is_said(text: str, column: str) -> None:
    with pytest.raises(ValueError, match=r"figure|digits"):
        read_marks(text, column)


def test_whoever_opens_the_contested_areas_comes_to_the_page(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    section = plan_of(["allocation"], manifests()).section_of("contested")
    assert section is not None
    page = make_page(section, desk, manifests(), UserSettings(tmp_path / "settings.json"))
    qtbot.addWidget(page)
    assert isinstance(page, WishesPage)
    settle(desk)


def test_forms_leave_as_paper_and_as_a_workbook(
    page: WishesPage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.printed) as printed:
        page.carry_out("forms")
    assert len(printed.args[0].parts) == 2
    with qtbot.waitSignal(page.written):
        page.outlets.write_forms((), tmp_path / "志愿.xlsx")
    assert len(read_book(tmp_path / "志愿.xlsx").sheets[0].rows) == 7
