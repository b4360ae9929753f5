"""One tab of a workbook, from its cells to planned rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.kit.context import Context
from app.kit.fields import Kind
from app.kit.planning.columns import ColumnRead, read_column
from app.kit.planning.comparing import Comparison, Key
from app.kit.planning.plan import Choices, Introduction, SheetPlan
from app.kit.planning.references import Lookup
from app.kit.reading.book import Book, SheetCells
from app.kit.recognise import MappedColumn, Recognition
from app.kit.recognise.body import REASONS, Body, Cells, is_empty, spread_down
from app.kit.recognise.header import Header
from app.kit.recognise.vocabulary import CODE, VALUE
from app.kit.row import Row
from app.kit.sheet import REFUSED, SKIPPED, Brought, PlannedRow, Problem, Sheet, SheetColumn, Values
from app.kit.values.bad import BadValue
from app.kit.values.hints import Hints
from app.kit.words import _


@dataclass
class Surroundings:
    """What all tabs of one import share: the office's records, and what earlier tabs bring."""

    ctx: Context
    pending: list[Brought] = field(default_factory=list)
    _stored: dict[str, dict[Key, Values]] = field(default_factory=dict)

    def stored(self, sheet: Sheet) -> Mapping[Key, Values]:
        """The sheet's stored rows by key, asked once."""
        if sheet.name not in self._stored:
            self._stored[sheet.name] = {sheet.key_of(values): values for values in sheet.stored(self.ctx)}
        return self._stored[sheet.name]


def plan_tab(around: Surroundings, book: Book, cells: SheetCells, found: Recognition, choices: Choices) -> SheetPlan:
    """The plan of a recognised tab."""
    assert found.sheet is not None and found.header is not None
    tab = _Tab(around, book, cells, found, found.sheet, found.header, choices)
    rows = tab.rows()
    return SheetPlan(
        cells.name, cells.hidden, found.sheet, found.certainty,
        tuple(range(found.header.first + 1, found.header.last + 2)), found.mapping, found.unknown,
        rows, (*found.notes, *tab.notes), found.problems, tab.introductions(),
    )  # fmt: skip


class _Tab:
    def __init__(
        self, around: Surroundings, book: Book, cells: SheetCells, found: Recognition, sheet: Sheet,
        header: Header, choices: Choices,
    ) -> None:  # fmt: skip
        self._around, self._book, self._cells, self._found, self._sheet = around, book, cells, found, sheet
        self._header, self._choices = header, choices
        self._is_open = not found.problems
        self._lookups: list[Lookup] = []
        self._links: list[type[Row]] = []
        self._letters = {m.column.name: m.letter for m in reversed(found.mapping)}
        self.notes: list[str] = []

    def rows(self) -> tuple[PlannedRow, ...]:
        """Every row below the header that is not empty."""
        data, left_out = self._split()
        planned = self._judged(data) if self._is_open else [
            PlannedRow(at + 1, REFUSED, problems=self._found.problems) for at, _row in data
        ]  # fmt: skip
        return tuple(sorted((*planned, *left_out), key=lambda row: row.row))

    def introductions(self) -> tuple[Introduction, ...]:
        """What the tab names for the first time."""
        return tuple(
            Introduction(row, code, count)
            for row, lookup in zip(self._links, self._lookups, strict=True) for code, count in lookup.introduced.items()
            if count
        )  # fmt: skip

    def _split(self) -> tuple[list[tuple[int, Cells]], list[PlannedRow]]:
        first = self._header.last + 1
        rows = spread_down(list(self._cells.rows), self._cells.merges, first)
        keys = [m.index for m in self._found.mapping if m.column.name in self._sheet.key]
        body = Body(keys, {i: texts for i, texts in enumerate(self._header.texts) if texts}, self._cells.merges)
        data: list[tuple[int, Cells]] = []
        left_out = []
        for at in range(first, len(rows)):
            if is_empty(rows[at]):
                continue
            why = body.why_no_data(rows[at], at)
            if why:
                text = _("Left out: {why}.", why=_(REASONS[why]))
                left_out.append(PlannedRow(at + 1, SKIPPED, problems=(Problem(why, text),)))
            else:
                data.append((at, rows[at]))
        return data, left_out

    def _judged(self, data: Sequence[tuple[int, Cells]]) -> list[PlannedRow]:
        problems: dict[int, list[Problem]] = {}
        series = self._series(data, problems)
        stored = self._around.stored(self._sheet)
        comparison = Comparison(self._sheet, stored, self._letters, self._choices.empties)
        names = tuple(series)
        columns = zip(*series.values(), strict=True)
        return [
            comparison.judge(
                row + 1, {n: v for n, v in zip(names, values, strict=True) if v is not None}, problems.get(at, ())
            )
            for at, ((row, _cells), values) in enumerate(zip(data, columns, strict=True))
        ]

    def _series(
        self, data: Sequence[tuple[int, Cells]], problems: dict[int, list[Problem]]
    ) -> dict[str, Sequence[Any]]:
        """The values of every column the tab has, by column name; what is wrong goes to ``problems``."""
        rows = [at for at, _cells in data]
        raws = list(zip(*(cells for _at, cells in data), strict=True)) or [()] * len(self._header.texts)
        parts: dict[str, dict[str, ColumnRead]] = {}
        for mapped in self._found.mapping:
            read = read_column(mapped, self._cells, rows, raws[mapped.index], self._hints(),
                               self._choices.percent.get(mapped.heading, ""))  # fmt: skip
            parts.setdefault(mapped.column.name, {})[mapped.meaning.part] = read
            for at, problem in read.problems.items():
                problems.setdefault(at, []).append(problem)
        series: dict[str, Sequence[Any]] = {}
        for column in self._sheet.columns:
            if column.name in parts and column.reference:
                series[column.name] = self._resolved(column, parts[column.name], len(data), problems)
            elif column.name in parts:
                series[column.name] = parts[column.name][VALUE].values
            elif column.field.kind is Kind.MONTH and column.read and self._found.title.month:
                series[column.name] = [self._found.title.month] * len(data)
                self.notes.append(_("{field} {month} is taken from the title.", field=_(column.field.label),
                                    month=self._found.title.month))  # fmt: skip
        return series

    def _hints(self) -> Hints:
        is_text_only = self._book.format in {"csv", "html"}
        return Hints(self._found.title.year, self._book.date_1904, is_text_only=is_text_only)

    def _resolved(
        self, column: SheetColumn, parts: Mapping[str, ColumnRead], count: int, problems: dict[int, list[Problem]]
    ) -> list[Any]:
        assert column.reference is not None
        lookup = Lookup(self._around.ctx, column, self._around.pending, self._choices.references)
        self._lookups.append(lookup)
        self._links.append(column.reference.row)
        blank: list[Any] = [None] * count
        codes = parts[CODE].values if CODE in parts else blank
        names = parts[VALUE].values if VALUE in parts else blank
        found: list[Any] = []
        for at, (code, name) in enumerate(zip(codes, names, strict=True)):
            value = None
            if (code is not None or name is not None) and not any(at in part.problems for part in parts.values()):
                try:
                    value = lookup.resolve(code, name)
                except BadValue as wrong:
                    part = parts[CODE if code is not None else VALUE]
                    problems.setdefault(at, []).append(part.problem(at, wrong))
            found.append(value)
        return found


def letter_of(mapping: Sequence[MappedColumn], name: str) -> str:
    """The letter of the first physical column of sheet column ``name``; "" if there is none."""
    return next((mapped.letter for mapped in mapping if mapped.column.name == name), "")
