"""One database: opened, told how to be safe, read and written through short sessions.

SQLite on a local disk runs in WAL with ``synchronous=FULL`` (WAL with NORMAL lost acknowledged
commits in simulated power cuts); on a network share it keeps the DELETE journal. Writers begin
IMMEDIATE, because a deferred read-then-write fails at once with a busy snapshot. Pragmas belong to
a connection: they are set on connect and read back. PostgreSQL runs the same code.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.kit.errors import Refusal, Trouble, Unreadable
from app.kit.journal import Recorder
from app.kit.words import _

MEMORY = ":memory:"


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
    except OperationalError as error:
        raise _in_words(address, error) from error
    except DatabaseError as error:
        if "file is not a database" in str(error) or "malformed" in str(error):
            raise Unreadable("damaged", _("{file} is damaged or not an office file.", file=address)) from error
        raise


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


def _in_words(address: str, error: OperationalError) -> Exception:
    told = str(error.orig).lower()
    if "locked" in told or "busy" in told:
        return Trouble(_("{file} is in use by another program. Try again in a moment.", file=address))
    if "readonly" in told or "read-only" in told:
        return Trouble(_("{file} cannot be written: it is read-only.", file=address))
    if "unable to open" in told:
        return Trouble(_("{file} cannot be opened: does the folder exist, and may you write there?", file=address))
    if "disk" in told and "full" in told:
        return Trouble(_("The disk is full; nothing was changed."))
    if "connection" in told or "connect" in told:
        return Trouble(_("The database server {server} cannot be reached.", server=address))
    return error


def open_database(address: str) -> Database:
    """Open an office file (path) or server (``postgresql://…``); raises Trouble in words."""
    if "://" in address and not address.startswith("sqlite"):
        url = make_url(address)
        if url.drivername in {"postgresql", "postgres"}:
            url = url.set(drivername="postgresql+psycopg")
        return Database(create_engine(url, pool_pre_ping=True), url.render_as_string(hide_password=True))
    path = address.removeprefix("sqlite:///")
    if path != MEMORY:
        _refuse_foreign(Path(path))
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 5, "check_same_thread": False})
    safe = _pragmas(on_share=is_on_share(Path(path)), memory=path == MEMORY)
    event.listen(engine, "connect", safe)
    return Database(engine, path)


def _refuse_foreign(path: Path) -> None:
    if path.is_dir():
        raise Unreadable("directory", _("{file} is a folder, not an office file.", file=path))
    if path.exists() and path.stat().st_size:
        with path.open("rb") as stream:
            if stream.read(15) != b"SQLite format 3":
                raise Unreadable("not_an_office", _("{file} is not an office file.", file=path))
    elif not path.parent.is_dir():
        raise Unreadable("missing", _("The folder {folder} does not exist.", folder=path.parent))


def _pragmas(on_share: bool, memory: bool) -> Any:
    def safe(connection: Any, _record: object) -> None:
        # The driver must not begin transactions by itself: writers begin IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        wanted = {"foreign_keys": 1, "busy_timeout": 5000, "synchronous": 2, "cache_size": -32000}
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
