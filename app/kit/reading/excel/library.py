"""Cells from the workbook library (xlsx, xls, xlsb), corrected by what the pre-scan noticed."""

import io
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.kit.reading.book import Merge, Value
from app.kit.reading.draft import Draft
from app.kit.reading.excel.marks import Marks
from app.kit.reading.excel.serial import duration
from app.kit.reading.limits import Limits, Rejected


def read_sheets(content: bytes, marks: Sequence[Marks], limits: Limits) -> Iterator[Draft]:
    """The worksheets in the workbook's order, one at a time; ``marks`` has one entry for each."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as wrong:
        raise Rejected("protected") from wrong
    if not marks or len(book.sheets_metadata) != len(marks):
        raise Rejected("damaged")
    for at, sheet in enumerate(book.sheets_metadata):
        if sheet.typ is SheetTypeEnum.WorkSheet:
            hidden = sheet.visible is not SheetVisibleEnum.Visible
            draft = Draft(sheet.name, hidden, limits)
            _fill(draft, book.get_sheet_by_index(at), marks[at])
            yield draft


def _fill(draft: Draft, sheet: CalamineSheet, marks: Marks) -> None:
    draft.take([_row(cells) for cells in sheet.to_python(skip_empty_area=False)])
    draft.merges = marks.merges or [Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    draft.spans = marks.spans()
    for (row, column), value in marks.instead.items():
        draft.put(row, column, value)


def _row(cells: list[Any]) -> list[Value]:
    """Empty cells come as ""; elapsed times are text, as shown."""
    if "" in cells:
        cells = [None if cell == "" else cell for cell in cells]
    if timedelta in map(type, cells):
        cells = [duration(cell) if type(cell) is timedelta else cell for cell in cells]
    return cells
