"""A form from fields: groups as sections, two columns where there is room, errors at the field."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.kit.errors import Refusal, Trouble
from app.kit.fields import Field, Kind
from app.kit.store.choosing import Candidate
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.editors import editor_for
from app.ui.form.line import FieldLine

WIDE = 620  # from this width on there are two columns
NONE: Mapping[str, Candidate] = {}


class Form(QWidget):
    """``sent(values, again)`` carries understood values; ``left`` when given up. Enter moves on,
    Ctrl+Enter sends, Esc leaves (twice if something was typed)."""

    sent = Signal(object, bool)
    left = Signal()
    typed = Signal()

    def __init__(self, desk: Desk, title: str, fields: Mapping[str, Field], send: str, again: str = "") -> None:
        super().__init__()
        self.lines = {name: FieldLine(field, editor_for(field, desk)) for name, field in fields.items()}
        self._shown: dict[str, Any] = {}
        self._is_dirty = False
        self._columns = 0
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self._title = QLabel(title)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("heading", True)
        self._title.setWordWrap(True)
        self._title.setVisible(bool(title))
        box.addWidget(self._title)
        box.addWidget(self._scrolled(), 1)
        self._told = QLabel()
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._told.hide()
        box.addWidget(self._told)
        box.addLayout(self._buttons(send, again))
        for line in self.lines.values():
            line.changed.connect(self._on_changed)
        self._lay_out(1)

    def show_values(self, values: Mapping[str, Any], links: Mapping[str, Candidate] = NONE) -> None:
        """Put values; ``links`` name the rows that links point to. Nothing counts as typed."""
        for name, line in self.lines.items():
            line.editor.show_value(values.get(name), links[name].name if name in links else "")
            line.tell("")
        self._shown = {name: values.get(name) for name in self.lines}
        self._mark(dirty=False)

    def values(self) -> dict[str, Any]:
        """Every value; what cannot be taken is said at its field, and the first such Refusal raised."""
        found: dict[str, Any] = {}
        first: Refusal | None = None
        for name, line in self.lines.items():
            try:
                found[name] = line.editor.checked_value()
                line.tell("")
            except Refusal as refusal:
                line.tell(str(refusal))
                if first is None:
                    first = refusal
                    line.editor.setFocus()
        if first is not None:
            raise first
        return found

    def changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values that differ from what was shown."""
        return {name: value for name, value in values.items() if value != self._shown.get(name)}

    def tell(self, trouble: Trouble) -> None:
        """Say a refusal at its field, or above the buttons if it has none here."""
        line = self.lines.get(getattr(trouble, "field", ""))
        if line:
            line.tell(str(trouble))
            line.editor.setFocus()
        else:
            self._say(str(trouble), "refused")

    def is_dirty(self) -> bool:
        """True once a person changed something."""
        return self._is_dirty

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        if self.lines:
            next(iter(self.lines.values())).editor.setFocus()

    def send(self) -> None:
        """As the button does."""
        self._send(again=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter to the next field, Ctrl+Enter sends, Esc leaves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.send()
            else:
                self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One or two columns, as there is room."""
        super().resizeEvent(event)
        self._lay_out(2 if self.width() >= WIDE else 1)

    def _scrolled(self) -> QScrollArea:
        area, inner = QScrollArea(), QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        inner.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _buttons(self, send: str, again: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 6, 0)
        cancel, self._send_button = QPushButton(_("Cancel")), QPushButton(send)
        cancel.clicked.connect(self.left)
        self._send_button.setProperty("primary", True)
        self._send_button.clicked.connect(self.send)
        row.addWidget(cancel)
        row.addStretch(1)
        if again:
            button = QPushButton(again)
            button.clicked.connect(lambda: self._send(again=True))
            row.addWidget(button)
        row.addWidget(self._send_button)
        return row

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.takeAt(0):
            pass
        for heading in self.findChildren(QLabel, "section"):
            heading.deleteLater()
        row, column, group = 0, 0, ""
        for line in self.lines.values():
            if line.field.group != group:
                group = line.field.group
                row, column = row + (1 if column else 0), 0
                self._grid.addWidget(_section(_(group)), row, 0, 1, columns)
                row += 1
            if line.field.kind is Kind.NOTE:
                row, column = row + (1 if column else 0), 0
                self._grid.addWidget(line, row, 0, 1, columns)
                row += 1
                continue
            self._grid.addWidget(line, row, column)
            row, column = (row, column + 1) if column + 1 < columns else (row + 1, 0)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._grid.setRowStretch(row + 1, 1)

    def _on_changed(self) -> None:
        self._mark(dirty=True)
        self.typed.emit()

    def _mark(self, dirty: bool) -> None:
        if dirty != self._is_dirty:
            self._is_dirty = dirty
            self._title.setText(self._title.text().removesuffix(" •") + (" •" if dirty else ""))
        self._told.hide()

    def _say(self, text: str, tone: str) -> None:
        self._told.setText(text)
        self._told.setProperty("tone", tone)
        self._told.style().unpolish(self._told)
        self._told.style().polish(self._told)
        self._told.show()

    def _send(self, again: bool) -> None:
        try:
            values = self.values()
        except Refusal:
            return
        self.sent.emit(values, again)

    def _leave(self) -> None:
        if self._is_dirty and self._told.isHidden():
            self._say(_("Not saved. Press Esc again to discard, Ctrl+Enter to save."), "attention")
        else:
            self.left.emit()


def _section(title: str) -> QLabel:
    label = QLabel(title)
    label.setObjectName("section")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("heading", True)
    return label
