"""Sheets of a single Row: what is stored, how it is written and which rule it keeps follow from the Row."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from app.kit.errors import Refusal
from app.kit.job import Progress
from app.kit.sheet.declared import NEW, Brought, PlannedRow, Problem, Reference, Sheet, SheetColumn, Values
from app.kit.store.context import Context
from app.kit.store.journal import Draft
from app.kit.store.row import Row, fields_of
from app.kit.words import _


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
    made = _RowSheet(row, [column for column in columns if column.read])
    check = None if row.check is Row.check else made.check
    return Sheet(name, title, tuple(columns), row.key, made.stored, made.put, permission, rank, check, made.brings)


class _RowSheet:
    """Reads and writes the columns ``read`` of one Row."""

    def __init__(self, row: type[Row], read: Sequence[SheetColumn]) -> None:
        self._row = row
        self._names = [column.name for column in read]
        self._links = {column.name: column.reference for column in read if column.reference}

    def stored(self, ctx: Context) -> Iterable[Values]:
        """Rows that are not archived, links as office codes."""
        row = self._row
        codes = {name: {known.id: known.code for known in link.known(ctx)} for name, link in self._links.items()}
        what = [getattr(row, self._attribute(name)) for name in self._names]
        for found in ctx.session.execute(select(*what).where(row.archived_on.is_(None)).order_by(row.id)):
            values = dict(zip(self._names, found, strict=True))
            values.update((name, by_id.get(values[name])) for name, by_id in codes.items())
            yield values

    def put(self, ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
        """Write new and changed rows, new ones all at once."""
        ids = {name: _Links(ctx, link) for name, link in self._links.items()}
        known = _known(ctx, self._row, planned)
        fresh: list[Values] = []
        for index, item in enumerate(planned):
            progress.step(index, len(planned))
            news = {self._attribute(n): ids[n].id_of(v) if n in ids else v for n, v in item.news().items()}
            found = known.get(item.key)
            if found is None:
                fresh.append(news)
                continue
            for attribute, value in {**news, "archived_on": None}.items():
                setattr(found, attribute, value)
        ctx.insert(self._row, fresh)

    def brings(self, values: Values) -> Sequence[Brought]:
        """The row itself, by its key."""
        return (Brought(self._row, values.get(self._row.key[0]), values.get(self._row.spelled) or ""),)

    def check(self, values: Values) -> Sequence[Problem]:
        """What the Row's own rule says."""
        try:
            self._row.check(Draft(self._row, {**dict.fromkeys(fields_of(self._row)), **values}))  # type: ignore[arg-type]
        except Refusal as wrong:
            return (Problem("rule", str(wrong), field=wrong.field),)
        return ()

    def _attribute(self, name: str) -> str:
        return f"{name}_id" if name in self._links else name


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
