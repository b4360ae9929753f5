"""What lies over the ground in pixels: names of areas, the scale bar, the lasso under way."""

from collections.abc import Sequence
from math import floor, log10

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from app.kit.words import _
from app.ui.theme import CENTRE, LEFT, pen, themes, tokens, width_of, write

Label = tuple[str, QPointF]


class Overlay(QWidget):
    """Covers its parent, transparent to the pointer; the map tells it what to write and repaints it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._labels: Sequence[Label] = ()
        self._per_km = 0.0
        self._loop: Sequence[QPointF] = ()
        parent.installEventFilter(self)
        themes.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the map, whatever becomes of it."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.raise_()
        return False

    def show_labels(self, labels: Sequence[Label], per_km: float) -> None:
        """Names standing on the points given (bottom centre), the first ones first; pixels per km."""
        self._labels, self._per_km = labels, per_km
        self.update()

    def show_loop(self, loop: Sequence[QPointF]) -> None:
        """The lasso so far; nothing when it is let go."""
        self._loop = loop
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Labels that find room, the scale, the lasso."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken: list[QRectF] = []
        for text, foot in self._labels:
            self._write_label(painter, text, foot, taken)
        if self._per_km:
            self._scale(painter)
        if len(self._loop) > 1:
            worn, fill = tokens(), QColor(tokens().accent)
            fill.setAlpha(40)
            painter.setPen(pen(worn.accent, 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(fill)
            painter.drawPolygon(QPolygonF(list(self._loop)))

    def _write_label(self, painter: QPainter, text: str, foot: QPointF, taken: list[QRectF]) -> None:
        """Write a name unless it would cover another or leave the map."""
        wide = width_of(text, 12) + 8
        room = QRectF(foot.x() - wide / 2, foot.y() - 18, wide, 17)
        inside = QRectF(self.rect()).contains(room)
        if not inside or any(room.intersects(other) for other in taken):
            return
        taken.append(room)
        ground = QColor(tokens().surface)
        ground.setAlpha(190)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(room, 3, 3)
        write(painter, room, text, tokens().ink, CENTRE, pixels=12)

    def _scale(self, painter: QPainter) -> None:
        kilometres = round_length(100 / self._per_km)
        wide, worn = kilometres * self._per_km, tokens()
        left, y = 12.0, self.height() - 12.0
        painter.setPen(pen(worn.soft, 1.5))
        painter.drawPolyline(QPolygonF([
            QPointF(left, y - 4), QPointF(left, y), QPointF(left + wide, y), QPointF(left + wide, y - 4),
        ]))
        said = _("{n} km", n=f"{kilometres:g}") if kilometres >= 1 else _("{n} m", n=f"{kilometres * 1000:g}")
        write(painter, QRectF(left + wide + 6, y - 11, 80, 14), said, worn.soft, LEFT, pixels=11)


def round_length(most: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above ``most``."""
    power = 10.0 ** floor(log10(most))
    return max(step * power for step in (1, 2, 5) if step * power <= most * (1 + 1e-9))
