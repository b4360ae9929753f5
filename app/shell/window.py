"""The window: tabs across the top, a page in the middle, the strip at the foot."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.features.org.queries import settings
from app.kit.profile import Profile
from app.kit.settings import UserSettings
from app.kit.store.blank import is_blank
from app.kit.words import _
from app.shell.frame.doors import Doors
from app.shell.frame.guests import Guests
from app.shell.frame.keys import bind_keys
from app.shell.frame.notices import Notices
from app.shell.frame.standing import backup_note, standing_of
from app.shell.frame.steps import next_steps
from app.shell.frame.tabs import Tab
from app.shell.frame.topbar import TopBar
from app.ui.desk import Desk
from app.ui.strip import Note, Strip

if TYPE_CHECKING:
    from app.kit.manifest import Feature, Section
    from app.kit.store.query import View
    from app.shell.frame.sections import Plan
    from app.ui.page import Page


class MainWindow(QMainWindow):
    """``left`` asks the program for something else: ``welcome``, ``reopen`` or ``login``.

    The frame stands at once; ``begin`` brings the features and the first page.
    """

    left = Signal(str)

    def __init__(self, desk: Desk, profile: Profile, own: UserSettings) -> None:
        super().__init__()
        self.desk, self._profile, self.own = desk, profile, own
        self.features: Sequence[Feature] = ()
        self.plan: Plan
        self.bar, self.strip, self._stack = TopBar(profile.tabs), Strip(), QStackedWidget()
        self.notices, self.guests = Notices(desk, self.strip, self), Guests(self._stack, desk)
        self.doors = Doors(self)
        self._tabs: dict[str, Tab] = {}
        self._notes: dict[QWidget, Sequence[Note | str]] = {}
        self._standing = standing_of(desk.office, "", {"office.name": "", "office.demo": ""})
        self._steps = ("", "")
        self.is_blank = False
        self._build()

    def begin(self, features: "Sequence[Feature]") -> None:
        """Fill the frame: from now on everything answers."""
        from app.shell.frame.ahead import LoadingAhead
        from app.shell.frame.sections import plan_of

        self.features, self.plan = features, plan_of(self._profile.tabs, features)
        self._bind()
        self.refresh()
        kept = self.own.get("window.tab")
        self.go(kept if kept in self.plan.tabs else next(iter(self.plan.tabs)))
        LoadingAhead(self.desk, chain.from_iterable(self.plan.tabs.values()), self)

    def go(self, tab: str, key: str = "") -> "Page":
        """Bring a tab, and a section in it, to the front."""
        self.guests.send_away()
        if tab not in self._tabs:
            made = self._tabs[tab] = Tab(self.desk, self.plan.tabs[tab], self._make, self.plan.listings)
            made.shown.connect(self._say_left)
            self._stack.addWidget(made)
        self.bar.show_tab(tab)
        self._stack.setCurrentWidget(self._tabs[tab])
        self.own.keep("window.tab", tab)
        return self._tabs[tab].go(key)

    def open_listing(self, name: str, view: "View | None" = None) -> None:
        """Go to a list wherever it is shown, narrowed to ``view``."""
        section = self.plan.section_of(name)
        if section is not None:
            self.go(section.tab)
            self._tabs[section.tab].add(section)
            page = self.go(section.tab, section.key)
            if view is not None:
                page.show_view(view)

    def page(self) -> "Page | None":
        """The page in front; None while a guest stands there."""
        tab = self._stack.currentWidget()
        return tab.page() if isinstance(tab, Tab) else None

    def search(self, text: str = "") -> None:
        """Open the command palette, with what was typed already."""
        from app.shell.frame.commands import commands_of
        from app.ui.palette import Palette

        palette = Palette(commands_of(self, *self._steps), self)
        palette.open()
        palette.seek(text)

    def refresh(self) -> None:
        """Ask again what the frame itself shows."""
        self.desk.ask(self, "settings", settings, then=self._show_settings)
        self.desk.ask(self, "steps", next_steps, then=self._show_steps)
        self.desk.ask(self, "blank", is_blank, then=partial(setattr, self, "is_blank"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F5 and Ctrl+V where no page takes them."""
        page = self.page()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.doors.take_clipboard()
        elif event.key() == Qt.Key.Key_F5 and page is not None:
            page.refresh()
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place; the desk is closed with the window."""
        self.own.keep("window.geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        self.desk.close()
        super().closeEvent(event)

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self.bar, 0), (self._stack, 1), (self.strip, 0)):
            column.addWidget(part, stretch)
        self.setCentralWidget(body)
        self.setMinimumSize(1024, 600)
        self.setWindowTitle(self._standing.title)
        kept = self.own.get("window.geometry")
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(str(kept).encode())):
            self.resize(1366, 768)

    def _bind(self) -> None:
        self.bar.chosen.connect(self.go)
        self.bar.asked.connect(self.search)
        self.bar.undone.connect(self.desk.undo)
        self.bar.redone.connect(self.desk.redo)
        self.strip.clicked.connect(self._on_strip)
        self.desk.noticed.connect(lambda _tables: self.refresh())
        bind_keys(self, {
            "Ctrl+Z": self.desk.undo, "Ctrl+Shift+Z": self.desk.redo, "Ctrl+Y": self.desk.redo,
            "Ctrl+Shift+P": self.search, "Ctrl+O": self.doors.choose_files, "F1": partial(self.go, "office", "about"),
            **{f"Ctrl+{at}": partial(self.go, tab) for at, tab in enumerate(self.plan.tabs, 1)},
        })  # fmt: skip

    def _make(self, section: "Section") -> "Page":
        from app.shell.frame.making import make_page

        page = make_page(section, self.desk, self.features, self.own)
        page.opened.connect(self.open_listing)
        page.wanted.connect(self._on_wanted)
        page.pasted.connect(self.doors.take_block)
        page.printed.connect(self.doors.preview)
        page.written.connect(self.notices.tell_written)
        page.told.connect(self.notices.toaster.say)
        page.status.connect(partial(self._on_status, page))
        return page

    def _on_status(self, page: QWidget, notes: Sequence[Note | str]) -> None:
        self._notes[page] = notes
        self._say_left()

    def _on_wanted(self, wish: str) -> None:
        acts = {"import": self.doors.choose_files, "demo": self.doors.load_demo, "backed up": self.refresh}
        if wish.startswith("form:"):
            self.doors.save_form(wish.removeprefix("form:"))
        else:
            acts.get(wish, partial(self.left.emit, wish))()

    def _on_strip(self, key: str) -> None:
        if key == "backups":
            self.go("office", "backups")
        else:
            self.left.emit(key)

    def _show_settings(self, found: dict[str, Any]) -> None:
        self._standing = standing_of(self.desk.office, _(self._profile.label), found)
        self.setWindowTitle(self._standing.title)
        backup = backup_note(self.desk.office.database, datetime.now())
        self.strip.say_right((Note(self._standing.user, "", "login"), backup))
        self._say_left()

    def _show_steps(self, steps: tuple[str, str]) -> None:
        self._steps = steps
        self.bar.show_steps(*steps)

    def _say_left(self, _page: object = None) -> None:
        page = self.page()
        self.strip.say_left((*self._standing.notes(), *(self._notes.get(page, ()) if page else ())))
