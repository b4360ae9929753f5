"""Who carries how much: one bar a person, the load of before above it, the mean as a dashed line, bands behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter

from app.kit.words import _
from app.ui.chart.picture import Mark, Picture
from app.ui.theme import LEFT, RIGHT, pen, tokens, width_of, write

LINE = 22
HEAD = 18
SWATCH = 18
NAME_MOST = 132
BAND = 60  # of 255: the share of colour in a band of the track


@dataclass(frozen=True, slots=True)
class Load:
    """One person's load; ``before`` None shows one bar, ``colour`` None paints the accent.

    ``capacity`` (same unit) is a tick on the bar. ``tone`` says what is thought of the load where the bars' own bands
    do not: the figure takes its colour, and so does a bar without one of its own. ``note`` stands small behind it.
    """

    id: object
    name: str
    after: float
    before: float | None = None
    colour: int | None = None
    capacity: float | None = None
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """Up to where (in the bars' unit) a load counts as what ``text`` says; ``tone`` is "" where all is well."""

    until: float
    text: str
    tone: str = ""


class LoadBars(Picture):
    """The loads of up to some hundred people; more than fit scroll."""

    def __init__(self, name: str, unit: str, digits: int = 0) -> None:
        super().__init__(name)
        self._unit, self._digits = unit, digits
        self._loads: Sequence[Load] = ()
        self._bands: Sequence[Band] = ()
        self._aim: object = None
        self._beside, self._swatch = 0.0, 0

    def show_loads(self, loads: Sequence[Load], unit: str = "", bands: Sequence[Band] = ()) -> None:
        """Replace the bars, in the order given; ``unit`` where it changed, ``bands`` from the lowest up."""
        self._loads, self._bands = tuple(loads), tuple(bands)
        self._unit = unit or self._unit
        self.renew()

    def aim(self, id_: object) -> None:
        """Frame the person something would be given to; None lets go."""
        if id_ != self._aim:
            self._aim = id_
            self.viewport().update()

    def content_height(self) -> int:
        """A head for the mean and a line for each person."""
        return HEAD + LINE * len(self._loads) + 4 if self._loads else 0

    def mean(self) -> float:
        """The mean load after; 0 for nobody."""
        known = [load.after for load in self._loads if load.after < inf]
        return sum(known) / len(known) if known else 0.0

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
        self._beside = self._note_room()
        names = min(NAME_MOST, max(width_of(load.name) for load in self._loads)) + 8
        figures = max(width_of(self._figures(load), bold=True) for load in self._loads) + self._beside
        self._swatch = SWATCH if any(load.colour is not None for load in self._loads) else 0
        left = self._swatch + names
        track = QRectF(left, 0, max(24.0, size.width() - left - figures - 20), LINE)
        ends = [end for load in self._loads for end in (load.after, load.before or 0, load.capacity or 0)]
        ends += [band.until for band in self._bands]
        scale = track.width() / (max(end for end in ends if end < inf) or 1.0)
        seen = painter.clipBoundingRect() if painter.hasClipping() else None  # what is scrolled away costs nothing
        marks = []
        for at, load in enumerate(self._loads):
            room = QRectF(0, HEAD + at * LINE, size.width() - 4, LINE)
            if not seen or seen.intersects(room):
                self._line(painter, room, track.translated(0, room.top()), load, scale=scale, pairs=pairs)
            marks.append(Mark(load.id, room, self._hover(load)))
        self._mean_line(painter, track, scale)
        return marks

    def _line(
        self, painter: QPainter, room: QRectF, track: QRectF, load: Load, *, scale: float, pairs: bool
    ) -> None:
        worn = tokens()
        usual = self._tone(load) or "accent"
        colour = worn.tone(usual) if load.colour is None else worn.nth(load.colour)
        if load.colour is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(worn.nth(load.colour)))
            painter.drawRoundedRect(QRectF(0, room.top() + 6, 10, 10), 2, 2)
        write(painter, QRectF(self._swatch, room.top(), track.left() - 8 - self._swatch, LINE), load.name, worn.ink)
        base = QRectF(track.left(), track.top() + 5, track.width(), 12)
        painter.fillRect(base, worn.track)
        self._draw_bands(painter, base, scale)
        long = min(load.after * scale, base.width())
        slim = QRectF(base.left(), base.top() + 5, long, 7) if pairs else QRectF(base.left(), base.top(), long, 12)
        if load.before is not None:
            painter.fillRect(QRectF(base.left(), base.top(), load.before * scale, 5), worn.ghost)
        painter.fillRect(slim, colour)
        if load.capacity is not None:
            painter.fillRect(QRectF(base.left() + load.capacity * scale - 1, base.top() - 2, 1.5, 16), worn.ink)
        self._write_figures(painter, room, load)
        if load.id == self._aim:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(worn.accent, 2))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 3, 3)

    def _draw_bands(self, painter: QPainter, base: QRectF, scale: float) -> None:
        """The track beyond what is reasonable, in the tone of what it then is; the last band never ends."""
        starts = [0.0, *(band.until for band in self._bands)]
        tones = [*(band.tone for band in self._bands), "late"] if self._bands else []
        for start, end, tone in zip(starts, [*starts[1:], base.width() / scale], tones, strict=False):
            if tone and end > start:
                shade = QColor(tokens().tone(tone))
                shade.setAlpha(BAND)
                painter.fillRect(QRectF(base.left() + start * scale, base.top(), (end - start) * scale, 12), shade)

    def _write_figures(self, painter: QPainter, room: QRectF, load: Load) -> None:
        worn, last, beside = tokens(), self._say(load.after), self._beside
        write(painter, room, load.note, worn.soft, RIGHT, pixels=12)
        used = write(painter, room.adjusted(0, 0, -beside, 0), last, worn.tone(self._tone(load)), RIGHT, bold=True)
        if load.before is not None:
            rest = room.adjusted(0, 0, -used - beside, 0)
            write(painter, rest, f"{self._say(load.before)} → ", worn.soft, RIGHT)

    def _note_room(self) -> float:
        widest = max(width_of(load.note, 12) for load in self._loads)
        return widest + 12 if widest else 0.0

    def _tone(self, load: Load) -> str:
        """What is thought of a load: as told, else by its band; "" where all is well."""
        if load.tone or not self._bands:
            return load.tone
        return next((band.tone for band in self._bands if load.after <= band.until), "late")

    def _mean_line(self, painter: QPainter, track: QRectF, scale: float) -> None:
        worn, x = tokens(), track.left() + self.mean() * scale
        painter.setPen(pen(worn.soft, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, HEAD - 1), QPointF(x, self.content_height()))
        said = _("mean {mean} {unit}", mean=self._say(self.mean()), unit=self._unit)
        wide = width_of(said, 11) + 4
        at = min(max(track.left(), x - wide / 2), track.right() - wide)
        write(painter, QRectF(at, 0, wide, HEAD - 3), said, worn.soft, LEFT, pixels=11)

    def _say(self, figure: float) -> str:
        return "∞" if figure == inf else f"{figure:,.{self._digits}f}"

    def _figures(self, load: Load) -> str:
        before = "" if load.before is None else f"{self._say(load.before)} → "
        return before + self._say(load.after)

    def _hover(self, load: Load) -> str:
        said = [f"{load.name}  {self._figures(load)} {self._unit}"]
        if load.capacity is not None:
            said.append(_("may carry {n} {unit}", n=self._say(load.capacity), unit=self._unit))
        band = next((band for band in self._bands if load.after <= band.until), None)
        return "\n".join([*said, *([band.text] if band else []), *([load.note] if load.note else [])])
