"""Toasts: the window says what it did, and offers to undo it, instead of asking beforehand."""

from collections.abc import Callable
from functools import partial
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QLabel, QPushButton, QWidget

from app.kit.words import _
from app.ui.theme import inverse, tip

Kind = Literal["ok", "info", "attention", "refused"]

STAYS: Final = 6_000  # milliseconds; a refusal stays twice as long
FADE: Final = 250
MOST: Final = 3
MOST_LINES: Final = 4
TOP: Final = 52  # below the tab bar
WIDEST: Final = 560
STEP: Final = 6  # between two toasts


class Toaster(QObject):
    """Shows toasts at the top centre of ``parent``, newest below, at most three; F8 jumps to the newest."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._shown: list[Toast] = []
        parent.installEventFilter(self)
        jump = QShortcut(QKeySequence(Qt.Key.Key_F8), parent)
        jump.activated.connect(self._on_jump)

    def say(self, text: str, undo: Callable[[], object] | None = None, kind: Kind = "ok") -> "Toast":
        """Show plain ``text``; with ``undo`` an Undo button that calls it once and closes the toast."""
        while len(self._shown) >= MOST:
            self._shown[0].leave()
        toast = Toast(self._window, text, undo, kind)
        toast.left.connect(partial(self._on_left, toast))
        self._shown.append(toast)
        toast.show()
        self._arrange()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))
        return toast

    def shown(self) -> "tuple[Toast, ...]":
        """The toasts on view, oldest first."""
        return tuple(self._shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the centre when the window changes its width."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        y = TOP
        for toast in self._shown:
            toast.setMaximumWidth(min(WIDEST, self._window.width() - 2 * TOP))
            toast.adjustSize()
            toast.move((self._window.width() - toast.width()) // 2, y)
            toast.raise_()
            y += toast.height() + STEP

    def _on_jump(self) -> None:
        if self._shown:
            self._shown[-1].take_focus()

    def _on_left(self, toast: "Toast") -> None:
        self._shown.remove(toast)
        self._arrange()


class Toast(QFrame):
    """One message; it waits while the pointer or the keyboard is on it, Esc closes it."""

    left = Signal()

    def __init__(self, parent: QWidget, text: str, undo: Callable[[], object] | None, kind: Kind) -> None:
        super().__init__(parent)
        self.setProperty("toast", True)
        self.setAccessibleName(text)
        self._kind, self._undo, self._gone = kind, undo, False
        row = QHBoxLayout(self)
        row.setContentsMargins(26 if kind != "ok" else 14, 6, 10 if undo else 14, 6)
        row.setSpacing(12)
        lines = text.split("\n")
        self.text = QLabel("\n".join([*lines[:MOST_LINES], *(["…"] if len(lines) > MOST_LINES else [])]))
        self.text.setToolTip(tip(text) if len(lines) > MOST_LINES else "")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setMinimumHeight(max(24, self.text.sizeHint().height()))  # of every line, or the frame cuts them
        if self.text.sizeHint().width() > WIDEST - 120:
            self.text.setWordWrap(True)
            self.text.setMinimumWidth(WIDEST - 120)
            self.text.setMinimumHeight(max(24, self.text.heightForWidth(WIDEST - 120)))
        row.addWidget(self.text)
        self.button = QPushButton(_("Undo"))
        self.button.setVisible(undo is not None)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else a closing form would leave the keyboard on Undo
        self.button.clicked.connect(self._on_undo)
        row.addWidget(self.button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS * 2 if kind == "refused" else STAYS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def leave(self) -> None:
        """Close now."""
        if not self._gone:
            self._gone = True
            self._timer.stop()
            self.hide()
            self.left.emit()
            self.deleteLater()

    def take_focus(self) -> None:
        """Give the keyboard to the Undo button, or to the toast itself."""
        (self.button if self._undo else self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        """Hold the time while somebody attends to the toast."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            self._timer.stop()
            self.setGraphicsEffect(None)  # type: ignore[arg-type]  # Qt takes null here: full opacity again
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self._timer.start()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dot in the colour of the kind before the words; the words say the same."""
        super().paintEvent(event)
        if self._kind != "ok":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(inverse().tone(self._kind)))
            painter.drawEllipse(12, self.height() // 2 - 3, 7, 7)

    def _on_undo(self) -> None:
        undo, self._undo = self._undo, None
        self.leave()
        if undo:
            undo()

    def _on_time(self) -> None:
        if self.underMouse() or self.button.hasFocus():
            self._timer.start()
            return
        veil = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(veil)
        fade = QPropertyAnimation(veil, b"opacity", veil)
        fade.setDuration(FADE)
        fade.setStartValue(1.0)
        fade.setEndValue(0.0)
        fade.finished.connect(self.leave)
        fade.start()
