"""The form of a change, in place of the table until it is sent or left."""

from PySide6.QtCore import QObject, Signal

from app.features.allocation.page.workbench import Workbench
from app.kit.store.change import Change
from app.kit.store.office import Done
from app.ui.desk import Desk
from app.ui.form import ChangeEntry
from app.ui.form.order import Fill


class Entering(QObject):
    """One form at a time; ``done(Done)`` after it was sent, ``left`` when it is gone."""

    done = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._bench = desk, bench
        self._entry: ChangeEntry | None = None

    @property
    def is_open(self) -> bool:
        """A form stands there."""
        return self._entry is not None

    def enter(self, change: type[Change], label: str, id_: int, fill: Fill) -> None:
        """Ask for what ``change`` wants; a form that stands there already is sent instead."""
        if self._entry is not None:
            self._entry.form.send()
            return
        self._entry = ChangeEntry(self._desk, change, label, (id_,), fill)
        self._entry.done.connect(self._on_done)
        self._entry.left.connect(self._on_left)
        self._bench.put(self._entry)

    def _on_done(self, done: Done) -> None:
        self.done.emit(done)

    def _on_left(self) -> None:
        self._entry = None
        self._bench.show_surface()
        self.left.emit()
