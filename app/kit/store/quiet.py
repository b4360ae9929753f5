"""No search for garbage while work is under way: with the rows of an import in memory it would hold up
every thread, the window's too, for a tenth of a second each time, and find nothing."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

STARTING = "starting"
"""Who holds while the program loads."""

_lock = threading.Lock()
_busy: set[object] = set()


def hold(who: object) -> None:
    """No search until ``who`` lets go, whoever else holds."""
    with _lock:
        _busy.add(who)
        gc.disable()


def release(who: object) -> None:
    """Let go; the last one lets the search begin again."""
    with _lock:
        _busy.discard(who)
        if not _busy:
            gc.enable()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold for the time of a block, from any thread."""
    who = object()
    hold(who)
    try:
        yield
    finally:
        release(who)
