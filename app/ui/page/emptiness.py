"""An empty list says what to do next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.action import Action, button_of
from app.ui.theme import icon, themes

WIDTH = 420


class Emptiness(QWidget):
    """A picture, a sentence, and the buttons that lead out."""

    def __init__(self) -> None:
        super().__init__()
        self._name = "list"
        self._picture, self._text = QLabel(), QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setWordWrap(True)
        self._text.setProperty("soft", True)
        self._text.setFixedWidth(WIDTH)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        box = QVBoxLayout(self)
        box.setSpacing(14)
        box.addStretch(2)
        box.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addLayout(self._buttons)
        box.addStretch(3)
        themes.changed.connect(self._dress)

    def say(self, text: str, ways_out: Sequence[Action], picture: str = "list") -> None:
        """Show ``text`` with a button for each way out."""
        self._text.setText(text)
        self._name = picture
        self._dress()
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._buttons.addStretch(1)
        for action in sorted(ways_out, key=lambda action: action.rank == "primary"):
            self._buttons.addWidget(button_of(action))
        self._buttons.addStretch(1)

    def _dress(self) -> None:
        self._picture.setPixmap(icon(self._name).pixmap(32, 32))
