"""The month one plans on: a click on a line tells whose day is meant."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent

from app.ui.calendar import MonthGrid


class PlanGrid(MonthGrid):
    """A :class:`MonthGrid` that also says which line was clicked."""

    line_chosen = Signal(object)  # Line

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click is the day's choice first, then the line's."""
        super().mouseReleaseEvent(event)
        entry = self.entry_at(event.position())
        if entry is not None:
            self.line_chosen.emit(entry.id)
