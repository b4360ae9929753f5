"""Long calculation in a process of its own, which can be ended at any moment and keeps what it reported so far.

For work that gets better the longer it runs: a plain function ``(*args, report)`` at the top of a module, whose
reports and result are values of one kind. A solver that hangs or crashes takes nobody with it.
"""

import os
import pickle
import queue
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO, Any, TypeVar

from app.kit import words
from app.kit.errors import Cancelled, Trouble
from app.kit.job import Progress

T = TypeVar("T")

WORK_SWITCH = "--work-for-parent"
_ROOT = Path(__file__).resolve().parents[2]
_START = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from app.kit.process import work; work()"
_STEP = 0.05
_REPORTED, _DONE, _FAILED, _ENDED = "reported", "done", "failed", "ended"


def run_killable(
    function: Callable[..., T],
    args: tuple[object, ...],
    progress: Progress | None = None,
    heard: Callable[[T], None] | None = None,
) -> T:
    """The result of ``function(*args, report)``; ``heard`` is called with every report, in this thread.

    Once ``progress`` is cancelled the process is killed within a tenth of a second, and the last report is the
    result; so it is if the process dies. Raises Cancelled if there was none, the Trouble the function raised, or
    RuntimeError with the child's traceback for anything else.
    """
    request = pickle.dumps((words.language(), function.__module__, function.__qualname__, args))
    with subprocess.Popen(
        _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:  # fmt: skip
        assert child.stdin and child.stdout
        said: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        threads = [
            threading.Thread(target=_listen, args=(child.stdout, said), daemon=True),
            threading.Thread(target=_ask, args=(child.stdin, request), daemon=True),
        ]
        for thread in threads:
            thread.start()
        try:
            return _follow(said, progress, heard)
        finally:
            child.kill()
            for thread in threads:
                thread.join()


def _command() -> list[str]:
    """A packed program has no interpreter to start: it starts itself, and ``app.main`` turns to ``work``."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORK_SWITCH]
    return [sys.executable, "-I", "-X", "utf8", "-c", _START]


def _ask(pipe: IO[bytes], request: bytes) -> None:
    """Hand the question over; the pipe stays open, for the child ends when it closes."""
    try:
        pipe.write(len(request).to_bytes(8, "little") + request)
        pipe.flush()
    except OSError:
        return


def _listen(pipe: IO[bytes], said: "queue.SimpleQueue[tuple[str, Any]]") -> None:
    try:
        while True:
            said.put(pickle.load(pipe))
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        said.put((_ENDED, None))


def _follow(
    said: "queue.SimpleQueue[tuple[str, Any]]", progress: Progress | None, heard: Callable[[T], None] | None
) -> T:
    best: list[T] = []
    while True:
        if progress and progress.is_cancelled:
            if best:
                return best[-1]
            raise Cancelled
        try:
            kind, value = said.get(timeout=_STEP)
        except queue.Empty:
            continue
        if kind == _REPORTED:
            best[:] = [value]
            if heard:
                heard(value)
        elif kind == _DONE or (kind == _ENDED and best):
            return value if kind == _DONE else best[-1]
        elif kind == _FAILED and isinstance(value, Trouble):
            raise value
        else:
            raise RuntimeError(value or "The calculating process ended without an answer.")


def work() -> None:
    """The inside: take the question from standard input, send reports and the result to standard output, and end."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # libraries may greet on the standard output
    size = int.from_bytes(sys.stdin.buffer.read(8), "little")
    language, module, name, args = pickle.loads(sys.stdin.buffer.read(size))
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def send(kind: str, value: object) -> None:
        out.write(pickle.dumps((kind, value)))
        out.flush()

    words.use_language(language)
    try:
        function = import_module(module)
        for part in name.split("."):
            function = getattr(function, part)
        send(_DONE, function(*args, lambda value: send(_REPORTED, value)))  # type: ignore[operator]
    except BaseException as wrong:
        send(_FAILED, _travelling(wrong))
    os._exit(0)  # the thread that watches the parent still reads: an orderly end would trip over it


def _travelling(wrong: BaseException) -> object:
    """A Trouble that survives the way to the parent, or the traceback as text."""
    if isinstance(wrong, Trouble):
        try:
            return pickle.loads(pickle.dumps(wrong))
        except TypeError:
            return Trouble(str(wrong))
    return traceback.format_exc()


def _end_with_parent() -> None:
    sys.stdin.buffer.read(1)
    os._exit(1)
