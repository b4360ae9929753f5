"""Labels that never guess markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain(text: str, *, soft: bool = False, heading: bool = False, title: bool = False, wrap: bool = False) -> QLabel:
    """A label that never guesses markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    for name, on in (("soft", soft), ("heading", heading), ("title", title)):
        if on:
            label.setProperty(name, True)
    return label
