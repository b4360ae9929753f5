"""The import plan on the screen: what is shown of each row, and what a person decides."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.features.areas.sheets import LEDGER
from app.kit.planning import Choices, FilePlan, plan_book, plan_files
from app.kit.planning.plan import FILE_REFUSED, Ambiguity
from app.kit.store.office import Office
from app.ui.plan import PlanView
from app.ui.plan.chooser import Chooser
from tests.kit.forms import book, ledger
from tests.kit.forms import cells as cells_of_tab

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
    return [view._card.model.text(at, column) for column in range(view._card.model.columnCount())]


def test_rows_say_what_will_happen(view: PlanView) -> None:
    assert view._card.model.rowCount() == 4, "rows that stay the same are hidden at first"
    assert [cells(view, at)[0] for at in range(4)] == ["3", "4", "5", "6"]
    changed = cells(view, 0)
    assert changed[1] == "changed" and "2 → 99" in changed
    at = changed.index("2 → 99")
    assert view._card.model.tone(0, at) == "info" and not view._card.model.is_wrong(0, at)
    assert cells(view, 1)[1] == "new"


def test_a_refused_cell_shows_what_stood_there_and_why(view: PlanView) -> None:
    row = cells(view, 2)
    at = row.index("很多")
    assert view._card.model.is_wrong(2, at) and view._card.model.tone(2, at) == "refused"
    told = view._card.model.data(view._card.model.index(2, at), Qt.ItemDataRole.ToolTipRole)
    assert "很多" in told and row[1].startswith("refused: ")


def test_chips_choose_the_statuses(view: PlanView) -> None:
    view._on_chips(frozenset({"same"}))
    assert [cells(view, at)[0] for at in range(view._card.model.rowCount())] == ["2"]
    view._on_chips(frozenset())
    assert view._card.model.rowCount() == 0


def test_the_primary_button_says_how_many(view: PlanView, qtbot: QtBot) -> None:
    assert view._apply.text() == "Take in 2 rows" and view._apply.isEnabled()
    with qtbot.waitSignal(view.applied):
        qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_file_that_cannot_be_read_says_so(view: PlanView, plans: list[FilePlan]) -> None:
    assert plans[1].status == FILE_REFUSED
    view._list.setCurrentIndex(view._rows.index(1, 0))
    assert view._card.note.text() == plans[1].reason and view._card.model.rowCount() == 0
    assert view._mapping.isHidden()


def test_the_meaning_of_a_column_can_be_changed(view: PlanView) -> None:
    asked: list[Choices] = []
    view.replanned.connect(asked.append)
    odd = next(box for box in view._mapping.findChildren(Chooser) if box.accessibleName() == "怪列")
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
    who = next(box for box in view._mapping.findChildren(Chooser) if box.accessibleName() == "莫某")
    assert who.currentIndex() == -1
    who.setCurrentIndex(1)
    who.activated.emit(1)
    assert asked[-1].references == {("manager", "莫某"): "0103"}


def test_what_a_number_means_is_asked_once_it_is_not_certain(qtbot: QtBot) -> None:
    rows = [["台区编号", "台区名称", "线损率"], ["0331", "新村", 0.9], ["0332", "老村", 0.5]]
    sheet, ctx, asked = ledger(), None, []

    def plan(choices: Choices) -> FilePlan:
        return plan_book(ctx, book(cells_of_tab(rows)), [sheet], choices=choices)  # type: ignore[arg-type]

    made = PlanView((sheet,))
    qtbot.addWidget(made)
    made.replanned.connect(asked.append)
    made.show_plans([plan(Choices())])
    qtbot.waitUntil(lambda: bool(boxes(made, "Meaning of 线损率")))
    (meaning,) = boxes(made, "Meaning of 线损率")
    assert meaning.currentIndex() == -1 and not made._apply.isEnabled()
    pick(qtbot, meaning, "0.95 means 95 %")
    assert asked[-1] == Choices(percent={"线损率": "ratio"})
    made.show_plans([plan(asked[-1])])
    qtbot.waitUntil(lambda: boxes(made, "Meaning of 线损率") not in ([], [meaning]))
    assert boxes(made, "Meaning of 线损率")[0].currentText() == "0.95 means 95 %"
    assert made._apply.text() == "Take in 2 rows" and "90.00 %" in cells(made, 0)


def test_every_choice_can_be_made_with_the_keyboard_and_is_not_made_by_the_wheel(view: PlanView, qtbot: QtBot) -> None:
    asked: list[Choices] = []
    view.replanned.connect(asked.append)
    for box in view.findChildren(Chooser):
        assert box.focusPolicy() == Qt.FocusPolicy.StrongFocus and box.accessibleName()
        roll(box)
    assert asked == []
    (odd,) = boxes(view, "怪列")
    pick(qtbot, odd, "Village")
    assert asked == [Choices(columns={"怪列": "village"})]


def test_the_keyboard_stays_where_it_was_when_the_plan_is_new(
    view: PlanView, plans: list[FilePlan], qtbot: QtBot
) -> None:
    (before,) = boxes(view, "怪列")
    before.setFocus()
    view.show_plans(plans)
    qtbot.waitUntil(lambda: boxes(view, "怪列") != [before] and view.focusWidget() is boxes(view, "怪列")[0])


def test_whose_value_counts_is_said_for_the_sheet(view: PlanView, qtbot: QtBot) -> None:
    asked: list[Choices] = []
    view.replanned.connect(asked.append)
    pick(qtbot, boxes(view, "Where the office has other values")[0], "fill in only what is blank")
    assert asked == [Choices(policies={"台区台账": "fill"})]


def test_space_leaves_rows_out_and_takes_them_in_again(view: PlanView, county: Office, qtbot: QtBot) -> None:
    asked: list[Choices] = []
    view.replanned.connect(asked.append)
    with qtbot.waitActive(view):
        view.activateWindow()
    view._card.table.setFocus()
    view._card.table.selectRow(0)
    qtbot.keyClick(view._card.table, Qt.Key.Key_Space)
    assert asked[-1].left_out == {("台账.xlsx", "台区台账", 3)}
    file = view._tabs[0][0].file
    view.show_plans(county.ask(lambda ctx: plan_files(ctx, [file], (LEDGER,), choices=asked[-1])))
    assert cells(view, 0)[1] == "skipped: Left out as you chose." and view._apply.text() == "Take in 1 rows"
    assert view._card.table.currentIndex().row() == 0, "the row in front stays in front"
    qtbot.keyClick(view._card.table, Qt.Key.Key_Space)
    assert asked[-1].left_out == frozenset()
    view._card.table.selectRow(2)
    qtbot.keyClick(view._card.table, Qt.Key.Key_Space)
    assert len(asked) == 2, "a refused row is out already"


def test_the_row_in_front_says_its_whole_reason(view: PlanView) -> None:
    assert view._card.reason.text().startswith("Choose a row")
    view._card.table.selectRow(2)
    assert view._card.reason.text().startswith("row 5, column C: ") and "很多" in view._card.reason.text()


def boxes(view: PlanView, name: str) -> list[Chooser]:
    """The boxes called ``name``."""
    return [box for box in view.findChildren(Chooser) if box.accessibleName() == name]


def pick(qtbot: QtBot, box: Chooser, text: str) -> None:
    """Open the list with an arrow, go to ``text`` and choose it, all with the keyboard."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.view().isVisible()
    box.view().setCurrentIndex(box.model().index(box.findText(text), 0))
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert box.currentText() == text


def roll(box: Chooser) -> None:
    """Turn the wheel over a box."""
    turn = QWheelEvent(
        QPointF(5, 5), box.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
