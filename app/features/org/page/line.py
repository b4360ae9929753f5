"""One setting as a line: its name, the value in force, unit, default, and where the value is from."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPushButton, QWidget

from app.features.org.queries import Chosen
from app.features.org.rules import TEXT, SettingSpec
from app.kit.errors import Refusal
from app.kit.words import N_, _

LABEL, VALUE, SHORT = 310, 150, 92
ELSEWHERE = {
    "office.profile": N_("Chosen under Preferences."),
    "office.demo": N_("Set by the demo office."),
    "card.layout": N_("Chosen on the page Business cards."),
}
OPTIONS = {
    "outside": N_("outside one's reading area"), "always": N_("always"), "never": N_("never"),
    "wish": N_("the higher wish"), "familiarity": N_("familiarity"), "tenure": N_("time in the role"),
    "reading": N_("own reading area"), "none": N_("nothing"), "yes": N_("yes"), "no": N_("no"),
}  # fmt: skip


class SettingLine(QObject):
    """``wanted(name, value, reason)`` when somebody typed, ``forgotten(name)`` for the way back to the default."""

    wanted = Signal(str, str, str)
    forgotten = Signal(str)

    def __init__(self, spec: SettingSpec, may_set: bool, card: QFrame) -> None:
        super().__init__(card)
        self.spec, self.card = spec, card
        self.is_visible, self._is_own = True, False
        self._shown = ("", "")
        self.label, self.unit = words(_(spec.label)), words(_(spec.unit) if spec.unit else "", "soft")
        self.default = words(_spoken(spec, str(spec.default)), "soft")
        self.editor: QLineEdit | QComboBox = self._combo() if spec.options else QLineEdit()
        self.source, self.origin = QLineEdit(), words(_(ELSEWHERE.get(spec.name, spec.source)), "soft")
        self.reset = QPushButton(_("Back to default"))
        self.fault = words("")
        self.fault.setProperty("tone", "refused")
        self.fault.hide()
        self._dress(may_set and spec.name not in ELSEWHERE)

    def parts(self) -> tuple[QWidget, ...]:
        """The widgets of the line, left to right."""
        return self.label, self.editor, self.unit, self.default, self.source, self.reset

    def show_chosen(self, chosen: Chosen | None) -> None:
        """Show what holds; what is being typed is not disturbed."""
        value = chosen.value if chosen else str(self.spec.default)
        self._shown = (_plain_number(self.spec, value), chosen.reason if chosen else "")
        self._is_own = chosen is not None
        self.set_visible(self.is_visible)
        self.label.setProperty("tone", "accent" if chosen else "")
        self.label.style().polish(self.label)
        if not self.fault.text():
            self._write()

    def typed(self) -> str:
        """The value as it stands in the editor."""
        editor = self.editor
        return str(editor.currentData()) if isinstance(editor, QComboBox) else editor.text().strip()

    def told(self) -> str:
        """Everything a search may find, in small letters."""
        texts = (self.label.text(), self.unit.text(), self.source.text(), self.origin.text(), self.typed())
        return " ".join(texts).lower()

    def tell(self, wrong: str) -> None:
        """Say at the field why a value cannot be taken; empty takes it back."""
        self.fault.setText(wrong)
        self.editor.setProperty("wrong", bool(wrong))
        self.editor.style().polish(self.editor)
        self.set_visible(self.is_visible)

    def set_visible(self, on: bool) -> None:
        """Show or hide the whole line."""
        self.is_visible, is_wrong = on, bool(self.fault.text())
        for part in (self.label, self.editor, self.unit, self.default):
            part.setVisible(on)
        self.source.setVisible(on and not is_wrong and self._is_own and self.editor.isEnabled())
        self.origin.setVisible(on and not is_wrong and self.source.isHidden())
        self.fault.setVisible(on and is_wrong)
        self.reset.setVisible(on and self._is_own and self.editor.isEnabled())

    def _combo(self) -> QComboBox:
        combo = QComboBox()
        for option in self.spec.options:
            combo.addItem(_spoken(self.spec, option), option)
        return combo

    def _dress(self, may_set: bool) -> None:
        self.label.setFixedWidth(LABEL)
        self.label.setWordWrap(True)
        self.label.setMinimumHeight(28)
        self.editor.setFixedWidth(VALUE)
        for part in (self.unit, self.default):
            part.setFixedWidth(SHORT)
            part.setWordWrap(True)
        self.editor.setAccessibleName(self.label.text())
        self.editor.setEnabled(may_set)
        self.source.setAccessibleName(_("Source of {setting}", setting=self.label.text()))
        self.source.setPlaceholderText(_("why this value, or where it is from"))
        self.reset.setProperty("link", True)
        self.reset.clicked.connect(lambda: self.forgotten.emit(self.spec.name))
        if isinstance(self.editor, QComboBox):
            self.editor.activated.connect(lambda _at: self._send())
        else:
            side = Qt.AlignmentFlag.AlignLeft if self.spec.kind == TEXT else Qt.AlignmentFlag.AlignRight
            self.editor.setAlignment(side)
            self.editor.editingFinished.connect(self._send)
        self.source.editingFinished.connect(self._send)

    def _send(self) -> None:
        typed, reason = self.typed(), self.source.text().strip()
        if (typed, reason) == self._shown:
            self.tell("")
            return
        try:
            value = str(self.spec.parse(typed))
        except Refusal as refusal:
            self.tell(str(refusal))
            return
        self.tell("")
        self.wanted.emit(self.spec.name, value, reason)

    def _write(self) -> None:
        self.tell("")
        value, reason = self._shown
        if isinstance(self.editor, QComboBox):
            self.editor.setCurrentIndex(max(0, self.editor.findData(value)))
        else:
            self.editor.setText(value)
        self.source.setText(reason)


def words(text: str, style: str = "") -> QLabel:
    """A label that never guesses markup; ``style`` is heading or soft."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if style:
        label.setProperty(style, True)
    return label


def _plain_number(spec: SettingSpec, value: str) -> str:
    return value if spec.kind == TEXT else f"{float(value):.10g}"


def _spoken(spec: SettingSpec, value: str) -> str:
    if spec.options:
        return _(OPTIONS[value])
    return _plain_number(spec, value)
