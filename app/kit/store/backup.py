"""Backups: taken through the database's own backup, proven before they are called good.

A live database file is never copied (it loses committed rows); a restore goes through the same
door and sets the present state aside first.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.kit.errors import Trouble, Unreadable
from app.kit.store.database import Database
from app.kit.target import swapped_in
from app.kit.words import _

KEPT = 30


@dataclass(frozen=True)
class Backup:
    """A proven backup: its file, when it was taken, rows in all tables, and its checksum."""

    file: Path
    at: datetime
    rows: int
    sha256: str


def folder_of(database: Database) -> Path:
    """Where an office's backups lie: beside its file."""
    file = _file(database)
    return file.parent / f"{file.stem}-backups"


def back_up(database: Database, to: Path | None = None) -> Backup:
    """Take a backup, check its integrity and its row counts, and only then give it its name."""
    folder = to.parent if to else folder_of(database)
    source = _file(database)
    now = datetime.now()
    target = to or folder / f"{now:%Y%m%d-%H%M%S-%f}.db"
    if target.is_dir() or (target.exists() and target.samefile(source)):
        raise Trouble(_("A backup cannot be written over {file}. Give it a name of its own.", file=target))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with swapped_in(target) as part:
            _copy(source, part)
            rows = _prove(part)
            if rows != _count(source):
                raise Trouble(_("The backup does not hold the same rows as the office; it was thrown away."))
            checksum = hashlib.sha256(part.read_bytes()).hexdigest()
        target.with_suffix(".json").write_text(json.dumps({"rows": rows, "sha256": checksum}), encoding="utf-8")
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise Trouble(_("The backup could not be written to {file}: {why}.", file=target, why=why)) from error
    if to is None:
        _forget_old(folder)
    return Backup(target, now, rows, checksum)


def restore(database: Database, backup: Path) -> Backup:
    """Bring the office back to ``backup``; the present state is backed up first and returned.

    Raises Unreadable for a file that is damaged, altered, of a newer program or of another one.
    """
    if not backup.is_file():
        raise Trouble(_("There is no backup {file}.", file=backup))
    office = _file(database)
    _prove(backup)
    _refuse_strange(backup, office)
    stamp = backup.with_suffix(".json")
    if stamp.exists():
        known = json.loads(stamp.read_text(encoding="utf-8"))["sha256"]
        if hashlib.sha256(backup.read_bytes()).hexdigest() != known:
            raise Unreadable("damaged", _("The backup {file} was changed after it was taken.", file=backup))
    present = back_up(database)
    database.close()
    _copy(backup, office)
    return present


def _refuse_strange(backup: Path, office: Path) -> None:
    """An office's file has a journal, and a version that this program has reached itself."""
    known = _version(office)
    found = _version(backup)
    if found is None:
        raise Unreadable("not_an_office", _("{file} is a database, but not an office.", file=backup))
    if known is not None and found > known:
        raise Unreadable("newer", _(
            "{file} was made by a newer version of the program ({found}, this one knows {known}). "
            "Install that version.",
            file=backup, found=found, known=known))  # fmt: skip


def _version(file: Path) -> str | None:
    with _opened(file) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"alembic_version", "journal_entry"} <= tables:
            return None
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else None


def backups(database: Database) -> list[Backup]:
    """Every proven backup of the office, newest first."""
    if database.file is None:
        return []
    found = []
    for stamp in sorted(folder_of(database).glob("*.json"), reverse=True):
        file = stamp.with_suffix(".db")
        if file.exists():
            known = json.loads(stamp.read_text(encoding="utf-8"))
            at = datetime.strptime(file.stem, "%Y%m%d-%H%M%S-%f")
            found.append(Backup(file, at, known["rows"], known["sha256"]))
    return found


def _file(database: Database) -> Path:
    file = database.file
    if file is None:
        raise Trouble(_("A shared office is backed up by its database server, not from here."))
    return file


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that is closed again; a transaction alone would leave it open."""
    with closing(sqlite3.connect(file)) as connection, connection:
        yield connection


def _copy(source: Path, target: Path) -> None:
    with _opened(source) as old, _opened(target) as new:
        old.backup(new)


def _prove(file: Path) -> int:
    """Rows of a whole database; Unreadable if it is damaged."""
    try:
        with _opened(file) as connection:
            told = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Unreadable("damaged", _("{file} is damaged or not an office file.", file=file)) from error
    if told != "ok":
        raise Unreadable("damaged", _("{file} is damaged: {told}", file=file, told=told))
    return _count(file)


def _count(file: Path) -> int:
    with _opened(file) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return sum(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables)


def _forget_old(folder: Path) -> None:
    for old in sorted(folder.glob("*.db"), reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)
        old.with_suffix(".json").unlink(missing_ok=True)
