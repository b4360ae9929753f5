"""The journal as people read it: entries, what changed field by field, and whether the chain of hashes holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Table, func, or_, select

from app.kit.fields import Field
from app.kit.store.context import Context
from app.kit.store.imaging import decode
from app.kit.store.journal import Entry, Image, ImageLine, digest, title_of
from app.kit.store.row import Row, Table_, fields_of, row_named
from app.kit.store.undo import Living
from app.kit.words import _


@dataclass(frozen=True)
class Line:
    """One entry of the journal: its number, when, who, what, how many records, and whether it still has its effect."""

    number: int
    at: datetime
    author: str
    title: str
    records: int
    is_undone: bool
    undoes: int | None


@dataclass(frozen=True)
class Wanted:
    """Which entries are asked for; empty fields ask for all."""

    author: str = ""
    table: str = ""
    text: str = ""
    """Part of the change's stored subject or title, as it was written."""
    first: date | None = None
    last: date | None = None


def entries(ctx: Context, wanted: Wanted | None = None, *, before: int | None = None, limit: int = 200) -> list[Line]:
    """Entries, latest first, at most ``limit``, older than number ``before`` (to page through)."""
    statement = select(Entry).order_by(Entry.number.desc()).limit(limit).where(*_conditions(wanted or Wanted()))
    if before is not None:
        statement = statement.where(Entry.number < before)
    living = Living(ctx.session)
    return [
        Line(found.number, found.at, found.author, title_of(found), found.images, not living.is_alive(found.number),
             found.undoes)
        for found in ctx.session.scalars(statement)
    ]  # fmt: skip


def _conditions(wanted: Wanted) -> Iterator[Any]:
    if wanted.author:
        yield Entry.author == wanted.author
    if wanted.table:
        yield ("," + Entry.tables + ",").contains(f",{wanted.table},", autoescape=True)
    if wanted.text:
        yield or_(*(text.icontains(wanted.text, autoescape=True) for text in (Entry.title, Entry.subject)))
    if wanted.first:
        yield Entry.at >= datetime.combine(wanted.first, time.min)
    if wanted.last:
        yield Entry.at < datetime.combine(wanted.last + timedelta(days=1), time.min)


def authors(ctx: Context) -> list[tuple[str, int]]:
    """Everybody who changed something, with the number of entries."""
    statement = select(Entry.author, func.count()).group_by(Entry.author).order_by(func.count().desc(), Entry.author)
    return [(author, n) for author, n in ctx.session.execute(statement)]


@dataclass(frozen=True)
class FieldChange:
    """One field of one record: its label, what stood there before and what stands there after, as people read it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RecordChange:
    """What an entry did to one record: made, changed or removed it."""

    table: str
    row_id: int
    kind: str
    act: str
    called: str
    fields: tuple[FieldChange, ...]


MADE, CHANGED, REMOVED = "made", "changed", "removed"
_PLUMBING = frozenset({"id", "version", "initials"})


def images_of(ctx: Context, number: int, *, limit: int = 200, offset: int = 0) -> list[RecordChange]:
    """What entry ``number`` did, record by record and field by field, in the order it was done."""
    statement = select(Image).where(Image.entry == number).order_by(Image.position).limit(limit).offset(offset)
    names = _Names(ctx)
    return [_record(names, image) for image in ctx.session.scalars(statement)]


def _record(names: "_Names", image: Image) -> RecordChange:
    table = Table_.metadata.tables[image.table_name]
    row = row_named(image.table_name)
    before, after = decode(table, image.before), decode(table, image.after)
    act = MADE if before is None else REMOVED if after is None else CHANGED
    changes = tuple(_fields(names, table, row, before or {}, after or {}))
    return RecordChange(
        image.table_name, image.row_id, _(row.one), act, names.of(row, image.row_id, after or before or {}), changes
    )


def _fields(
    names: "_Names", table: Table, row: type[Row], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[FieldChange]:
    declared = fields_of(row)
    for column in table.columns:
        name = str(column.key)
        old, new = before.get(name), after.get(name)
        if name in _PLUMBING or name not in declared or old == new:
            continue
        field = declared[name]
        shown = [names.shown(field, value) for value in (old, new)]
        if shown[0] != shown[1]:
            yield FieldChange(_(field.label), shown[0], shown[1])


class _Names:
    """What rows are called, looked up once each."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._known: dict[tuple[str, int], str] = {}

    def shown(self, field: Field, value: object) -> str:
        """A value as people read it; a link by the name of the row it points to."""
        if field.to and isinstance(value, int):
            return self.of(row_named(field.to), value, {})
        return field.show(value)

    def of(self, row: type[Row], id_: int, values: Mapping[str, Any]) -> str:
        """The name of a row as it is now; of one that is gone, what its image tells."""
        key = (row.__tablename__, id_)
        if key not in self._known:
            found = self._ctx.session.get(row, id_)
            told = [str(values[part]) for part in (row.spelled, *row.key) if values.get(part)]
            self._known[key] = found.called() if found else (told[0] if told else str(id_))
        return self._known[key]


@dataclass(frozen=True)
class Chain:
    """The result of recomputing every hash: entries read, and the first number whose hash does not fit."""

    entries: int
    broken_at: int | None

    @property
    def holds(self) -> bool:
        """True if nothing was altered behind the program's back."""
        return self.broken_at is None


def verify_chain(ctx: Context) -> Chain:
    """Recompute the hashes of the whole journal in order; it stops at the first that does not fit."""
    previous, count = "", 0
    for entry in ctx.session.scalars(select(Entry).order_by(Entry.number).execution_options(yield_per=500)):
        count += 1
        if digest(previous, entry, _images(ctx, entry.number)) != entry.hash:
            return Chain(count, entry.number)
        previous = entry.hash
    return Chain(count, None)


def _images(ctx: Context, number: int) -> Iterable[ImageLine]:
    what = (Image.position, Image.table_name, Image.row_id, Image.before, Image.after)
    return map(tuple, ctx.session.execute(select(*what).where(Image.entry == number).order_by(Image.position)))  # type: ignore[arg-type]
