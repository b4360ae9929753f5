"""From the full mark to the score: what each indicator took away or gave."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from app.kit.words import _
from app.ui.chart.picture import Mark, Picture
from app.ui.theme import CENTRE, pen, tokens, write

HEAD, FOOT, EDGE = 20, 24, 4
BAR_MOST = 38


@dataclass(frozen=True, slots=True)
class Step:
    """Points taken (negative) or given by one indicator."""

    id: object
    label: str
    delta: float


class Waterfall(Picture):
    """Two full bars, the steps hanging between them. Clicking the ends emits ``"full"`` and ``"score"``."""

    def __init__(self, name: str, digits: int = 1) -> None:
        super().__init__(name)
        self._digits = digits
        self._full = 0.0
        self._steps: Sequence[Step] = ()

    def show_steps(self, full: float, steps: Sequence[Step]) -> None:
        """Show the way down from ``full``; the score is what the steps leave."""
        self._full, self._steps = full, tuple(steps)
        self.renew()

    def score(self) -> float:
        """The full mark and all steps together."""
        return self._full + sum(step.delta for step in self._steps)

    def content_height(self) -> int:
        """Room for labels and a readable bar."""
        return 96 if self._steps else 0

    def summary(self) -> str:
        """Full mark, steps, score."""
        if not self._steps:
            return _("Nothing to show yet")
        steps = ", ".join(f"{step.label} {self._signed(step.delta)}" for step in self._steps)
        return _("From {full} to {score}: {steps}", full=self._say(self._full),
                 score=self._say(self.score()), steps=steps)

    def draw(self, painter: QPainter, size: QSizeF) -> Sequence[Mark]:
        """Columns of equal width: full, each step, score."""
        if not self._steps:
            return ()
        worn, columns = tokens(), len(self._steps) + 2
        pitch = (size.width() - 2 * EDGE) / columns
        floor = self._floor()
        ground = size.height() - FOOT
        unit = (ground - HEAD) / (max(self._levels()) - floor or 1.0)
        whole = [(0, self._full, "full", _("Full")), (columns - 1, self.score(), "score", _("Score"))]
        marks = []
        for at, value, key, label in whole:
            foot = max(floor, 0.0)
            ends = sorted((ground - (value - floor) * unit, ground - (foot - floor) * unit))
            room = self._column(at, pitch, ends[0], ends[1])
            painter.fillRect(room, worn.accent)
            if floor > 0:
                self._torn(painter, room)
            marks.append(self._named(painter, room, pitch, ground, (key, label, self._say(value))))
        level = self._full
        for at, step in enumerate(self._steps, 1):
            ends = sorted((ground - (level - floor) * unit, ground - (level + step.delta - floor) * unit))
            level += step.delta
            room = self._column(at, pitch, ends[0], max(ends[1], ends[0] + 1))
            self._link(painter, room, pitch, ground - (level - floor) * unit)
            painter.fillRect(room, worn.late if step.delta < 0 else worn.ok)
            said = (step.id, step.label, self._signed(step.delta))
            marks.insert(at, self._named(painter, room, pitch, ground, said))
        return marks

    def _named(
        self, painter: QPainter, room: QRectF, pitch: float, ground: float, said: tuple[object, str, str]
    ) -> Mark:
        worn, middle = tokens(), room.center().x()
        key, label, figure = said
        write(painter, QRectF(middle - pitch / 2, room.top() - 17, pitch, 16), figure, worn.ink, CENTRE,
              pixels=11)
        foot = QRectF(middle - pitch / 2 + 1, ground + 5, pitch - 2, 18)
        write(painter, foot, label, worn.soft, CENTRE, pixels=12)
        return Mark(key, QRectF(middle - pitch / 2, room.top() - 17, pitch, ground - room.top() + 38),
                    f"{label}  {figure}")

    def _column(self, at: int, pitch: float, top: float, bottom: float) -> QRectF:
        wide = min(BAR_MOST, pitch - 8)
        return QRectF(EDGE + at * pitch + (pitch - wide) / 2, top, wide, bottom - top)

    def _link(self, painter: QPainter, room: QRectF, pitch: float, y: float) -> None:
        """A hair from the step's end to the next column, so the eye can follow."""
        painter.setPen(pen(tokens().edge, 1))
        painter.drawLine(QPointF(room.right(), y), QPointF(room.left() + pitch, y))

    def _torn(self, painter: QPainter, room: QRectF) -> None:
        """A gap near the foot: the axis does not begin at nought."""
        painter.setPen(pen(tokens().surface, 3))
        y = room.bottom() - 14
        painter.drawLine(QPointF(room.left() - 1, y + 3), QPointF(room.right() + 1, y - 3))

    def _levels(self) -> list[float]:
        level, seen = self._full, [self._full]
        for step in self._steps:
            level += step.delta
            seen.append(level)
        return seen

    def _floor(self) -> float:
        """Nought where that leaves the steps readable, else a round value below all levels.

        A score below nought puts the floor there.
        """
        low, high = min(self._levels()), max(self._levels())
        return min(low, 0.0) if low < high * 0.6 else max(0.0, (low - 1.5 * (high - low) - 5) // 10 * 10)

    def _say(self, figure: float) -> str:
        return f"{figure:,.{self._digits}f}"

    def _signed(self, figure: float) -> str:
        return f"{figure:+,.{self._digits}f}".replace("-", "−")
