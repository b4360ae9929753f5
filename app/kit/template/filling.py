"""A template filled: values and records into cells, everything else as its author left it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.kit.errors import Refusal
from app.kit.reading.reasons import unreadable
from app.kit.template.cells import Place, Texts, guarded, put, put_text, runs, shown
from app.kit.template.expanding import expand
from app.kit.template.formulas import forget_results
from app.kit.template.grid import Grid, address
from app.kit.template.insertion import Insertion
from app.kit.template.markup import Node
from app.kit.template.placeholders import Asked, alone, replaced
from app.kit.template.reading import RepeatingRow, Template
from app.kit.template.workbook import MARGINS, Part, Workbook
from app.kit.words import N_, _

Record = Mapping[str, Any]
LONGEST_MARGIN = 255
_AFTER_SIZE = re.compile(r"((?<!&)(?:&&)*&\d+)\0")


def fill(
    template: Template, values: Record, rows: Mapping[str, Sequence[Record]] | None = None, *, blank: bool = False
) -> bytes:
    """The workbook with ``values`` in its cells and each repeating row once for each of its ``rows``.

    A field of a repeating row is looked for in the record, then in ``values``. A field that is missing is a
    Refusal with sheet, cell and field, or with ``blank`` an empty cell; None is an empty cell always. Without
    records the row stays once, its fields empty. Parts of the file that hold nothing to change keep every byte.
    """
    records = rows or {}
    _check_rows(template, records)
    try:
        return _filled(template, values, records, blank)
    except (ValueError, IndexError) as wrong:  # a number or range that no workbook program writes
        raise unreadable("damaged", template.file) from wrong


def _filled(template: Template, values: Record, records: Mapping[str, Sequence[Record]], blank: bool) -> bytes:
    book = Workbook(template.content)
    counts = [(row, len(records.get(row.name, ()))) for row in template.repeating]
    expand(book, [Insertion(row.sheet, row.row, count - 1) for row, count in counts if count > 1])
    for part in book.sheets.values():
        row_here = template.repeating_on(part.sheet)
        of_row = records.get(row_here.name, ()) if row_here else ()
        filling = _Filling(book, part, row_here, values, of_row, blank)
        filling.run(template)
        for node in part.tree.every(*MARGINS):
            filling.fill_margin(node)
        forget_results(Grid(part.tree))
    return book.written()


def _check_rows(template: Template, records: Mapping[str, Sequence[Record]]) -> None:
    known = {row.name for row in template.repeating}
    for name in records:
        if name not in known:
            raise Refusal(_("{file} has no row named {name}. Select the row to repeat and give it the name {name}.",
                            file=template.file, name=name))  # fmt: skip


class _Filling:
    """One sheet being filled after its rows were inserted."""

    def __init__(
        self, book: Workbook, part: Part, row: RepeatingRow | None, values: Record, records: Sequence[Record],
        blank: bool,
    ) -> None:  # fmt: skip
        self._book = book
        self._sheet = part.sheet
        self._grid = Grid(part.tree)
        self._values = values
        self._records = records
        self._blank = blank
        self._texts = Texts(book.strings)
        self._first = row.row if row else 0
        self._insertion = Insertion(part.sheet, self._first, max(len(records) - 1, 0))

    def run(self, template: Template) -> None:
        """Fill what is written in braces, then the empty cells that carry a field as their name."""
        for row, column, cell in list(self._grid.every()):
            if cell.first("f") is None:
                self._fill(cell, row, column)
        for each in template.placeholders:
            if each.is_named and each.sheet == self._sheet:
                self._fill_named(each.field, each.row, each.column)

    def fill_margin(self, node: Node) -> None:
        """Fill a header or footer, where ``&`` gives orders and ``&14`` takes the digits that follow for its own."""
        text = node.text()
        if "{{" not in text:
            return
        place = Place(self._sheet, _("header or footer"), text[:60])

        def said(asked: Asked) -> str:
            value = shown(self._value(asked, 0, 0)).replace("&", "&&")
            return f"\0{value}" if value[:1].isdigit() else value

        news = _AFTER_SIZE.sub(r"\1 ", replaced([text], said)[0]).replace("\0", "")
        if len(news) > LONGEST_MARGIN:
            raise place.refusal(N_("{sheet}: the {cell} becomes longer than {longest} signs. Shorten {field}."),
                                longest=LONGEST_MARGIN)  # fmt: skip
        node.say(news)

    def _fill(self, cell: Node, row: int, column: int) -> None:
        text = self._texts.of(cell)
        said = [run.text() for run in runs(text)]
        whole = "".join(said)
        if "{{" not in whole:
            return
        asked = alone(whole)
        if asked:
            self._put(cell, self._value(asked, row, column), Place(self._sheet, address(row, column), asked.field))
            return
        news = replaced(said, lambda one: guarded(shown(self._value(one, row, column))))
        put_text(cell, text, news, Place(self._sheet, address(row, column), whole[:60]))

    def _fill_named(self, name: str, row: int, column: int) -> None:
        last = self._insertion.bottom(row) if row == self._first else self._insertion.top(row)
        for at in range(self._insertion.top(row), last + 1):
            known = self._known(at)
            if name in known:
                self._put(self._grid.made(at, column), known[name], Place(self._sheet, address(at, column), name))

    def _put(self, cell: Node, value: Any, place: Place) -> None:
        style = cell.get("s")
        dated = style.isdigit() and int(style) in self._book.dated
        put(cell, value, place, dated=dated, is_1904=self._book.is_1904)

    def _value(self, asked: Asked, row: int, column: int) -> Any:
        known = self._known(row) if not asked.rows else self._record(row)
        if asked.field in known:
            return known[asked.field]
        if self._blank or (self._is_repeating(row) and not self._records):
            return None
        where = address(row, column) if row else _("header or footer")
        raise Place(self._sheet, where, asked.field).refusal(
            N_("{sheet}, cell {cell}: there is no value for the field {field}.")
        )

    def _known(self, row: int) -> Record:
        return {**self._values, **self._record(row)}

    def _record(self, row: int) -> Record:
        at = row - self._first
        return self._records[at] if self._is_repeating(row) and at < len(self._records) else {}

    def _is_repeating(self, row: int) -> bool:
        return bool(self._first) and self._first <= row <= self._first + self._insertion.added
