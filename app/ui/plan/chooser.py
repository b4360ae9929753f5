"""A box to choose in that stands in a column of many: the wheel scrolls past it, the arrows open it."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyleOptionComboBox

from app.ui.theme import tip

_ARROW = 36  # the arrow and what stands around it
_OPENING = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))


class Chooser(QComboBox):
    """``picked(value)`` once a person has chosen. ``show_value`` only shows; an unknown value shows nothing."""

    picked = Signal(object)

    def __init__(self, name: str, options: Iterable[tuple[str, Any]] = (), prompt: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        for text, value in options:
            self.addItem(text, value)
        self.activated.connect(lambda _at: self.picked.emit(self.currentData()))

    def offer(self, options: QAbstractItemModel) -> None:
        """Take the options from a model that several boxes share."""
        self.setModel(options)

    def show_value(self, value: object) -> None:
        """Let ``value`` stand there."""
        self.setCurrentIndex(-1 if value is None else self.findData(value))
        self.setToolTip(tip(self.currentText()))

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """A long text ends in dots rather than inside a letter."""
        super().initStyleOption(option)
        room = self.width() - _ARROW
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """What is scrolled past is not changed."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Each step would plan the import anew: the arrows open the list, Enter chooses in it."""
        if event.key() in _OPENING and not event.modifiers():
            self.showPopup()
        else:
            super().keyPressEvent(event)
