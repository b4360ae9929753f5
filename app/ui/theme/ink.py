"""Plain words in painted widgets: cut to their room, never read as markup."""

from functools import cache
from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.ui.theme.fonts import font

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value


def write(
    painter: QPainter, room: QRectF, text: str, colour: str, align: Qt.AlignmentFlag = LEFT,
    *, pixels: int = 13, bold: bool = False,
) -> float:
    """Write one line of ``text`` in ``room``, centred vertically, elided where it is too long.

    Returns the width used, in device-independent pixels.
    """
    face, metrics = _face(pixels, bold)
    line = " ".join(text.split("\n"))
    if metrics.horizontalAdvance(line) > room.width():
        line = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(face)
    painter.setPen(colour)
    painter.drawText(room, align.value | ONE_LINE, line)
    return metrics.horizontalAdvance(line)


def width_of(text: str, pixels: int = 13, bold: bool = False) -> float:
    """The width ``text`` needs on one line."""
    return _face(pixels, bold)[1].horizontalAdvance(text)


@cache
def _face(pixels: int, bold: bool) -> tuple[QFont, QFontMetricsF]:
    """A screenful has a few faces and a thousand words; made for each word they cost more than the words."""
    face = font(pixels, bold)
    return face, QFontMetricsF(face)


def pen(colour: str, width: float = 1, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen with round joins in one of the theme's colours."""
    return QPen(QColor(colour), width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)


def tip(text: str) -> str:
    """``text`` for a tooltip, which would otherwise guess that names with ``<`` are markup."""
    return f"<p style='white-space:pre-wrap; margin:0'>{escape(text)}</p>" if text else ""
