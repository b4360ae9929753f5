"""Editors made of plain text: one line for most kinds, several for notes."""

from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.values.bad import BadValue
from app.kit.values.typed import typed
from app.kit.words import _
from app.ui.editors.editor import Editor


class LineEditor(Editor):
    """One line; when left it shows the value as it was understood (1124 becomes 2026-11-24)."""

    def __init__(self, field: Field, today: date, parent: QWidget | None = None) -> None:
        self._line = QLineEdit()
        super().__init__(field, self._line, parent)
        self._today = today
        if field.is_numeric:
            self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._line.setPlaceholderText(_hint(field))
        self._line.textEdited.connect(lambda _text: self.changed.emit())
        self._line.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        """What the line was understood to say."""
        try:
            return typed(self.field, self._line.text(), self._today)
        except BadValue as bad:
            raise Refusal(str(bad), self.field.name) from bad

    def show_value(self, value: Any, shown: str = "") -> None:
        """The value as lists show it, numbers without losing a digit."""
        self._line.setText(written(self.field, value))
        self._line.setCursorPosition(0)

    def _tidy(self) -> None:
        try:
            self.show_value(self.value())
        except Refusal:
            return


def written(field: Field, value: Any) -> str:
    """``value`` as text that reads back as the same value."""
    if value is None:
        return ""
    match field.kind:
        case Kind.NUMBER:
            return f"{value:,.12g}" if abs(value) < 1e12 else repr(value)
        case Kind.PERCENT:
            return f"{value * 100:.10g} %"
        case Kind.INTEGER:
            return f"{value:,}"
    return field.show(value)


def _hint(field: Field) -> str:
    match field.kind:
        case Kind.DAY:
            return _("11.24, 1124, today")
        case Kind.MOMENT:
            return _("11.24 8:30")
        case Kind.MONTH:
            return "2026-11"
    return _(field.help)


class NoteEditor(Editor):
    """Several lines; Tab leaves it, Enter begins a new line."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self._note = _Note()
        super().__init__(field, self._note, parent)
        self._showing = False
        self._note.textChanged.connect(self._on_changed)

    def value(self) -> Any:
        """The text without blank ends."""
        return self._note.toPlainText().strip() or None

    def show_value(self, value: Any, shown: str = "") -> None:
        """The text."""
        self._showing = True
        self._note.setPlainText(value or "")
        self._showing = False

    def _on_changed(self) -> None:
        if not self._showing:
            self.changed.emit()


class _Note(QPlainTextEdit):
    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(64)

    def sizeHint(self) -> QSize:
        return QSize(160, 64)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ensureCursorVisible()
