"""A map from which points are carried away."""

from collections.abc import Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, Signal

from app.ui.map.view import MapView

if TYPE_CHECKING:
    from app.ui.map.scene import Scene


class CarryMap(MapView):
    """A chosen point may be dragged, all chosen ones with it; whoever listens says whereto, anywhere on the screen."""

    carried = Signal(object, QPoint)  # ids in the hand, and where on the screen
    dropped = Signal(object, QPoint)
    put_back = Signal()  # Esc while they were in the hand

    def group_at(self, at: QPoint) -> Hashable | None:
        """The group on whose ground a spot of the screen lies, chosen points apart; None off the map."""
        inside = self.mapFromGlobal(at)
        if self._scene is None or not self._points or not self.rect().contains(inside):
            return None
        index = self._scene.owner(QPointF(inside), [self._at[each] for each in self._chosen])
        return None if index is None else self._points[index].group

    def _open_scene(self) -> "Scene":
        scene = super()._open_scene()
        assert self._pointer is not None
        self._pointer.lifted.connect(self._on_lifted)
        self._pointer.carried.connect(lambda at: self.carried.emit(self._chosen, self.mapToGlobal(at.toPoint())))
        self._pointer.dropped.connect(lambda at: self.dropped.emit(self._chosen, self.mapToGlobal(at.toPoint())))
        self._pointer.put_back.connect(self.put_back)
        return scene

    def _holds(self, at: QPointF) -> bool:
        """Any point; while the lasso is the tool, which may begin on a point, only one that is chosen."""
        point = self._point_at(at)
        has_lasso = self._pointer is not None and self._pointer.lasso
        return point is not None and (not has_lasso or point.id in self._chosen)

    def _on_lifted(self, at: QPointF) -> None:
        """All chosen points come along, or the one alone that was not chosen before."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = self._point_at(at)
        if point is not None and point.id not in self._chosen:
            self._choose((point.id,))
