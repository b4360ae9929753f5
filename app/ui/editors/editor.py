"""What every editor can do: show a value, give a value or say why not, tell that it was changed."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kit.errors import Refusal
from app.kit.fields import Field
from app.kit.store.change import require
from app.kit.words import _


class Editor(QWidget):
    """One field on one widget. ``changed`` only when a person changed it."""

    changed = Signal()

    def __init__(self, field: Field, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.inner = inner
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner)
        self.setFocusProxy(inner)
        inner.setAccessibleName(_(field.label))
        inner.setAccessibleDescription(_(field.help))

    def value(self) -> Any:
        """What stands in the editor, None if blank; a Refusal if it cannot be understood."""
        raise NotImplementedError

    def show_value(self, value: Any, shown: str = "") -> None:
        """Put ``value``; ``shown`` names the row a link points to."""
        raise NotImplementedError

    def checked_value(self) -> Any:
        """The value, tested against the field: a Refusal also where it is missing or out of range."""
        value = self.value()
        name = self.field.name
        require({name: self.field}, {name: value})
        return value

    def problem(self) -> str:
        """Why the value cannot be taken, empty if it can."""
        try:
            self.checked_value()
        except Refusal as refusal:
            return str(refusal)
        return ""

    def mark_wrong(self, wrong: bool) -> None:
        """A red outline, or none."""
        if bool(self.inner.property("wrong")) != wrong:
            self.inner.setProperty("wrong", wrong)
            self.inner.style().unpolish(self.inner)
            self.inner.style().polish(self.inner)
