"""The month as one painted surface: which dates, where each stands, what is under a point."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.ui.calendar.carry import Carry
from app.ui.calendar.cells import DayCell, Entry, day_name, days_shown, weekday_names
from app.ui.calendar.paint import Look, Zones, paint_day
from app.ui.theme import ROW, themes, tip, tokens, write


class MonthFace(QWidget):
    """Shows a month of :class:`DayCell`; :class:`app.ui.calendar.MonthGrid` adds the hands."""

    def __init__(self, name: str, today: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._today = today or date.today()
        self._chosen = self._today
        self._entry: object = None
        self._month = self._today.replace(day=1)
        self._days = days_shown(self._today.year, self._today.month)
        self._cells: dict[date, DayCell] = {}
        self._zones: dict[date, Zones] = {}
        self._carry: Carry | None = None
        themes.changed.connect(self.update)

    def show_month(self, year: int, month: int, cells: Sequence[DayCell]) -> None:
        """Show a month; days of the neighbours complete the weeks, days without a cell stay empty."""
        self._month = date(year, month, 1)
        self._days = days_shown(year, month)
        self._cells = {cell.day: cell for cell in cells}
        self._carry = None
        if self._chosen not in self._days:
            self._chosen = self._today if self._today in self._days else self._month
        self._describe()
        self.update()

    def selected(self) -> date:
        """The chosen day."""
        return self._chosen

    def room_of(self, day: date) -> QRectF:
        """Where a day of the weeks shown is painted, in the widget's coordinates."""
        row, column = divmod(self._days.index(day), 7)
        weeks, high = len(self._days) // 7, self.height() - ROW
        left, right = (round(self.width() * n / 7) for n in (column, column + 1))
        top, bottom = (ROW + round(high * n / weeks) for n in (row, row + 1))
        return QRectF(left, top, right - left, bottom - top)

    def room_of_entry(self, entry_id: object) -> QRectF | None:
        """Where an entry was last painted; None while it hides behind "+n more"."""
        drawn = (line for zones in self._zones.values() for line in zones.entries)
        return next((room for entry, room in drawn if entry.id == entry_id), None)

    def day_at(self, at: QPointF) -> date | None:
        """The day under a point."""
        return next((day for day in self._days if self.room_of(day).contains(at)), None)

    def entry_at(self, at: QPointF) -> Entry | None:
        """The entry under a point."""
        drawn = (line for zones in self._zones.values() for line in zones.entries)
        return next((entry for entry, room in drawn if room.contains(at)), None)

    def more_at(self, at: QPointF) -> date | None:
        """The day whose "+n more" is under a point."""
        lines = ((day, zones.more) for day, zones in self._zones.items())
        return next((day for day, line in lines if line is not None and line.contains(at)), None)

    def sizeHint(self) -> QSize:
        """Three entries a day on a small screen."""
        return QSize(960, 650)

    def minimumSizeHint(self) -> QSize:
        """Still a calendar."""
        return QSize(490, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Heads, days, the hairs between them, and what the hand carries."""
        worn, painter = tokens(), QPainter(self)
        painter.fillRect(self.rect(), QColor(worn.raised))
        for column, said in enumerate(weekday_names()):
            room = self.room_of(self._days[column])
            write(painter, QRectF(room.left() + 7, 0, room.width() - 8, ROW), said, worn.soft)
        self._hairs(painter)
        self._zones = {day: self._paint_day(painter, day) for day in self._days}
        if self._carry:
            target = self.room_of(self._carry.over) if self._carry.over else None
            self._carry.paint(painter, target, self.width() / 7 - 12)

    def event(self, event: QEvent) -> bool:
        """Say an entry in full, or what a day's note says."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = QPointF(event.pos())
            entry, day = self.entry_at(at), self.day_at(at)
            said = entry.said if entry else self._cell(day).note if day else ""
            QToolTip.showText(event.globalPos(), tip(said), self)
            return True
        return super().event(event)

    def _paint_day(self, painter: QPainter, day: date) -> Zones:
        look = Look(
            inside=day.month == self._month.month,
            today=day == self._today,
            chosen=day == self._chosen,
            entry=self._entry if day == self._chosen else None,
        )
        return paint_day(painter, self.room_of(day).adjusted(0, 0, -1, -1), self._cell(day), look)

    def _hairs(self, painter: QPainter) -> None:
        """One pixel between the days, left open by the rooms they paint in."""
        painter.fillRect(QRectF(0, ROW - 1, self.width(), self.height()), QColor(tokens().line))

    def _cell(self, day: date) -> DayCell:
        return self._cells.get(day) or DayCell(day)

    def _describe(self) -> None:
        """The chosen day in words, for those who do not see the grid."""
        cell = self._cell(self._chosen)
        marks, entries = [badge.text for badge in cell.badges], [entry.said for entry in cell.entries]
        said = [day_name(cell.day), *marks, cell.note, *entries]
        self.setAccessibleDescription("; ".join(part for part in said if part))
