"""Long work: a plain function ``(…, progress)`` that reports steps and stops when told."""

import threading
import time
from collections.abc import Callable

from app.kit.errors import Cancelled

Report = Callable[[float, str], None]


class Progress:
    """Handed to long work: ``step`` reports how far it is and raises Cancelled once cancelled."""

    def __init__(self, report: Report | None = None, every: float = 0.05) -> None:
        self._report = report
        self._every = every
        self._last = 0.0
        self._stop = threading.Event()

    def step(self, done: float, total: float, text: str = "") -> None:
        """``done`` of ``total`` in any unit; reports at most every 50 ms."""
        self.check()
        now = time.monotonic()
        if self._report and (now - self._last >= self._every or done >= total):
            self._last = now
            self._report(done / total if total else 1.0, text)

    def check(self) -> None:
        """Raise Cancelled if somebody asked to stop."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next step; safe from any thread."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """True once cancel was asked for."""
        return self._stop.is_set()
