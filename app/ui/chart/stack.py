"""What a sum is made of: one bar a row, its parts one after another, their names above."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter

from app.kit.words import _
from app.ui.chart.picture import Mark, Picture
from app.ui.theme import LEFT, RIGHT, tokens, width_of, write

HEAD, LINE, BAR = 22, 22, 12
GAP = 16


@dataclass(frozen=True, slots=True)
class Stack:
    """A row: whose sum it is, and its parts in the order of the chart's names."""

    id: object
    name: str
    parts: tuple[float, ...]

    @property
    def total(self) -> float:
        """All parts together."""
        return sum(self.parts)


class StackBars(Picture):
    """A few sums side by side, all drawn to the scale of the largest."""

    def __init__(self, name: str, unit: str, parts: Sequence[str], digits: int = 1) -> None:
        super().__init__(name)
        self._unit, self._parts, self._digits = unit, tuple(parts), digits
        self._stacks: Sequence[Stack] = ()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_stacks(self, stacks: Sequence[Stack]) -> None:
        """Replace the rows; the chart is then exactly as high as they need."""
        self._stacks = tuple(stacks)
        self.setFixedHeight(self.content_height())
        self.renew()

    def content_height(self) -> int:
        """A line for the names of the parts and one for each row."""
        return HEAD + LINE * len(self._stacks) if self._stacks else 0

    def summary(self) -> str:
        """Every row with its parts."""
        if not self._stacks:
            return _("Nothing to show yet")
        return "; ".join(self._told(stack) for stack in self._stacks)

    def draw(self, painter: QPainter, size: QSizeF) -> Sequence[Mark]:
        """Names of the parts, then name, bar and sum of each row; a mark for every part."""
        if not self._stacks:
            return ()
        self._write_head(painter, size)
        names = max(width_of(stack.name) for stack in self._stacks)
        left = names + 8 if names else 0.0
        right = max(width_of(self._sum(stack), bold=True) for stack in self._stacks) + 10
        top = max(stack.total for stack in self._stacks) or 1.0
        scale = max(24.0, size.width() - left - right) / top
        marks = []
        for at, stack in enumerate(self._stacks):
            room = QRectF(0, HEAD + at * LINE, size.width(), LINE)
            write(painter, QRectF(0, room.top(), names, LINE), stack.name, tokens().ink, LEFT)
            write(painter, room, self._sum(stack), tokens().ink, RIGHT, bold=True)
            marks.append(Mark(stack.id, room, self._told(stack)))
            x = left
            for part, hours in enumerate(stack.parts):
                bar = QRectF(x, room.top() + (LINE - BAR) / 2, hours * scale, BAR)
                painter.fillRect(bar, QColor(tokens().nth(part)))
                x = bar.right()
        return marks

    def _write_head(self, painter: QPainter, size: QSizeF) -> None:
        x, worn = 0.0, tokens()
        for at, name in enumerate(self._parts):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(worn.nth(at)))
            painter.drawRoundedRect(QRectF(x, 5, 9, 9), 2, 2)
            x += 14 + write(painter, QRectF(x + 14, 0, max(0.0, size.width() - x - 14), HEAD - 3), name, worn.soft,
                            LEFT, pixels=12) + GAP  # fmt: skip

    def _sum(self, stack: Stack) -> str:
        return f"{stack.total:,.{self._digits}f} {self._unit}"

    def _told(self, stack: Stack) -> str:
        parts = zip(self._parts, stack.parts, strict=True)
        told = " + ".join(f"{name} {hours:,.{self._digits}f}" for name, hours in parts)
        return f"{stack.name} {told} = {self._sum(stack)}".strip()
