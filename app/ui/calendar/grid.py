"""The month under one's hands: choose a day, open an entry, carry it to another day."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from app.ui.calendar.carry import Carry, MayDrop
from app.ui.calendar.cells import DayCell, Entry
from app.ui.calendar.face import MonthFace
from app.ui.theme import tip

STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class MonthGrid(MonthFace):
    """A month of :class:`DayCell` to plan on.

    Arrows choose a day (over the edge asks for the next month), Page Up and Down a month, Home today;
    Ctrl+Up and Ctrl+Down an entry of the day, Ctrl+Left and Ctrl+Right carry it by a day (with Shift
    a copy), Enter opens. ``may_drop(entry id, day)`` is asked before an entry falls: a non-empty answer
    is shown and forbids it.
    """

    day_selected = Signal(object)  # date
    day_opened = Signal(object)  # date: double click, Enter, or "+n more"
    entry_opened = Signal(object)  # entry id
    entry_menu = Signal(object, QPoint)  # entry id, global position
    moved = Signal(object, object, object, bool)  # entry id, from day, to day, copy
    month_wanted = Signal(object)  # a date outside the month shown

    def __init__(self, name: str, today: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(name, today, parent)
        self.may_drop: MayDrop = lambda entry, day: ""
        self._pressed: tuple[Entry, date, QPointF] | None = None

    def show_month(self, year: int, month: int, cells: Sequence[DayCell]) -> None:
        """Show a month; a drag under way is dropped where it began."""
        self._pressed = None
        super().show_month(year, month, cells)

    def select(self, day: date) -> None:
        """Choose a day; one outside the month asks for its month."""
        self._chosen, self._entry = day, None
        self._describe()
        self.update()
        if (day.year, day.month) != (self._month.year, self._month.month):
            self.month_wanted.emit(day)
        self.day_selected.emit(day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """An entry may be about to be carried."""
        day, entry = self.day_at(event.position()), self.entry_at(event.position())
        if day is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = (entry, day, event.position()) if entry else None
        self._chosen, self._entry = day, entry.id if entry else None
        self._describe()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the pressed entry once the pointer clearly left its place."""
        if self._pressed is None:
            return
        entry, day, start = self._pressed
        far = (event.position() - start).manhattanLength() >= QApplication.startDragDistance()
        if self._carry is None and far:
            self._carry = Carry(entry, day, event.position(), over=day)
        if self._carry:
            self._carry_to(event.position(), bool(event.modifiers() & CONTROL))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the entry fall; a click without a drag is a choice."""
        carry = self._carry
        self._put_down()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if carry is None:
            self._on_click(event.position())
        elif carry.falls:
            self.moved.emit(carry.entry.id, carry.source, carry.over, carry.copy)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the entry or the day."""
        entry, day = self.entry_at(event.position()), self.day_at(event.position())
        if entry:
            self.entry_opened.emit(entry.id)
        elif day:
            self.day_opened.emit(day)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for an entry's menu, by pointer or by the menu key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            room = self.room_of_entry(self._entry)
            if room is not None:
                self.entry_menu.emit(self._entry, self.mapToGlobal(room.bottomLeft().toPoint()))
        elif entry := self.entry_at(QPointF(event.pos())):
            self.entry_menu.emit(entry.id, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Days, months, entries; Esc puts back what is carried."""
        key, control = event.key(), bool(event.modifiers() & CONTROL)
        if self._carry:
            self._key_while_carrying(key)
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._next_entry(1 if key == Qt.Key.Key_Down else -1)
        elif control and key in STEPS:
            self._move_by_key(STEPS[key], bool(event.modifiers() & SHIFT))
        elif key in STEPS:
            self.select(self._chosen + timedelta(days=STEPS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            self.select(self._today)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting Ctrl go turns a copy back into a move."""
        if self._carry and event.key() == Qt.Key.Key_Control:
            self._carry_to(self._carry.at, False)
        super().keyReleaseEvent(event)

    def _key_while_carrying(self, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            self._put_down()
        elif key == Qt.Key.Key_Control and self._carry:
            self._carry_to(self._carry.at, True)

    def _carry_to(self, at: QPointF, copy: bool) -> None:
        if self._carry:
            self._carry = self._carry.to(at, self.day_at(at), copy, self.may_drop)
            self._warn(at, self._carry.reason)
            self.update()

    def _put_down(self) -> None:
        if self._carry:
            QToolTip.hideText()
        self._carry = self._pressed = None
        self.update()

    def _warn(self, at: QPointF, reason: str) -> None:
        QToolTip.showText(self.mapToGlobal(at.toPoint()) + QPoint(0, 14), tip(reason), self)

    def _on_click(self, at: QPointF) -> None:
        more = self.more_at(at)
        if more:
            self.day_opened.emit(more)
        elif (day := self.day_at(at)) is not None:
            entry = self._entry
            self.select(day)
            self._entry = entry
            self.update()

    def _next_entry(self, step: int) -> None:
        entries = self._cell(self._chosen).entries
        if entries:
            here = next((at for at, entry in enumerate(entries) if entry.id == self._entry), None)
            chosen = entries[0 if here is None else (here + step) % len(entries)]
            self._entry = chosen.id
            self.setAccessibleDescription(chosen.said)
            self.update()

    def _move_by_key(self, step: int, copy: bool) -> None:
        entry, to = self._entry, self._chosen + timedelta(days=step)
        if entry is None or to not in self._days:
            return
        if reason := self.may_drop(entry, to):
            self._warn(self.room_of(to).center(), reason)
            return
        source, self._chosen = self._chosen, to
        self._describe()
        self.update()
        self.moved.emit(entry, source, to, copy)

    def _open(self) -> None:
        if self._entry is None:
            self.day_opened.emit(self._chosen)
        else:
            self.entry_opened.emit(self._entry)

    def _turn(self, step: int) -> None:
        """The same day of a neighbour month, or its last."""
        first = (self._month + timedelta(days=32 * step if step > 0 else -1)).replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        self.select(first.replace(day=min(self._chosen.day, last.day)))
