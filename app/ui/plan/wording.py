"""Words on the page of an import plan, always plain text: they come from somebody's workbook."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def words(text: str, tone: str = "", heading: bool = False) -> QLabel:
    """A label; all but headings and single signs break into lines."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(not heading and len(text) > 2)
    label.setProperty("tone", tone)
    label.setProperty("heading", heading)
    return label
