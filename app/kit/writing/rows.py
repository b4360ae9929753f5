"""The rows of a table, written straight into the stream of the worksheet: cell by cell it takes three times as long."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from app.kit.errors import Trouble
from app.kit.recognise.letters import letters
from app.kit.words import _
from app.kit.writing.cells import LONGEST, Cells, Formats, TooLong
from app.kit.writing.page import PageColumn

LAST_ROW = 1_048_575
_SAMPLE = 200


def write_rows(
    page: Any, formats: Formats, columns: Sequence[PageColumn], rows: Iterable[Sequence[Any]]
) -> tuple[list[list[str]], int]:
    """Write ``rows`` below the header; returns the texts of the first ones, for the widths, and the count.

    ``page`` is a worksheet of XlsxWriter that keeps its rows in a file and holds the header so far. Raises Trouble.
    """
    page._write_single_row(1)
    fields = [each.field for each in columns]
    known = [Cells(formats, each.field, **each.look) for each in columns]
    starts = [f'<c r="{letters(at)}' for at in range(len(columns))]
    coming: Iterator[Sequence[Any]] = iter(rows)
    first = list(islice(coming, _SAMPLE))
    at = 0
    try:
        for at, row in enumerate(chain(first, coming), 1):
            if at > LAST_ROW:
                raise Trouble(_("A worksheet holds {count} rows; this list has more. Filter it first.", count=LAST_ROW))
            cells = [f'{start}{at + 1}"{made[value]}' for start, made, value in zip(starts, known, row, strict=True)]
            page.fh.write(f'<row r="{at + 1}">{"".join(cells)}</row>')
    except TooLong as wrong:
        raise Trouble(_(
            "{field} in row {row}, column {column} has {length} characters; a cell holds {longest}. Shorten it.",
            field=_(wrong.declared.label), row=at + 1, column=letters(fields.index(wrong.declared)),
            length=wrong.length, longest=LONGEST)) from wrong  # fmt: skip
    page._check_dimensions(max(at, 1), max(len(columns) - 1, 0))
    texts = [[field.show(value) for field, value in zip(fields, row, strict=True)] for row in first]
    return texts, at
