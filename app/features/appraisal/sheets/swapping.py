"""A file is written beside its place and swapped in whole, so that nobody ever reads half of one."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.kit.errors import Trouble
from app.kit.words import _


@contextmanager
def swapped_in(file: Path) -> Iterator[Path]:
    """A path to write to; it takes the place of ``file`` if nothing went wrong, otherwise it is removed."""
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=file.suffix, dir=file.parent)
    except OSError as error:
        raise Trouble(
            _("{file} cannot be written: {why}. Choose another folder.", file=file, why=error.strerror or error)
        ) from error
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        os.replace(beside, file)
    except PermissionError as error:
        raise Trouble(_("{file} is in use: close it and try again, or choose another name.", file=file)) from error
    finally:
        beside.unlink(missing_ok=True)
