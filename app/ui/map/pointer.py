"""What the pointer does on the map, told in the map's terms: point, choose, enclose, carry."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
STILL = 4  # pixels a click may wander


class Pointer(QObject):
    """Watches a widget's pointer; panning and the wheel are left to the widget itself.

    ``holds(at)`` says whether something that may be carried is there: a press on it neither pans nor loops.
    """

    hovered = Signal(object)  # QPointF, or None when the pointer left or a button is down
    clicked = Signal(QPointF, bool)  # where, and whether Ctrl adds to the choice
    opened = Signal(QPointF)
    looping = Signal(object)  # the loop so far: list[QPointF]
    looped = Signal(object, bool)  # the closed loop, and whether Ctrl adds
    lifted = Signal(QPointF)  # where what is carried now was pressed
    carried = Signal(QPointF)
    dropped = Signal(QPointF)
    put_back = Signal()  # Esc, while something was carried

    def __init__(self, watched: QWidget, holds: Callable[[QPointF], bool]) -> None:
        super().__init__(watched)
        self.lasso = False
        self._watched, self._holds = watched, holds
        self._loop: list[QPointF] | None = None
        self._pressed: QPointF | None = None
        self._is_held = self._is_carrying = False
        watched.setMouseTracking(True)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True (eaten) only while a lasso is drawn or something is carried."""
        if event.type() == QEvent.Type.Leave:
            self.hovered.emit(None)
        if not isinstance(event, QMouseEvent):
            return False
        kind, left = event.type(), event.button() == Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseButtonPress and left:
            return self._press(event)
        if kind == QEvent.Type.MouseMove:
            return self._move(event)
        if kind == QEvent.Type.MouseButtonRelease and left:
            return self._release(event)
        if kind == QEvent.Type.MouseButtonDblClick and left:
            self.opened.emit(event.position())
        return False

    def press_key(self, event: QKeyEvent) -> bool:
        """Esc puts back what is carried; True if it did."""
        if event.key() != Qt.Key.Key_Escape or not self._is_carrying:
            return False
        self._is_held = self._is_carrying = False
        self._pressed = None
        self.put_back.emit()
        return True

    def _press(self, event: QMouseEvent) -> bool:
        self.hovered.emit(None)
        self._is_held = not event.modifiers() & (SHIFT | CONTROL) and self._holds(event.position())
        if not self._is_held and (self.lasso or event.modifiers() & SHIFT):
            self._loop = [event.position()]
            return True
        self._pressed = event.position()
        return self._is_held

    def _move(self, event: QMouseEvent) -> bool:
        if self._loop is not None:
            self._loop.append(event.position())
            self.looping.emit(self._loop)
            return True
        if self._is_held and self._pressed is not None:
            if not self._is_carrying and (event.position() - self._pressed).manhattanLength() > STILL:
                self._is_carrying = True
                self.lifted.emit(self._pressed)
            if self._is_carrying:
                self.carried.emit(event.position())
            return True
        self.hovered.emit(None if event.buttons() else event.position())
        return False

    def _release(self, event: QMouseEvent) -> bool:
        adds = bool(event.modifiers() & CONTROL)
        if self._loop is not None:
            loop, self._loop = self._loop, None
            self.looping.emit([])
            if len(loop) > 2:
                self.looped.emit(loop, adds)
            return True
        held, self._is_held = self._is_held, False
        carrying, self._is_carrying = self._is_carrying, False
        pressed, self._pressed = self._pressed, None
        if carrying:
            self.dropped.emit(event.position())
        elif pressed is not None and (event.position() - pressed).manhattanLength() <= STILL:
            self.clicked.emit(event.position(), adds)
        return held
