"""The keyboard alone: Enter presses buttons, takes effect at once in cells, pages bind what their actions show."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.action import Action
from app.ui.desk import Desk
from app.ui.enter import EnterPresses
from app.ui.page import Page
from app.ui.table.prompt import PromptDelegate
from app.ui.toast import MOST_LINES, Toaster


def window_of(qtbot: QtBot, *parts: QWidget) -> QWidget:
    window = QWidget()
    box = QVBoxLayout(window)
    for part in parts:
        box.addWidget(part)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_enter_presses_the_button_in_focus_and_no_other(qapp: QApplication, qtbot: QtBot) -> None:
    presses = qapp.findChild(EnterPresses) or EnterPresses(qapp)
    assert presses
    one, other, pressed = QPushButton("one"), QPushButton("other"), []
    one.clicked.connect(lambda: pressed.append("one"))
    other.clicked.connect(lambda: pressed.append("other"))
    window = window_of(qtbot, one, other)
    assert window.isVisible()
    for button in (other, one):
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(one, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["other", "one"]


def test_what_is_typed_right_after_enter_goes_to_the_next_cell(qtbot: QtBot) -> None:
    model, table = QStandardItemModel(2, 1), QTableView()
    table.setModel(model)
    table.setItemDelegate(PromptDelegate(table))
    model.setItem(0, 0, QStandardItem(""))
    window = window_of(qtbot, table)
    assert window.isVisible()
    table.setCurrentIndex(model.index(0, 0))
    table.edit(model.index(0, 0))
    editor = table.findChild(QLineEdit)
    editor.setText("1")
    enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(editor, enter)  # without a turn of the event loop afterwards
    assert model.item(0, 0).text() == "1"
    assert table.state() == QTableView.State.NoState


class Striking(Page):
    """A page with one action that has keys, enabled or not."""

    is_ready = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Striking")
        self.struck = 0
        self.field = QLineEdit(self)

    def actions(self):  # type: ignore[no-untyped-def]
        def strike() -> None:
            self.struck += 1

        return (Action("strike", "Strike", strike, shortcut="Ctrl+R", enabled=self.is_ready),)


def test_a_page_binds_the_keys_its_actions_show(desk: Desk, qtbot: QtBot) -> None:
    page = Striking(desk)
    window = window_of(qtbot, page)
    assert window.isVisible()
    page.field.setFocus()
    qtbot.keyClick(page.field, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert page.struck == 1
    page.is_ready = False
    qtbot.keyClick(page.field, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert page.struck == 1, "what is shut stays shut"


def test_the_keyboard_never_lands_on_undo_by_itself(qtbot: QtBot) -> None:
    field = QLineEdit()
    window = window_of(qtbot, field)
    toast = Toaster(window).say("Imported", lambda: None)
    assert toast.button.focusPolicy() == Qt.FocusPolicy.NoFocus
    toast.take_focus()
    assert toast.button.hasFocus() or not window.isActiveWindow()


def test_a_long_message_is_cut_with_its_whole_text_kept(qtbot: QtBot) -> None:
    window = window_of(qtbot, QLineEdit())
    window.resize(900, 500)
    text = "\n".join(f"line {n}" for n in range(12))
    toast = Toaster(window).say(text)
    assert toast.text.text().count("\n") == MOST_LINES
    assert toast.accessibleName() == text and "line 11" in toast.text.toolTip()
    assert toast.text.height() >= toast.text.heightForWidth(toast.text.width()) or not toast.text.wordWrap()
