"""Two lanes beside the window: one thread that writes, a few that read, and one for long reading work.

Long work has a thread of its own, so that a question of the page never waits behind it.
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from app.kit.job import Progress

READERS = 2
TURN = 0.0001  # seconds a thread may compute while the window waits; Python's own 5 ms make painting stutter
LEAST_KNOWN = 0.03  # below this share done an estimate of the rest is guesswork


@dataclass
class Task:
    """One piece of work: what to do, what became of it, and whom the answer is for."""

    work: Callable[[], Any]
    deliver: Callable[["Task"], None]
    """Called in the window's thread with the task done."""
    is_wanted: Callable[[], bool] = lambda: True
    """Asked just before the work begins: a question that was asked anew meanwhile is skipped."""
    result: Any = None
    error: BaseException | None = None

    def carry_out(self) -> None:
        """Do the work and keep its result or its error."""
        if not self.is_wanted():
            return
        try:
            self.result = self.work()
        except BaseException as error:
            self.error = error


class Lanes:
    """The threads. ``done(task)`` is called in the thread that did the work."""

    def __init__(self, done: Callable[[Task], None]) -> None:
        sys.setswitchinterval(TURN)
        self._done = done
        self._serial = ThreadPoolExecutor(1, "writing")
        self._free = ThreadPoolExecutor(READERS, "reading")
        self._long = ThreadPoolExecutor(1, "long work")

    def write(self, task: Task) -> None:
        """Queue behind every earlier write."""
        self._serial.submit(self._carry_out, task)

    def read(self, task: Task) -> None:
        """Do as soon as a reader is free."""
        self._free.submit(self._carry_out, task)

    def work(self, task: Task) -> None:
        """Do long work that only reads, one at a time."""
        self._long.submit(self._carry_out, task)

    def close(self) -> None:
        """Drop what has not begun, wait for what has."""
        for pool in (self._free, self._long, self._serial):
            pool.shutdown(wait=True, cancel_futures=True)

    def _carry_out(self, task: Task) -> None:
        task.carry_out()
        self._done(task)


@dataclass(frozen=True)
class Step:
    """How far a job is: its number and title, the share done, what it is at, seconds still needed if known."""

    job: int
    title: str
    fraction: float
    text: str = ""
    remaining: float | None = None


class Job:
    """Long work under way: reports steps, may be cancelled."""

    def __init__(self, number: int, title: str, report: Callable[[Step], None]) -> None:
        self.number = number
        self.title = title
        self.progress = Progress(self._on_progress)
        self._report = report
        self._began = time.monotonic()

    def begin(self) -> None:
        """The time starts when the work does, not when it was queued."""
        self._began = time.monotonic()
        self._report(Step(self.number, self.title, 0.0))

    def _on_progress(self, fraction: float, text: str) -> None:
        spent = time.monotonic() - self._began
        rest = spent * (1 - fraction) / fraction if fraction >= LEAST_KNOWN else None
        self._report(Step(self.number, self.title, fraction, text, rest))
