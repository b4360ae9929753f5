"""A sheet as the page shows it: as it is bound, or filled with the first rows; one form of cells for both."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.assembly.material import Material, filled
from app.kit.reading.book import SheetCells
from app.kit.reading.cage import read_book
from app.kit.template import RepeatingRow, Template
from app.shell.forms.binding import State, text_at


@dataclass(frozen=True)
class Face:
    """``marks`` tells of each asking cell whether something fills it; ``row`` stands ``copies`` times."""

    cells: SheetCells
    state: State
    marks: Mapping[tuple[int, int], bool] = field(default_factory=dict)
    row: RepeatingRow | None = None
    copies: int = 1
    is_filled: bool = False

    def text(self, row: int, column: int) -> str:
        """What the cell at ``row`` and ``column`` (from 1) says."""
        return text_at(self.cells, {} if self.is_filled else self.state.texts, row, column)

    def is_repeating(self, row: int) -> bool:
        """Whether ``row`` stands for a record."""
        return self.row is not None and self.row.row <= row < self.row.row + self.copies

    def template_row(self, row: int) -> int:
        """The row of the template that is seen at ``row``."""
        if self.row is None or row <= self.row.row:
            return row
        return max(self.row.row, row - self.copies + 1)

    def place(self, row: int) -> int:
        """Where a row of the template is seen first."""
        return row + self.copies - 1 if self.row is not None and row > self.row.row else row


def face(cells: SheetCells, state: State, given: Material, copies: int = 0) -> Face:
    """A sheet with its marks; ``copies`` of the repeating row if it is filled, 0 if it is not."""
    row = state.template.repeating_on(cells.name)
    bare = Face(cells, state, {}, row, max(copies, 1), copies > 0)
    marks = {}
    for each in state.template.placeholders:
        if each.sheet == cells.name:
            known = given.source(each) is not None
            more = bare.copies if row and each.row == row.row else 1
            for step in range(more):
                marks[bare.place(each.row) + step, each.column] = known
    return Face(cells, state, marks, row, bare.copies, bare.is_filled)


def preview(template: Template, given: Material) -> tuple[SheetCells, ...]:
    """The sheets of the template filled with what is given, read back; what nothing fills is empty."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / template.file
        file.write_bytes(filled(template, given, blank=True))
        return read_book(file).sheets
