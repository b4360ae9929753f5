"""Plain words in painted widgets: cut to their room, never read as markup."""

from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.ui.theme.fonts import font

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter


def write(
    painter: QPainter, room: QRectF, text: str, colour: str, align: Qt.AlignmentFlag = LEFT,
    *, pixels: int = 13, bold: bool = False,
) -> float:
    """Write one line of ``text`` in ``room``, centred vertically, elided where it is too long.

    Returns the width used, in device-independent pixels.
    """
    face = font(pixels, bold)
    metrics = QFontMetricsF(face)
    line = " ".join(text.split("\n"))
    if metrics.horizontalAdvance(line) > room.width():
        line = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(face)
    painter.setPen(colour)
    painter.drawText(room, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)
    return metrics.horizontalAdvance(line)


def width_of(text: str, pixels: int = 13, bold: bool = False) -> float:
    """The width ``text`` needs on one line."""
    return QFontMetricsF(font(pixels, bold)).horizontalAdvance(text)


def pen(colour: str, width: float = 1, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen with round joins in one of the theme's colours."""
    return QPen(QColor(colour), width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)


def tip(text: str) -> str:
    """``text`` for a tooltip, which would otherwise guess that names with ``<`` are markup."""
    return f"<p style='white-space:pre-wrap; margin:0'>{escape(text)}</p>" if text else ""
