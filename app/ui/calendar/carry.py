"""An entry in the hand: where it came from, where it hovers, and why it may not fall there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.ui.calendar.cells import Entry
from app.ui.calendar.paint import paint_entry
from app.ui.theme import pen, tokens, write

MayDrop = Callable[[object, date], str]


@dataclass(frozen=True, slots=True)
class Carry:
    """A drag under way; ``reason`` is empty where the entry may fall, ``copy`` while Ctrl is down."""

    entry: Entry
    source: date
    at: QPointF
    over: date | None = None
    reason: str = ""
    copy: bool = False

    def to(self, at: QPointF, over: date | None, copy: bool, may_drop: MayDrop) -> "Carry":
        """The same entry elsewhere; the office's rule is asked only when it reaches another day."""
        reason = self.reason if over == self.over else (
            may_drop(self.entry.id, over) if over and over != self.source else ""
        )
        return replace(self, at=at, over=over, reason=reason, copy=copy)

    @property
    def falls(self) -> bool:
        """True where letting go now would move or copy it."""
        return self.over is not None and self.over != self.source and not self.reason

    def paint(self, painter: QPainter, target: QRectF | None, width: float) -> None:
        """The target's frame, and the entry under the pointer with a plus when it is copied."""
        worn = tokens()
        if target is not None and self.over != self.source:
            painter.setPen(pen(worn.refused if self.reason else worn.accent, 2))
            painter.drawRect(target.adjusted(1, 1, -1, -1))
        ghost = QRectF(self.at.x() + 8, self.at.y() - 9, width, 18)
        paint_entry(painter, ghost, self.entry, lit=not self.reason)
        if self.copy and not self.reason:
            write(painter, ghost.translated(ghost.width() + 4, 0), "+", worn.accent, bold=True)
