"""The map: who serves which places, chosen by click or lasso."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QStackedLayout, QWidget

from app.kit.words import _
from app.ui.map.ground import MapLine, MapPoint
from app.ui.map.overlay import Overlay
from app.ui.theme import themes

if TYPE_CHECKING:
    from app.ui.map.scene import Groups, Scene

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = {Qt.Key.Key_Left: (-0.1, 0), Qt.Key.Key_Right: (0.1, 0), Qt.Key.Key_Up: (0, 0.1), Qt.Key.Key_Down: (0, -0.1)}


class MapView(QWidget):
    """Points coloured by group on the ground, without axes.

    Drag pans, the wheel zooms, a click chooses (Ctrl adds), Shift+drag or the lasso tool chooses what it
    encloses; arrows, plus and minus move, 0 shows everything, Esc lets go of the choice.
    """

    selected = Signal(object)  # tuple of ids, after a person chose
    opened = Signal(object)  # the id double-clicked

    def __init__(self, name: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._places = QStackedLayout(self)
        self._empty = QLabel(empty)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("soft", True)
        self._places.addWidget(self._empty)
        self._hover = QLabel(self)
        self._hover.setTextFormat(Qt.TextFormat.PlainText)
        self._hover.setProperty("hover", True)
        self._hover.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hover.hide()
        self._scene: Scene | None = None
        self._overlay = Overlay(self)
        self._points: Sequence[MapPoint] = ()
        self._at: dict[Hashable, int] = {}
        self._lines: Sequence[MapLine] = ()
        self._chosen: tuple[Hashable, ...] = ()
        self._lasso = False
        self._loop: list[QPointF] = []
        self._pressed: QPointF | None = None
        themes.changed.connect(self._on_theme)
