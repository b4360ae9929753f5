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
from app.kit.recognise.vocabulary import ANSWER, SURPLUS, is_answer
from app.kit.values.cleaning import visible
from app.kit.values.quoting import unquoted
from app.kit.values.understanding import raw_text
from app.kit.words import _
from app.kit.writing.cells import FONT

_SCALES = {3: "#,##0,", 4: "0!.0000,", 6: "#,##0,,"}
_TOLD = {3: '#,##0,"千"', 4: '0!.0,"万"', 6: '#,##0,,"百万"'}
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_LAST_COLUMN = 16_383
_FIRST_DAY = date(1900, 3, 1)


def fresh_copy(path: Path, marks: Sequence[Marks]) -> bytes:
    """The workbook at ``path`` with its marks as an .xlsx, the other tabs as they are; raises Unreadable."""
    from xlsxwriter import Workbook

    book = read_book(path)
    out = io.BytesIO()
    marked = {mark.name: mark for mark in marks}
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                        "date_1904": book.date_1904}) as made:  # fmt: skip
        for cells in book.sheets:
            _Page(made, book, cells, marked.get(cells.name)).write()
    return out.getvalue()


class _Page:
    def __init__(self, made: Any, book: Book, cells: SheetCells, mark: Marks | None) -> None:
        self._made, self._cells, self._mark = made, cells, mark
        self._wrong = mark.cells if mark else {}
        self._is_text_only, self._is_csv = book.format in {"csv", "html"}, book.format == "csv"
        self._page = made.add_worksheet(_free_name(cells.name, made))
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self) -> None:
        """All rows, then the reasons."""
        if self._mark:
            header = self._cells.rows[self._mark.header - 1]
            said = (at for at, cell in enumerate(header) if isinstance(cell, str) and is_answer(cell))
            wide = next(said, len(header))
            self._copy(wide)
            self._remark(self._mark, wide)
            last = max(at for at, cell in enumerate(header[:wide]) if cell is not None)
            for column in range(last + 1, wide) if self._is_csv else ():
                self._page.write_string(self._mark.header - 1, column, _(SURPLUS), self._format(num_format="@"))
            return
        self._copy(None)
        if self._cells.hidden:
            self._page.hide()

    def _copy(self, left_out: int | None) -> None:
        for row, cells in enumerate(self._cells.rows):
            for column, cell in enumerate(cells):
                if cell is not None and column != left_out:
                    self._put(row, column, cell)
        self._merge()
        self._page.set_column(0, max(map(len, self._cells.rows), default=1), 14)

    def _remark(self, mark: Marks, wide: int) -> None:
        for row, text in {mark.header: _(ANSWER), **mark.rows}.items():
            self._page.write_string(row - 1, wide, text, self._format(text_wrap=True))
        for (row, column), text in mark.cells.items():
            self._page.write_comment(row - 1, column - 1, text, {"author": "pianqu", "x_scale": 2})
            if self._cells.rows[row - 1][column - 1] is None:
                self._page.write_blank(row - 1, column - 1, None, self._format(bg_color="#FFC7CE"))
        self._page.set_column(wide, wide, 48)
        self._page.freeze_panes(mark.header, 0)
        self._page.activate()

    def _format(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._made.add_format({"font_name": FONT, "font_size": 10, **look})
        return self._formats[key]

    def _put(self, row: int, column: int, cell: Value) -> None:
        is_wrong = (row + 1, column + 1) in self._wrong
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


def _free_name(name: str, made: Any) -> str | None:
    """``name`` as a tab of an .xlsx may be called; None where nothing is left of it or another tab has it."""
    found = re.sub(r"[\[\]:*?/\\]", "_", name)[:31].strip("'")
    return found if found and found.lower() not in {page.name.lower() for page in made.worksheets()} else None


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
    if kind.startswith("told:"):
        return _TOLD.get(int(kind[5:]), "General")
    if kind.startswith("unit:"):
        return f'General"{kind[5:]}"'
    return "0.00%" if kind == "percent" else "General"


