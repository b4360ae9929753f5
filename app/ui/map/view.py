"""The map: who serves which places, chosen by click or lasso."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QLabel, QMenu, QStackedLayout, QWidget

from app.kit.words import _
from app.ui.map.ground import Groups, MapLine, MapPoint
from app.ui.map.hover import Hover
from app.ui.map.overlay import Overlay
from app.ui.map.pointer import Pointer
from app.ui.theme import themes

if TYPE_CHECKING:
    from app.ui.map.scene import Scene
    from app.ui.map.under import Outline

Tell = Callable[[Hashable], str]
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
        self._empty = QLabel(empty)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setProperty("soft", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._layers.addWidget(self._empty)
        self._scene: Scene | None = None
        self._pointer: Pointer | None = None
        self._overlay = Overlay(self)
        self._hover = Hover(self)
        self._points: Sequence[MapPoint] = ()
        self._at: dict[Hashable, int] = {}
        self._chosen: tuple[Hashable, ...] = ()
        self._outline: Outline = "hulls"
        self._tell: Tell | None = None
        themes.changed.connect(self._on_theme)

    def show_points(
        self, points: Sequence[MapPoint], groups: Groups, lines: Sequence[MapLine] = (), tell: Tell | None = None
    ) -> None:
        """Show ``points``; ``groups`` gives each group its label and categorical colour index, ``tell`` the words
        for a point under the pointer where it has no label.

        A choice survives where its points do; the view moves only when the first points come. Areas and lines
        follow in the loop's next turn, because thousands of points are enough for one.
        """
        self._tell = tell
        first = not self._points
        self._points = tuple(points)
        self._at = {point.id: at for at, point in enumerate(self._points)}
        self._overlay.setVisible(bool(points))
        self._hover.hide()
        self.setAccessibleDescription(_("{n} points in {groups} groups", n=len(points), groups=len(groups)))
        if not points:
            self._layers.setCurrentWidget(self._empty)
            return
        scene = self._scene or self._open_scene()
        self._layers.setCurrentWidget(scene.view)
        self._overlay.raise_()
        scene.show(self._points, groups, lines)
        self.highlight(self._chosen)
        if first:
            scene.whole()
        QTimer.singleShot(0, self, self._draw_under)

    def prepare(self) -> None:
        """Make the scene before there are points: one thing less for the turn in which they come."""
        if self._scene is None:
            self._open_scene()

    def show_lines(self, lines: Sequence[MapLine]) -> None:
        """Replace the lines alone."""
        if self._scene and self._points:
            self._scene.show_lines(lines)

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

    def show_outline(self, kind: "Outline") -> None:
        """How it is told whose area is whose: hulls, cells of what is nearest, or not at all."""
        self._outline = kind
        if self._scene:
            self._scene.show_outline(kind)

    def reset_view(self) -> None:
        """Show all points."""
        if self._scene and self._points:
            self._scene.whole()

    def pixel_of(self, point_id: Hashable) -> QPointF:
        """Where a point is drawn, in the widget's coordinates."""
        if self._scene is None:
            raise KeyError(point_id)
        return QPointF(*self._scene.pixels()[self._at[point_id]])

    def image(self) -> QImage:
        """The map as it stands."""
        self._hover.hide()
        return self.grab().toImage()

    def sizeHint(self) -> QSize:
        """The mock's proportion."""
        return QSize(736, 424)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, zoom, put back what is carried, let go of the choice."""
        scene, pointer = self._scene, self._pointer
        if scene is None or pointer is None or not self._points:
            super().keyPressEvent(event)
        elif pointer.press_key(event) or _look_around(scene, event.key()):
            return
        elif event.key() == Qt.Key.Key_Escape and self._chosen:
            self._choose(())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The whole map, or a copy of it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Show everything"), self.reset_view)
        menu.addAction(_("Copy picture"), lambda: QGuiApplication.clipboard().setImage(self.image()))
        menu.popup(event.globalPos())

    def _open_scene(self) -> "Scene":
        from app.ui.map.scene import Scene

        scene = self._scene = Scene()
        scene.show_outline(self._outline)
        self._layers.addWidget(scene.view)
        scene.box.sigRangeChanged.connect(self._on_range)
        scene.box.sigResized.connect(self._on_range)
        self._pointer = Pointer(scene.view.viewport(), self._holds)
        self._pointer.hovered.connect(self._on_hovered)
        self._pointer.clicked.connect(self._on_clicked)
        self._pointer.opened.connect(self._on_opened)
        self._pointer.looping.connect(self._overlay.show_loop)
        self._pointer.looped.connect(self._on_looped)
        return scene

    def _draw_under(self) -> None:
        if self._scene and self._points:
            self._scene.draw_under()
            self._on_range()

    def _on_range(self) -> None:
        scene = self._scene
        if scene and self._points:
            labels = [(text, scene.pixel(spot)) for text, spot in scene.labels]
            self._overlay.show_labels(labels, scene.per_km())

    def _on_theme(self) -> None:
        if self._scene and self._points:
            self._scene.recolour()

    def _point_at(self, at: QPointF) -> MapPoint | None:
        index = self._scene.nearest(at) if self._scene else None
        return None if index is None else self._points[index]

    def _on_hovered(self, at: QPointF | None) -> None:
        point = self._point_at(at) if at is not None else None
        told = "" if point is None else point.label or (self._tell(point.id) if self._tell else "")
        self._hover.say(at.toPoint() if at is not None else QPoint(), told)

    def _on_clicked(self, at: QPointF, adds: bool) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = self._point_at(at)
        if point is not None:
            self._choose(_with_or_without(self._chosen, point.id) if adds else (point.id,))
        elif not adds:
            self._choose(())

    def _on_opened(self, at: QPointF) -> None:
        if (point := self._point_at(at)) is not None:
            self.opened.emit(point.id)

    def _on_looped(self, loop: list[QPointF], adds: bool) -> None:
        if self._scene:
            found = [self._points[at].id for at in self._scene.inside(loop)]
            self._choose(tuple(dict.fromkeys([*self._chosen, *found] if adds else found)))

    def _holds(self, _at: QPointF) -> bool:
        """Whether something that may be carried is there."""
        return False

    def _choose(self, ids: tuple[Hashable, ...]) -> None:
        self.highlight(ids)
        self.selected.emit(self._chosen)


def _look_around(scene: "Scene", key: int) -> bool:
    """Arrows, plus, minus, 0: True if the key was one of them."""
    if key in SHIFTS:
        scene.shift(*SHIFTS[key])
    elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
        scene.zoom(1.25 if key == Qt.Key.Key_Minus else 0.8)
    elif key == Qt.Key.Key_0:
        scene.whole()
    else:
        return False
    return True


def _with_or_without(chosen: tuple[Hashable, ...], one: Hashable) -> tuple[Hashable, ...]:
    return tuple(each for each in chosen if each != one) if one in chosen else (*chosen, one)
