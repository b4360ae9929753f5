"""The import plan on the screen: what is shown of each row, and what a person decides."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.features.areas.sheets import LEDGER
from app.kit.planning import Choices, FilePlan, plan_files
from app.kit.planning.plan import FILE_REFUSED, Ambiguity
from app.kit.store.office import Office
from app.ui.plan import PlanView

HEADINGS = ["台区编号", "台区名称", "户数", "地形", "怪列"]
ROWS = [
    ["A0001", "城中1号公变", 1, None, "x"],
    ["A0002", "城南2号公变", 99, None, "x"],
    ["N0001", "新一号", 50, "丘陵", "x"],
    ["N0002", "新二号", "很多", "丘陵", "x"],
    ["N0003", "新三号", 7, "海洋", "x"],
]


@pytest.fixture
def plans(county: Office, tmp_path: Path) -> list[FilePlan]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台区台账"
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    book.save(tmp_path / "台账.xlsx")
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    return county.ask(plan_files, [tmp_path / "台账.xlsx", tmp_path / "坏.xlsx"], (LEDGER,))


@pytest.fixture
def view(plans: list[FilePlan], qtbot: QtBot) -> PlanView:
    made = PlanView((LEDGER,))
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    made.show_plans(plans)
    return made


def cells(view: PlanView, at: int) -> list[str]:
    return [view._model.text(at, column) for column in range(view._model.columnCount())]


def test_rows_say_what_will_happen(view: PlanView) -> None:
    assert view._model.rowCount() == 4, "rows that stay the same are hidden at first"
    assert [cells(view, at)[0] for at in range(4)] == ["3", "4", "5", "6"]
    changed = cells(view, 0)
    assert changed[1] == "changed" and "2 → 99" in changed
    at = changed.index("2 → 99")
    assert view._model.tone(0, at) == "info" and not view._model.is_wrong(0, at)
    assert cells(view, 1)[1] == "new"


def test_a_refused_cell_shows_what_stood_there_and_why(view: PlanView) -> None:
    row = cells(view, 2)
    at = row.index("很多")
    assert view._model.is_wrong(2, at) and view._model.tone(2, at) == "refused"
    told = view._model.data(view._model.index(2, at), Qt.ItemDataRole.ToolTipRole)
    assert "很多" in told and row[1].startswith("refused: ")


def test_chips_choose_the_statuses(view: PlanView) -> None:
    view._on_chips(frozenset({"same"}))
    assert [cells(view, at)[0] for at in range(view._model.rowCount())] == ["2"]
    view._on_chips(frozenset())
    assert view._model.rowCount() == 0


def test_the_primary_button_says_how_many(view: PlanView, qtbot: QtBot) -> None:
    assert view._apply.text() == "Take in 2 rows" and view._apply.isEnabled()
    with qtbot.waitSignal(view.applied):
        qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_file_that_cannot_be_read_says_so(view: PlanView, plans: list[FilePlan]) -> None:
    assert plans[1].status == FILE_REFUSED
    view._list.setCurrentIndex(view._rows.index(1, 0))
    assert view._note.text() == plans[1].reason and view._model.rowCount() == 0
    assert view._mapping.isHidden()


def test_the_meaning_of_a_column_can_be_changed(view: PlanView) -> None:
    asked: list[Choices] = []
    view.replanned.connect(asked.append)
    odd = next(box for box in view._mapping.findChildren(QComboBox) if box.accessibleName() == "怪列")
    assert odd.currentText() == "(leave out)"
    odd.setCurrentIndex(odd.findData("village"))
    odd.activated.emit(odd.currentIndex())
    view._on_kind("")
    assert asked[-1] == Choices(kinds={"台区台账": ""}, columns={"怪列": "village"})


def test_nothing_to_do_cannot_be_applied(view: PlanView) -> None:
    view.show_plans([FilePlan("空.xlsx")])
    assert not view._apply.isEnabled()


def test_the_answer_is_offered_where_rows_were_refused(view: PlanView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.answered):
        qtbot.mouseClick(view._answer, Qt.MouseButton.LeftButton)
    view.show_plans([FilePlan("空.xlsx")])
    assert view._answer.isHidden()


def test_who_is_meant_is_asked_and_can_be_changed(view: PlanView, plans: list[FilePlan]) -> None:
    asked: list[Choices] = []
    view.replanned.connect(asked.append)
    tab = replace(plans[0].sheets[0], ambiguities=(Ambiguity("manager", "莫某", ("0102", "0103")),))
    view._mapping.show_plan(tab)
    who = next(box for box in view._mapping.findChildren(QComboBox) if box.accessibleName() == "莫某")
    assert who.currentIndex() == -1
    who.setCurrentIndex(1)
    who.activated.emit(1)
    assert asked[-1].references == {("manager", "莫某"): "0103"}
