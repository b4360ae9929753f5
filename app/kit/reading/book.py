"""What comes out of the cage: plain, frozen values with exact row and column numbers."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error, such as ``#N/A``."""

    code: str


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A formula whose result is not stored in the file; ``formula`` may be "" where it is not text."""

    formula: str


Value = str | int | float | bool | date | datetime | time | CellError | Uncalculated | None


class Merge(NamedTuple):
    """Merged cells, zero-based and inclusive, cut to the rows and columns the sheet has."""

    top: int
    left: int
    bottom: int
    right: int


class Span(NamedTuple):
    """Rows ``first`` to ``last`` of one column share the telling number format ``kind``."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """How numbers look in the workbook where that changes what they mean; by zero-based column."""

    spans: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)

    def kind(self, row: int, column: int) -> str:
        """``percent``, ``pad:N``, ``scale:N``, ``told:N``, ``unit:X`` or "" for a cell, counted from zero."""
        spans = self.spans.get(column, ())
        at = bisect_right(spans, row, key=lambda span: span.first) - 1
        return spans[at].kind if at >= 0 and row <= spans[at].last else ""

    def is_percent(self, row: int, column: int) -> bool:
        """Whether 0.05 is shown as 5 %."""
        return self.kind(row, column) == "percent"

    def padding(self, row: int, column: int) -> int:
        """How many digits a code is padded to with zeros (format ``00000``: 5), else 0."""
        kind = self.kind(row, column)
        return int(kind[4:]) if kind.startswith("pad:") else 0

    def scale(self, row: int, column: int) -> int:
        """By which power of ten the shown number is smaller than the stored one (``0!.0,``: 4), else 0."""
        kind = self.kind(row, column)
        return int(kind.partition(":")[2]) if kind.startswith(("scale:", "told:")) else 0


@dataclass(frozen=True, slots=True)
class SheetCells:
    """One sheet: ``rows[i][j]`` is the cell in sheet row i+1, column j+1; all rows are equally wide.

    Leading empty rows and columns are kept, trailing ones are not. Empty cells are None.
    """

    name: str
    hidden: bool
    rows: tuple[tuple[Value, ...], ...]
    merges: tuple[Merge, ...] = ()
    shown: Shown = field(default_factory=Shown)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as read; ``format`` is xlsx, xlsb, xls, ods, xml, html or csv (by content).

    ``date_1904`` tells which epoch plain serial numbers count from. ``stale`` says that the file itself
    asks for recalculation: results of its formulas may be older than its numbers.
    """

    path: str
    format: str
    sheets: tuple[SheetCells, ...]
    date_1904: bool = False
    stale: bool = False
