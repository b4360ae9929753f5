"""What lies under the points: the ground's own lines, whose area is whose, lines between points."""

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPainterPathStroker, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsPixmapItem

from app.ui.map.cells import Cells, Places, colours_of
from app.ui.map.ground import Groups, MapLine, MapPoint, Projection, Spot, heart, hull
from app.ui.theme import pen, tokens

Outline = Literal["hulls", "cells", ""]

TINT = 30  # of 255: the share of colour in an area
AIRY = 12  # up to so many areas wear their name above, more of them in their middle
BACKDROP, AREAS, LINES = -30.0, -20.0, -10.0


class Under:
    """Draws into a view box, below the points; everything is drawn anew when any of it changes."""

    def __init__(self, box: pg.ViewBox) -> None:
        self._box = box
        self._items: list[QGraphicsItem] = []
        self._cells: tuple[Places, Cells] | None = None
        self._hulls: dict[Hashable, tuple[list[Spot], QPainterPath]] = {}
        self.outline: Outline = "hulls"
        self.labels: list[tuple[str, Spot]] = []

    def draw(
        self, ground: Projection, points: Sequence[MapPoint], places: Places, groups: Groups, lines: Sequence[MapLine]
    ) -> None:
        """Replace what is there; ``labels`` are then the groups' names and where they stand."""
        for item in self._items:
            self._box.removeItem(item)
        self._items = []
        members: dict[Hashable, list[Spot]] = {}
        for point, place in zip(points, places.tolist(), strict=True):
            members.setdefault(point.group, []).append((place[0], place[1]))
        order = sorted((each for each in members if each in groups), key=lambda group: -len(members[group]))
        span = float(np.ptp(places, axis=0).max()) or 1.0
        self._hulls = {group: self._hull(group, members[group], span) for group in order}
        areas = {group: area for group, (_spots, area) in self._hulls.items()}
        self.labels = [(groups[group][0], _label_place(area, len(groups))) for group, area in areas.items()]
        if self.outline == "hulls":
            for group, area in areas.items():
                self._add_path(area, QPen(Qt.PenStyle.NoPen), _veil(tokens().nth(groups[group][1])), AREAS)
        elif self.outline == "cells":
            self._draw_cells(points, places, groups)
        self._draw_lines(ground, [line for line in lines if line.is_backdrop], tokens().edge, BACKDROP)
        self._draw_lines(ground, [line for line in lines if not line.is_backdrop], tokens().muted, LINES)

    def _hull(self, group: Hashable, spots: list[Spot], span: float) -> tuple[list[Spot], QPainterPath]:
        """The area of a group, the one of last time while nothing of it moved."""
        known = self._hulls.get(group)
        return known if known and known[0] == spots else (spots, _area(hull(heart(spots)), span * 0.012))

    def _draw_cells(self, points: Sequence[MapPoint], places: Places, groups: Groups) -> None:
        if self._cells is None or not np.array_equal(self._cells[0], places):
            self._cells = (places, Cells(places))
        cells, worn = self._cells[1], tokens()
        shade = {group: worn.nth(index) for group, (_label, index) in groups.items()}
        picture = cells.picture(colours_of([*(shade.get(point.group, worn.muted) for point in points), worn.muted]))
        item = QGraphicsPixmapItem(QPixmap.fromImage(picture))
        item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        room = cells.room
        item.setTransform(QTransform.fromTranslate(room.left(), room.top()).scale(
            room.width() / picture.width(), room.height() / picture.height()))  # fmt: skip
        self._add(item, AREAS)

    def _draw_lines(self, ground: Projection, lines: Sequence[MapLine], colour: str, height: float) -> None:
        """All lines of a kind as one path: thousands of items would make every pan slow."""
        if not lines:
            return
        path = QPainterPath()
        for line in lines:
            path.moveTo(*ground.km(*line.spots[0]))
            for spot in line.spots[1:]:
                path.lineTo(*ground.km(*spot))
        self._add_path(path, outline(colour, 1.2), QBrush(Qt.BrushStyle.NoBrush), height)

    def _add_path(self, path: QPainterPath, line: QPen, fill: QBrush, height: float) -> None:
        item = QGraphicsPathItem(path)
        item.setPen(line)
        item.setBrush(fill)
        self._add(item, height)

    def _add(self, item: QGraphicsItem, height: float) -> None:
        item.setZValue(height)
        self._box.addItem(item, ignoreBounds=True)
        self._items.append(item)


def outline(colour: str, width: float) -> QPen:
    """A pen in pixels, whatever the zoom: symbols and paths are drawn in other units."""
    line = pen(colour, width)
    line.setCosmetic(True)
    return line


def _label_place(area: QPainterPath, groups: int) -> Spot:
    room = area.boundingRect()
    return room.center().x(), room.bottom() if groups <= AIRY else room.center().y()


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


def _veil(colour: str) -> QBrush:
    thin = QColor(colour)
    thin.setAlpha(TINT)
    return QBrush(thin)
