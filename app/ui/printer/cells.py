"""The cells of one table row, measured: their lines, type sizes and the height they ask for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.kit.paper import Align, Listing, Row
from app.ui.printer.lettering import MM_PER_POINT, line_mm
from app.ui.printer.wrapping import natural_mm, widest_piece_mm, wrapped

PAD_Y_MM = 1.0
_SMALLEST = 0.72  # how far a word that would have to be broken may be made smaller


@dataclass(frozen=True)
class Cell:
    """One cell's text in lines."""

    lines: list[str]
    size_pt: float
    align: Align

    def cut(self, first: int, last: int | None = None) -> "Cell":
        """The cell with the lines ``first:last`` alone."""
        return replace(self, lines=self.lines[first:last])


def pad_mm(width_mm: float) -> float:
    """White at either side of a cell; a narrow column keeps less."""
    return min(1.3, width_mm * 0.12)


def heading_cells(listing: Listing, widths: Sequence[float]) -> list[Cell]:
    """The heading row, centred and bold."""
    texts = tuple(column.heading for column in listing.columns)
    return [Cell(cell.lines, cell.size_pt, "center") for cell in _cells(texts, listing, widths, True)]


def row_cells(row: Row, listing: Listing, widths: Sequence[float]) -> list[Cell]:
    """A row's cells; those it does not fill are blank."""
    texts = (*row.cells, *[""] * (len(widths) - len(row.cells)))
    return list(_cells(texts, listing, widths, row.bold))


def height_mm(cells: Sequence[Cell], least_mm: float) -> float:
    """Height of a row with these cells."""
    inked = max((len(cell.lines) * line_mm(cell.size_pt) for cell in cells), default=0.0)
    return max(least_mm, inked + 2 * PAD_Y_MM)


def _cells(texts: Sequence[str], listing: Listing, widths: Sequence[float], bold: bool) -> Iterator[Cell]:
    for column, width, text in zip(listing.columns, widths, texts, strict=True):
        room = width - 2 * pad_mm(width)
        size = min(listing.size_pt, max(2.0, int(room / MM_PER_POINT * 10) / 10))
        whole = natural_mm(text, size, bold)
        needed = widest_piece_mm(text, size, bold) if column.wrap and whole > room else whole
        if needed > room and room / needed >= _SMALLEST:
            size = int(size * room / needed * 10) / 10
        yield Cell(wrapped(text, room, size, bold) if text else [], size, column.align)
