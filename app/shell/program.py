"""The program: one office at a time, and what is shown when there is none yet."""

import sys
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QLibraryInfo, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from app.assembly.opening import open_office, own_file, use_profile
from app.catalogue import manifests
from app.features.org.changes import SetCalendar
from app.features.org.queries import setting
from app.features.org.rules import announced_days
from app.kit import words
from app.kit.errors import Trouble
from app.kit.settings import UserSettings, home
from app.kit.store.access import Account
from app.kit.store.office import Office
from app.kit.store.quiet import STARTING, release, search_all, spare_the_old
from app.kit.words import RESOURCES, _
from app.shell.window import MainWindow
from app.ui.desk import Desk
from app.ui.enter import EnterPresses
from app.ui.theme import use_theme

RECENT = 6
SIZE = (1366, 768)
LEFT_ALONE = 5_000  # milliseconds


class Program:
    """Holds the one top-level widget: welcome, login, or the window on an office."""

    def __init__(self, app: QApplication, own: UserSettings, author: str = "") -> None:
        self.app, self.own, self._author = app, own, author
        self.shown: QWidget | None = None
        self._address = ""
        self._qt_words = QTranslator()
        kept = own.get("language")
        if kept and words.language() == words.system_language():
            words.use_language(kept)
        self._speak()
        use_theme(app, own.get("theme", "light"))
        spare_the_old()
        self._quiet = QTimer(singleShot=True, interval=LEFT_ALONE)
        self._quiet.timeout.connect(self._on_quiet)
        app.applicationStateChanged.connect(self._on_state)

    def open(self, address: str, *, demo: str = "") -> None:
        """Open an office; what stands in the way is said in the welcome window."""
        from app.shell.login import accounts

        self._close()
        is_new = "://" not in address and not Path(address).exists()
        try:
            office = open_office(address, author=self._author, whole=False)
            if is_new:
                office.do(announced_calendar())
            known = [] if self._author else office.ask(accounts)
        except Trouble as trouble:
            self.welcome(str(trouble))
            return
        self._address = address
        self._remember(address)
        if known and (account := self._kept_account(known)) is None:
            self._show(self._login(office, known))
            return
        self._work(replace(office, account=account) if known and account else office, demo)

    def welcome(self, trouble: str = "") -> None:
        """The first window."""
        from app.shell.welcome import Welcome

        self._close()
        welcome = Welcome(own_file(), self.own.get("recent", []), trouble)
        welcome.chosen.connect(self.open)
        welcome.demo_wanted.connect(self.look_around)
        self._show(welcome)

    def look_around(self, size: str = "S") -> None:
        """The demo office, in a file of its own."""
        self.open(str(home() / f"demo-{size}.db"), demo=size)

    def _work(self, office: Office, demo: str = "") -> None:
        window = MainWindow(Desk(office), use_profile(office), self.own)
        window.left.connect(self._on_left)
        self._show(window)
        QTimer.singleShot(0, window, partial(self._fill, window, demo))

    def _fill(self, window: MainWindow, demo: str) -> None:
        """The frame is on the screen: now the features, the first page, the demo, the daily backup."""
        from app.shell.backups import take
        from app.shell.frame.standing import is_backup_due

        window.begin(manifests())
        release(STARTING)
        office = window.desk.office
        if demo and not office.ask(setting, "office.demo"):
            window.doors.load_demo(demo)
        elif is_backup_due(office.database, datetime.now()):
            window.desk.run(_("Daily backup"), take, then=lambda _taken: window.refresh())

    def _login(self, office: Office, known: list[Account]) -> QWidget:
        from app.shell.login import Login

        login = Login(str(office.ask(setting, "office.name")) or Path(self._address).stem, known)

        def on_chosen(account: Account) -> None:
            self.own.keep(f"account.{self._address}", account.name)
            self._work(replace(office, account=account))

        login.chosen.connect(on_chosen)
        return login

    def _kept_account(self, known: list[Account]) -> Account | None:
        kept = self.own.get(f"account.{self._address}")
        return next((account for account in known if account.name == kept), None)

    def _on_left(self, wish: str) -> None:
        if wish == "welcome":
            self.welcome()
        elif wish == "login":
            self.own.keep(f"account.{self._address}", None)
            self.open(self._address)
        else:
            self._speak()
            self.open(self._address)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Garbage is looked for where somebody has turned to another program: nobody waits for this one."""
        if state == Qt.ApplicationState.ApplicationActive:
            self._quiet.stop()
        else:
            self._quiet.start()

    def _on_quiet(self) -> None:
        if isinstance(self.shown, MainWindow) and self.shown.desk.is_busy:
            self._quiet.start()
        else:
            search_all()

    def _speak(self) -> None:
        """Qt's own dialogs speak the language of the rest."""
        self.app.removeTranslator(self._qt_words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if words.language() == "zh_CN" and self._qt_words.load("qtbase_zh_CN", folder):
            self.app.installTranslator(self._qt_words)

    def _remember(self, address: str) -> None:
        recent = [address, *(other for other in self.own.get("recent", []) if other != address)]
        self.own.keep("recent", recent[:RECENT])

    def _show(self, widget: QWidget) -> None:
        before, self.shown = self.shown, widget
        kept = self.own.get("window.geometry")
        if not isinstance(widget, MainWindow):
            widget.resize(*SIZE)
            if kept:
                widget.restoreGeometry(QByteArray.fromBase64(str(kept).encode()))
        if kept or self._has_room():
            widget.show()
        else:
            widget.showMaximized()
        if before is not None:
            before.close()
            before.deleteLater()

    def _has_room(self) -> bool:
        """False on a small screen, which a first window fills."""
        room = self.app.primaryScreen().availableSize()
        return room.width() > SIZE[0] and room.height() > SIZE[1]

    def _close(self) -> None:
        """Give the office back before another one is opened; the widget goes once the next one shows."""
        if isinstance(self.shown, MainWindow):
            self.shown.desk.close()
            self.shown.desk.office.close()


def announced_calendar() -> SetCalendar:
    """The days off and worked weekends that come with the program."""
    return SetCalendar(announced_days((RESOURCES / "calendar" / "cn_holidays.csv").read_text(encoding="utf-8")))


def application() -> QApplication:
    """The one QApplication, named and with our icon."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Pianqu")
    app.setDesktopFileName("pianqu")
    app.setWindowIcon(QIcon(str(RESOURCES / "icons" / "office.svg")))
    if app.findChild(EnterPresses) is None:
        EnterPresses(app)
    return app
