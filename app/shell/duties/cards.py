"""A duty as a card: what it is, how many, and the way to the list behind the number."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.shell.plain import plain

HEIGHT = 84


class DutyCard(QFrame):
    """Title above; number at the left and action at the right below. ``chosen`` asks for the list behind it."""

    chosen = Signal()

    def __init__(self, title: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = title
        self._figure, self._link = QLabel("…"), QPushButton(f"{act} ›".replace("&", "&&"))
        self._figure.setProperty("figure", True)
        self._figure.setProperty("tone", "muted")
        self._link.setProperty("link", True)
        self._link.clicked.connect(self.chosen)
        below = QHBoxLayout()
        below.addWidget(self._figure)
        below.addStretch(1)
        below.addWidget(self._link, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 12, 8)
        column.setSpacing(0)
        column.addWidget(plain(title, soft=True))
        column.addStretch(1)
        column.addLayout(below)

    def show_figure(self, text: str, tone: str) -> None:
        """Show a number or a word in a semantic colour."""
        self._figure.setText(text)
        self.setAccessibleName(f"{self._title}: {text}")
        self._link.setAccessibleName(f"{self._title}: {text}. {self._link.text()}")
        if self._figure.property("tone") != tone:
            self._figure.setProperty("tone", tone)
            self._figure.style().polish(self._figure)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole card is the button."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()
        super().mouseReleaseEvent(event)
