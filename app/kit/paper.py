"""Printed forms in millimetres: what stands on the paper, without a word on how it is painted.

A :class:`Document` is a page and its parts. A :class:`Listing` is a titled table that flows over as
many pages as it needs; a :class:`Note` is a paragraph; a :class:`Sheet` is one page of boxes that
stand where they say. Lengths are millimetres from the paper's upper left corner, type sizes points,
colours ``#rrggbb``. Everything is frozen and compares by value. ``app.ui.printer`` paints it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Align = Literal["left", "center", "right"]
INK, SOFT, HAIR, TINT = "#1d2528", "#5d6b70", "#b4bec2", "#eef2f2"


@dataclass(frozen=True)
class Page:
    """A paper size with its margins; the footer stands inside the bottom margin."""

    width_mm: float = 210.0
    height_mm: float = 297.0
    left_mm: float = 15.0
    top_mm: float = 14.0
    right_mm: float = 15.0
    bottom_mm: float = 16.0

    @property
    def body_width_mm(self) -> float:
        """Width between the side margins."""
        return self.width_mm - self.left_mm - self.right_mm

    @property
    def body_bottom_mm(self) -> float:
        """Where the flowing text must end."""
        return self.height_mm - self.bottom_mm

    def turned(self) -> "Page":
        """The same paper in the other orientation, with the same margins."""
        return replace(self, width_mm=self.height_mm, height_mm=self.width_mm)


A4 = Page()
A4_LANDSCAPE = A4.turned()


@dataclass(frozen=True)
class Text:
    """Words in a box: wrapped, then made smaller until they fit; ``valign`` as in a table cell."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    text: str
    size_pt: float = 9.0
    bold: bool = False
    align: Align = "left"
    valign: Literal["top", "middle", "bottom"] = "top"
    colour: str = INK


@dataclass(frozen=True)
class Line:
    """A straight stroke."""

    x_mm: float
    y_mm: float
    to_x_mm: float
    to_y_mm: float
    thick_mm: float = 0.15
    colour: str = INK


@dataclass(frozen=True)
class Rect:
    """A rectangle; an empty colour leaves out its fill or its stroke."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    fill: str = ""
    stroke: str = INK
    thick_mm: float = 0.15
    radius_mm: float = 0.0


@dataclass(frozen=True)
class Qr:
    """A QR square of ``content`` (UTF-8); keep four modules of white around it."""

    x_mm: float
    y_mm: float
    size_mm: float
    content: str


@dataclass(frozen=True)
class Picture:
    """An SVG, PNG or JPEG file, as large as its box allows without distortion, centred in it."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    path: str


Box = Text | Line | Rect | Qr | Picture


def moved(box: Box, dx_mm: float, dy_mm: float) -> Box:
    """``box``, shifted."""
    if isinstance(box, Line):
        return replace(box, x_mm=box.x_mm + dx_mm, y_mm=box.y_mm + dy_mm,
                       to_x_mm=box.to_x_mm + dx_mm, to_y_mm=box.to_y_mm + dy_mm)
    return replace(box, x_mm=box.x_mm + dx_mm, y_mm=box.y_mm + dy_mm)


@dataclass(frozen=True)
class Column:
    """A table column; ``stretch`` is its share of the width the page has left over.

    A column that does not ``wrap`` writes smaller first (dates, phones) and wraps only if that is
    not enough: nothing is ever cut off.
    """

    heading: str
    width_mm: float
    align: Align = "left"
    wrap: bool = True
    stretch: float = 0.0


@dataclass(frozen=True)
class Row:
    """One table row; missing cells stay blank for handwriting."""

    cells: tuple[str, ...]
    bold: bool = False


@dataclass(frozen=True)
class Group:
    """A heading across the whole table that stays with the row after it."""

    text: str


@dataclass(frozen=True)
class Listing:
    """A titled table; ``numbered_alone`` starts a new page and counts its pages from one.

    Signatures and notes stay on the page of the last row.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row | Group, ...]
    subtitles: tuple[str, ...] = ()
    row_height_mm: float = 7.0
    size_pt: float = 9.0
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    numbered_alone: bool = False

    def widths_mm(self, available_mm: float) -> tuple[float, ...]:
        """The columns' widths on ``available_mm``: shrunk in proportion, or stretched by share."""
        wanted = [column.width_mm for column in self.columns]
        spare = available_mm - sum(wanted)
        shares = sum(column.stretch for column in self.columns)
        if spare < 0:
            return tuple(width * available_mm / sum(wanted) for width in wanted)
        if not shares:
            return tuple(wanted)
        return tuple(column.width_mm + spare * (column.stretch / shares) for column in self.columns)


@dataclass(frozen=True)
class Note:
    """A paragraph across the page; it follows what stands above it."""

    text: str
    size_pt: float = 10.0
    bold: bool = False
    align: Align = "left"
    space_after_mm: float = 2.0


@dataclass(frozen=True)
class Sheet:
    """One page of boxes; no footer, no flow."""

    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Footer:
    """What stands below every flowing page, left and middle; page x / y stands on the right."""

    office: str = ""
    date: str = ""


@dataclass(frozen=True)
class Calibration:
    """How one printer shifts and stretches card sheets, measured on its own paper (C1)."""

    right_mm: float = 0.0
    down_mm: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0


@dataclass(frozen=True)
class Document:
    """A printed form; ``title`` also names the PDF. ``calibration`` moves its sheets alone."""

    title: str
    parts: tuple[Listing | Note | Sheet, ...]
    page: Page = A4
    footer: Footer = Footer()
    calibration: Calibration = Calibration()


@dataclass(frozen=True)
class CardGrid:
    """Equal cards on a page, by default ten of 90 × 54 mm on A4, margins 15 and 13.5 mm (C1)."""

    page: Page = A4
    width_mm: float = 90.0
    height_mm: float = 54.0
    columns: int = 2
    rows: int = 5
    mark_mm: float = 5.0
    gap_mm: float = 2.0
    origin_mm: tuple[float, float] = field(init=False)

    def __post_init__(self) -> None:
        left = (self.page.width_mm - self.columns * self.width_mm) / 2
        top = (self.page.height_mm - self.rows * self.height_mm) / 2
        if min(left, top) < 0 or min(self.columns, self.rows) < 1:
            raise ValueError("the cards do not fit on the page")
        object.__setattr__(self, "origin_mm", (left, top))

    def places(self) -> tuple[tuple[float, float], ...]:
        """Upper left corners of the cards, row by row."""
        left, top = self.origin_mm
        return tuple((left + column * self.width_mm, top + row * self.height_mm)
                     for row in range(self.rows) for column in range(self.columns))

    def crop_marks(self) -> tuple[Line, ...]:
        """Cutting marks outside the cards, at every edge; none touches a card."""
        return tuple(self._marks())

    def _marks(self) -> Iterator[Line]:
        left, top = self.origin_mm
        right, bottom = left + self.columns * self.width_mm, top + self.rows * self.height_mm
        for number in range(self.columns + 1):
            x = left + number * self.width_mm
            yield Line(x, top - self.gap_mm - self.mark_mm, x, top - self.gap_mm)
            yield Line(x, bottom + self.gap_mm, x, bottom + self.gap_mm + self.mark_mm)
        for number in range(self.rows + 1):
            y = top + number * self.height_mm
            yield Line(left - self.gap_mm - self.mark_mm, y, left - self.gap_mm, y)
            yield Line(right + self.gap_mm, y, right + self.gap_mm + self.mark_mm, y)

    def sheets(self, cards: Sequence[Sequence[Box]]) -> tuple[Sheet, ...]:
        """Sheets that carry ``cards`` in order; a card's boxes count from its own upper left corner."""
        places, marks = self.places(), self.crop_marks()
        sheets = []
        for first in range(0, len(cards), len(places)):
            laid = zip(cards[first:first + len(places)], places, strict=False)
            sheets.append(Sheet(marks + tuple(moved(box, x, y) for card, (x, y) in laid for box in card)))
        return tuple(sheets)
