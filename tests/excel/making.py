"""Workbooks as offices make them: tabs of plain rows, written by openpyxl, by hand, or as text."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.kit.reading import files

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Grid:
    """A tab: its rows as they stand, merged cells (``A1:H1 C2:D2``), number formats by cell or column letter.

    Texts that begin with ``=`` are formulas without a stored result, ``#N/A`` is an error.
    """

    name: str
    rows: Rows
    merges: str = ""
    looks: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False


def xlsx(*grids: Grid, is_1904: bool = False) -> bytes:
    """A workbook of these tabs."""
    book = Workbook()
    if is_1904:
        book.epoch = CALENDAR_MAC_1904
    book.remove(book.worksheets[0])
    for grid in grids:
        _fill(book.create_sheet(grid.name), grid)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(page: Worksheet, grid: Grid) -> None:
    for row in grid.rows:
        page.append(list(row))
    for place, look in grid.looks.items():
        for cell in page[place] if place.isalpha() else [page[place]]:
            cell.number_format = look
    for merge in grid.merges.split():
        page.merge_cells(merge)
    page.sheet_state = "hidden" if grid.hidden else "visible"


def text(rows: Rows, encoding: str, separator: str = ",") -> bytes:
    """A text file with these rows; cells that hold the separator or a line end are quoted."""
    lines = [separator.join(_quoted(_plain(cell), separator) for cell in row) for row in rows]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def _quoted(cell: str, separator: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in (separator, "\n", '"')) else cell


def _plain(cell: Any) -> str:
    return "" if cell is None else str(cell)


def html(rows: Rows, title: str = "") -> bytes:
    """A table as marketing systems export it under the name .xls, in GBK."""
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_plain(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    head = f'<tr><td colspan="{max(map(len, rows))}">{escape(title)}</td></tr>' if title else ""
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    return f"<html><head>{meta}</head><body><table>{head}{body}</table></body></html>".encode("gbk")


def xls(rows: Rows, formats: tuple[str, ...] = (), styles: Mapping[tuple[int, int], int] | None = None) -> bytes:
    """A BIFF8 workbook; ``styles`` gives cells the n-th of ``formats``, counted from one."""
    cells = b""
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                cells += files.xls_text(at, column, cell)
            elif cell is not None:
                cells += files.xls_number(at, column, float(cell), (styles or {}).get((at, column), 0))
    return files.xls(cells, formats=formats)


def ods(name: str, rows: Rows) -> bytes:
    """An OpenDocument workbook."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return files.ods(f'<table:table table:name="{name}">{lines}</table:table>')


def _ods_cell(cell: Any) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, datetime | date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
