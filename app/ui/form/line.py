"""One field of a form: its label, its editor, and below it what is wrong, in words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.kit.fields import Field, Kind
from app.kit.words import _
from app.ui.editors import Editor
from app.ui.theme import tip

LABEL = 108  # width of the label column


class FieldLine(QWidget):
    """``changed`` when a person typed; the error shows once the field was left or the form was sent."""

    changed = Signal()

    def __init__(self, field: Field, editor: Editor) -> None:
        super().__init__()
        self.field, self.editor = field, editor
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        label = _plain(_named(field), "soft")
        label.setWordWrap(True)
        label.setFixedWidth(LABEL)
        label.setToolTip(tip(_(field.help)))
        label.setBuddy(editor)
        top = Qt.AlignmentFlag.AlignTop if field.kind is Kind.NOTE else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(label, 0, 0, top)
        grid.addWidget(editor, 0, 1)
        self._told = _plain("", "refused")
        self._told.setProperty("small", True)
        self._told.setWordWrap(True)
        self._told.hide()
        grid.addWidget(self._told, 1, 1)
        editor.changed.connect(self._on_changed)

    def tell(self, text: str, tone: str = "refused") -> None:
        """Say ``text`` below the field, or nothing; only a refusal outlines the field."""
        self._told.setText(text)
        self._told.setProperty("tone", tone)
        self._told.style().unpolish(self._told)
        self._told.style().polish(self._told)
        self._told.setVisible(bool(text))
        self.editor.mark_wrong(bool(text) and tone == "refused")
        self.editor.inner.setAccessibleDescription(text or _(self.field.help))

    def told(self) -> str:
        """What is said below the field now."""
        return self._told.text() if not self._told.isHidden() else ""

    def _on_changed(self) -> None:
        if self.told():
            self.tell("")
        self.changed.emit()


def _named(field: Field) -> str:
    """Label with its unit, starred where it must be filled in."""
    label = _(field.label) if field.kind is Kind.PERCENT else field.heading()
    return f"{label} *" if field.required else label


def _plain(text: str, tone: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    return label
