"""Writing tables: a list exactly as it is seen, a sheet as a form, both as Excel or CSV."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.kit.errors import Trouble
from app.kit.fields import Field
from app.kit.sheet import Sheet, Values
from app.kit.store.context import Context
from app.kit.store.query import Column
from app.kit.target import swapped_in
from app.kit.words import _
from app.kit.writing.cells import Formats, writer
from app.kit.writing.csvfile import write_csv
from app.kit.writing.form import FormColumn, add_guidance, form_columns
from app.kit.writing.page import BODY, fit_columns, set_up_print, tab_name, write_header

__all__ = ["names_of", "write_csv", "write_form", "write_listing", "write_sheet"]

Target = str | os.PathLike[str]
Names = Mapping[str, Mapping[Any, str]]
LAST_ROW = 1_048_575
_SAMPLE = 200
_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def write_listing(path: Target, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> int:
    """Write a list as seen: ``rows`` hold one value per column, in order. Returns the number of rows.

    A path that ends in ``.csv`` gives CSV. Raises Trouble; what stood at ``path`` is whole then.
    """
    fields = [column.field for column in columns]
    if Path(path).suffix.lower() == ".csv":
        return write_csv(path, fields, rows)
    return _write(path, title, [field.heading() for field in fields], fields, rows)


def write_sheet(path: Target, sheet: Sheet, rows: Iterable[Values], names: Names | None = None) -> int:
    """Write ``rows`` in the terms of ``sheet`` as a form that can be filled in and imported again.

    ``names`` (see :func:`names_of`) gives the names beside the codes of references.
    """
    columns = form_columns(sheet)
    fields = [each.field for each in columns]
    taken = [_taken(each, names or {}) for each in columns]
    values = ([row.get(name) if said is None else said.get(row.get(name)) for name, said in taken] for row in rows)
    headings = [each.heading for each in columns]
    if Path(path).suffix.lower() == ".csv":
        return write_csv(path, fields, values, headings)

    def guide(book: Any, page: Any, count: int) -> None:
        add_guidance(book, page, columns, count)

    return _write(path, _(sheet.title), headings, fields, values, guide)


def write_form(path: Target, sheet: Sheet) -> None:
    """Write the empty form of ``sheet``."""
    write_sheet(path, sheet, ())


def names_of(ctx: Context, sheet: Sheet) -> Names:
    """The names of what the references of ``sheet`` mean: by column name and code."""
    return {
        column.name: {known.code: known.name for known in column.reference.known(ctx)}
        for column in sheet.columns if column.reference and column.reference.code_heading
    }  # fmt: skip


def _taken(each: FormColumn, names: Names) -> tuple[str, Mapping[Any, str] | None]:
    """Under which name a column's value stands in a row, and what is written in the value's place, if anything."""
    name = each.column.name
    return name, None if each.column.reference is None or each.is_code else names.get(name, {})


def _write(
    path: Target, title: str, headings: Sequence[str], fields: Sequence[Field], rows: Iterable[Sequence[Any]],
    guide: Callable[[Any, Any, int], None] | None = None,
) -> int:  # fmt: skip
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with swapped_in(path) as beside, TemporaryDirectory() as scratch:
        book = Workbook(str(beside), {**_OPTIONS, "tmpdir": scratch})
        try:
            page = book.add_worksheet(tab_name(title))
            formats = Formats(book)
            needed = [i for i, heading in enumerate(headings) if heading.endswith("*")]
            write_header(page, formats, headings, needed)
            first, count = _write_body(page, formats, fields, rows)
            if guide:
                guide(book, page, count)
            fit_columns(page, formats, fields, headings, first)
            set_up_print(page, title, len(fields), count, _("Page &P of &N"))
            book.close()
        except FileCreateError as wrong:
            raise OSError(*wrong.args[0].args if isinstance(wrong.args[0], OSError) else wrong.args) from wrong
        finally:
            book.fileclosed = True  # an abandoned workbook must not write itself when it is collected
    return count


def _write_body(
    page: Any, formats: Formats, fields: Sequence[Field], rows: Iterable[Sequence[Any]]
) -> tuple[list[list[str]], int]:
    """Write the rows; returns the texts of the first ones, for the widths, and the count."""
    writers = [writer(page, formats, field, **BODY) for field in fields]
    coming: Iterator[Sequence[Any]] = iter(rows)
    first = list(islice(coming, _SAMPLE))
    at = 0
    for at, row in enumerate(chain(first, coming), 1):
        if at > LAST_ROW:
            raise Trouble(_("A worksheet holds {count} rows; this list has more. Filter it first.", count=LAST_ROW))
        for i, value in enumerate(row):
            if value is not None:
                writers[i](at, i, value)
    texts = [[field.show(value) for field, value in zip(fields, row, strict=True)] for row in first]
    return texts, at
