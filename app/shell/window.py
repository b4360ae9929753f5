"""The window: tabs across the top, a page in the middle, the strip at the foot."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.features.org.queries import settings
from app.kit.context import Context
from app.kit.manifest import Feature, Section
from app.kit.profile import Profile
from app.kit.query import View
from app.kit.settings import UserSettings
from app.kit.words import _
from app.shell.drop import BOOKS, DropArea
from app.shell.importing import Importing
from app.shell.making import PageMaker
from app.shell.notices import Notices
from app.shell.sections import TABS, plan_of
from app.shell.standing import standing_notes
from app.shell.steps import next_steps
from app.shell.tabs import Tab
from app.shell.topbar import TopBar
from app.ui.desk import Desk
from app.ui.page.page import Page
from app.ui.palette import Palette
from app.ui.strip import Note, Strip


class MainWindow(QMainWindow):
    """``left`` asks the program for something else: ``welcome``, ``reopen``, ``login`` or ``demo``."""

    left = Signal(str)

    def __init__(self, desk: Desk, profile: Profile, features: Sequence[Feature], own: UserSettings) -> None:
        super().__init__()
        self.desk, self._profile, self._own = desk, profile, own
        self.plan = plan_of(profile.tabs, features)
        self._maker = PageMaker(desk, features, own)
        self.bar, self.strip, self._stack = TopBar(tuple(self.plan.tabs)), Strip(), QStackedWidget()
        self.notices = Notices(desk, self.strip, self)
        self.importing = Importing(desk, features, self)
        self._tabs: dict[str, Tab] = {}
        self._facts: dict[str, Any] = {}
        self._page_notes: tuple[Note | str, ...] = ()
        self._build()
        self._bind()
        self.refresh()
        self.go(own.get("window.tab", "today") if own.get("window.tab") in self.plan.tabs else "today")

    def go(self, tab: str, key: str = "") -> QWidget:
        """Bring a tab, and a section in it, to the front."""
        if tab not in self._tabs:
            made = self._tabs[tab] = Tab(self.desk, self.plan.tabs[tab], self._make, self.plan.listings)
            made.shown.connect(self._on_shown)
            self._stack.addWidget(made)
        self.bar.show_tab(tab)
        self._stack.setCurrentWidget(self._tabs[tab])
        self._own.keep("window.tab", tab)
        return self._tabs[tab].go(key)

    def open_listing(self, name: str, view: View | None = None) -> None:
        """Go to a list wherever it is shown, narrowed to ``view``."""
        section = self.plan.section_of(name)
        if section is None:
            return
        self.go(section.tab)
        self._tabs[section.tab].add(section)
        page = self.go(section.tab, section.key)
        if view is not None and isinstance(page, Page):
            page.show_view(view)

    def page(self) -> QWidget | None:
        """The page in front."""
        tab = self._stack.currentWidget()
        return tab.page() if isinstance(tab, Tab) else None

    def refresh(self) -> None:
        """Ask again what the frame itself shows."""
        self.desk.ask(self, "settings", settings, then=self._show_settings)
        self.desk.ask(self, "steps", next_steps, then=lambda found: self.bar.show_steps(*found))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place; the desk is closed with the window."""
        self._own.keep("window.geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        self.desk.close()
        super().closeEvent(event)
