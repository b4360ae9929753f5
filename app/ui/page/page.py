"""A page: something in the middle of the window that shows tables and asks again when they change."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from app.kit.manifest import Paper
from app.ui.action import Action
from app.ui.desk import Desk


class Page(QWidget):
    """The root of all pages: ``refresh`` asks everything again, ``actions`` is what one may do here.

    A hidden page waits until it is shown before it asks again. Upwards it speaks by signals alone.
    """

    opened = Signal(str, object)
    """Name of a listing and the :class:`~app.kit.store.query.View` to show of it: the window goes there."""
    wanted = Signal(str)
    """A command of the window: ``import`` or ``demo``."""
    pasted = Signal(str)
    """A block of cells from the clipboard that may be a filled form."""
    printed = Signal(object)
    """A :class:`~app.kit.paper.Document` to be previewed."""
    written = Signal(object)
    """Path of a file just written: *open file / open folder*."""
    told = Signal(str, object)
    """What was done outside the office's records, and a function that undoes it."""
    status = Signal(object)
    """Notes for the status strip, from the left."""
    actions_changed = Signal()

    tables: frozenset[str] = frozenset()
    """Names of the tables shown here."""
    papers_of: str = ""
    """The listing whose printed forms the page offers; they are handed over as ``papers`` when it is made."""
    papers: tuple[Paper, ...] = ()

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.title = desk, title
        self._is_stale = False
        self._keys: set[str] = set()
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
        self._bind_keys()
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Answers still on their way are no longer wanted."""
        self.desk.forget(self)
        super().closeEvent(event)

    def carry_out(self, key: str) -> None:
        """Do the action called ``key`` if it may be done now."""
        action = next((action for action in self.actions() if action.key == key), None)
        if action and action.enabled:
            action.run()

    def _bind_keys(self) -> None:
        """Whatever an action shows as its keys works anywhere on the page."""
        for action in self.actions():
            if action.shortcut and action.shortcut not in self._keys:
                self._keys.add(action.shortcut)
                shortcut = QShortcut(QKeySequence(action.shortcut), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(partial(self.carry_out, action.key))

    def _on_noticed(self, changed: frozenset[str]) -> None:
        if not self.depends_on(changed):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True
