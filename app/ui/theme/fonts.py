"""Typefaces by name, the bundled one last, so that a machine without a Chinese font still shows Chinese."""

from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from app.kit.words import RESOURCES

NAMES: Final = (
    "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei", "Pianqu Sans",
)
SIZE: Final = 13  # pixels, as all heights are: about 9.75 points on an ordinary screen


@cache
def families() -> tuple[str, ...]:
    """The names of our list that this machine can draw, best first; needs a running application."""
    for file in sorted((RESOURCES / "fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))
    known = set(QFontDatabase.families())
    return tuple(name for name in NAMES if name in known)


def font(pixels: int = SIZE, bold: bool = False) -> QFont:
    """The window's typeface at a height in device-independent pixels."""
    face = QFont()
    if families():
        face.setFamilies(list(families()))
    face.setPixelSize(pixels)
    face.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return face
