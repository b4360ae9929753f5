"""Files written beside their target and swapped in whole."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from app.kit.errors import Trouble
from app.kit.words import _

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextmanager
def swapped_in(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A path to write to; on leaving without an error it takes the place of ``path``.

    Raises Trouble where the folder is missing, the target is open elsewhere or cannot be written, or the disk is
    full; what stood at ``path`` is whole then, and nothing is left beside it.
    """
    target = Path(path)
    if os.path.isdir(target):
        raise Trouble(_("{path} is a folder. Give the file a name.", path=target))
    if not os.path.isdir(target.parent):
        raise Trouble(_("There is no folder {folder}. Choose another one.", folder=target.parent))
    beside: Path | None = None
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".part", delete=False) as made:
            beside = Path(made.name)
        yield beside
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        beside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        os.replace(beside, target)
    except OSError as wrong:
        raise Trouble(_why(target, wrong)) from wrong
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _why(target: Path, wrong: OSError) -> str:
    if wrong.errno in _FULL:
        return _("The disk is full: {path} was not written, and what stood there is whole. Make room, or choose "
                 "another place.", path=target)  # fmt: skip
    if isinstance(wrong, PermissionError):
        return _("{path} is open in another program, or may not be written to. Close it there and try again, or choose "
                 "another name.", path=target)  # fmt: skip
    return _("{path} cannot be written: {reason}. Close it where it is open, or choose another place.",
             path=target, reason=wrong.strerror or wrong)  # fmt: skip


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
