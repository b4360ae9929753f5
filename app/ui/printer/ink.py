"""What the painter draws: boxes in millimetres, with every text already broken into lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.kit.paper import INK, Align, Line, Picture, Qr, Rect, Sheet, Text
from app.ui.printer.lettering import baseline_mm, line_mm, width_mm
from app.ui.printer.wrapping import wrapped


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text whose first letter stands at ``x_mm`` on the baseline ``y_mm``."""

    x_mm: float
    y_mm: float
    text: str
    size_pt: float
    bold: bool = False
    colour: str = INK


Ink = Words | Line | Rect | Qr | Picture


@dataclass
class Leaf:
    """One page of ink; ``run`` says with which pages it is numbered, 0 means not at all."""

    ink: list[Ink]
    run: int = 0

    @property
    def is_sheet(self) -> bool:
        """Whether the page is one of boxes, which calibration moves."""
        return not self.run


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of text is set."""

    size_pt: float
    bold: bool = False
    align: Align = "left"
    colour: str = INK

    @property
    def line_mm(self) -> float:
        """Height of one line."""
        return line_mm(self.size_pt)

    def width(self, text: str) -> float:
        """Width of one line of ``text`` in millimetres."""
        return width_mm(text, self.size_pt, self.bold)

    def wrapped(self, text: str, room_mm: float) -> list[str]:
        """The lines of ``text`` in this style."""
        return wrapped(text, room_mm, self.size_pt, self.bold)


def set_lines(lines: Iterable[str], x_mm: float, y_mm: float, room_mm: float,
              style: Style) -> Iterator[Words]:
    """Lines one below the other from ``y_mm`` on, aligned in ``room_mm``."""
    for number, text in enumerate(lines):
        if not text:
            continue
        spare = 0.0 if style.align == "left" else room_mm - style.width(text)
        indent = spare / 2 if style.align == "center" else spare
        baseline = baseline_mm(y_mm + number * style.line_mm, style.size_pt)
        yield Words(x_mm + indent, baseline, text, style.size_pt, style.bold, style.colour)


def fitted(text: str, width: float, height: float, size_pt: float, bold: bool) -> tuple[list[str], float]:
    """Lines and the largest type size not above ``size_pt`` with which they stay inside the box."""
    size = size_pt
    while True:
        lines = wrapped(text, width, size, bold)
        too_wide = any(width_mm(line, size, bold) > width for line in lines)
        if size <= 1 or (len(lines) * line_mm(size) <= height + line_mm(size) * 0.2 and not too_wide):
            return lines, size
        size = round(max(1.0, size - max(0.1, size * 0.04)), 1)


def sheet_ink(sheet: Sheet) -> Iterator[Ink]:
    """The sheet's boxes with their texts set."""
    for box in sheet.boxes:
        if not isinstance(box, Text):
            yield box
            continue
        lines, size = fitted(box.text, box.width_mm, box.height_mm, box.size_pt, box.bold)
        spare = box.height_mm - len(lines) * line_mm(size)
        down = {"top": 0.0, "middle": spare / 2, "bottom": spare}[box.valign]
        style = Style(size, box.bold, box.align, box.colour)
        yield from set_lines(lines, box.x_mm, box.y_mm + down, box.width_mm, style)
