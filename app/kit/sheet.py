"""Sheets: an Excel form declared once, read into a plan, written from what is stored.

A sheet names its columns and the key by which the office recognises a row (its codes, never our
ids). ``stored`` gives what the database holds *in the sheet's own terms*; a plan compares a filled
form with it, ``put`` writes the new and changed rows inside one Change. So exporting and importing
again yields an empty plan, for every sheet.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import select

from app.kit.change import Change
from app.kit.context import Context
from app.kit.fields import Field
from app.kit.job import Progress
from app.kit.row import Row, fields_of
from app.kit.words import N_

Values = dict[str, Any]
NEW, CHANGED, SAME, REFUSED, SKIPPED = "new", "changed", "same", "refused", "skipped"


@dataclass(frozen=True)
class Reference:
    """A column that names another row; its value in the sheet's terms is that row's office code.

    ``by`` are attributes under which people name it (code first). With ``code_heading`` the form
    has a second column that carries the code, so that two people of the same name stay apart.
    ``introduces`` lets the import make the row when it is unknown (a feeder that stands in the
    ledger for the first time), shown in the plan, never silently.
    """

    row: type[Row]
    by: tuple[str, ...] = ("code", "name")
    code_heading: str = ""
    code_headings: tuple[str, ...] = ()
    introduces: bool = False


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
    """One row of a filled form: its number in the sheet, what will happen to it, and why."""

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

    def column(self, name: str) -> SheetColumn:
        """The column called ``name``; KeyError if there is none."""
        return next(column for column in self.columns if column.name == name)


def column(source: Field, *headings: str, reference: Reference | None = None, **changes: Any) -> SheetColumn:
    """A form column from a Field, with further headings offices use for it."""
    read = changes.pop("read", True)
    declared = source.but(headings=(*source.headings, *headings), **changes)
    return SheetColumn(declared, reference, read)


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

    A column named like a link without ``_id`` fills that link: ``district`` sets ``district_id``.
    """

    def stored(ctx: Context) -> Iterable[Values]:
        codes = {c.name: _codes(ctx, c.reference) for c in columns if c.reference}
        for found in ctx.session.scalars(select(row).where(row.archived_on.is_(None))):
            yield {c.name: _value(found, c, codes) for c in columns if c.read}

    def put(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
        ids = {c.name: _ids(ctx, c.reference) for c in columns if c.reference}
        fresh: list[Values] = []
        known = _known(ctx, row, planned)
        for index, item in enumerate(planned):
            progress.step(index, len(planned))
            news = {_attribute(n, ids): ids[n].get(v) if n in ids else v for n, v in item.news().items()}
            if item.status == NEW:
                fresh.append(news)
            else:
                for attribute, value in news.items():
                    setattr(known[item.key], attribute, value)
        ctx.insert(row, fresh)

    return Sheet(name, title, tuple(columns), row.key, stored, put, permission, rank)


def _attribute(name: str, ids: Mapping[str, Any]) -> str:
    return f"{name}_id" if name in ids else name


def _value(found: Row, column: SheetColumn, codes: Mapping[str, Mapping[int, Any]]) -> Any:
    if column.reference:
        link: int | None = getattr(found, f"{column.name}_id")
        return codes[column.name].get(link) if link is not None else None
    return getattr(found, column.name)


def _codes(ctx: Context, reference: Reference) -> dict[int, Any]:
    code = getattr(reference.row, reference.by[0])
    return {row[0]: row[1] for row in ctx.session.execute(select(reference.row.id, code))}


def _ids(ctx: Context, reference: Reference) -> dict[Any, int]:
    return {value: id_ for id_, value in _codes(ctx, reference).items()}


def _known(ctx: Context, row: type[Row], planned: Sequence[PlannedRow]) -> dict[tuple[Any, ...], Row]:
    if all(item.status == NEW for item in planned):
        return {}
    found = ctx.session.scalars(select(row))
    return {tuple(getattr(one, part) for part in row.key): one for one in found}


def columns_of(row: type[Row], *names: str) -> list[SheetColumn]:
    """Form columns straight from a Row's fields, in the order of ``names``."""
    declared = fields_of(row)
    return [SheetColumn(declared[name]) for name in names]


@dataclass(frozen=True)
class ImportRows(Change):
    """Write the new and changed rows of planned sheets: one change, however many rows and sheets."""

    title: ClassVar[str] = N_("Import {what}: {count} rows")
    permission: ClassVar[str] = "sheets.import"
    what: str
    batches: tuple[tuple[Sheet, tuple[PlannedRow, ...]], ...]
    progress: Progress

    def subject(self) -> Mapping[str, object]:
        return {"what": self.what, "count": sum(len(rows) for _sheet, rows in self.batches)}

    def apply(self, ctx: Context) -> int:
        total = 0
        for sheet, rows in sorted(self.batches, key=lambda batch: batch[0].rank):
            wanted = [row for row in rows if row.status in {NEW, CHANGED}]
            sheet.put(ctx, wanted, self.progress)
            ctx.flush()
            total += len(wanted)
        return total
