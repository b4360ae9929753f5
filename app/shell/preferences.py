"""Preferences: language, light or dark, the office's name and trade. Everything holds at once."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.features.org.changes import SetSetting
from app.features.org.queries import settings
from app.kit import words
from app.kit.settings import user_settings
from app.kit.words import N_, _
from app.profiles import PROFILES
from app.shell.plain import plain
from app.ui.chips import Chip, ChipRow
from app.ui.desk import Desk
from app.ui.page.page import Page
from app.ui.theme import themes, use_theme
from app.ui.theme.dress import Wish

LANGUAGES = (("zh_CN", "中文"), ("en", "English"))
THEMES: tuple[tuple[Wish, str], ...] = (("light", N_("Light")), ("dark", N_("Dark")), ("system", N_("As the system")))


class PreferencesPage(Page):
    """``wanted`` carries ``reopen`` (the window is made anew, in another language or trade) or ``welcome``."""

    tables = frozenset({"setting"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Preferences"), parent)
        self._own = user_settings()
        self.language = _choice(_("Language"), LANGUAGES, words.language())
        self.theme = _choice(_("Appearance"), (), "")
        self._show_theme()
        self.trade = _choice(_("Trade"), [(name, _(each.label)) for name, each in PROFILES.items()], "")
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the office"))
        self.name.setFixedWidth(320)
        self._elsewhere = QPushButton(_("Open another office…"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addWidget(_card(_("For you on this computer"), (
            (_("Language"), self.language, _("The window is opened again in the other language.")),
            (_("Appearance"), self.theme, _("Follow the system where it says what it wears.")),
        )))  # fmt: skip
        column.addWidget(_card(_("For the whole office"), (
            (_("Name of the office"), self.name, _("Stands in the window and on every printed form. Enter keeps it.")),
            (_("Trade"), self.trade, _("Words, indicators and starting weights.")),
            (_("Office file"), self._elsewhere, desk.office.database.address),
        )))  # fmt: skip
        column.addStretch(1)
        self.language.changed.connect(self._on_language)
        self.theme.changed.connect(self._on_theme)
        self.trade.changed.connect(self._on_trade)
        self.name.returnPressed.connect(self._on_name)
        self._elsewhere.clicked.connect(partial(self.wanted.emit, "welcome"))
        themes.changed.connect(self._show_theme)
        self.refresh()

    def refresh(self) -> None:
        """Ask the office's settings again."""
        self.desk.ask(self, "settings", settings, then=self._show)

    def _show(self, found: dict[str, object]) -> None:
        if not self.name.hasFocus():
            self.name.setText(str(found["office.name"]))
        trades = [(name, _(each.label)) for name, each in PROFILES.items()]
        self.trade.show_chips(_chips(trades, str(found["office.profile"])))

    def _show_theme(self) -> None:
        self.theme.show_chips(_chips([(key, _(label)) for key, label in THEMES], themes.wish))

    def _on_language(self, on: frozenset[str]) -> None:
        language = next(iter(on))
        if language != words.language():
            self._own.keep("language", language)
            words.use_language(language)
            self.wanted.emit("reopen")

    def _on_theme(self, on: frozenset[str]) -> None:
        app = QApplication.instance()
        for wish, _label in THEMES:
            if wish in on and isinstance(app, QApplication):
                self._own.keep("theme", wish)
                use_theme(app, wish)

    def _on_trade(self, on: frozenset[str]) -> None:
        self.desk.do(SetSetting("office.profile", next(iter(on))), then=lambda _done: self.wanted.emit("reopen"))

    def _on_name(self) -> None:
        self.desk.do(SetSetting("office.name", self.name.text().strip()))


def _chips(choices: Sequence[tuple[str, str]], on: str) -> list[Chip]:
    return [Chip(key, text, key == on) for key, text in choices]


def _choice(name: str, choices: Sequence[tuple[str, str]], on: str) -> ChipRow:
    row = ChipRow(name, exclusive=True)
    row.show_chips(_chips(choices, on))
    return row


def _card(title: str, lines: Sequence[tuple[str, QWidget, str]]) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    grid = QGridLayout(card)
    grid.setContentsMargins(16, 12, 16, 16)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(12)
    grid.setColumnMinimumWidth(0, 112)
    grid.setColumnStretch(2, 1)
    grid.addWidget(plain(title, heading=True), 0, 0, 1, 3)
    for at, (label, editor, what) in enumerate(lines, 1):
        grid.addWidget(plain(label, soft=True), at, 0)
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(editor)
        row.addStretch(1)
        held.setFixedWidth(360)
        grid.addWidget(held, at, 1)
        grid.addWidget(plain(what, soft=True, wrap=True), at, 2, Qt.AlignmentFlag.AlignVCenter)
    return card
