"""A page: something in the middle of the window that shows tables and asks again when they change."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.ui.action import Action
from app.ui.desk import Desk


class Page(QWidget):
    """The root of all pages: ``refresh`` asks everything again, ``actions`` is what one may do here.

    A hidden page waits until it is shown before it asks again. Upwards it speaks by signals alone.
    """

    opened = Signal(str, object)
    """Name of a listing and the :class:`~app.kit.query.View` to show of it: the window goes there."""
    wanted = Signal(str)
    """A command of the window: ``import`` or ``demo``."""
    pasted = Signal(str)
    """A block of cells from the clipboard that may be a filled form."""
    printed = Signal(object)
    """A :class:`~app.kit.paper.Document` to be previewed."""
    written = Signal(object)
    """Path of a file just written: *open file / open folder*."""
    status = Signal(object)
    """Notes for the status strip, from the left."""
    actions_changed = Signal()

    tables: frozenset[str] = frozenset()
    """Names of the tables shown here."""

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.title = desk, title
        self._is_stale = False
        self.setAccessibleName(title)
        desk.noticed.connect(self._on_noticed)

    def refresh(self) -> None:
        """Ask everything again."""

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # a page is no holder of QActions
        """Everything one may do here now."""
        return ()

    def depends_on(self, changed: frozenset[str]) -> bool:
        """True if a change of these tables may show here."""
        return bool(self.tables & changed)

    def show_view(self, view: object) -> None:
        """Narrow the page to what another page asked for, where it has views."""

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the page was hidden."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Answers still on their way are no longer wanted."""
        self.desk.forget(self)
        super().closeEvent(event)

    def _on_noticed(self, changed: frozenset[str]) -> None:
        if not self.depends_on(changed):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True
