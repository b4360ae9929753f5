"""A form as it is declared, and what a plan says about one of its rows."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import select

from app.kit.fields import Field
from app.kit.job import Progress
from app.kit.store.context import Context
from app.kit.store.row import Row, fields_of

Values = dict[str, Any]
NEW, CHANGED, SAME, REFUSED, SKIPPED = "new", "changed", "same", "refused", "skipped"


class Known(NamedTuple):
    """A row that a Reference can mean: our id, the office's code for it, and the name people use."""

    id: int
    code: Any
    name: str = ""
    is_archived: bool = False


class Brought(NamedTuple):
    """A row that an import will make: what it is, its office code, and the name people use."""

    row: type[Row]
    code: Any
    name: str = ""


@dataclass(frozen=True)
class Reference:
    """A column that names another row; its value in the sheet's terms is that row's office code.

    ``by`` are attributes under which people name it (code first). With ``code_heading`` the form
    has a second column that carries the code, so that two people of the same name stay apart.
    ``introduces`` lets ``put`` make the row when it is unknown (a feeder that stands in the ledger
    for the first time), shown in the plan, never silently. ``find`` replaces ``by`` where code and
    name stand in another table (a manager's are his employee's). ``titled`` is a pattern of titles: a text
    above the header that has it is the name itself, known or not (2026年客户满意度问卷调查).
    """

    row: type[Row]
    by: tuple[str, ...] = ("code", "name")
    code_heading: str = ""
    code_headings: tuple[str, ...] = ()
    introduces: bool = False
    find: Callable[[Context], Iterable[Known]] | None = None
    titled: str = ""

    def known(self, ctx: Context) -> Iterable[Known]:
        """Every row that may be meant."""
        if self.find is not None:
            yield from self.find(ctx)
            return
        what = (self.row.id, getattr(self.row, self.by[0]), getattr(self.row, self.by[-1]), self.row.archived_on)
        for id_, code, name, archived_on in ctx.session.execute(select(*what)):
            yield Known(id_, code, name or "", archived_on is not None)


@dataclass(frozen=True)
class SheetColumn:
    """A column of a form. ``read`` False: written for the reader's sake, ignored on the way in."""

    field: Field
    reference: Reference | None = None
    read: bool = True

    @property
    def name(self) -> str:
        """The name of its value in a row's ``values``."""
        return self.field.name


@dataclass(frozen=True)
class Problem:
    """Something wrong with one cell or row; ``column`` is the sheet's letter, ``raw`` the text as it stood."""

    code: str
    message: str
    column: str = ""
    field: str = ""
    raw: str = ""


@dataclass(frozen=True)
class PlannedRow:
    """One row of a filled form: its number in the sheet, what will happen to it, and why.

    ``values`` holds what the row says; a column that is blank or missing is not in it and changes nothing.
    """

    row: int
    status: str
    key: tuple[Any, ...] = ()
    values: Mapping[str, Any] | None = None
    before: Mapping[str, Any] | None = None
    problems: tuple[Problem, ...] = ()

    def news(self) -> Mapping[str, Any]:
        """The values that differ from what is stored; all of them for a new row."""
        values, before = self.values or {}, self.before
        if before is None:
            return values
        return {name: value for name, value in values.items() if before.get(name) != value}


Put = Callable[[Context, Sequence[PlannedRow], Progress], None]


@dataclass(frozen=True)
class Others:
    """What becomes of the headings that no column of a sheet names, such as the questions of a questionnaire.

    ``column(heading)`` makes a column of one, ``known(ctx, keys)`` are those the office has for the rows of these
    keys (None: for all), in order, and ``put(headings)`` writes the rows of a table that has them all.
    """

    column: Callable[[str], SheetColumn]
    known: Callable[[Context, Collection[tuple[Any, ...]] | None], Iterable[str]]
    put: Callable[[tuple[str, ...]], Put]


@dataclass(frozen=True)
class Sheet:
    """A form. ``stored(ctx)`` yields values by column name; ``put(ctx, rows, progress)`` writes planned rows."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    key: tuple[str, ...]
    stored: Callable[[Context], Iterable[Values]]
    put: Put
    permission: str = "sheets.import"
    rank: int = 50
    """Sheets of one import are put in this order: parents before children."""
    check: Callable[[Values], Sequence[Problem]] | None = None
    """A rule over one row's values that needs no database."""
    brings: Callable[[Values], Sequence[Brought]] | None = None
    """What a new row makes, so that later sheets of the same import may refer to it."""
    leaves_out: Callable[[Values], str] | None = None
    """Why a new row says nothing and is left out: a form's line that was not filled in; empty if it says something."""
    apart: Callable[[Values], tuple[str, ...] | None] | None = None
    """What tells a row apart that bears no number (a visit: day, manager, customer); None where it does not say so."""
    known_only: str = ""
    """What is said of a row (``{key}``) that the office does not know, where the form makes none of its own."""
    notes: Callable[[Context, Sequence[PlannedRow]], Sequence[str]] | None = None
    """What a plan says of its rows taken together, such as wishes that clash."""
    others: Others | None = None

    def opened(self, headings: Iterable[str]) -> "Sheet":
        """This sheet with a column for each of ``headings`` as well, if it takes other headings than its own."""
        wider = tuple(headings)
        if self.others is None or not wider:
            return self
        more = map(self.others.column, wider)
        return replace(self, columns=(*self.columns, *more), put=self.others.put(wider))

    def whole(self, ctx: Context, keys: Collection[tuple[Any, ...]] | None = None) -> "Sheet":
        """This sheet with a column for everything the office has, for the rows of ``keys`` alone where given."""
        return self.opened(self.others.known(ctx, keys)) if self.others else self

    def column(self, name: str) -> SheetColumn:
        """The column called ``name``; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def key_of(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """The office's key of a row; parts that are missing are None."""
        return tuple(map(values.get, self.key))


def column(source: Field, *headings: str, reference: Reference | None = None, **changes: Any) -> SheetColumn:
    """A form column from a Field, with further headings offices use for it."""
    read = changes.pop("read", True)
    declared = source.but(headings=(*source.headings, *headings), **changes)
    return SheetColumn(declared, reference, read)


def columns_of(row: type[Row], *names: str) -> list[SheetColumn]:
    """Form columns straight from a Row's fields, in the order of ``names``."""
    declared = fields_of(row)
    return [SheetColumn(declared[name]) for name in names]
