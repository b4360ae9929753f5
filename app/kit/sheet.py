"""Sheets: an Excel form declared once, read into a plan, written from what is stored.

A sheet names its columns and the key by which the office recognises a row (its codes, never our
ids). ``stored`` gives what the database holds *in the sheet's own terms*; a plan compares a filled
form with it, ``put`` writes the new and changed rows inside one Change. So exporting and importing
again yields an empty plan, for every sheet.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import select

from app.kit.change import Change
from app.kit.context import Context
from app.kit.errors import Conflict, Refusal
from app.kit.fields import Field
from app.kit.job import Progress
from app.kit.journal import Draft
from app.kit.row import Row, fields_of
from app.kit.words import N_, _

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
    name stand in another table (a manager's are his employee's).
    """

    row: type[Row]
    by: tuple[str, ...] = ("code", "name")
    code_heading: str = ""
    code_headings: tuple[str, ...] = ()
    introduces: bool = False
    find: Callable[[Context], Iterable[Known]] | None = None

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


@dataclass(frozen=True)
class Sheet:
    """A form. ``stored(ctx)`` yields values by column name; ``put(ctx, rows, progress)`` writes planned rows."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    key: tuple[str, ...]
    stored: Callable[[Context], Iterable[Values]]
    put: Callable[[Context, Sequence[PlannedRow], Progress], None]
    permission: str = "sheets.import"
    rank: int = 50
    """Sheets of one import are put in this order: parents before children."""
    check: Callable[[Values], Sequence[Problem]] | None = None
    """A rule over one row's values that needs no database."""
    brings: Callable[[Values], Sequence[Brought]] | None = None
    """What a new row makes, so that later sheets of the same import may refer to it."""

    def column(self, name: str) -> SheetColumn:
        """The column called ``name``; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def key_of(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """The office's key of a row; parts that are missing are None."""
        return tuple(values.get(part) for part in self.key)


def column(source: Field, *headings: str, reference: Reference | None = None, **changes: Any) -> SheetColumn:
    """A form column from a Field, with further headings offices use for it."""
    read = changes.pop("read", True)
    declared = source.but(headings=(*source.headings, *headings), **changes)
    return SheetColumn(declared, reference, read)


def columns_of(row: type[Row], *names: str) -> list[SheetColumn]:
    """Form columns straight from a Row's fields, in the order of ``names``."""
    declared = fields_of(row)
    return [SheetColumn(declared[name]) for name in names]


def of_row(
    name: str,
    title: str,
    row: type[Row],
    columns: Sequence[SheetColumn],
    *,
    rank: int = 50,
    permission: str = "sheets.import",
) -> Sheet:
    """The sheet of a single Row whose link columns are References: stored and put come for free.

    A column named like a link without ``_id`` fills that link: ``district`` sets ``district_id``. A new
    row whose key belongs to an archived one brings that one back.
    """
    read = [column for column in columns if column.read]
    links = {column.name: column.reference for column in read if column.reference}

    def stored(ctx: Context) -> Iterable[Values]:
        codes = {name: {known.id: known.code for known in link.known(ctx)} for name, link in links.items()}
        what = [getattr(row, _attribute(column.name, links)) for column in read]
        for found in ctx.session.execute(select(*what).where(row.archived_on.is_(None)).order_by(row.id)):
            values = dict(zip((column.name for column in read), found, strict=True))
            values.update((name, by_id.get(values[name])) for name, by_id in codes.items())
            yield values

    def put(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
        ids = {name: _Links(ctx, link) for name, link in links.items()}
        known = _known(ctx, row, planned)
        fresh: list[Values] = []
        for index, item in enumerate(planned):
            progress.step(index, len(planned))
            news = {_attribute(n, links): ids[n].id_of(v) if n in ids else v for n, v in item.news().items()}
            found = known.get(item.key)
            if found is None:
                fresh.append(news)
                continue
            for attribute, value in {**news, "archived_on": None}.items():
                setattr(found, attribute, value)
        ctx.insert(row, fresh)

    def brings(values: Values) -> Sequence[Brought]:
        return (Brought(row, values.get(row.key[0]), values.get(row.spelled) or ""),)

    def check(values: Values) -> Sequence[Problem]:
        try:
            row.check(Draft(row, {**dict.fromkeys(fields_of(row)), **values}))  # type: ignore[arg-type]
        except Refusal as wrong:
            return (Problem("rule", str(wrong), field=wrong.field),)
        return ()

    checked = None if row.check is Row.check else check
    return Sheet(name, title, tuple(columns), row.key, stored, put, permission, rank, checked, brings)


def _attribute(name: str, links: Mapping[str, Any]) -> str:
    return f"{name}_id" if name in links else name


def _known(ctx: Context, row: type[Row], planned: Sequence[PlannedRow]) -> dict[tuple[Any, ...], Row]:
    """The rows to change, and archived ones that may come back."""
    statement = select(row)
    if all(item.status == NEW for item in planned):
        statement = statement.where(row.archived_on.is_not(None))
    return {tuple(getattr(one, part) for part in row.key): one for one in ctx.session.scalars(statement)}


class _Links:
    """Ids by office code while rows are put; what a reference introduces is made at first sight."""

    def __init__(self, ctx: Context, reference: Reference) -> None:
        self._ctx = ctx
        self._reference = reference
        self._ids = {known.code: known.id for known in reference.known(ctx)}

    def id_of(self, code: Any) -> int | None:
        """The id of the row with this code; a Refusal in words if there is none."""
        if code is None:
            return None
        if code not in self._ids:
            if not self._reference.introduces:
                raise Refusal(_("There is no {what} {key}.", what=_(self._reference.row.one), key=code))
            made = self._reference.row(**dict.fromkeys(self._reference.by, code))
            self._ctx.add(made)
            self._ctx.flush()
            self._ids[code] = made.id
        return self._ids[code]


@dataclass(frozen=True)
class ImportRows(Change):
    """Write the new and changed rows of planned sheets: one change, however many rows and sheets."""

    title: ClassVar[str] = N_("Import {what}: {count} rows")
    permission: ClassVar[str] = "sheets.import"
    what: str
    batches: tuple[tuple[Sheet, tuple[PlannedRow, ...]], ...]
    progress: Progress

    def subject(self) -> Mapping[str, object]:
        return {"what": self.what, "count": sum(len(_wanted(rows)) for _sheet, rows in self.batches)}

    def apply(self, ctx: Context) -> int:
        batches = [(sheet, _wanted(rows)) for sheet, rows in sorted(self.batches, key=lambda batch: batch[0].rank)]
        for sheet, rows in batches:
            _refuse_stale(ctx, sheet, rows)
        for sheet, rows in batches:
            sheet.put(ctx, rows, self.progress)
            ctx.flush()
        return sum(len(rows) for _sheet, rows in batches)


def _wanted(rows: Iterable[PlannedRow]) -> list[PlannedRow]:
    return [row for row in rows if row.status in {NEW, CHANGED}]


def _refuse_stale(ctx: Context, sheet: Sheet, rows: Sequence[PlannedRow]) -> None:
    """Raise a Conflict if what the plan was compared with has changed since."""
    now = {sheet.key_of(values): values for values in sheet.stored(ctx)} if rows else {}
    for item in rows:
        if now.get(item.key) != item.before:
            raise Conflict(_(
                "{sheet}, row {row}: the office's records were changed after the plan was made. Import the file again.",
                sheet=_(sheet.title), row=item.row))  # fmt: skip
