"""A figure as a small card: what it is, how much, and what that means; the whole card opens the list behind it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.ui.theme import tip

HEIGHT = 78


class Tile(QFrame):
    """Title, figure and note one below the other; ``chosen`` asks for the list, by mouse or Enter."""

    chosen = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title = title
        self._figure, self._note = _words("…"), _words("")
        self._figure.setProperty("figure", True)
        self._note.setProperty("small", True)
        self._note.setProperty("soft", True)
        head = _words(title)
        head.setProperty("soft", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 8, 6)
        column.setSpacing(0)
        for part in (head, self._figure, self._note):
            column.addWidget(part)

    def show_figure(self, figure: str, note: str = "", tone: str = "") -> None:
        """Show a figure in a semantic colour, and what it is made of."""
        self._figure.setText(figure)
        self._note.setText(note)
        self.setToolTip(tip(f"{self._title}: {figure}\n{note}".rstrip()))
        self.setAccessibleName(f"{self._title}: {figure}. {note}".rstrip(". "))
        self._figure.setProperty("tone", tone)
        self._figure.style().polish(self._figure)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole card is the button."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space choose it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


def _words(text: str) -> QLabel:
    """A label that never guesses markup and may be narrower than its words."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(1)
    return label
