"""Backups: taken through the database's own backup, proven before they are called good.

A live database file is never copied (it loses committed rows); a restore goes through the same
door and sets the present state aside first.
"""

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.kit.database import Database
from app.kit.errors import Trouble, Unreadable
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
    file = database.file
    if file is None:
        raise Trouble(_("A shared office is backed up by its database server, not from here."))
    return file.parent / f"{file.stem}-backups"


def back_up(database: Database, to: Path | None = None) -> Backup:
    """Take a backup, check its integrity and its row counts, and only then give it its name."""
    source = database.file
    folder = to.parent if to else folder_of(database)
    now = datetime.now()
    target = to or folder / f"{now:%Y%m%d-%H%M%S-%f}.db"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy(source, part)
        rows = _prove(part)
        if rows != _count(source):
            raise Trouble(_("The backup does not hold the same rows as the office; it was thrown away."))
        checksum = hashlib.sha256(part.read_bytes()).hexdigest()
        part.replace(target)
        target.with_suffix(".json").write_text(json.dumps({"rows": rows, "sha256": checksum}), encoding="utf-8")
    except (OSError, sqlite3.Error) as error:
        raise Trouble(_("The backup could not be written to {file}: {why}.", file=target, why=error)) from error
    finally:
        part.unlink(missing_ok=True)
    if to is None:
        _forget_old(folder)
    return Backup(target, now, rows, checksum)


def restore(database: Database, backup: Path) -> Backup:
    """Bring the office back to ``backup``; the present state is backed up first and returned."""
    if not backup.is_file():
        raise Trouble(_("There is no backup {file}.", file=backup))
    _prove(backup)
    stamp = backup.with_suffix(".json")
    if stamp.exists():
        known = json.loads(stamp.read_text(encoding="utf-8"))["sha256"]
        if hashlib.sha256(backup.read_bytes()).hexdigest() != known:
            raise Unreadable("damaged", _("The backup {file} was changed after it was taken.", file=backup))
    present = back_up(database)
    database.close()
    _copy(backup, database.file)
    return present


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


def _copy(source: Path | None, target: Path | None) -> None:
    assert source is not None and target is not None
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()


def _prove(file: Path) -> int:
    with sqlite3.connect(file) as connection:
        try:
            told = connection.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise Unreadable("damaged", _("{file} is damaged or not an office file.", file=file)) from error
        if told != "ok":
            raise Unreadable("damaged", _("{file} is damaged: {told}", file=file, told=told))
    connection.close()
    return _count(file)


def _count(file: Path | None) -> int:
    assert file is not None
    with sqlite3.connect(file) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = sum(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables)
    connection.close()
    return int(rows)


def _forget_old(folder: Path) -> None:
    for old in sorted(folder.glob("*.db"), reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)
        old.with_suffix(".json").unlink(missing_ok=True)
