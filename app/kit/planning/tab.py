"""One tab of a workbook, from its cells to planned rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.kit.planning.around import Surroundings
from app.kit.planning.below import TELLING, said_below
from app.kit.planning.comparing import Comparison
from app.kit.planning.groups import Groups
from app.kit.planning.oddities import refuse_odd_codes
from app.kit.planning.plan import Choices, SheetPlan
from app.kit.planning.series import Data, Problems, Reading, Series
from app.kit.planning.unread import left_alone
from app.kit.reading.book import Book, SheetCells
from app.kit.recognise import Recognition
from app.kit.recognise.body import REASONS, Body, Cells, is_empty, spread_down
from app.kit.recognise.columns import MappedColumn, month_column
from app.kit.recognise.header import Header
from app.kit.recognise.letters import letters
from app.kit.recognise.vocabulary import Vocabulary
from app.kit.sheet import REFUSED, SKIPPED, PlannedRow, Problem, Sheet
from app.kit.values.cleaning import shown
from app.kit.values.hints import Hints
from app.kit.words import _


def plan_tab(around: Surroundings, book: Book, cells: SheetCells, found: Recognition, choices: Choices) -> SheetPlan:
    """The plan of a recognised tab."""
    assert found.sheet is not None and found.header is not None
    reading = Reading(around, book, cells, found, found.sheet, choices)
    tab = _Tab(around, cells, found, found.sheet, found.header, choices, reading, book.format)
    rows = tab.rows()
    alone = left_alone(
        found.sheet, found.header, cells, rows, around.stored(found.sheet), Hints(date_1904=book.date_1904)
    )
    return SheetPlan(
        cells.name, cells.hidden, found.sheet, found.certainty,
        tuple(range(found.header.first + 1, found.header.last + 2)), found.mapping, found.unknown,
        rows, (*found.notes, *reading.notes, *alone), found.problems, reading.introductions(), reading.ambiguities(),
    )  # fmt: skip


class _Tab:
    def __init__(
        self, around: Surroundings, cells: SheetCells, found: Recognition, sheet: Sheet, header: Header,
        choices: Choices, reading: Reading, format_: str,
    ) -> None:  # fmt: skip
        self._around, self._cells, self._found, self._sheet = around, cells, found, sheet
        self._header, self._choices, self._reading, self._format = header, choices, reading, format_

    def rows(self) -> tuple[PlannedRow, ...]:
        """Every row below the header that is not empty."""
        data, left_out = self._split()
        planned = self._judged(data) if not self._found.problems else [
            PlannedRow(at + 1, REFUSED, problems=self._found.problems) for at, _row in data
        ]  # fmt: skip
        planned = self._doubted(planned, left_out)
        return tuple(sorted((*planned, *left_out), key=lambda row: row.row))

    def _split(self) -> tuple[list[tuple[int, Cells]], list[PlannedRow]]:
        first = self._header.last + 1
        rows = spread_down(list(self._cells.rows), self._cells.merges, first)
        body = Body(self._found.mapping, self._sheet, self._header, self._cells.merges, Vocabulary(self._sheet))
        data: list[tuple[int, Cells]] = []
        left_out = []
        for at in range(first, len(rows)):
            if rows[at].count(None) == len(rows[at]):
                continue
            if body.is_surely_data(rows[at], at):
                data.append((at, rows[at]))
                continue
            if is_empty(rows[at]):
                continue
            if body.is_other_table(rows[at]):
                left_out += _of_another_table(at, rows)
                break
            why = body.why_no_data(rows[at], at)
            if why:
                text = _("Left out: {why}.", why=_(REASONS[why]))
                left_out.append(PlannedRow(at + 1, SKIPPED, problems=(Problem(why, text),)))
            else:
                data.append((at, rows[at]))
        return data, left_out

    def _doubted(self, planned: list[PlannedRow], left_out: Sequence[PlannedRow]) -> list[PlannedRow]:
        """Rows for which a title or a note below the header may say something else."""
        said = [(row.row - 1, self._cells.rows[row.row - 1]) for row in left_out if row.problems[0].code in TELLING]
        last = max((row.row - 1 for row in planned), default=0)
        doubts = list(said_below(said, last, self._found.title, self._found.mapping, self._reading.named))
        for first, problem in doubts:
            planned = [
                replace(row, status=REFUSED, before=None, problems=(*row.problems, problem))
                if row.row > first and row.status != SKIPPED else row
                for row in planned
            ]
        return planned

    def _judged(self, data: Data) -> list[PlannedRow]:
        groups = Groups(data, self._found.mapping, self._sheet, self._header.counting())
        data, problems = groups.data, groups.problems
        self._reading.notes += groups.notes
        for at, problem in self._overlong(data):
            problems.setdefault(at, []).append(problem)
        shared = self._reading.shared(data, problems)
        months = sorted({each.month for each in self._found.mapping} - {""})
        month = month_column(self._sheet)
        if not months or month is None:
            return self._compared(data, shared, problems, self._found.mapping)
        rows: list[PlannedRow] = []
        for told in months:
            own: Problems = {}
            series = self._reading.of_month(told, data, own)
            filled = [at for at in range(len(data)) if at in own or any(s[at] is not None for s in series.values())]
            series = {**shared, month.name: [told] * len(data), **series}
            rows += self._compared(
                [data[at] for at in filled],
                {name: [values[at] for at in filled] for name, values in series.items()},
                {new: problems.get(at, []) + own.get(at, []) for new, at in enumerate(filled)},
                [each for each in self._found.mapping if each.month in {"", told}],
            )
        found = {row.row for row in rows}
        empty = Problem("no_values", _("Left out: no month has a value."))
        return rows + [PlannedRow(at + 1, SKIPPED, problems=(empty,)) for at, _row in data if at + 1 not in found]

    def _overlong(self, data: Data) -> Iterator[tuple[int, Problem]]:
        """Rows of a text file with more cells than headings: 1,200 without quotation marks is two of them."""
        surplus = self._header.surplus(self._format == "csv")
        for at, (_row, cells) in enumerate(data if surplus else ()):
            more = next((i for i in surplus if cells[i] is not None), None)
            if more is not None:
                yield at, Problem("more_cells", _(
                    "The row has more cells than there are headings, so its values may stand in the wrong columns: a "
                    "comma inside a value needs quotation marks around it."), letters(more), "", shown(cells[more]))

    def _compared(
        self, data: Data, series: Series, problems: Problems, mapping: Sequence[MappedColumn]
    ) -> list[PlannedRow]:
        letters = {each.column.name: each.letter for each in reversed(mapping)}
        numbers = self._sheet.apart is not None and self._sheet.key[0] not in letters
        if numbers:
            self._reading.notes.append(_(
                "There is no column {field}: the rows are told apart by what else they say, and numbered from it.",
                field=_(self._sheet.column(self._sheet.key[0]).field.label)))  # fmt: skip
        stored = self._around.stored(self._sheet)
        today = self._around.ctx.today if self._around.ctx else None
        comparison = Comparison(self._sheet, stored, letters, self._choices.empties, today, numbers=numbers)
        names = tuple(series)
        columns = zip(*series.values(), strict=True)
        judged = [
            comparison.judge(
                row + 1, {n: v for n, v in zip(names, values, strict=True) if v is not None}, problems.get(at, ())
            )
            for at, ((row, _cells), values) in enumerate(zip(data, columns, strict=True))
        ]
        return refuse_odd_codes(judged, self._sheet, letters.get(self._sheet.key[0], ""))


def _of_another_table(first: int, rows: Sequence[Cells]) -> list[PlannedRow]:
    """The rows from a second header on: what they are cannot be said with the first one's columns."""
    text = _("Another table with its own header begins in row {row}. Put it into a sheet of its own.", row=first + 1)
    return [
        PlannedRow(at + 1, REFUSED, problems=(Problem("second_table", text),))
        for at in range(first, len(rows)) if not is_empty(rows[at])
    ]  # fmt: skip


def letter_of(mapping: Sequence[MappedColumn], name: str) -> str:
    """The letter of the first physical column of sheet column ``name``; "" if there is none."""
    return next((mapped.letter for mapped in mapping if mapped.column.name == name), "")
