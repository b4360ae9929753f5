"""The vital few: bars from the largest down, the cumulated share above them, and where it crosses 80 %."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from app.kit.words import _
from app.ui.chart.picture import Mark, Picture
from app.ui.theme import CENTRE, LEFT, RIGHT, pen, tokens, width_of, write

LEFT_EDGE, RIGHT_EDGE, HEAD, FOOT = 6, 40, 20, 20
SLIM = 2.0
"""Narrower bars run into one another: then they touch."""
WIDEST = 72.0
SHORTEST = 24.0
"""No name is narrower: with less room none is measured."""


@dataclass(frozen=True, slots=True)
class Weight:
    """One part of the whole, and its share cumulated with all larger ones."""

    id: object
    name: str
    value: float
    share: float


class ParetoChart(Picture):
    """Hundreds of parts fit: labels are written only where there is room."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._weights: Sequence[Weight] = ()
        self._vital, self._fifth, self._unit = 0, 0.0, ""

    def show_weights(self, weights: Sequence[Weight], vital: int, fifth: float, unit: str) -> None:
        """Show the parts, largest first; the first ``vital`` of them bring 80 %, the largest fifth ``fifth`` of all."""
        self._weights, self._vital, self._fifth, self._unit = tuple(weights), vital, fifth, unit
        self.renew()

    def content_height(self) -> int:
        """Room for a readable curve."""
        return 110 if self._weights else 0

    def summary(self) -> str:
        """How few bring 80 %."""
        if not self._weights:
            return _("Nothing to show yet")
        return _("{rule}; the largest is {name} with {value} {unit}", rule=self._rule(), name=self._weights[0].name,
                 value=self._say(self._weights[0].value), unit=self._unit)  # fmt: skip

    def draw(self, painter: QPainter, size: QSizeF) -> Sequence[Mark]:
        """Bars, curve, the line of 80 % and what stands below it."""
        if not self._weights:
            return ()
        room = QRectF(LEFT_EDGE, HEAD, size.width() - LEFT_EDGE - RIGHT_EDGE, size.height() - HEAD - FOOT)
        pitch = room.width() / len(self._weights)
        self._scale(painter, room)
        self._bars(painter, room, pitch)
        self._curve(painter, room, pitch)
        self._crossing(painter, room, pitch)
        step = max(1, int(1 / pitch))  # where several parts share a pixel, the largest can be pointed at
        return [
            Mark(self._weights[at].id, QRectF(room.left() + at * pitch, HEAD, max(pitch, 1.0), room.height() + FOOT),
                 self._hover(at, self._weights[at]))
            for at in range(0, len(self._weights), step)
        ]  # fmt: skip

    def _scale(self, painter: QPainter, room: QRectF) -> None:
        worn = tokens()
        for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
            y = room.bottom() - share * room.height()
            painter.setPen(pen(worn.line, 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            write(painter, QRectF(room.right() + 4, y - 8, RIGHT_EDGE - 6, 16), f"{share:.0%}", worn.soft, RIGHT,
                  pixels=11)  # fmt: skip

    def _bars(self, painter: QPainter, room: QRectF, pitch: float) -> None:
        """The few in the accent, the others grey; each group one shape, or thousands of bars would shimmer."""
        worn = tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        for first, last, colour in ((0, self._vital, worn.accent), (self._vital, len(self._weights), worn.ghost)):
            painter.setBrush(QColor(colour))
            painter.drawPolygon(QPolygonF(self._outline(room, pitch, first, last)))
        self._names(painter, room, pitch)

    def _outline(self, room: QRectF, pitch: float, first: int, last: int) -> list[QPointF]:
        top, gap = self._weights[0].value or 1.0, min(6.0, pitch * 0.25) if pitch > 2 * SLIM else 0.0
        gap = max(gap, pitch - WIDEST)
        corners = [QPointF(room.left() + first * pitch, room.bottom())]
        for at in range(first, last):
            y = room.bottom() - self._weights[at].value / top * room.height() * 0.92
            left, right = room.left() + at * pitch + gap / 2, room.left() + (at + 1) * pitch - gap / 2
            corners += [QPointF(left, y), QPointF(right, y)]
            if gap:
                corners[-2:-2] = [QPointF(left, room.bottom())]
                corners.append(QPointF(right, room.bottom()))
        return [*corners, QPointF(room.left() + last * pitch, room.bottom())]

    def _names(self, painter: QPainter, room: QRectF, pitch: float) -> None:
        """Every name where each has room, else how many there are."""
        worn = tokens()
        below = QRectF(room.left(), room.bottom() + 3, room.width(), FOOT - 4)
        if pitch >= SHORTEST and pitch >= max(width_of(weight.name, 11) for weight in self._weights) + 6:
            for at, weight in enumerate(self._weights):
                write(painter, QRectF(room.left() + at * pitch, below.top(), pitch, below.height()), weight.name,
                      worn.soft, CENTRE, pixels=11)  # fmt: skip
            return
        write(painter, below, _("largest"), worn.soft, LEFT, pixels=11)
        write(painter, below, _("{n} in all", n=f"{len(self._weights):,}"), worn.soft, RIGHT, pixels=11)

    def _curve(self, painter: QPainter, room: QRectF, pitch: float) -> None:
        line = [QPointF(room.left(), room.bottom())]
        line += [
            QPointF(room.left() + (at + 1) * pitch, room.bottom() - weight.share * room.height())
            for at, weight in enumerate(self._weights)
        ]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(tokens().attention, 2))
        painter.drawPolyline(QPolygonF(line))

    def _crossing(self, painter: QPainter, room: QRectF, pitch: float) -> None:
        """Where 80 % is reached: the line, the dot, and how many that are."""
        worn = tokens()
        x, y = room.left() + self._vital * pitch, room.bottom() - 0.8 * room.height()
        painter.setPen(pen(worn.ink, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        painter.drawLine(QPointF(x, y), QPointF(x, room.bottom()))
        share = self._weights[self._vital - 1].share
        painter.setPen(pen(worn.surface, 1.5))
        painter.setBrush(QColor(worn.attention))
        painter.drawEllipse(QPointF(x, room.bottom() - share * room.height()), 4, 4)
        said = self._rule()
        wide = width_of(said, 12, bold=True) + 4
        at = min(max(room.left(), x - wide / 2), room.right() - wide)
        write(painter, QRectF(at, 0, wide, HEAD - 3), said, worn.ink, LEFT, pixels=12, bold=True)

    def _rule(self) -> str:
        """The rule of 80 and 20, read both ways."""
        return _("{few} of {all} ({share}) bring 80 %, the first 20 % bring {fifth}", few=f"{self._vital:,}",
                 all=f"{len(self._weights):,}", share=f"{self._vital / len(self._weights):.0%}",
                 fifth=f"{self._fifth:.0%}")  # fmt: skip

    def _say(self, value: float) -> str:
        return f"{value:,.0f}"

    def _hover(self, at: int, weight: Weight) -> str:
        return _("{place}. {name}: {value} {unit}, cumulated {share}", place=at + 1, name=weight.name,
                 value=self._say(weight.value), unit=self._unit, share=f"{weight.share:.1%}")  # fmt: skip
