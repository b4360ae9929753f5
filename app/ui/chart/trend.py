"""How a figure went over the months: a line, its target dashed, the telling values written out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from app.kit.words import _
from app.ui.chart.picture import Mark, Picture
from app.ui.theme import CENTRE, LEFT, pen, tokens, width_of, write

HEAD, FOOT, EDGE = 34, 38, 20


@dataclass(frozen=True, slots=True)
class Moment:
    """One period; ``value`` None leaves a gap in the line."""

    id: object
    label: str
    value: float | None


class Trend(Picture):
    """Some thirteen periods of one figure."""

    def __init__(self, name: str, unit: str = "", digits: int = 1) -> None:
        super().__init__(name)
        self._unit, self._digits = unit, digits
        self._moments: Sequence[Moment] = ()
        self._target: float | None = None

    def show_moments(self, moments: Sequence[Moment], target: float | None = None) -> None:
        """Replace the line, oldest first."""
        self._moments, self._target = tuple(moments), target
        self.renew()

    def content_height(self) -> int:
        """Room for labels and a readable line."""
        return 100 if self._known() else 0

    def summary(self) -> str:
        """First, last, lowest, highest."""
        known = self._known()
        if not known:
            return _("Nothing to show yet")
        said = _("{first} to {last}: {start} to {end} {unit}, lowest {low}, highest {high}",
                 first=known[0][0].label, last=known[-1][0].label, start=self._say(known[0][1]),
                 end=self._say(known[-1][1]), unit=self._unit,
                 low=self._say(min(value for _m, value in known)),
                 high=self._say(max(value for _m, value in known))).replace(" ,", ",")
        target = self._target
        return said if target is None else said + "; " + _("target {n}", n=self._say(target))

    def draw(self, painter: QPainter, size: QSizeF) -> Sequence[Mark]:
        """Target, line, dots, figures, labels."""
        known = self._known()
        if not known:
            return ()
        pitch = (size.width() - 2 * EDGE) / max(1, len(self._moments) - 1)
        low, high = self._range()
        unit = (size.height() - HEAD - FOOT) / (high - low)
        spots = [
            None if moment.value is None else QPointF(
                EDGE + at * pitch if len(self._moments) > 1 else size.width() / 2,
                HEAD + (high - moment.value) * unit)
            for at, moment in enumerate(self._moments)
        ]
        if self._target is not None:
            self._target_line(painter, size, HEAD + (high - self._target) * unit)
        self._line(painter, spots)
        self._figures(painter, spots, pitch)
        self._labels(painter, size, pitch)
        return [
            Mark(moment.id, QRectF(spot.x() - max(pitch, 16) / 2, 0, max(pitch, 16), size.height()),
                 f"{moment.label}  {self._say(moment.value)} {self._unit}".rstrip())
            for moment, spot in zip(self._moments, spots, strict=True)
            if spot is not None and moment.value is not None
        ]

    def _line(self, painter: QPainter, spots: Sequence[QPointF | None]) -> None:
        worn, run = tokens(), []
        for spot in [*spots, None]:
            if spot is not None:
                run.append(spot)
                continue
            painter.setPen(pen(worn.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(run))
            painter.setPen(pen(worn.surface, 1.5))
            painter.setBrush(QColor(worn.accent))
            for dot in run:
                painter.drawEllipse(dot, 4, 4)
            run = []

    def _figures(self, painter: QPainter, spots: Sequence[QPointF | None], pitch: float) -> None:
        """All figures where there is room, else those of the ends and the extremes."""
        worn, told = tokens(), self._told(pitch)
        for at, (moment, spot) in enumerate(zip(self._moments, spots, strict=True)):
            if spot is None or moment.value is None or at not in told:
                continue
            before = spots[at - 1] if at else None
            after = spots[at + 1] if at + 1 < len(spots) else None
            said, missed = self._say(moment.value), self._target is not None and moment.value < self._target
            room = _beside(spot, before, after, width_of(said, 11) + 2)
            painter.fillRect(room, worn.surface)
            write(painter, room, said, worn.attention if missed else worn.ink, CENTRE, pixels=11)

    def _told(self, pitch: float) -> set[int]:
        known = [(at, moment.value) for at, moment in enumerate(self._moments) if moment.value is not None]
        widest = max(width_of(self._say(value), 11) for _at, value in known)
        if pitch >= widest + 4:
            return {at for at, _value in known}
        least, most = min(known, key=lambda one: one[1]), max(known, key=lambda one: one[1])
        return {known[-1][0], least[0], most[0]}

    def _labels(self, painter: QPainter, size: QSizeF, pitch: float) -> None:
        widest = max(width_of(moment.label, 11) for moment in self._moments) + 6
        every = max(1, -int(-widest // pitch)) if len(self._moments) > 1 else 1
        last = len(self._moments) - 1
        for at, moment in enumerate(self._moments):
            if (last - at) % every == 0:
                x = EDGE + at * pitch if last else size.width() / 2
                left = min(max(0.0, x - widest / 2), size.width() - widest)
                write(painter, QRectF(left, size.height() - 17, widest, 16), moment.label,
                      tokens().soft, CENTRE, pixels=11)

    def _target_line(self, painter: QPainter, size: QSizeF, y: float) -> None:
        painter.setPen(pen(tokens().muted, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(4, y), QPointF(size.width() - 4, y))
        said = _("target {n}", n=self._say(self._target or 0.0))
        write(painter, QRectF(4, 0, size.width() - 8, 14), f"┄ {said}", tokens().soft, LEFT, pixels=11)

    def _known(self) -> list[tuple[Moment, float]]:
        return [(moment, moment.value) for moment in self._moments if moment.value is not None]

    def _range(self) -> tuple[float, float]:
        values = [value for _moment, value in self._known()]
        if self._target is not None:
            values.append(self._target)
        low, high = min(values), max(values)
        air = (high - low) * 0.12 or max(abs(high) * 0.1, 1.0)
        return low - air, high + air

    def _say(self, figure: float) -> str:
        return f"{figure:,.{self._digits}f}"


def _beside(spot: QPointF, before: QPointF | None, after: QPointF | None, wide: float) -> QRectF:
    """Room for a figure where the line does not run: below a valley, on the free side of a slope."""
    from_y = spot.y() if before is None else before.y()
    to_y = spot.y() if after is None else after.y()
    if (from_y < spot.y() and to_y < spot.y()) or (before is None and to_y < spot.y()):
        return QRectF(spot.x() - wide / 2, spot.y() + 7, wide, 13)
    if after is None and from_y < spot.y():
        return QRectF(spot.x() - wide / 2, spot.y() + 7, wide, 13)
    lean = wide / 2 - 2 if from_y < spot.y() < to_y else 2 - wide / 2 if from_y > spot.y() > to_y else 0
    return QRectF(spot.x() - wide / 2 + lean, spot.y() - 19, wide, 13)
