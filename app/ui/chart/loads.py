"""Who carries how much: one bar a person, the load of before above it, the mean as a dashed line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter

from app.kit.words import _
from app.ui.chart.picture import Mark, Picture
from app.ui.theme import LEFT, RIGHT, pen, tokens, width_of, write

LINE = 22
HEAD = 18
NAME_MOST = 132


@dataclass(frozen=True, slots=True)
class Load:
    """One person's load; ``before`` None shows one bar, ``colour`` None paints the accent.

    ``capacity`` (same unit) is a tick on the bar; beyond it the figure turns to the late colour, and so
    does a bar without a colour of its own.
    """

    id: object
    name: str
    after: float
    before: float | None = None
    colour: int | None = None
    capacity: float | None = None

    @property
    def is_over(self) -> bool:
        """More than the person may carry."""
        return self.capacity is not None and self.after > self.capacity


class LoadBars(Picture):
    """The loads of up to some hundred people; more than fit scroll."""

    def __init__(self, name: str, unit: str, digits: int = 0) -> None:
        super().__init__(name)
        self._unit, self._digits = unit, digits
        self._loads: Sequence[Load] = ()

    def show_loads(self, loads: Sequence[Load]) -> None:
        """Replace the bars, in the order given."""
        self._loads = tuple(loads)
        self.renew()

    def content_height(self) -> int:
        """A head for the mean and a line for each person."""
        return HEAD + LINE * len(self._loads) + 4 if self._loads else 0

    def mean(self) -> float:
        """The mean load after; 0 for nobody."""
        return sum(load.after for load in self._loads) / len(self._loads) if self._loads else 0.0

    def summary(self) -> str:
        """Mean, heaviest and lightest."""
        if not self._loads:
            return _("Nothing to show yet")
        most = max(self._loads, key=lambda load: load.after)
        least = min(self._loads, key=lambda load: load.after)
        return _(
            "{n} people, mean {mean} {unit}; most {most} {highest}, least {least} {lowest}",
            n=len(self._loads), mean=self._say(self.mean()), unit=self._unit, most=most.name,
            highest=self._say(most.after), least=least.name, lowest=self._say(least.after),
        )

    def draw(self, painter: QPainter, size: QSizeF) -> Sequence[Mark]:
        """Swatch, name, track with bars, figures; the mean over all."""
        if not self._loads:
            return ()
        pairs = any(load.before is not None for load in self._loads)
        names = min(NAME_MOST, max(width_of(load.name) for load in self._loads)) + 8
        figures = max(width_of(self._figures(load), bold=True) for load in self._loads)
        left = (18 if any(load.colour is not None for load in self._loads) else 0) + names
        track = QRectF(left, 0, max(24.0, size.width() - left - figures - 20), LINE)
        top = max(max(load.after, load.before or 0, load.capacity or 0) for load in self._loads) or 1.0
        scale = track.width() / top
        marks = []
        for at, load in enumerate(self._loads):
            room = QRectF(0, HEAD + at * LINE, size.width() - 4, LINE)
            self._line(painter, room, track.translated(0, room.top()), load, scale=scale, pairs=pairs)
            marks.append(Mark(load.id, room, self._hover(load)))
        self._mean_line(painter, track, scale)
        return marks

    def _line(
        self, painter: QPainter, room: QRectF, track: QRectF, load: Load, *, scale: float, pairs: bool
    ) -> None:
        worn = tokens()
        usual = worn.late if load.is_over else worn.accent
        colour = usual if load.colour is None else worn.nth(load.colour)
        if load.colour is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(worn.nth(load.colour)))
            painter.drawRoundedRect(QRectF(0, room.top() + 6, 10, 10), 2, 2)
        write(painter, QRectF(track.left() - 8 - self._name_room(track), room.top(),
                              self._name_room(track), LINE), load.name, worn.ink, LEFT)
        base = QRectF(track.left(), track.top() + 5, track.width(), 12)
        painter.fillRect(base, worn.track)
        slim = QRectF(base.left(), base.top() + 5, load.after * scale, 7) if pairs else QRectF(
            base.left(), base.top(), load.after * scale, 12)
        if load.before is not None:
            painter.fillRect(QRectF(base.left(), base.top(), load.before * scale, 5), worn.ghost)
        painter.fillRect(slim, colour)
        if load.capacity is not None:
            painter.fillRect(QRectF(base.left() + load.capacity * scale - 1, base.top() - 2, 1.5, 16), worn.ink)
        self._write_figures(painter, room, load)

    def _name_room(self, track: QRectF) -> float:
        return track.left() - 8 - (18 if any(load.colour is not None for load in self._loads) else 0)

    def _write_figures(self, painter: QPainter, room: QRectF, load: Load) -> None:
        worn, last = tokens(), self._say(load.after)
        used = write(painter, room, last, worn.late if load.is_over else worn.ink, RIGHT, bold=True)
        if load.before is not None:
            rest = room.adjusted(0, 0, -used, 0)
            write(painter, rest, f"{self._say(load.before)} → ", worn.soft, RIGHT)

    def _mean_line(self, painter: QPainter, track: QRectF, scale: float) -> None:
        worn, x = tokens(), track.left() + self.mean() * scale
        painter.setPen(pen(worn.soft, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, HEAD - 1), QPointF(x, self.content_height()))
        said = _("mean {mean} {unit}", mean=self._say(self.mean()), unit=self._unit)
        wide = width_of(said, 11) + 4
        at = min(max(track.left(), x - wide / 2), track.right() - wide)
        write(painter, QRectF(at, 0, wide, HEAD - 3), said, worn.soft, LEFT, pixels=11)

    def _say(self, figure: float) -> str:
        return f"{figure:,.{self._digits}f}"

    def _figures(self, load: Load) -> str:
        before = "" if load.before is None else f"{self._say(load.before)} → "
        return before + self._say(load.after)

    def _hover(self, load: Load) -> str:
        said = f"{load.name}  {self._figures(load)} {self._unit}"
        if load.capacity is None:
            return said
        return said + "\n" + _("may carry {n} {unit}", n=self._say(load.capacity), unit=self._unit)
