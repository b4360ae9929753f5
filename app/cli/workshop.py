"""Where a month's files are made before they appear: inside the target folder, out of sight, whole or not at all."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.kit.errors import Trouble
from app.kit.words import _

OFFICE = "office.db"
_TAILS = ("-wal", "-shm")
"""What belongs to a database that was not closed properly, under its name with this behind it."""


@contextmanager
def workshop(out: Path) -> Iterator[Path]:
    """A hidden folder inside ``out``, gone afterwards; ``out`` too if it was made for nothing."""
    made = _make_folders(out)
    try:
        with tempfile.TemporaryDirectory(prefix=".month-", dir=out, ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        with suppress(OSError):
            for folder_made in made:
                folder_made.rmdir()


def deliver(work: Path, out: Path) -> list[Path]:
    """Put every finished file in its place and return what stands there now; an older office is set aside."""
    _set_aside(out / OFFICE)
    delivered = []
    for file in sorted(path for path in work.rglob("*") if path.is_file()):
        target = out / file.relative_to(work)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, target)
        except OSError as error:
            raise _unwritable(target, error) from error
        delivered.append(target)
    return delivered


def _make_folders(out: Path) -> list[Path]:
    """Make ``out`` with its parents; what was made, the deepest first."""
    missing = [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(out, error) from error
    return missing


def _set_aside(office: Path) -> None:
    """The office of an earlier run gets the name of its hour; it is never written over."""
    if not office.exists():
        return
    at = time.strftime("%Y%m%d-%H%M%S", time.localtime(office.stat().st_mtime))
    names = [f"office-{at}.db", *(f"office-{at}-{n}.db" for n in range(2, 100))]
    aside = next(office.with_name(name) for name in names if not office.with_name(name).exists())
    try:
        for tail in (*_TAILS, ""):
            if (part := office.with_name(office.name + tail)).exists():
                part.replace(aside.with_name(aside.name + tail))
    except OSError as error:
        raise _unwritable(office, error) from error


def _unwritable(path: Path, error: OSError) -> Trouble:
    return Trouble(_("{file} cannot be written: {why}. Close it elsewhere, or choose another place.",
                     file=path, why=error.strerror or error))  # fmt: skip
