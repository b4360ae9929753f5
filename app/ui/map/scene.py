"""The drawn ground: points, tinted areas and lines in kilometres, panned and zoomed by pyqtgraph.

Imported by the view when the first points arrive, because pyqtgraph costs a third of a second.
"""

from collections.abc import Hashable, Mapping, Sequence
from math import sqrt

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsView

from app.ui.map.ground import MapLine, MapPoint, Projection, Spot, heart, hull
from app.ui.theme import pen, tokens

Places = NDArray[np.float64]
Groups = Mapping[Hashable, tuple[str, int]]

TINT = 30  # of 255: the share of colour in an area
NEAR = 10.0  # pixels within which the pointer finds a point
AIRY = 12  # up to so many areas wear their name above, more of them in their middle
CROWD = 800  # beyond so many points they are drawn smaller


class Scene:
    """Holds pyqtgraph's view; coordinates outside are those of the widget, in pixels."""

    def __init__(self) -> None:
        self.view = pg.GraphicsView()
        self.view.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAntialiasing(True)
        self.box = pg.ViewBox(lockAspect=1, enableMenu=False)
        self.view.setCentralItem(self.box)
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self._rings = pg.ScatterPlotItem(pxMode=True)
        self._under: list[QGraphicsPathItem] = []
        self.box.addItem(self._dots)
        self.box.addItem(self._rings)
        self._points: Sequence[MapPoint] = ()
        self._groups: Groups = {}
        self._lines: Sequence[MapLine] = ()
        self._places: Places = np.empty((0, 2))
        self._sizes: Places = np.empty(0)
        self._ringed: list[int] = []
        self.labels: list[tuple[str, Spot]] = []

    def show(self, points: Sequence[MapPoint], groups: Groups, lines: Sequence[MapLine]) -> None:
        """Replace everything on the ground; the view stays where it is."""
        self._points, self._groups, self._lines = points, groups, lines
        self._ground = Projection(points)
        self._places = np.array([self._ground.km(point.x, point.y) for point in points])
        self._sizes = _diameters(points)
        self._ringed = []
        self.recolour()

    def recolour(self) -> None:
        """Draw again in the colours worn now."""
        worn = tokens()
        self.view.setBackground(worn.surface)
        brushes = {group: QBrush(QColor(worn.nth(index))) for group, (_label, index) in self._groups.items()}
        stray = QBrush(QColor(worn.muted))
        self._dots.setData(
            x=self._places[:, 0], y=self._places[:, 1], size=self._sizes,
            pen=_outline(worn.surface, 0.6), brush=[brushes.get(point.group, stray) for point in self._points],
        )
        for item in self._under:
            self.box.removeItem(item)
        self._under = []
        self._draw_areas()
        self._draw_lines()
        self.ring(self._ringed)

    def ring(self, at: Sequence[int]) -> None:
        """Put a ring around the points of these indices."""
        worn, self._ringed = tokens(), list(at)
        chosen = np.array(self._ringed, dtype=int)
        self._rings.setData(
            x=self._places[chosen, 0], y=self._places[chosen, 1], size=self._sizes[chosen] + 8,
            pen=_outline(worn.ink, 2 if len(chosen) < 200 else 1), brush=QBrush(Qt.BrushStyle.NoBrush),
        )

    def whole(self) -> None:
        """Show all points with a little air around them."""
        low, high = self._places.min(axis=0), self._places.max(axis=0)
        air = max(0.5, float((high - low).max()) * 0.04)
        room = QRectF(QPointF(*(low - air)), QPointF(*(high + air)))
        self.box.setRange(room, padding=0)

    def zoom(self, factor: float) -> None:
        """Nearer (factor below 1) or farther around the middle."""
        self.box.scaleBy((factor, factor))

    def shift(self, right: float, up: float) -> None:
        """Move the view by shares of its width and height."""
        room = self.box.viewRect()
        self.box.translateBy(x=right * room.width(), y=up * room.height())

    def pixels(self) -> Places:
        """Where each point is in the widget, (n, 2) in pixels."""
        room, seen = self.box.viewRect(), self.box.sceneBoundingRect()
        scale = np.array([seen.width() / room.width(), -seen.height() / room.height()])
        corner = np.array([room.left(), room.top() + room.height()])
        moved: Places = (self._places - corner) * scale + np.array([seen.left(), seen.top()])
        return moved

    def pixel(self, spot: Spot) -> QPointF:
        """Where a spot in kilometres is in the widget."""
        return QPointF(self.box.mapViewToScene(QPointF(*spot)))

    def per_km(self) -> float:
        """Pixels a kilometre takes."""
        return float(self.box.sceneBoundingRect().width() / self.box.viewRect().width())

    def nearest(self, at: QPointF) -> int | None:
        """The index of the point under a pixel, or nearly under it."""
        away = np.hypot(*(self.pixels() - np.array([at.x(), at.y()])).T) - self._sizes / 2
        best = int(away.argmin())
        return best if away[best] <= NEAR / 2 else None

    def inside(self, loop: Sequence[QPointF]) -> list[int]:
        """The indices of the points within a closed loop of pixels (even-odd rule)."""
        spots, found = self.pixels(), np.zeros(len(self._places), dtype=bool)
        for a, b in zip(loop, [*loop[1:], loop[0]], strict=True):
            crosses = (spots[:, 1] < a.y()) != (spots[:, 1] < b.y())
            if crosses.any():
                meets = a.x() + (spots[:, 1] - a.y()) * (b.x() - a.x()) / (b.y() - a.y() or 1e-12)
                found ^= crosses & (spots[:, 0] < meets)
        return [int(index) for index in np.flatnonzero(found)]

    def _draw_areas(self) -> None:
        members: dict[Hashable, list[Spot]] = {}
        for point, place in zip(self._points, self._places.tolist(), strict=True):
            members.setdefault(point.group, []).append((place[0], place[1]))
        span = float(np.ptp(self._places, axis=0).max()) or 1.0
        self.labels = []
        for group in sorted((each for each in members if each in self._groups), key=lambda g: -len(members[g])):
            label, index = self._groups[group]
            core, colour = heart(members[group]), QColor(tokens().nth(index))
            area = _area(hull(core), span * 0.012)
            self._add(area, QPen(Qt.PenStyle.NoPen), _veil(colour), -20)
            room = area.boundingRect()
            height = room.bottom() if len(self._groups) <= AIRY else room.center().y()
            self.labels.append((label, (room.center().x(), height)))

    def _draw_lines(self) -> None:
        hair = _outline(tokens().muted, 1.2)
        for line in self._lines:
            path = QPainterPath()
            corners = [QPointF(*self._ground.km(*spot)) for spot in line.spots]
            path.moveTo(corners[0])
            for corner in corners[1:]:
                path.lineTo(corner)
            self._add(path, hair, QBrush(Qt.BrushStyle.NoBrush), -10)

    def _add(self, path: QPainterPath, line: QPen, fill: QBrush, height: float) -> None:
        item = QGraphicsPathItem(path)
        item.setPen(line)
        item.setBrush(fill)
        item.setZValue(height)
        self.box.addItem(item, ignoreBounds=True)
        self._under.append(item)


def _outline(colour: str, width: float) -> QPen:
    """A pen in pixels, whatever the zoom: symbols and paths are drawn in other units."""
    line = pen(colour, width)
    line.setCosmetic(True)
    return line


def _diameters(points: Sequence[MapPoint]) -> Places:
    """Pixels across: the area follows the size, the extremes stay visible and modest.

    Whole pixels, because every distinct size and colour is a picture of its own to be made.
    """
    top = sqrt(max((point.size for point in points), default=1.0)) or 1.0
    least, most = (3.0, 7.0) if len(points) > CROWD else (5.0, 15.0)
    return np.array([round(least + (most - least) * sqrt(max(point.size, 0.0)) / top) for point in points])


def _area(corners: Sequence[Spot], air: float) -> QPainterPath:
    """The hull widened by ``air`` on all sides, with round corners."""
    path = QPainterPath()
    path.moveTo(*corners[0])
    for corner in [*corners[1:], corners[0]]:
        path.lineTo(*corner)
    if len(corners) < 2:
        path.addEllipse(QPointF(*corners[0]), air / 10, air / 10)
    stroke = QPainterPathStroker()
    stroke.setWidth(2 * air)
    stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroke.setCurveThreshold(air / 50)
    return stroke.createStroke(path).united(path).simplified()


def _veil(colour: QColor) -> QBrush:
    thin = QColor(colour)
    thin.setAlpha(TINT)
    return QBrush(thin)
