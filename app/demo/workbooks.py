"""Write an office as the folder of workbooks it would keep."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from app.demo.headings import MANAGER_COLUMNS, Column, Form
from app.demo.office import Office, Row, Value
from app.kit.errors import Trouble
from app.kit.target import swapped_in
from app.kit.words import _

FORMATS = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "month": "yyyy-mm"}
WIDTHS = {"text": 14, "number": 11, "day": 12, "moment": 17, "month": 10}
WIDE = {"area": 32, "name": 14, "text": 30, "said": 30, "matters": 16}


def write_folder(office: Office, folder: Path, *, with_managers: bool = True) -> list[Path]:
    """Write the office's workbooks into ``folder`` and return their paths.

    Codes and telephone numbers are text cells, dates are real dates. ``with_managers=False`` leaves
    the ledger's manager columns out. Each file appears whole or not at all; a folder that cannot be
    written raises Trouble.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(form, _columns(form, with_managers), office, folder) for form in office.forms]
    except OSError as error:
        raise Trouble(_(
            "The folder {folder} cannot be written: {reason}. Choose another one or close its workbooks.",
            folder=folder, reason=error.strerror or error,
        )) from error


def _columns(form: Form, with_managers: bool) -> list[Column]:
    left_out = () if with_managers or form.table != "areas" else MANAGER_COLUMNS
    return [column for column in form.columns if column not in left_out]


def _write(form: Form, columns: list[Column], office: Office, folder: Path) -> Path:
    from xlsxwriter import Workbook

    path = folder / f"{form.name}.xlsx"
    plain = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with swapped_in(path) as half, half.open("wb") as out, Workbook(out, plain) as book:
        _fill(book, form, columns, _rows(form, office))
    return path


def _fill(book: Any, form: Form, columns: list[Column], rows: Iterator[Row]) -> None:
    sheet = book.add_worksheet(form.name)
    for i, column in enumerate(columns):
        sheet.set_column(i, i, WIDE.get(column.key, WIDTHS[column.kind]))
    top = 0
    if form.title:
        sheet.write_string(0, 0, form.title, book.add_format({"bold": True, "font_size": 14}))
        top = 1
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
    for i, column in enumerate(columns):
        sheet.write_string(top, i, column.heading, head)
    sheet.freeze_panes(top + 1, 0)
    writers = [_writer(book, sheet, column) for column in columns]
    keyed = list(zip((column.key for column in columns), writers, strict=True))
    for line, row in enumerate(rows, top + 1):
        for i, (key, write) in enumerate(keyed):
            value = row.get(key)
            if value is not None and value != "":
                write(line, i, value)


def _writer(book: Any, sheet: Any, column: Column) -> Callable[[int, int, Value], object]:
    if column.kind in FORMATS:
        style = book.add_format({"num_format": FORMATS[column.kind]})
        return partial(sheet.write_datetime, cell_format=style)
    writer: Callable[[int, int, Value], object] = (
        sheet.write_number if column.kind == "number" else sheet.write_string)
    return writer


def _rows(form: Form, office: Office) -> Iterator[Row]:
    """The table's rows; the ledger's get whoever serves the area today."""
    found = office.tables[form.table]
    if form.table != "areas":
        return iter(found)
    serving = _serving(office)
    return ({**row, **serving.get(row["code"], {})} for row in found)


def _serving(office: Office) -> dict[Value, Row]:
    open_ones = (row for row in office.tables["assignments"] if _is_open(row["end"], office.today))
    return {row["area_code"]: {
        "manager": row["manager"], "manager_no": row["staff_no"], "manager_since": row["start"],
        "deputy": row["deputy"], "deputy_no": row["deputy_no"],
    } for row in open_ones}


def _is_open(end: Value, today: date) -> bool:
    return not isinstance(end, date) or end > today
