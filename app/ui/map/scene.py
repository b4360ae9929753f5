"""The drawn ground: points, tinted areas and lines in kilometres, panned and zoomed by pyqtgraph.

Imported by the view when the first points arrive, because pyqtgraph costs a third of a second.
"""

from collections.abc import Collection, Sequence
from math import sqrt

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QGraphicsView

from app.ui.map.cells import Places
from app.ui.map.ground import Groups, MapLine, MapPoint, Projection, Spot
from app.ui.map.under import Outline, Under, outline
from app.ui.theme import tokens

NEAR = 10.0  # pixels within which the pointer finds a point
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
        self._under = Under(self.box)
        self.box.addItem(self._dots)
        self.box.addItem(self._rings)
        self.view.setBackground(tokens().surface)
        self._points: Sequence[MapPoint] = ()
        self._groups: Groups = {}
        self._lines: Sequence[MapLine] = ()
        self._places: Places = np.empty((0, 2))
        self._sizes: Places = np.empty(0)
        self._ringed: list[int] = []

    def show(self, points: Sequence[MapPoint], groups: Groups, lines: Sequence[MapLine]) -> None:
        """Replace the points; the view stays where it is. What lies under them waits for :meth:`draw_under`."""
        is_same = _stand_alike(points, self._points)
        self._points, self._groups, self._lines = points, groups, lines
        self._ringed = []
        if is_same:
            self._dots.setBrush(self._brushes())
        else:
            self._ground = ground = Projection(points)
            self._places = (np.array([(point.x, point.y) for point in points]) - ground.middle) * ground.scale
            self._sizes = _diameters(points)
            self._draw_dots()
        self.ring(self._ringed)

    def recolour(self) -> None:
        """Draw again in the colours worn now."""
        self.view.setBackground(tokens().surface)
        self._draw_dots()
        self.draw_under()
        self.ring(self._ringed)

    def draw_under(self) -> None:
        """Draw areas and lines anew."""
        self._under.draw(self._ground, self._points, self._places, self._groups, self._lines)

    def _draw_dots(self) -> None:
        self._dots.setData(
            x=self._places[:, 0], y=self._places[:, 1], size=self._sizes,
            pen=outline(tokens().surface, 0.6), brush=self._brushes(),
        )

    def _brushes(self) -> list[QBrush]:
        worn = tokens()
        brushes = {group: QBrush(QColor(worn.nth(index))) for group, (_label, index) in self._groups.items()}
        stray = QBrush(QColor(worn.muted))
        return [brushes.get(point.group, stray) for point in self._points]

    @property
    def labels(self) -> Sequence[tuple[str, Spot]]:
        """The groups' names and where they stand, in kilometres."""
        return self._under.labels

    def show_lines(self, lines: Sequence[MapLine]) -> None:
        """Replace the lines alone."""
        self._lines = lines
        self.draw_under()

    def show_outline(self, kind: Outline) -> None:
        """How it is told whose area is whose: hulls, cells of what is nearest, or not at all."""
        self._under.outline = kind
        if self._points:
            self.draw_under()

    def ring(self, at: Sequence[int]) -> None:
        """Put a ring around the points of these indices."""
        worn, self._ringed = tokens(), list(at)
        chosen = np.array(self._ringed, dtype=int)
        self._rings.setData(
            x=self._places[chosen, 0], y=self._places[chosen, 1], size=self._sizes[chosen] + 8,
            pen=outline(worn.ink, 2 if len(chosen) < 200 else 1), brush=QBrush(Qt.BrushStyle.NoBrush),
        )

    def whole(self) -> None:
        """Show all points with a little air around them."""
        low, high = self._places.min(axis=0), self._places.max(axis=0)
        air = max(0.5, float((high - low).max()) * 0.06)
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

    def owner(self, at: QPointF, without: Collection[int]) -> int | None:
        """The index of the point whose ground a pixel is: the nearest one, those in the hand apart."""
        away = np.hypot(*(self.pixels() - np.array([at.x(), at.y()])).T)
        away[list(without)] = np.inf
        best = int(away.argmin())
        return best if np.isfinite(away[best]) else None

    def inside(self, loop: Sequence[QPointF]) -> list[int]:
        """The indices of the points within a closed loop of pixels (even-odd rule)."""
        spots, found = self.pixels(), np.zeros(len(self._places), dtype=bool)
        for a, b in zip(loop, [*loop[1:], loop[0]], strict=True):
            crosses = (spots[:, 1] < a.y()) != (spots[:, 1] < b.y())
            if crosses.any():
                meets = a.x() + (spots[:, 1] - a.y()) * (b.x() - a.x()) / (b.y() - a.y() or 1e-12)
                found ^= crosses & (spots[:, 0] < meets)
        return [int(index) for index in np.flatnonzero(found)]


def _stand_alike(points: Sequence[MapPoint], others: Sequence[MapPoint]) -> bool:
    """Whether nothing but groups and labels differs."""
    return len(points) == len(others) and all(
        one is other or (one.x == other.x and one.y == other.y and one.size == other.size)
        for one, other in zip(points, others, strict=True)
    )


def _diameters(points: Sequence[MapPoint]) -> Places:
    """Pixels across: the area follows the size, the extremes stay visible and modest.

    Whole pixels, because every distinct size and colour is a picture of its own to be made.
    """
    top = sqrt(max((point.size for point in points), default=1.0)) or 1.0
    least, most = (3.0, 7.0) if len(points) > CROWD else (5.0, 15.0)
    return np.array([round(least + (most - least) * sqrt(max(point.size, 0.0)) / top) for point in points])
