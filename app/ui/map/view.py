"""The map: who serves which places, chosen by click or lasso."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QStackedLayout, QWidget

from app.kit.words import _
from app.ui.map.ground import MapLine, MapPoint
from app.ui.map.overlay import Overlay
from app.ui.map.pointer import Pointer
from app.ui.theme import themes

if TYPE_CHECKING:
    from app.ui.map.scene import Groups, Scene

SHIFTS: dict[int, tuple[float, float]] = {
    Qt.Key.Key_Left: (-0.1, 0.0), Qt.Key.Key_Right: (0.1, 0.0),
    Qt.Key.Key_Up: (0.0, 0.1), Qt.Key.Key_Down: (0.0, -0.1),
}


class MapView(QWidget):
    """Points coloured by group on the ground, without axes; ``empty`` stands there until some come.

    Drag pans, the wheel zooms, a click chooses (Ctrl adds), Shift+drag or the lasso tool chooses what it
    encloses; arrows move, plus and minus zoom, 0 shows everything, Esc lets go of the choice.
    """

    selected = Signal(object)  # tuple of ids, after a person chose
    opened = Signal(object)  # the id double-clicked

    def __init__(self, name: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._layers = QStackedLayout(self)
        self._empty = _plain(self, "soft", empty)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._layers.addWidget(self._empty)
        self._scene: Scene | None = None
        self._pointer: Pointer | None = None
        self._overlay = Overlay(self)
        self._hover = _plain(self, "hover", "")
        self._hover.hide()
        self._points: Sequence[MapPoint] = ()
        self._at: dict[Hashable, int] = {}
        self._chosen: tuple[Hashable, ...] = ()
        themes.changed.connect(self._on_theme)

    def show_points(
        self, points: Sequence[MapPoint], groups: "Groups", lines: Sequence[MapLine] = ()
    ) -> None:
        """Show ``points``; ``groups`` gives each group its label and categorical colour index.

        A choice survives where its points do; the view moves only when the first points come.
        """
        first = not self._points
        self._points = tuple(points)
        self._at = {point.id: at for at, point in enumerate(self._points)}
        self._overlay.setVisible(bool(points))
        self._hover.hide()
        self.setAccessibleDescription(self.summary(len(groups)))
        if not points:
            self._layers.setCurrentWidget(self._empty)
            return
        scene = self._scene or self._open_scene()
        self._layers.setCurrentWidget(scene.view)
        self._overlay.raise_()
        self._hover.raise_()
        scene.show(self._points, groups, lines)
        self.highlight(self._chosen)
        if first:
            scene.whole()
        self._on_range()

    def highlight(self, ids: Iterable[Hashable]) -> None:
        """Ring these points; nothing is emitted. Unknown ids are passed over."""
        self._chosen = tuple(each for each in ids if each in self._at)
        if self._scene and self._points:
            self._scene.ring([self._at[each] for each in self._chosen])

    def chosen(self) -> tuple[Hashable, ...]:
        """The ids ringed now."""
        return self._chosen

    def set_lasso(self, on: bool) -> None:
        """The lasso as the tool of the left button, instead of with Shift."""
        if self._pointer:
            self._pointer.lasso = on
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)

    def reset_view(self) -> None:
        """Show all points."""
        if self._scene and self._points:
            self._scene.whole()

    def pixel_of(self, point_id: Hashable) -> QPointF:
        """Where a point is drawn, in the widget's coordinates."""
        if self._scene is None:
            raise KeyError(point_id)
        return QPointF(*self._scene.pixels()[self._at[point_id]])

    def summary(self, groups: int) -> str:
        """The map in a sentence, for those who do not see it."""
        return _("{n} points in {groups} groups", n=len(self._points), groups=groups)

    def image(self) -> QImage:
        """The map as it stands."""
        self._hover.hide()
        return self.grab().toImage()

    def copy(self) -> None:
        """Put the map on the clipboard as a picture."""
        QGuiApplication.clipboard().setImage(self.image())

    def sizeHint(self) -> QSize:
        """The mock's proportion."""
        return QSize(736, 424)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The overlay covers everything."""
        super().resizeEvent(event)
        self._overlay.setGeometry(self.rect())
        self._overlay.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, zoom, let go."""
        key, scene = event.key(), self._scene
        if scene is None or not self._points:
            super().keyPressEvent(event)
        elif key in SHIFTS:
            scene.shift(*SHIFTS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            scene.zoom(1.25 if key == Qt.Key.Key_Minus else 0.8)
        elif key == Qt.Key.Key_0:
            scene.whole()
        elif key == Qt.Key.Key_Escape and self._chosen:
            self._choose(())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The whole map, or a copy of it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Show everything"), self.reset_view)
        menu.addAction(_("Copy picture"), self.copy)
        menu.popup(event.globalPos())

    def _open_scene(self) -> "Scene":
        from app.ui.map.scene import Scene

        scene = self._scene = Scene()
        self._layers.addWidget(scene.view)
        scene.box.sigRangeChanged.connect(self._on_range)
        scene.box.sigResized.connect(self._on_range)
        self._pointer = Pointer(scene.view.viewport())
        self._pointer.hovered.connect(self._on_hovered)
        self._pointer.clicked.connect(self._on_clicked)
        self._pointer.opened.connect(self._on_opened)
        self._pointer.looping.connect(self._overlay.show_loop)
        self._pointer.looped.connect(self._on_looped)
        return scene

    def _on_range(self) -> None:
        scene = self._scene
        if scene and self._points:
            labels = [(text, scene.pixel(spot)) for text, spot in scene.labels]
            self._overlay.show_labels(labels, scene.per_km())

    def _on_theme(self) -> None:
        if self._scene and self._points:
            self._scene.recolour()
        self._overlay.update()

    def _point_at(self, at: QPointF) -> MapPoint | None:
        index = self._scene.nearest(at) if self._scene else None
        return None if index is None else self._points[index]

    def _on_hovered(self, at: QPointF | None) -> None:
        point = self._point_at(at) if at is not None else None
        if point is None or at is None or not point.label:
            self._hover.hide()
            return
        self._hover.setText(point.label)
        self._hover.adjustSize()
        left = min(at.x() + 14, self.width() - self._hover.width() - 4)
        top = at.y() + 14 if at.y() + 18 + self._hover.height() < self.height() else at.y() - 34
        self._hover.move(int(left), int(top))
        self._hover.show()

    def _on_clicked(self, at: QPointF, adds: bool) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = self._point_at(at)
        if point is None:
            if not adds:
                self._choose(())
        elif not adds:
            self._choose((point.id,))
        elif point.id in self._chosen:
            self._choose(tuple(each for each in self._chosen if each != point.id))
        else:
            self._choose((*self._chosen, point.id))

    def _on_opened(self, at: QPointF) -> None:
        if (point := self._point_at(at)) is not None:
            self.opened.emit(point.id)

    def _on_looped(self, loop: list[QPointF], adds: bool) -> None:
        if self._scene:
            found = [self._points[at].id for at in self._scene.inside(loop)]
            self._choose(tuple(dict.fromkeys([*self._chosen, *found] if adds else found)))

    def _choose(self, ids: tuple[Hashable, ...]) -> None:
        self.highlight(ids)
        self.selected.emit(self._chosen)


def _plain(parent: QWidget, role: str, text: str) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty(role, True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
