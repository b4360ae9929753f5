"""The columns of one tab as series of values, and what was wrong with their cells."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.kit.fields import Kind
from app.kit.planning.around import Surroundings
from app.kit.planning.columns import read_column
from app.kit.planning.plan import Ambiguity, Choices, Introduction
from app.kit.planning.read import ColumnRead
from app.kit.planning.references import ARCHIVED, Lookup
from app.kit.planning.titled import told_by_title
from app.kit.reading.book import Book, SheetCells
from app.kit.recognise import Recognition
from app.kit.recognise.body import Cells
from app.kit.recognise.columns import MappedColumn
from app.kit.recognise.title import Title
from app.kit.recognise.vocabulary import CODE, VALUE
from app.kit.sheet import Problem, Sheet, SheetColumn
from app.kit.store.row import Row
from app.kit.values.bad import BadValue
from app.kit.values.cleaning import folded
from app.kit.values.hints import Hints
from app.kit.words import _

Data = Sequence[tuple[int, Cells]]
Problems = dict[int, list[Problem]]
Series = dict[str, Sequence[Any]]


class Reading:
    """Reads the columns of a recognised tab. ``notes`` tell what was taken from elsewhere than the cells."""

    def __init__(
        self, around: Surroundings, book: Book, cells: SheetCells, found: Recognition, sheet: Sheet, choices: Choices
    ) -> None:
        self._around, self._cells, self._found, self._sheet = around, cells, found, sheet
        self._choices = choices
        title = found.title
        self._hints = Hints(
            title.year, title.month or "", book.date_1904, is_text_only=book.format in {"csv", "html"}
        )
        self._lookups: list[tuple[type[Row], Lookup]] = []
        self.notes: list[str] = []

    def introductions(self) -> tuple[Introduction, ...]:
        """What the tab names for the first time."""
        return tuple(
            Introduction(row, code, count)
            for row, lookup in self._lookups for code, count in lookup.introduced.items() if count
        )  # fmt: skip

    def ambiguities(self) -> tuple[Ambiguity, ...]:
        """The names of the tab that several rows bear."""
        return tuple(each for _row, lookup in self._lookups for each in lookup.ambiguous.values())

    def shared(self, data: Data, problems: Problems) -> Series:
        """The values of every column that holds for a whole row, by column name."""
        parts = self._read([each for each in self._found.mapping if not each.month], data, problems)
        series: Series = {}
        is_monthly = any(each.month for each in self._found.mapping)
        for column in self._sheet.columns:
            if column.name in parts and column.reference:
                series[column.name] = self._resolved(column, parts[column.name], len(data), problems)
            elif column.name in parts:
                series[column.name] = parts[column.name][VALUE].values
            elif column.reference and column.read:
                self._take_from_title(column, len(data), series, problems)
            elif column.field.kind is Kind.MONTH and column.read and self._found.title.month and not is_monthly:
                series[column.name] = [self._found.title.month] * len(data)
                self.notes.append(_("{field} {month} is taken from the title.", field=_(column.field.label),
                                    month=self._found.title.month))  # fmt: skip
        return series

    def named(self, title: Title) -> Mapping[str, Any]:
        """Whom ``title`` names for columns that the table does not have; what is in doubt is named, too."""
        there = {each.column.name for each in self._found.mapping}
        found: dict[str, Any] = {}
        for column in self._sheet.columns:
            if column.reference and column.read and column.name not in there:
                lookup = Lookup(self._around.ctx, column, self._around.pending, self._choices.references)
                try:
                    told = told_by_title(column, lookup, title)
                except BadValue as wrong:
                    told = wrong.message, ""
                found.update({column.name: told[0]} if told else {})
        return found

    def of_month(self, month: str, data: Data, problems: Problems) -> Series:
        """The values of the columns that hold for one month."""
        parts = self._read([each for each in self._found.mapping if each.month == month], data, problems)
        return {name: part[VALUE].values for name, part in parts.items()}

    def _read(
        self, mapping: Iterable[MappedColumn], data: Data, problems: Problems
    ) -> dict[str, dict[str, ColumnRead]]:
        rows = [at for at, _cells in data]
        parts: dict[str, dict[str, ColumnRead]] = {}
        for mapped in mapping:
            raws = [cells[mapped.index] for _at, cells in data]
            read = read_column(mapped, self._cells, rows, raws, self._hints,
                               self._choices.percent.get(mapped.heading, ""))  # fmt: skip
            parts.setdefault(mapped.column.name, {})[mapped.meaning.part] = read
            for at, problem in read.problems.items():
                problems.setdefault(at, []).append(problem)
        return parts

    def _lookup(self, column: SheetColumn) -> Lookup:
        lookup = Lookup(self._around.ctx, column, self._around.pending, self._choices.references)
        assert column.reference is not None
        self._lookups.append((column.reference.row, lookup))
        return lookup

    def _resolved(
        self, column: SheetColumn, parts: Mapping[str, ColumnRead], count: int, problems: Problems
    ) -> list[Any]:
        lookup = self._lookup(column)
        blank: list[Any] = [None] * count
        codes = parts[CODE].values if CODE in parts else blank
        names = parts[VALUE].values if VALUE in parts else blank
        found: list[Any] = []
        spoilt = {at for part in parts.values() for at in part.problems}
        for at, (code, name) in enumerate(zip(codes, names, strict=True)):
            value = self._wrapped(at, parts, lookup, problems) if at in spoilt else None
            if (code is not None or name is not None) and at not in spoilt:
                try:
                    value = lookup.resolve(code, name)
                except BadValue as wrong:
                    part = parts[CODE if code is not None else VALUE]
                    problems.setdefault(at, []).append(part.problem(at, wrong))
                    value = lookup.put_away(code, name) if wrong.code == ARCHIVED else None
            found.append(value)
        return found

    def _wrapped(self, at: int, parts: Mapping[str, ColumnRead], lookup: Lookup, problems: Problems) -> Any:
        """The row meant by a name that a line break divides, where the whole name is known."""
        for part in parts.values():
            problem = part.problems.get(at)
            if problem and problem.code == "several" and len(parts) == 1 and folded(problem.raw) in lookup.names:
                problems[at].remove(problem)
                return lookup.names[folded(problem.raw)]
        return None

    def _take_from_title(self, column: SheetColumn, count: int, series: Series, problems: Problems) -> None:
        if not self._found.title.texts and not self._found.title.tab:
            return
        label, lookup = _(column.field.label), self._lookup(column)
        try:
            told = told_by_title(column, lookup, self._found.title)
        except BadValue as wrong:
            text = _("{field} as the title tells it: {reason}", field=label, reason=wrong.message)
            for at in range(count):
                problems.setdefault(at, []).append(Problem(wrong.code, text, "", column.name))
            return
        if told:
            lookup.introduced.update({told[0]: count - 1} if told[0] in lookup.introduced else {})
            series[column.name] = [told[0]] * count
            self.notes.append(_("{field} {name} is taken from the title.", field=label, name=told[1]))
