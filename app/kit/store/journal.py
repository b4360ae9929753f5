"""The journal: what was done, by whom, when, and every row's image before and after.

A :class:`Recorder` listens to one session's flushes; :func:`close` writes the entry in the same
transaction, chained by hash to the one before. Undo writes the old images back as a new entry if
the versions still match (otherwise a :class:`Conflict` that names who changed what); redo is
undoing the undo. Nobody else writes undo code.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, Table, Text, event, select
from sqlalchemy.orm import (
    Mapped,
    ORMExecuteState,
    PassiveFlag,
    Session,
    UOWTransaction,
    attributes,
    mapped_column,
)  # fmt: skip

from app.kit.pinyin import initials
from app.kit.store.bulk import insert_many, insert_tuples
from app.kit.store.imaging import Values, encode
from app.kit.store.row import Row, Table_, table_of
from app.kit.words import _

ImageLine = tuple[int, str, int, str | None, str | None]
"""An image as it is stored: position, table, row, before, after."""


class Entry(Table_):
    """One change: its title, author, time, and place in the chain."""

    __tablename__ = "journal_entry"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(nullable=False)
    author: Mapped[str] = mapped_column(String(100))
    change: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(Text, default="{}")
    tables: Mapped[str] = mapped_column(Text, default="")
    images: Mapped[int] = mapped_column(Integer, default=0)
    undoes: Mapped[int | None] = mapped_column(ForeignKey("journal_entry.number"))
    hash: Mapped[str] = mapped_column(String(64))


class Image(Table_):
    """One row's columns before and after an entry, as JSON; null means the row was not there."""

    __tablename__ = "journal_image"
    __table_args__ = (Index("ix_journal_image_row", "table_name", "row_id"),)

    entry: Mapped[int] = mapped_column(ForeignKey("journal_entry.number"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(String(64))
    row_id: Mapped[int] = mapped_column()
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)


@dataclass(slots=True)
class Trace:
    """One row's story inside a change: several flushes fold into first-before, last-after."""

    table: str
    row_id: int
    before: Values | None
    after: Values | None

    def fold(self, later: "Trace") -> None:
        """Take in what happened to the same row afterwards."""
        if self.before is not None and later.before is not None:
            self.before = {**later.before, **self.before}
        if self.after is None or later.after is None:
            self.after = later.after
        else:
            self.after = {**self.after, **later.after}


@dataclass
class Recorder:
    """Collects the traces of one session."""

    traces: dict[tuple[str, int], Trace] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)

    def listen(self, session: Session) -> None:
        """Attach to ``session``; ORM-level bulk update and delete are refused from now on."""
        self.order = {table.name: i for i, table in enumerate(Table_.metadata.sorted_tables)}
        session.info["recorder"] = self
        session.info["bulk"] = insert_rows
        event.listen(session, "before_flush", _before_flush)
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", _refuse_bulk)

    def take(self, trace: Trace) -> None:
        """Add or fold one trace."""
        known = self.traces.get((trace.table, trace.row_id))
        if known is None:
            self.traces[trace.table, trace.row_id] = trace
        else:
            known.fold(trace)

    def _after_flush(self, session: Session, _context: UOWTransaction) -> None:
        rows = [row for row in (*session.deleted, *session.dirty, *session.new) if isinstance(row, Row)]
        deleted = {id(row) for row in session.deleted}
        new = {id(row) for row in session.new}
        found = []
        for row in rows:
            table = table_of(type(row)).name
            if id(row) in new:
                found.append((2, self.order[table], Trace(table, row.id, None, _image(row))))
            elif id(row) in deleted:
                found.append((0, -self.order[table], Trace(table, row.id, _image(row), None)))
            elif changed := _changed(row):
                found.append((1, self.order[table], Trace(table, row.id, *changed)))
        for _rank, _order, trace in sorted(found, key=lambda item: item[:2]):
            self.take(trace)


def _before_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    for row in (*session.new, *session.dirty):
        if isinstance(row, Row):
            if row.spelled:
                spelled = initials(getattr(row, row.spelled) or "")
                if getattr(row, "initials", None) != spelled:
                    row.initials = spelled  # type: ignore[attr-defined]
            row.check()


def _refuse_bulk(state: ORMExecuteState) -> None:
    if (state.is_update or state.is_delete) and not state.execution_options.get("journalled"):
        raise RuntimeError("bulk update or delete would bypass the journal: set rows, or insert through Context")


def _image(row: Row) -> Values:
    """A whole row without its empty columns, which restoring fills in again."""
    values = {column.key: getattr(row, column.key) for column in table_of(type(row)).columns}
    return {name: value for name, value in values.items() if value is not None}


def _changed(row: Row) -> tuple[Values, Values] | None:
    before: Values = {}
    after: Values = {}
    for column in table_of(type(row)).columns:
        past = attributes.get_history(row, column.key, PassiveFlag.PASSIVE_NO_INITIALIZE)
        if past.added and past.deleted and past.added[0] != past.deleted[0]:
            before[column.key], after[column.key] = past.deleted[0], past.added[0]
    if not after:
        return None
    after["version"] = row.version
    before["version"] = row.version - 1
    return before, after


class Draft:
    """Values that answer like a row, so that ``check`` costs no mapped object."""

    __slots__ = ("_row", "_values")

    def __init__(self, row: type[Row], values: Mapping[str, Any]) -> None:
        self._row = row
        self._values = values

    def __getattr__(self, name: str) -> Any:
        if name in self._values:
            return self._values[name]
        found = getattr(self._row, name)
        return found.__get__(self) if callable(found) else found


def insert_rows(session: Session, row: type[Row], values: Iterable[Mapping[str, Any]]) -> list[int]:
    """Insert many rows by one executemany, with checks, initials and journal images."""
    session.flush()
    table = table_of(row)
    constants: Values = {}
    for column in table.columns:
        default = column.default
        constants[column.key] = default.arg if default is not None and default.is_scalar else None  # type: ignore[attr-defined]
    full = [{**constants, **given} for given in values]
    if not full:
        return []
    ids = reserve_ids(session, table, len(full))
    recorder: Recorder = session.info["recorder"]
    checked = row.check is not Row.check
    for id_, item in zip(ids, full, strict=True):
        item["id"] = id_
        item["version"] = 1
        if row.spelled:
            item["initials"] = initials(item.get(row.spelled) or "")
        if checked:
            row.check(Draft(row, item))  # type: ignore[arg-type]
        recorder.take(Trace(table.name, id_, None, {name: v for name, v in item.items() if v is not None}))
    insert_many(session, table, full)
    return ids


def reserve_ids(session: Session, table: Table, count: int) -> list[int]:
    """``count`` fresh ids of ``table``, never given to anyone else."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        sql = f"SELECT nextval(pg_get_serial_sequence('{table.name}', 'id')) FROM generate_series(1, {count})"
        return [int(value) for (value,) in connection.exec_driver_sql(sql)]
    used = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)).scalar()
    return list(range((used or 0) + 1, (used or 0) + 1 + count))


def close(
    session: Session, author: str, change: str, title: str, subject: Mapping[str, object], undoes: int | None = None
) -> Entry | None:
    """Write the entry for what the session's recorder saw; None if nothing changed."""
    session.flush()
    recorder: Recorder = session.info["recorder"]
    traces = [t for t in recorder.traces.values() if t.before is not None or t.after is not None]
    if not traces:
        return None
    images: list[ImageLine] = [
        (i, trace.table, trace.row_id, encode(trace.before), encode(trace.after)) for i, trace in enumerate(traces)
    ]
    # Session and recorder know each other: without this the traces would wait for the garbage collector.
    recorder.traces.clear()
    entry = Entry(
        at=datetime.now().replace(microsecond=0), author=author, change=change, title=title,
        subject=json.dumps(dict(subject), ensure_ascii=False, default=str),
        tables=",".join(sorted({trace.table for trace in traces})), images=len(images), undoes=undoes,
    )  # fmt: skip
    previous = session.scalar(select(Entry.hash).order_by(Entry.number.desc()).limit(1)) or ""
    entry.hash = digest(previous, entry, images)
    session.add(entry)
    session.flush()
    insert_tuples(session, table_of(Image), [(entry.number, *image) for image in images])
    return entry


def title_of(entry: Entry) -> str:
    """The entry's translated title with its subject; an undo says what it undid."""
    subject = {name: _(str(value)) for name, value in json.loads(entry.subject).items()}
    inner = json.loads(entry.subject).get("_")
    if inner:
        subject.pop("_")
        return _(entry.title, title=_(inner, **subject) if subject else _(inner))
    return _(entry.title, **subject) if subject else _(entry.title)


def digest(previous: str, entry: Entry, images: Iterable[ImageLine]) -> str:
    """The hash that chains ``entry`` with its images to the ``previous`` entry's hash."""
    chain = hashlib.sha256(previous.encode())
    head = (entry.at.isoformat(), entry.author, entry.change, entry.title, entry.subject, entry.undoes)
    chain.update(json.dumps(head, ensure_ascii=False).encode())
    for position, table, row_id, before, after in images:
        chain.update(f"{position}\t{table}\t{row_id}\t{before or ''}\t{after or ''}\n".encode())
    return chain.hexdigest()
