"""The bar across the top: tabs with icon and words, undo and redo, the field for searching and commands."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTabBar, QToolButton, QWidget

from app.kit.words import N_, _
from app.ui.theme import TAB, icon, themes, tip, tokens

FIELD = 250
TABS = {
    "today": (N_("Today"), "today"),
    "allocation": (N_("Allocation"), "allocation"),
    "representatives": (N_("Representatives"), "representatives"),
    "visits": (N_("Visits"), "visits"),
    "appraisal": (N_("Appraisal"), "appraisal"),
    "people": (N_("People"), "person"),
    "office": (N_("Office"), "office"),
}
"""Title and icon of each tab."""


class TopBar(QFrame):
    """``chosen`` carries a tab's name, ``asked`` the words typed; ``undone`` and ``redone`` are the arrows."""

    chosen = Signal(str)
    asked = Signal(str)
    undone = Signal()
    redone = Signal()

    def __init__(self, tabs: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self._tabs = tuple(tabs)
        self.bar = QTabBar()
        self.bar.setAccessibleName(_("Tabs"))
        self.bar.setExpanding(False)
        self.bar.setIconSize(QSize(16, 16))
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        for at, tab in enumerate(self._tabs):
            self.bar.addTab(_(TABS[tab][0]))
            self.bar.setTabToolTip(at, tip(_("{tab} (Ctrl+{n})", tab=_(TABS[tab][0]), n=at + 1)))
        self.undo, self.redo = self._tool(_("Undo")), self._tool(_("Redo"))
        self.field = QLineEdit()
        self.field.setProperty("search", True)
        self.field.setPlaceholderText(_("Search or command  Ctrl+Shift+P"))
        self.field.setAccessibleName(_("Search or command"))
        self.field.setFixedWidth(FIELD)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 1)
        row.setSpacing(4)
        row.addWidget(self.bar, 1)
        for part in (self.undo, self.redo, self.field):
            row.addWidget(part)
        self.setFixedHeight(TAB + 1)
        self._dress()
        self.bar.currentChanged.connect(self._on_changed)
        self.field.returnPressed.connect(self._on_asked)
        self.undo.clicked.connect(self.undone)
        self.redo.clicked.connect(self.redone)
        themes.changed.connect(self._dress)

    def show_tab(self, tab: str) -> None:
        """Mark a tab as the one shown."""
        self.bar.setCurrentIndex(self._tabs.index(tab))

    def show_steps(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do; without a name there is nothing to do."""
        for button, step, usual in (
            (self.undo, undo, _("Nothing to undo (Ctrl+Z)")), (self.redo, redo, _("Nothing to redo (Ctrl+Y)")),
        ):  # fmt: skip
            keys = "Ctrl+Z" if button is self.undo else "Ctrl+Y"
            button.setEnabled(bool(step))
            button.setToolTip(tip(f"{step} ({keys})" if step else usual))

    def _tool(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setEnabled(False)
        button.setAutoRaise(True)
        return button

    def _dress(self) -> None:
        worn = tokens()
        self.setStyleSheet(f"#topbar {{ background: {worn.surface}; border-bottom: 1px solid {worn.line}; }}")
        self.undo.setIcon(icon("undo"))
        self.redo.setIcon(icon("redo"))
        self._light_up()

    def _light_up(self) -> None:
        for at, tab in enumerate(self._tabs):
            is_shown = at == self.bar.currentIndex()
            self.bar.setTabIcon(at, icon(TABS[tab][1], tokens().accent if is_shown else tokens().soft))

    def _on_changed(self, at: int) -> None:
        self._light_up()
        self.chosen.emit(self._tabs[at])

    def _on_asked(self) -> None:
        self.asked.emit(self.field.text())
