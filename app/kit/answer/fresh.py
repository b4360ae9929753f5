"""The answer as a fresh .xlsx: the same rows in the same places, for formats that cannot be edited in place."""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from app.kit.answer.marks import Marks
from app.kit.reading.book import Book, CellError, Merge, SheetCells, Uncalculated, Value
from app.kit.reading.cage import read_book
from app.kit.recognise.vocabulary import ANSWER, is_answer
from app.kit.values.cleaning import visible
from app.kit.values.quoting import unquoted
from app.kit.values.understanding import raw_text
from app.kit.words import _
from app.kit.writing.cells import FONT

_SCALES = {3: "#,##0,", 4: "0!.0000,", 6: "#,##0,,"}
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_LAST_COLUMN = 16_383
_FIRST_DAY = date(1900, 3, 1)


def fresh_copy(path: Path, marks: Sequence[Marks]) -> bytes:
    """The marked tabs of the workbook at ``path`` as an .xlsx; raises Unreadable."""
    from xlsxwriter import Workbook

    book = read_book(path)
    out = io.BytesIO()
    tabs = {tab.name: tab for tab in book.sheets}
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                        "date_1904": book.date_1904}) as made:  # fmt: skip
        for mark in marks:
            _Page(made, book, tabs[mark.name], mark).write()
    return out.getvalue()


class _Page:
    def __init__(self, made: Any, book: Book, cells: SheetCells, mark: Marks) -> None:
        self._made, self._cells, self._mark = made, cells, mark
        self._is_text_only = book.format in {"csv", "html"}
        self._page = made.add_worksheet(re.sub(r"[\[\]:*?/\\]", "_", cells.name)[:31].strip("'") or None)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self) -> None:
        """All rows, then the reasons."""
        header = self._cells.rows[self._mark.header - 1]
        wide = next((at for at, cell in enumerate(header) if isinstance(cell, str) and is_answer(cell)), len(header))
        for row, cells in enumerate(self._cells.rows):
            for column, cell in enumerate(cells):
                if cell is not None and column != wide:
                    self._put(row, column, cell)
        self._merge()
        for row, text in {self._mark.header: _(ANSWER), **self._mark.rows}.items():
            self._page.write_string(row - 1, wide, text, self._format(text_wrap=True))
        for (row, column), text in self._mark.cells.items():
            self._page.write_comment(row - 1, column - 1, text, {"author": "pianqu", "x_scale": 2})
            if self._cells.rows[row - 1][column - 1] is None:
                self._page.write_blank(row - 1, column - 1, None, self._format(bg_color="#FFC7CE"))
        self._page.set_column(0, wide - 1, 14)
        self._page.set_column(wide, wide, 48)
        self._page.freeze_panes(self._mark.header, 0)

    def _format(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._made.add_format({"font_name": FONT, "font_size": 10, **look})
        return self._formats[key]

    def _put(self, row: int, column: int, cell: Value) -> None:
        is_wrong = (row + 1, column + 1) in self._mark.cells
        look = {"bg_color": "#FFC7CE"} if is_wrong else {}
        kind = self._cells.shown.kind(row, column)
        if isinstance(cell, str):
            told = unquoted(cell) if self._is_text_only else cell
            # A doubtful number of a text file would be certain as a text of a workbook.
            if is_wrong and self._is_text_only and _NUMBER.fullmatch(told):
                self._page.write_number(row, column, float(told), self._format(**look))
                return
            self._page.write_string(row, column, visible(told), self._format(num_format="@", **look))
        elif isinstance(cell, bool):
            self._page.write_boolean(row, column, cell, self._format(**look))
        elif isinstance(cell, int | float):
            self._page.write_number(row, column, cell, self._format(num_format=_shown(kind), **look))
        elif isinstance(cell, date) and (cell.date() if isinstance(cell, datetime) else cell) >= _FIRST_DAY:
            is_moment = isinstance(cell, datetime) and cell.time() != time()
            pattern = "yyyy-mm-dd hh:mm" if is_moment else "yyyy-mm-dd"
            self._page.write_datetime(row, column, cell, self._format(num_format=pattern, **look))
        elif isinstance(cell, CellError | Uncalculated):
            self._page.write_string(row, column, raw_text(cell), self._format(**look))
        else:
            self._page.write_string(row, column, str(cell), self._format(**look))

    def _merge(self) -> None:
        """Merged cells that hold one value for several rows or headings."""
        taken: set[tuple[int, int]] = set()
        for merge in self._cells.merges:
            places = _places(merge)
            if not places or taken & places:
                continue
            taken |= places
            self._page.merge_range(merge.top, merge.left, merge.bottom, merge.right, None)
            first = self._cells.rows[merge.top][merge.left]
            if first is not None:
                self._put(merge.top, merge.left, first)


def _places(merge: Merge) -> set[tuple[int, int]]:
    size = (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
    if not 1 < size <= 10_000 or merge.right > _LAST_COLUMN:
        return set()
    columns = range(merge.left, merge.right + 1)
    return {(row, column) for row in range(merge.top, merge.bottom + 1) for column in columns}


def _shown(kind: str) -> str:
    """The number format that gives a number its meaning back."""
    if kind.startswith("pad:"):
        return "0" * int(kind[4:])
    if kind.startswith("scale:"):
        return _SCALES.get(int(kind[6:]), "General")
    return "0.00%" if kind == "percent" else "General"


