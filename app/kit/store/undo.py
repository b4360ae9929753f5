"""Undo and redo: write an entry's old images back as a new entry, if nobody came between.

An entry is *alive* unless an alive entry undoes it. Undo is refused if a later living change
touched one of the same rows; changes that were themselves undone do not stand in the way, so one
can step back through a whole day.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from app.kit.errors import Conflict, Refusal
from app.kit.store.bulk import delete_many, insert_many
from app.kit.store.imaging import Values, decode
from app.kit.store.journal import Entry, Image, Recorder, Trace, close, title_of
from app.kit.store.row import Table_
from app.kit.words import N_, _

UNDO, REDO = N_("Undo: {title}"), N_("Redo: {title}")
Old = tuple[int, Values | None, Values | None]
Stored = tuple[str, int, str | None, str | None]
"""An image: table, row, before, after."""


def undo(session: Session, number: int, author: str) -> Entry:
    """Take entry ``number`` back; raises Conflict if its rows were changed since, Refusal if done already."""
    entry = session.get(Entry, number)
    if entry is None:
        raise Refusal(_("The journal has no entry {number}.", number=number))
    alive = Living(session)
    if not alive.is_alive(number):
        raise Refusal(_("This was undone already: {title}", title=title_of(entry)))
    later = _later(session, number)
    _refuse_conflict(session, [n for n in later if alive.is_alive(n) and n not in alive.undoes])
    for (name, act), run in groupby(_images(session, number), key=lambda image: (image[0], _act(image))):
        table = Table_.metadata.tables[name]
        old = [(row_id, decode(table, before), decode(table, after)) for _name, row_id, before, after in run]
        _write_back(session, table, act, old, number, len(later))
    title = REDO if entry.undoes else UNDO
    subject = json.loads(entry.subject)
    undone = close(session, author, "Undo", title, subject if entry.undoes else {**subject, "_": entry.title}, number)
    assert undone is not None
    return undone


class Living:
    """Which entries still have their effect; ``undoes`` maps an undoing entry to what it undoes."""

    def __init__(self, session: Session) -> None:
        pairs = session.execute(select(Entry.number, Entry.undoes).where(Entry.undoes.is_not(None))).all()
        self.undoes: dict[int, int] = {number: undone for number, undone in pairs if undone is not None}
        self._undone_by = {undone: number for number, undone in self.undoes.items()}

    def is_alive(self, number: int) -> bool:
        """True unless a living entry undoes this one."""
        by = self._undone_by.get(number)
        return by is None or not self.is_alive(by)

    def is_redo(self, number: int) -> bool:
        """True if this entry undoes an undo."""
        target = self.undoes.get(number)
        return target in self.undoes and not self.is_redo(target)


def _later(session: Session, number: int) -> list[int]:
    """Entries after ``number`` that touched one of its rows."""
    mine, other = aliased(Image), aliased(Image)
    same = (mine.table_name == other.table_name) & (mine.row_id == other.row_id)
    statement = select(other.entry).join(mine, same).where(mine.entry == number, other.entry > number).distinct()
    return sorted(session.scalars(statement))


def _refuse_conflict(session: Session, numbers: Sequence[int]) -> None:
    if not numbers:
        return
    last = session.get_one(Entry, numbers[-1])
    raise Conflict(
        _(
            "This cannot be undone: {who} changed the same records at {when} ({title}). Undo that first.",
            who=last.author, title=title_of(last), when=last.at.strftime("%Y-%m-%d %H:%M"),
        )
    )  # fmt: skip


def _images(session: Session, number: int) -> Sequence[Stored]:
    """The entry's images, last first."""
    statement = select(Image.table_name, Image.row_id, Image.before, Image.after).where(Image.entry == number)
    return session.execute(statement.order_by(Image.position.desc())).all()


def _act(image: Stored) -> str:
    if image[2] is None:
        return "remove"
    return "restore" if image[3] is None else "revert"


def _write_back(session: Session, table: Table, act: str, old: Sequence[Old], entry: int, age: int) -> None:
    recorder: Recorder = session.info["recorder"]
    try:
        if act == "restore":
            # A row brought back must not wear a version somebody may still hold.
            empty = dict.fromkeys(table.columns.keys())
            fresh = [{**b, "version": b["version"] + 1 + age} for _i, b, _a in old if b]
            insert_many(session, table, [{**empty, **row} for row in fresh])
            found = [Trace(table.name, row["id"], None, row) for row in fresh]
        else:
            versions = _versions(session, table, entry)
            found = list(_remove(session, table, old, versions) if act == "remove" else
                         _revert(session, table, old, versions))  # fmt: skip
    except IntegrityError as error:
        session.rollback()
        raise Conflict(_("This cannot be undone: other records have been built on it since.")) from error
    for trace in found:
        recorder.take(trace)


def _versions(session: Session, table: Table, entry: int) -> dict[int, int]:
    ids = select(Image.row_id).where(Image.entry == entry, Image.table_name == table.name)
    statement = select(table.c.id, table.c.version).where(table.c.id.in_(ids))
    return {row[0]: row[1] for row in session.execute(statement)}


def _remove(session: Session, table: Table, old: Sequence[Old], versions: Mapping[int, int]) -> Iterator[Trace]:
    delete_many(session, table, (row_id for row_id, _before, _after in old))
    for row_id, _before, after in old:
        assert after is not None
        yield Trace(table.name, row_id, {**after, "version": versions[row_id]}, None)


def _revert(session: Session, table: Table, old: Sequence[Old], versions: Mapping[int, int]) -> Iterator[Trace]:
    """Updates of the same columns go together, so that each set is one executemany."""
    sets: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row_id, before, after in old:
        assert before is not None and after is not None
        version = versions[row_id]
        values = {f"n_{name}": value for name, value in before.items()}
        values |= {"n_version": version + 1, "b_id": row_id}
        sets.setdefault(tuple(before), []).append(values)
        yield Trace(table.name, row_id, {**after, "version": version}, {**before, "version": version + 1})
    for names, run in sets.items():
        changes: dict[str, Any] = {name: bindparam(f"n_{name}") for name in names}
        session.connection().execute(update(table).where(table.c.id == bindparam("b_id")).values(changes), run)


def _entries(session: Session, author: str) -> Iterator[int]:
    """Numbers of the author's entries, latest first."""
    return iter(session.scalars(select(Entry.number).where(Entry.author == author).order_by(Entry.number.desc())))


def next_undo(session: Session, author: str) -> int | None:
    """The author's latest living entry that is a change or a redo."""
    alive = Living(session)
    for number in _entries(session, author):
        if alive.is_alive(number) and (number not in alive.undoes or alive.is_redo(number)):
            return number
    return None


def next_redo(session: Session, author: str) -> int | None:
    """The latest living undo since the author's last change: a new change clears redo."""
    alive = Living(session)
    for number in _entries(session, author):
        if number not in alive.undoes:
            return None
        if alive.is_alive(number) and not alive.is_redo(number):
            return number
    return None
