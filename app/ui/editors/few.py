"""One of a few: a box in which typing initials, a name or a code goes to who is meant."""

import time
from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

from app.kit.store.choosing import Candidate

PAUSE = 1.2
"""Seconds after which typing begins anew."""


class FewBox(QComboBox):
    """``chosen()`` is the chosen id; None for ``everybody``, the first entry where there is one."""

    def __init__(self, name: str, everybody: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumWidth(180)
        self.setMaxVisibleItems(20)
        self._everybody = everybody
        self._few: tuple[Candidate, ...] = ()
        self._typed, self._at = "", 0.0
        if everybody:
            self.addItem(everybody, None)

    def show_few(self, few: Sequence[Candidate]) -> None:
        """Replace the list; the chosen one stays, and nothing is emitted."""
        if tuple(few) == self._few:
            return
        kept = self.chosen()
        self.blockSignals(True)
        self._few = tuple(few)
        self.clear()
        if self._everybody:
            self.addItem(self._everybody, None)
        for one in few:
            self.addItem(one.shown(), one.id)
        self.choose(kept)
        self.blockSignals(False)

    def chosen(self) -> int | None:
        """The chosen id."""
        found: int | None = self.currentData()
        return found

    def choose(self, id_: int | None) -> None:
        """Let this one stand there, if it is in the list."""
        at = self.findData(id_) if id_ is not None else 0
        if at >= 0:
            self.setCurrentIndex(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters look for initials, name or code."""
        text = event.text().strip().lower()
        if not text or not text.isprintable():
            super().keyPressEvent(event)
            return
        now = time.monotonic()
        self._typed = (self._typed if now - self._at < PAUSE else "") + text
        self._at = now
        for one in self._few:
            if any(word.lower().startswith(self._typed) for word in (one.initials, one.code, one.name)):
                self.choose(one.id)
                return
