"""The search for garbage keeps out of the way: it holds up every thread, the window's too, for as long as it goes
through what is in memory, and among the rows of an import or an answer finds next to nothing."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

STARTING = "starting"
"""Who holds while the program loads."""

PILE = 10_000
"""Objects that may be searched at once without being noticed, about two milliseconds."""

_NEVER = 2**31 - 1
_lock = threading.Lock()
_busy: set[object] = set()


def hold(who: object) -> None:
    """No search until ``who`` lets go, whoever else holds."""
    with _lock:
        _busy.add(who)
        gc.disable()


def release(who: object) -> None:
    """Let go; the last one lets the search begin again. A large pile made meanwhile grows old unsearched."""
    with _lock:
        _busy.discard(who)
        if not _busy:
            if gc.get_count()[0] > PILE:
                gc.freeze()
                gc.unfreeze()
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


def spare_the_old() -> None:
    """From now on only what is new is searched by itself; the old when :func:`search_all` is told to."""
    young, middle, _old = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)


def search_all() -> None:
    """Go through everything: a tenth of a second, for a moment when nobody waits."""
    gc.collect()
