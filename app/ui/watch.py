"""Watching the journal: entries that others made become notices, as our own do."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.kit.errors import Trouble
from app.kit.store.following import entries_after, last_number

LOOKS_EVERY = 2_000  # milliseconds

log = logging.getLogger("pianqu")


class Watch(QObject):
    """Looks at the journal's end every two seconds; ``others_changed`` carries the tables others changed."""

    others_changed = Signal(object)

    def __init__(self, ask: Callable[..., None], parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self._seen: int | None = None
        self._own: set[int] = set()
        self._clock = QTimer(self)
        self._clock.setInterval(LOOKS_EVERY)
        self._clock.timeout.connect(self.look)
        self._clock.start()
        self.look()

    def count_out(self, number: int) -> None:
        """Entry ``number`` is our own: its notice was given already."""
        self._own.add(number)

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()

    def look(self) -> None:
        """Ask what was entered since the last look."""
        if self._seen is None:
            self._ask(self, "journal", last_number, then=self._on_first_look, refused=self._on_no_look)
        else:
            self._ask(self, "journal", entries_after, self._seen, then=self._on_look, refused=self._on_no_look)

    def _on_first_look(self, number: int) -> None:
        self._seen = number

    def _on_look(self, entries: list[tuple[int, frozenset[str]]]) -> None:
        others = [tables for number, tables in entries if number not in self._own]
        if entries:
            self._seen = entries[-1][0]
            self._own = {number for number in self._own if number > entries[-1][0]}
        if others:
            self.others_changed.emit(frozenset().union(*others))

    def _on_no_look(self, trouble: Trouble) -> None:
        log.warning("cannot follow the journal: %s", trouble)
