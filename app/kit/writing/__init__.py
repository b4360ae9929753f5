"""Writing tables: a list exactly as it is seen, a sheet as a form, both as Excel or CSV."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from app.kit.sheet import Sheet, Values
from app.kit.store.context import Context
from app.kit.store.query import Column
from app.kit.words import _
from app.kit.writing.book import new_workbook
from app.kit.writing.cells import Formats, number_format
from app.kit.writing.chart import MOST, Bars, add_chart
from app.kit.writing.csvfile import plain, write_csv
from app.kit.writing.form import FormColumn, add_choices, form_columns, note
from app.kit.writing.page import PageColumn, set_up_print, tab_name, write_header
from app.kit.writing.rows import write_rows
from app.kit.writing.widths import widths_of

__all__ = ["names_of", "plain", "write_csv", "write_form", "write_listing", "write_sheet"]

Target = str | os.PathLike[str]
_FOREMOST = 2
"""The columns by which the row of a list is known."""
Names = Mapping[str, Mapping[Any, str]]


def write_listing(
    path: Target, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], chart: Sequence[str] = ()
) -> int:
    """Write a list as seen: ``rows`` hold one value per column, in order. Returns the number of rows.

    A path that ends in ``.csv`` gives CSV. ``chart`` names the columns of names and of numbers that a chart shows, if
    both are there. Raises Trouble; what stood at ``path`` is whole then.
    """
    fields = [column.field for column in columns]
    if Path(path).suffix.lower() == ".csv":
        return write_csv(path, fields, rows)
    shown = [PageColumn(field, field.heading(), is_key=at < _FOREMOST) for at, field in enumerate(fields)]
    at = {column.key: i for i, column in enumerate(columns)}
    if not chart or not set(chart) <= set(at):
        return _write(path, title, shown, rows)
    coming = iter(rows)
    first = list(islice(coming, MOST + 1))
    name, value = (at[key] for key in chart)
    bars = Bars(shown, name, value, first)
    return _write(path, title, shown, chain(first, coming), lambda book, page, _count: add_chart(
        book, page.get_name(), title, bars))  # fmt: skip


def write_sheet(path: Target, sheet: Sheet, rows: Iterable[Values], names: Names | None = None) -> int:
    """Write ``rows`` in the terms of ``sheet`` as a form that can be filled in and imported again.

    ``names`` (see :func:`names_of`) gives the names beside the codes of references.
    """
    columns = form_columns(sheet)
    fields = [each.field for each in columns]
    taken = [_taken(each, names or {}) for each in columns]
    values = ([row.get(name) if said is None else said.get(row.get(name)) for name, said in taken] for row in rows)
    if Path(path).suffix.lower() == ".csv":
        return write_csv(path, fields, values, [each.heading for each in columns])
    shown = [
        PageColumn(each.field, each.heading, note(each), not each.column.read, each.column.name in sheet.key)
        for each in columns
    ]

    def guide(book: Any, page: Any, count: int) -> None:
        add_choices(book, page, columns, count)

    return _write(path, _(sheet.title), shown, values, guide)


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
    path: Target, title: str, columns: Sequence[PageColumn], rows: Iterable[Sequence[Any]],
    more: Callable[[Any, Any, int], None] | None = None,
) -> int:  # fmt: skip
    with new_workbook(path, constant_memory=True) as book:
        page = book.add_worksheet(tab_name(title))
        formats = Formats(book)
        write_header(page, formats, columns)
        first, count = write_rows(page, formats, columns, rows)
        if more:
            more(book, page, count)
        widths = widths_of(columns, first)
        for i, (each, wide) in enumerate(zip(columns, widths, strict=True)):
            page.set_column(i, i, wide, formats.of(num_format=number_format(each.field)))
        set_up_print(page, title, columns, count, widths)
    return count
