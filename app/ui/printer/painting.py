"""Painting one page of ink: the same strokes for preview, PDF and paper."""

from functools import cache, lru_cache
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtSvg import QSvgRenderer

from app.kit.errors import Trouble
from app.kit.paper import Line, Picture, Qr, Rect
from app.kit.words import _
from app.ui.printer.ink import Ink, Leaf, Words
from app.ui.printer.lettering import DOTS_PER_MM, font


def paint(painter: QPainter, leaf: Leaf) -> None:
    """Paint ``leaf`` with a painter whose unit is a tenth of a point from the paper's corner."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
                           | QPainter.RenderHint.SmoothPixmapTransform)
    for ink in leaf.ink:
        _paint(painter, ink)


def _paint(painter: QPainter, ink: Ink) -> None:
    if isinstance(ink, Words):
        painter.setFont(font(ink.size_pt, ink.bold))
        painter.setPen(_colour(ink.colour))
        painter.drawText(QPointF(ink.x_mm * DOTS_PER_MM, ink.y_mm * DOTS_PER_MM), ink.text)
    elif isinstance(ink, Line):
        painter.setPen(_pen(ink.colour, ink.thick_mm))
        painter.drawLine(QPointF(ink.x_mm * DOTS_PER_MM, ink.y_mm * DOTS_PER_MM),
                         QPointF(ink.to_x_mm * DOTS_PER_MM, ink.to_y_mm * DOTS_PER_MM))
    elif isinstance(ink, Rect):
        painter.setPen(_pen(ink.stroke, ink.thick_mm) if ink.stroke else Qt.PenStyle.NoPen)
        painter.setBrush(_colour(ink.fill) if ink.fill else Qt.BrushStyle.NoBrush)
        radius = ink.radius_mm * DOTS_PER_MM
        painter.drawRoundedRect(_box(ink.x_mm, ink.y_mm, ink.width_mm, ink.height_mm), radius, radius)
    elif isinstance(ink, Qr):
        _paint_qr(painter, ink)
    else:
        _paint_picture(painter, ink)


def _box(x_mm: float, y_mm: float, width_mm: float, height_mm: float) -> QRectF:
    return QRectF(x_mm * DOTS_PER_MM, y_mm * DOTS_PER_MM, width_mm * DOTS_PER_MM, height_mm * DOTS_PER_MM)


@cache
def _colour(name: str) -> QColor:
    return QColor(name)


@cache
def _pen(colour: str, thick_mm: float) -> QPen:
    return QPen(QBrush(_colour(colour)), thick_mm * DOTS_PER_MM,
                Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


@lru_cache(maxsize=512)
def _modules(content: str) -> tuple[bytearray, ...]:
    """The square's rows; a sheet of cards shows the same one ten times."""
    import segno

    return tuple(segno.make(content, error="m", mode="byte", encoding="utf-8", micro=False).matrix)


def _paint_qr(painter: QPainter, qr: Qr) -> None:
    """One path without smoothing: seams between the modules would spoil the reading."""
    rows = _modules(qr.content)
    module = qr.size_mm * DOTS_PER_MM / len(rows)
    path = QPainterPath()
    for down, row in enumerate(rows):
        across = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                path.addRect(qr.x_mm * DOTS_PER_MM + across * module,
                             qr.y_mm * DOTS_PER_MM + down * module, length * module, module)
            across += length
    path.setFillRule(Qt.FillRule.WindingFill)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillPath(path, Qt.GlobalColor.black)
    painter.restore()


def _paint_picture(painter: QPainter, picture: Picture) -> None:
    box = _box(picture.x_mm, picture.y_mm, picture.width_mm, picture.height_mm)
    drawing, image = QSvgRenderer(), QImage()
    is_drawing = picture.path.lower().endswith(".svg")
    if not (drawing.load(picture.path) if is_drawing else image.load(picture.path)):
        raise Trouble(_("The picture {file} on this form cannot be read. Check that the file is there "
                        "and is an SVG, PNG or JPEG picture.", file=picture.path))
    size = QSizeF(drawing.defaultSize()) if is_drawing else QSizeF(image.size())
    size.scale(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(0, 0), size)
    place.moveCenter(box.center())
    if is_drawing:
        drawing.render(painter, place)
    else:
        painter.drawImage(place, image)
