"""Toasts, the strip and the chips: what they say and what a person can do with them."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QPushButton, QWidget

from app.ui.chips import Chip, ChipRow
from app.ui.strip import Note, Strip, remaining
from app.ui.theme import CHIP, STATUS, use_theme
from app.ui.toast import MOST, Toaster


@pytest.fixture
def window(qtbot, qapp) -> QWidget:
    use_theme(qapp, "light")
    made = QWidget()
    made.resize(900, 500)
    QLineEdit(made).setFocus()  # somebody is at work elsewhere
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_toast_stands_at_the_top_centre_and_keeps_there(window: QWidget) -> None:
    toast = Toaster(window).say("3 areas handed to 罗光荣")
    assert abs(toast.geometry().center().x() - window.width() // 2) <= 1
    window.resize(1200, 500)
    assert abs(toast.geometry().center().x() - 600) <= 1


def test_undo_is_called_once_and_closes_the_toast(window: QWidget, qtbot) -> None:
    undone: list[int] = []
    toaster = Toaster(window)
    toast = toaster.say("Imported", undo=lambda: undone.append(1))
    button = toast.button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.click()
    assert undone == [1]
    assert toaster.shown() == ()


def test_a_toast_without_undo_offers_none(window: QWidget) -> None:
    assert not Toaster(window).say("Saved").button.isVisible()


def test_the_oldest_gives_way_and_none_covers_another(window: QWidget) -> None:
    toaster = Toaster(window)
    for n in range(MOST + 2):
        toaster.say(f"number {n}")
    assert [toast.text.text() for toast in toaster.shown()] == ["number 2", "number 3", "number 4"]
    tops = [toast.geometry() for toast in toaster.shown()]
    assert all(a.bottom() < b.top() for a, b in pairwise(tops))


def test_names_are_never_read_as_markup(window: QWidget) -> None:
    toast = Toaster(window).say("<b>bold</b>")
    assert toast.text.textFormat() == Qt.TextFormat.PlainText
    assert toast.accessibleName() == "<b>bold</b>"


def test_a_long_text_wraps_inside_a_narrow_window(window: QWidget) -> None:
    window.resize(420, 400)
    toast = Toaster(window).say("很长的一句话，" * 20)
    assert toast.width() <= 420
    assert toast.height() > 40


def test_the_keyboard_reaches_the_newest_and_escape_closes_it(window: QWidget, qtbot) -> None:
    toaster = Toaster(window)
    toaster.say("first", undo=lambda: None)
    newest = toaster.say("second", undo=lambda: None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert newest.button.hasFocus()
    qtbot.keyClick(newest.button, Qt.Key.Key_Escape)
    assert [toast.text.text() for toast in toaster.shown()] == ["first"]


def test_a_toast_leaves_by_itself(window: QWidget, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("app.ui.toast.STAYS", 10)
    monkeypatch.setattr("app.ui.toast.FADE", 10)
    toaster = Toaster(window)
    qtbot.mouseMove(window, QPoint(5, 480))
    toaster.say("brief")
    qtbot.waitUntil(lambda: not toaster.shown())


def test_the_strip_is_as_high_as_the_grid_says_and_keeps_plain_text(window: QWidget) -> None:
    strip = Strip(window)
    strip.say_left(["<i>office</i>", "1,250 areas"])
    strip.resize(900, strip.sizeHint().height())
    strip.show()
    assert strip.height() == STATUS
    assert {label.textFormat() for label in strip.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_a_note_with_a_key_opens_what_it_names(window: QWidget, qtbot) -> None:
    strip = Strip(window)
    strip.say_right([Note("Backup 09:02", "ok", key="backup")])
    button = next(each for each in strip.findChildren(QPushButton) if each.text() == "Backup 09:02")
    with qtbot.waitSignal(strip.clicked) as told:
        button.click()
    assert told.args == ["backup"]


def test_work_shows_its_share_and_can_be_cancelled(window: QWidget, qtbot) -> None:
    strip = Strip(window)
    strip.show()
    strip.begin("Importing")
    bar = strip.findChild(QProgressBar)
    assert bar.isVisible()
    assert bar.maximum() == 0
    strip.show_progress(0.5, "Row 500")
    assert bar.value() * 2 == bar.maximum()
    assert any("50 %" in label.text() for label in strip.findChildren(QLabel))
    cancel = next(each for each in strip.findChildren(QPushButton) if each.isVisible())
    with qtbot.waitSignal(strip.cancelled):
        cancel.click()
    assert not cancel.isEnabled()
    strip.finish()
    assert not bar.isVisible()


@pytest.mark.parametrize(("seconds", "said"), [(0.2, "1 s left"), (89, "89 s left"), (100, "2 min left")])
def test_remaining_time_is_rounded_for_people(seconds: float, said: str) -> None:
    assert remaining(seconds) == said


def test_chips_filter_by_key(window: QWidget, qtbot) -> None:
    row = ChipRow("Filters")
    qtbot.addWidget(row)
    row.show_chips([Chip("a", "Wish first", on=True), Chip("b", "R&D"), Chip("c", "Locked", done=True)])
    row.show()
    buttons = row.findChildren(QPushButton)
    assert {button.height() for button in buttons} == {CHIP}
    assert buttons[2].text().startswith("✓")
    with qtbot.waitSignal(row.changed) as told:
        buttons[1].click()
    assert told.args == [frozenset({"a", "b"})]


def test_of_exclusive_chips_one_is_always_on(window: QWidget, qtbot) -> None:
    row = ChipRow("View", exclusive=True)
    qtbot.addWidget(row)
    row.show_chips([Chip("month", "Month", on=True), Chip("week", "Week"), Chip("day", "Day")])
    buttons = row.findChildren(QPushButton)
    buttons[1].click()
    assert row.on() == {"week"}
    buttons[1].click()
    assert row.on() == {"week"}


def test_arrows_walk_along_the_chips(window: QWidget, qtbot) -> None:
    row = ChipRow("View", parent=window)
    row.show_chips([Chip("a", "A"), Chip("b", "B")])
    row.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first, second = row.findChildren(QPushButton)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Left)
    assert first.hasFocus()
