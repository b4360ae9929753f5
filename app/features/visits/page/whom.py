"""Choose a manager: type initials of the name or the staff number, or take all."""

import time
from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

from app.features.visits.queries.month import Whom
from app.kit.words import _

PAUSE = 1.2
"""Seconds after which typing begins anew."""


class WhomBox(QComboBox):
    """``manager()`` is the chosen id, None for all."""

    def __init__(self, with_all: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(_("Customer manager"))
        self.setMinimumWidth(180)
        self.setMaxVisibleItems(20)
        self._with_all = with_all
        self._people: tuple[Whom, ...] = ()
        self._typed, self._at = "", 0.0
        if with_all:
            self.addItem(_("All managers"), None)

    def show_managers(self, people: Sequence[Whom]) -> None:
        """Replace the list; the chosen one stays, and nothing is emitted."""
        if tuple(people) == self._people:
            return
        kept = self.manager()
        self.blockSignals(True)
        self._people = tuple(people)
        self.clear()
        if self._with_all:
            self.addItem(_("All managers"), None)
        for person in people:
            self.addItem(f"{person.name}  {person.code}", person.id)
        self.choose(kept)
        self.blockSignals(False)

    def manager(self) -> int | None:
        """The chosen manager's id."""
        found: int | None = self.currentData()
        return found

    def choose(self, manager_id: int | None) -> None:
        """Let this manager stand there, if he is in the list."""
        at = self.findData(manager_id) if manager_id is not None else 0
        if at >= 0:
            self.setCurrentIndex(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters look for initials, name or staff number."""
        text = event.text().strip().lower()
        if not text or not text.isprintable():
            super().keyPressEvent(event)
            return
        now = time.monotonic()
        self._typed = (self._typed if now - self._at < PAUSE else "") + text
        self._at = now
        for person in self._people:
            if any(word.lower().startswith(self._typed) for word in (person.initials, person.code, person.name)):
                self.choose(person.id)
                return
