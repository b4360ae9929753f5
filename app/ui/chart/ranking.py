"""Who stands where: bars sorted by value, equal values sharing a rank, the target as a dashed line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from app.kit.words import _
from app.ui.chart.picture import Mark, Picture
from app.ui.theme import LEFT, RIGHT, pen, tokens, width_of, write

LINE = 22
HEAD = 18
NAME_MOST = 132


@dataclass(frozen=True, slots=True)
class Ranked:
    """One contender; ``note`` (a class, a grade) stands small behind the name."""

    id: object
    name: str
    value: float
    note: str = ""


def ranks(values: Sequence[float]) -> list[int]:
    """The place of each value, best is 1; equals share a place and the next one is skipped."""
    order = sorted(values, reverse=True)
    return [order.index(value) + 1 for value in values]


class RankingBars(Picture):
    """A ranking; values below the target are painted in the attention colour."""

    def __init__(self, name: str, digits: int = 1) -> None:
        super().__init__(name)
        self._digits = digits
        self._rows: Sequence[Ranked] = ()
        self._target: float | None = None
        self._full = 0.0
        self._marked: object = None

    def show_ranking(
        self, rows: Sequence[Ranked], target: float | None = None, full: float = 0, marked: object = None
    ) -> None:
        """Sort and show ``rows``; bars reach from 0 to ``full`` or the best value; ``marked`` is lit."""
        self._rows = sorted(rows, key=lambda row: -row.value)
        self._target, self._full, self._marked = target, full, marked
        self.renew()

    def content_height(self) -> int:
        """A head for the target and a line for each."""
        return HEAD + LINE * len(self._rows) + 4 if self._rows else 0

    def summary(self) -> str:
        """First, last, and how many miss the target."""
        if not self._rows:
            return _("Nothing to show yet")
        first, last = self._rows[0], self._rows[-1]
        said = _("{n} ranked: first {first} {best}, last {last} {worst}", n=len(self._rows),
                 first=first.name, best=self._say(first.value), last=last.name, worst=self._say(last.value))
        if self._target is None:
            return said
        below = sum(row.value < self._target for row in self._rows)
        return said + "; " + _("{n} below the target {target}", n=below, target=self._say(self._target))

    def draw(self, painter: QPainter, size: QSizeF) -> Sequence[Mark]:
        """Place, name, bar and value of each, the target over all."""
        if not self._rows:
            return ()
        names = min(NAME_MOST, max(width_of(row.name) for row in self._rows))
        notes = max(width_of(row.note, 12) for row in self._rows)
        notes += 10 if notes else 0
        figures = max(width_of(self._say(row.value), bold=True) for row in self._rows)
        left = 30 + names + 10 + notes
        track = QRectF(left, 0, max(24.0, size.width() - left - figures - 20), LINE)
        scale = track.width() / (self._full or max(row.value for row in self._rows) or 1.0)
        marks, places = [], ranks([row.value for row in self._rows])
        for at, (row, place) in enumerate(zip(self._rows, places, strict=True)):
            room = QRectF(0, HEAD + at * LINE, size.width() - 4, LINE)
            self._line(painter, room, track, row, place=place, scale=scale)
            marks.append(Mark(row.id, room, self._hover(row, place)))
        self._target_line(painter, track, scale)
        return marks

    def _line(
        self, painter: QPainter, room: QRectF, track: QRectF, row: Ranked, *, place: int, scale: float
    ) -> None:
        worn, top, name_to = tokens(), room.top(), track.left() - 10
        if row.id == self._marked:
            painter.fillRect(room, worn.tint)
        write(painter, QRectF(0, top, 22, LINE), str(place), worn.soft, RIGHT)
        write(painter, QRectF(30, top, name_to - 30, LINE), row.name, worn.ink, LEFT,
              bold=row.id == self._marked)
        write(painter, QRectF(30, top, name_to - 30, LINE), row.note, worn.soft, RIGHT, pixels=12)
        missed = self._target is not None and row.value < self._target
        base = QRectF(track.left(), top + 5, track.width(), 12)
        painter.fillRect(base, worn.track)
        painter.fillRect(QRectF(base.left(), base.top(), max(0.0, row.value) * scale, 12),
                         worn.attention if missed else worn.accent)
        write(painter, room, self._say(row.value), worn.ink, RIGHT, bold=True)

    def _target_line(self, painter: QPainter, track: QRectF, scale: float) -> None:
        if self._target is None:
            return
        worn, x = tokens(), track.left() + self._target * scale
        painter.setPen(pen(worn.ink, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, HEAD - 1), QPointF(x, self.content_height()))
        said = _("target {n}", n=self._say(self._target))
        wide = width_of(said, 11) + 4
        write(painter, QRectF(min(x - wide / 2, track.right() - wide), 0, wide, HEAD - 3), said,
              worn.soft, LEFT, pixels=11)

    def _say(self, figure: float) -> str:
        return f"{figure:,.{self._digits}f}"

    def _hover(self, row: Ranked, place: int) -> str:
        return _("{place}. {name}: {value}", place=place, name=row.name, value=self._say(row.value))
