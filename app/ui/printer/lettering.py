"""The printed letters: the bundled fonts, the width of every character, and which ones are lacking."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout

from app.kit.words import RESOURCES

FAMILY = "Pianqu Sans"
FALLBACKS = ("Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "SimSun-ExtB")
UNITS_PER_INCH = 720  # the painter's unit is 0.1 point, so every type size is a whole number
DOTS_PER_MM = UNITS_PER_INCH / 25.4
MM_PER_POINT = 25.4 / 72
CENTRE_EM = 0.38  # an ideograph's middle lies this far above the baseline
LEADING = 1.36
_EM = 1000.0


@cache
def register() -> None:
    """Make the bundled fonts known to Qt, once in a process."""
    for weight in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"PianquSans-{weight}.otf"))


@cache
def font(size_pt: float, bold: bool) -> QFont:
    """The font for painting in tenths of a point, without kerning: widths are sums of characters."""
    register()
    face = QFont([FAMILY, *FALLBACKS])
    face.setPixelSize(max(1, round(size_pt * 10)))
    face.setBold(bold)
    face.setKerning(False)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return face


@cache
def _face(bold: bool) -> QRawFont:
    weight = "Bold" if bold else "Regular"
    return QRawFont(str(RESOURCES / "fonts" / f"PianquSans-{weight}.otf"), _EM)


@cache
def _advance_em(character: str, bold: bool) -> float:
    """Width of one character in em; one that the bundled font lacks is measured in its stand-in."""
    face = _face(bold)
    if face.supportsCharacter(ord(character)):
        return face.advancesForGlyphIndexes(face.glyphIndexesForString(character))[0].x() / _EM
    layout = _laid_out(character, bold)
    return layout.lineAt(0).naturalTextWidth() / _EM


def _laid_out(character: str, bold: bool) -> QTextLayout:
    layout = QTextLayout(character, font(_EM / 10, bold))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def width_mm(text: str, size_pt: float, bold: bool) -> float:
    """Width of one line of ``text`` as it will be painted."""
    return sum(_advance_em(character, bold) for character in text) * size_pt * MM_PER_POINT


def line_mm(size_pt: float) -> float:
    """Height of one line."""
    return size_pt * MM_PER_POINT * LEADING


def baseline_mm(top_mm: float, size_pt: float) -> float:
    """The baseline that centres ideographs in a line box starting at ``top_mm``."""
    return top_mm + line_mm(size_pt) / 2 + CENTRE_EM * size_pt * MM_PER_POINT


@cache
def is_missing(character: str) -> bool:
    """Whether no font of this computer can draw the character."""
    if _face(False).supportsCharacter(ord(character)):
        return False
    runs = _laid_out(character, False).glyphRuns()
    return not runs or any(index == 0 for run in runs for index in run.glyphIndexes())
