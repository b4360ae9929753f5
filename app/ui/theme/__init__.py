"""Colours, typefaces and icons: the one place that decides how the window looks.

A painted widget asks :func:`tokens` each time it paints and repaints on ``themes.changed``; a styled
one sets a property that ``resources/themes/window.qss`` knows (``primary``, ``card``, ``tone`` ...).
"""

from app.ui.theme.dress import ThemeBroadcast, palette, style_sheet, themes, use_theme
from app.ui.theme.fonts import font
from app.ui.theme.icons import icon
from app.ui.theme.ink import CENTRE, LEFT, RIGHT, pen, tip, width_of, write
from app.ui.theme.tokens import (
    CHIP,
    GAP,
    RADIUS,
    ROW,
    SCHEMES,
    STATUS,
    TAB,
    TOOLBAR,
    Tokens,
    inverse,
    read_tokens,
    tokens,
)

__all__ = [
    "CENTRE", "CHIP", "GAP", "LEFT", "RADIUS", "RIGHT", "ROW", "SCHEMES", "STATUS", "TAB", "TOOLBAR",
    "ThemeBroadcast", "Tokens", "font", "icon", "inverse", "palette", "pen", "read_tokens", "style_sheet", "themes",
    "tip", "tokens", "use_theme", "width_of", "write",
]
