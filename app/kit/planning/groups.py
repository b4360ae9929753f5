"""Groups of which only the first row is filled: 韦某 once, and empty cells below for all his rows.

An empty cell may also mean nothing. It is filled where the sheet is surely built in groups, and the plan says so;
where it only looks like that, the row is refused. A dash says that there is nothing.
"""

from collections.abc import Iterable, Sequence

from app.kit.fields import Kind
from app.kit.reading.book import Value
from app.kit.recognise.body import Cells
from app.kit.recognise.columns import MappedColumn
from app.kit.sheet import Problem, Sheet
from app.kit.values.cleaning import is_blank, shown
from app.kit.words import _

_FEWEST = 3  # rows of which one may conclude something
_NEVER = frozenset((Kind.NOTE, Kind.PHONE, Kind.FLAG))


class Groups:
    """``data`` (rows by their zero-based number in the sheet) with its groups filled.

    ``problems`` are by position, ``notes`` tell what was filled. ``counted`` are columns that only number rows.
    """

    def __init__(
        self, data: Sequence[tuple[int, Cells]], mapping: Sequence[MappedColumn], sheet: Sheet, counted: Iterable[int]
    ) -> None:
        self.data = list(data)
        self.problems: dict[int, list[Problem]] = {}
        self.notes: list[str] = []
        self._sheet = sheet
        # Our own form has every column and writes every cell out.
        self._is_own = {c.name for c in sheet.columns if c.read} <= {each.column.name for each in mapping}
        self._breaks = {at for at in range(1, len(data)) if data[at][0] != data[at - 1][0] + 1}
        self._heads: set[int] = set()
        left = set(counted)
        self._places: dict[str, list[int]] = {}
        """The physical columns of each sheet column: a name and its code say the same."""
        firsts: list[MappedColumn] = []
        for each in sorted(mapping, key=lambda each: each.index):
            if each.index not in left and not each.month:
                firsts += [] if each.column.name in self._places else [each]
                self._places.setdefault(each.column.name, []).append(each.index)
        # Whole columns are looked at only where one of them could be a group.
        empty = [at for at, each in enumerate(firsts) if self._may_be_group(each) and self._has_empty(each)]
        if empty:
            self._go(firsts, empty[-1])

    def _has_empty(self, each: MappedColumn) -> bool:
        columns = [[cells[i] for _row, cells in self.data] for i in self._places[each.column.name]]
        if not all(None in column or "" in column for column in columns):
            return False
        return any(not any(map(_told, cells)) for cells in zip(*columns, strict=True))

    def _go(self, mapping: Sequence[MappedColumn], last: int) -> None:
        """From left to right: a group inside another one ends with it, and no later than the rows have names."""
        outer, is_left = {0}, True
        for number, each in enumerate(mapping):
            if number > last and not self._heads:
                return
            column = ["".join(_told(cells[i]) for i in self._places[each.column.name]) for _row, cells in self.data]
            if not any(column):
                continue
            if all(column):
                outer |= _changes(column)
                is_left = is_left and len(set(column)) < len(column)
            elif is_left and self._is_certain(each, column):
                self._fill(each, column, outer)
                outer |= {at for at, told in enumerate(column) if told}
            else:
                self._doubtful(each, column, is_left)
                is_left = False

    def _may_be_group(self, each: MappedColumn) -> bool:
        column = each.column
        if column.field.is_numeric or column.field.kind in _NEVER:
            return False
        if column.name in self._sheet.key:
            return len(self._sheet.key) > 1
        if column.reference is None and (column.field.required or column.name in {"name", "code"}):
            return False
        return column.field.required or not self._is_own

    def _is_certain(self, each: MappedColumn, column: Sequence[str]) -> bool:
        """Whether each group says its name once, at its head, and most rows are empty for it."""
        filled = sum(map(bool, column))
        return self._may_be_group(each) and bool(column[0]) and not _repeats(column) and 2 * filled <= len(column)

    def _fill(self, each: MappedColumn, column: Sequence[str], outer: set[int]) -> None:
        head: dict[int, Value] = {}
        count = 0
        for at, (row, cells) in enumerate(self.data):
            if column[at]:
                head = {i: cells[i] for i in self._places[each.column.name]}
                continue
            head = {} if at in outer or at in self._breaks else head
            if head:
                self.data[at] = row, tuple(head.get(i, cell) for i, cell in enumerate(cells))
                count += 1
            else:
                self._doubt(each, at)
        self._heads |= {at for at, told in enumerate(column) if told}
        if count:
            self.notes.append(_(
                "Column {letter} “{heading}” is filled in the first row of each group: {count} empty cells below take "
                "its value.", letter=each.letter, heading=each.heading, count=count))  # fmt: skip

    def _doubtful(self, each: MappedColumn, column: Sequence[str], is_left: bool) -> None:
        """Refuse what looks like a group, and a number that may be the sum of one."""
        filled = {at for at, told in enumerate(column) if told}
        as_groups = bool(self._heads) and filled == self._heads and len(column) >= _FEWEST
        if each.column.field.is_numeric and as_groups:
            for at in sorted(filled):
                self._add(each, at, "group_number", _(
                    "The number stands in the first row of its group only and may be the sum of it. Write each row's "
                    "own."))  # fmt: skip
        elif self._may_be_group(each) and (as_groups or self._looks_grouped(each, column, is_left)):
            for at in range(len(column)):
                if at not in filled:
                    self._doubt(each, at)
        elif self._may_be_group(each) and each.column.reference:
            self.notes.append(_(
                "Column {letter} “{heading}” is empty in {count} rows: that is taken for nothing, not for the same as "
                "above.", letter=each.letter, heading=each.heading, count=len(column) - len(filled)))  # fmt: skip

    def _looks_grouped(self, each: MappedColumn, column: Sequence[str], is_left: bool) -> bool:
        """Whether names stand once each, the first at the top, and at least as many cells below them are empty."""
        if not column[0] or len(column) < _FEWEST or _repeats(column):
            return False
        filled = [told for told in column if told]
        if each.column.reference and any(map(is_blank, filled)):
            return True  # a dash says nothing here, so what does an empty cell say?
        is_sparse = len(set(filled)) == len(filled) and 2 * len(filled) <= len(column)
        return is_left or (is_sparse and each.column.reference is not None)

    def _doubt(self, each: MappedColumn, at: int) -> None:
        self._add(each, at, "group_empty", _(
            "The cell is empty: it may mean the same as above, or nothing. Write it out, or a dash for nothing."))

    def _add(self, each: MappedColumn, at: int, code: str, message: str) -> None:
        raw = shown(self.data[at][1][each.index])
        self.problems.setdefault(at, []).append(Problem(code, message, each.letter, each.column.name, raw))


def _told(cell: Value) -> str:
    return "" if cell is None else cell.strip() if isinstance(cell, str) else shown(cell)


def _repeats(column: Sequence[str]) -> bool:
    return any(told and told == column[at] for at, told in enumerate(column[1:]))


def _changes(column: Sequence[str]) -> set[int]:
    return {at for at in range(1, len(column)) if column[at] != column[at - 1]}
