"""Dress the application: Fusion, our palette, our typeface and one small style sheet, everywhere alike."""

import re
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.kit.words import RESOURCES
from app.ui.theme.fonts import font
from app.ui.theme.tokens import Scheme, Tokens, read_tokens, wear

Wish = Literal["light", "dark", "system"]


class ThemeBroadcast(QObject):
    """Tells painted widgets that the colours changed; widgets styled by palette need not listen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wish: Wish = "light"
        self._follows = False

    def follow(self, app: QApplication) -> None:
        """Hear, once and for all, when the system turns light or dark."""
        if not self._follows:
            self._follows = True
            app.styleHints().colorSchemeChanged.connect(self._on_system_turned)

    def _on_system_turned(self) -> None:
        app = QApplication.instance()
        if self.wish == "system" and isinstance(app, QApplication):
            use_theme(app, "system")


themes = ThemeBroadcast()


def use_theme(app: QApplication, wish: Wish) -> None:
    """Wear ``light``, ``dark`` or what the ``system`` wears (light where it does not say)."""
    dark = wish == "dark" or (
        wish == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    )
    scheme: Scheme = "dark" if dark else "light"
    themes.wish = wish
    themes.follow(app)
    wear(scheme)
    worn = read_tokens(scheme)
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(palette(worn))
    app.setStyleSheet(style_sheet(scheme))
    themes.changed.emit()


def palette(worn: Tokens) -> QPalette:
    """Every role of Qt's palette said by our tokens; nothing is left to the platform."""
    role = QPalette.ColorRole
    made = QPalette()
    for part, colour in {
        role.Window: worn.bg, role.WindowText: worn.ink, role.Base: worn.surface,
        role.AlternateBase: worn.zebra, role.Text: worn.ink, role.PlaceholderText: worn.muted,
        role.Button: worn.surface, role.ButtonText: worn.ink, role.BrightText: worn.refused,
        role.Highlight: worn.tint, role.HighlightedText: worn.ink, role.Accent: worn.accent,
        role.ToolTipBase: worn.ink, role.ToolTipText: worn.surface, role.Link: worn.accent,
        role.LinkVisited: worn.accent, role.Light: worn.surface, role.Midlight: worn.raised,
        role.Mid: worn.line, role.Dark: worn.edge, role.Shadow: worn.line,
    }.items():
        made.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(worn.muted))
    return made


def style_sheet(scheme: Scheme) -> str:
    """``resources/themes/window.qss`` with each ``@name`` replaced by the token of that name.

    ``@arrows`` becomes the path before ``-up.svg`` and ``-down.svg``, the arrows of inputs.
    """
    folder, worn = RESOURCES / "themes", read_tokens(scheme)
    text = (folder / "window.qss").read_text("utf-8").replace("@arrows", f"{folder.as_posix()}/{scheme}")
    return re.sub(r"@(\w+)", lambda found: str(getattr(worn, found[1])), text)
