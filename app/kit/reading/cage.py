"""The outside of the cage: one short-lived process for every foreign file.

A hostile or broken workbook can abort the interpreter that reads it, take all memory or never end.
Here it can only end its own process.
"""

import errno
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO

from app.kit.errors import Cancelled
from app.kit.reading.book import Book, SheetCells
from app.kit.reading.jobobject import JobObject
from app.kit.reading.limits import Limits
from app.kit.reading.reasons import REASONS, unreadable
from app.kit.reading.wire import frames, unpack_sheet

FROZEN_SWITCH = "--read-foreign-file"
_ROOT = Path(__file__).resolve().parents[3]
_START = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from app.kit.reading.child import main; main()"
_STEP = 0.05


def read_book(
    path: str | os.PathLike[str], *, limits: Limits = Limits(), cancel: Callable[[], bool] | None = None
) -> Book:
    """The workbook at ``path``, whatever its format and name.

    Raises Unreadable (codes: protected, damaged, not_a_workbook, too_large, hostile, timeout, missing,
    no_permission, empty, directory), or Cancelled soon after ``cancel()`` turns true. Either all of a
    file comes back or nothing.
    """
    name = Path(path).name
    with _opened(path, name) as source:
        answer = _answer(source, name, limits, cancel)
    try:
        return _book(os.fspath(path), name, answer)
    except (ValueError, KeyError, TypeError, IndexError, OverflowError):
        raise unreadable("damaged", name) from None


def _opened(path: str | os.PathLike[str], name: str) -> IO[bytes]:
    """The file, open for reading and known to be a plain file."""
    reason = "no_permission"
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISREG(mode):
            return open(path, "rb")
        reason = "directory" if stat.S_ISDIR(mode) else "not_a_workbook"
    except (OSError, ValueError) as wrong:
        if isinstance(wrong, ValueError) or wrong.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
            reason = "missing"
    raise unreadable(reason, name)


def _answer(source: IO[bytes], name: str, limits: Limits, cancel: Callable[[], bool] | None) -> bytes:
    """Everything the child said; raises Unreadable or Cancelled, and leaves no process behind."""
    deadline = time.monotonic() + limits.seconds
    with subprocess.Popen(
        [*_command(), json.dumps(asdict(limits))], stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child, JobObject(child, limits.memory):
        try:
            while True:
                try:
                    return child.communicate(timeout=_STEP)[0]
                except subprocess.TimeoutExpired:
                    if cancel and cancel():
                        raise Cancelled from None
                    if time.monotonic() > deadline:
                        raise unreadable("timeout", name, limit=round(limits.seconds)) from None
        finally:
            child.kill()


def _command() -> list[str]:
    """A packed program has no interpreter to start: it starts itself, and ``app.main`` turns to the child."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_SWITCH]
    return [sys.executable, "-I", "-X", "utf8", "-c", _START]


def _book(path: str, name: str, answer: bytes) -> Book:
    """The book in the child's frames; a child that fell silent early had a damaged file."""
    sheets: list[SheetCells] = []
    for header, packed in frames(answer):
        if "refused" in header:
            reason = header["refused"]
            about = {**header["about"], "sheet": header["about"].get("sheet") or Path(path).stem}
            raise unreadable(reason if reason in REASONS else "damaged", name, **about)
        if "done" in header:
            return Book(path, header["done"], tuple(sheets), header["date_1904"], header["stale"])
        sheets.append(unpack_sheet({**header, "name": header["name"] or Path(path).stem}, packed))
    raise unreadable("damaged", name)
