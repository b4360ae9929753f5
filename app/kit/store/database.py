"""One database: opened, told how to be safe, read and written through short sessions.

SQLite on a local disk runs in WAL with ``synchronous=FULL`` (WAL with NORMAL lost acknowledged
commits in simulated power cuts); on a network share it keeps the DELETE journal. Writers begin
IMMEDIATE, because a deferred read-then-write fails at once with a busy snapshot. Pragmas belong to
a connection: they are set on connect and read back. PostgreSQL runs the same code.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.kit.errors import Refusal, Trouble, Unreadable
from app.kit.store.journal import Recorder
from app.kit.words import N_, _

MEMORY = ":memory:"
PATIENCE_MS = 5000
"""How long a writer waits for another one."""


class Database:
    """An engine and the two kinds of session there are: reading and writing."""

    def __init__(self, engine: Engine, address: str) -> None:
        self.engine = engine
        self.address = address

    @property
    def file(self) -> Path | None:
        """The SQLite file, if it is one."""
        name = self.engine.url.database
        return Path(name) if self.is_sqlite and name and name != MEMORY else None

    @property
    def is_sqlite(self) -> bool:
        """True for a file of this computer, False for a shared server."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session to read with; closed at the end, rows must leave it as plain values."""
        with Session(self.engine, autoflush=False) as session, understood(self.address):
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session to write with, its recorder listening; rolled back unless committed."""
        with Session(self.engine, expire_on_commit=False) as session, understood(self.address):
            Recorder().listen(session)
            if self.is_sqlite:
                session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            yield session

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


@contextmanager
def understood(address: str) -> Iterator[None]:
    """Turn the database's own errors about its state into sentences."""
    try:
        yield
    except IntegrityError as error:
        raise _refused(error) from error
    except DatabaseError as error:
        raise _in_words(address, error) from error


def _refused(error: IntegrityError) -> Refusal:
    """A constraint of the database speaks: a unique key, a reference, or a guard with its own sentence."""
    told = str(error.orig)
    if "UNIQUE" in told or "duplicate key" in told:
        return Refusal(_("A record with the same key exists already; nothing was changed."))
    if "FOREIGN KEY" in told or "foreign key" in told:
        return Refusal(_("Other records refer to this one; nothing was changed."))
    if "NOT NULL" in told or "not-null" in told:
        return Refusal(_("A required field is empty; nothing was changed."))
    return Refusal(_(told.splitlines()[0].strip()))


_STATES = (
    (("file is not a database", "malformed"), N_("{file} is damaged or not an office file. Restore a backup.")),
    (("locked", "busy"), N_("{file} is in use by another program. Try again in a moment.")),
    (("readonly", "read-only"), N_("{file} cannot be written: it is read-only.")),
    (("unable to open",), N_("{file} cannot be opened: does the folder exist, and may you write there?")),
    (("is full", "no space left"), N_("The disk is full; nothing was changed. Make room and try again.")),
    (("disk i/o",), N_("The disk reports an error at {file}; nothing was changed. Is the disk full or removed?")),
    (("authentication failed", "no password supplied", "role"),
     N_("The database server {file} does not accept this user name and password.")),
    (("does not exist",), N_("The database server {file} has no such database. Have it made there first.")),
    (("connect", "timeout", "resolve host"),
     N_("The database server {file} cannot be reached. Is it running, and is the network up?")),
)


def _in_words(address: str, error: DatabaseError) -> Exception:
    told = str(error.orig).lower()
    is_state = isinstance(error, OperationalError) or "database disk image" in told or "not a database" in told
    for signs, sentence in _STATES if is_state else ():
        if any(sign in told for sign in signs):
            said = _(sentence, file=address)
            return Unreadable("damaged", said) if "malformed" in signs else Trouble(said)
    return error


def open_database(address: str) -> Database:
    """Open an office file (path) or server (``postgresql://…``); raises Trouble in words."""
    if "://" in address and not address.startswith("sqlite"):
        return _open_server(address)
    path = address.removeprefix("sqlite:///")
    if path != MEMORY:
        _refuse_foreign(Path(path))
    patience = {"timeout": PATIENCE_MS / 1000, "check_same_thread": False}
    engine = create_engine(f"sqlite:///{path}", connect_args=patience)
    safe = _pragmas(on_share=is_on_share(Path(path)), memory=path == MEMORY)
    event.listen(engine, "connect", safe)
    return Database(engine, path)


def _open_server(address: str) -> Database:
    scheme = address.partition("://")[0]
    if scheme not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise Trouble(_("{scheme}:// is no address of an office. Give a file, or postgresql://….", scheme=scheme))
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise Trouble(_("{address} is no address of a server. Write it as postgresql://user@server/office.",
                        address=address)) from error  # fmt: skip
    engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    return Database(engine, url.set(drivername="postgresql").render_as_string(hide_password=True))


def _refuse_foreign(path: Path) -> None:
    try:
        if path.is_dir():
            raise Unreadable("directory", _("{file} is a folder, not an office file.", file=path))
        if path.exists() and path.stat().st_size:
            with path.open("rb") as stream:
                if stream.read(15) != b"SQLite format 3":
                    raise Unreadable("not_an_office", _("{file} is not an office file.", file=path))
            _refuse_other_program(path)
        elif not path.parent.is_dir():
            raise Unreadable("missing", _("The folder {folder} does not exist.", folder=path.parent))
    except OSError as error:
        raise Trouble(_("{file} cannot be opened: {why}.", file=path, why=error.strerror or error)) from error


def _refuse_other_program(path: Path) -> None:
    """Look into the file before anything is set in it: the database of another program stays as it is."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.OperationalError:
        return  # locked: whoever opens it will be told
    except sqlite3.DatabaseError as error:
        raise Unreadable("damaged", _("{file} is damaged or not an office file. Restore a backup.",
                                      file=path)) from error  # fmt: skip
    if tables and "alembic_version" not in tables:
        raise Unreadable("not_an_office", _("{file} is a database, but not an office.", file=path))


def _pragmas(on_share: bool, memory: bool) -> Any:
    def safe(connection: Any, _record: object) -> None:
        # The driver must not begin transactions by itself: writers begin IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        wanted = {"foreign_keys": 1, "busy_timeout": PATIENCE_MS, "synchronous": 2, "cache_size": -32000}
        for name, value in wanted.items():
            cursor.execute(f"PRAGMA {name}={value}")
            if cursor.execute(f"PRAGMA {name}").fetchone()[0] != value:
                raise Trouble(_("This computer's SQLite refuses {setting}.", setting=name))
        if not memory:
            cursor.execute(f"PRAGMA journal_mode={'DELETE' if on_share else 'WAL'}")
        cursor.close()

    return safe


def is_on_share(path: Path) -> bool:
    """True if ``path`` lies on a network share, where WAL must never be used."""
    if str(path).startswith(("\\\\", "//")):
        return True
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    remote = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"}
    best, kind = "", ""
    target = str(path.resolve())
    for line in mounts.read_text().splitlines():
        _device, point, system, *_rest = line.split()
        if target.startswith(point) and len(point) > len(best):
            best, kind = point, system
    return kind in remote
