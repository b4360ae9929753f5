"""The words under the pointer."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget


class Hover(QLabel):
    """A small label on ink beside the pointer, always inside its parent, transparent to the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("hover", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, at: QPoint, text: str) -> None:
        """Stand below and right of ``at`` (in the parent's pixels), or above where there is no room; "" hides."""
        if not text:
            self.hide()
            return
        room = self._ground.rect()
        self.setText(text)
        self.adjustSize()
        left = min(at.x() + 14, room.width() - self.width() - 4)
        is_low = at.y() + 18 + self.height() >= room.height()
        self.move(left, at.y() - 10 - self.height() if is_low else at.y() + 14)
        self.raise_()
        self.show()
