"""Beside the form: whose rows fill it, which month, and the fields there are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QVBoxLayout

from app.assembly.material import Material
from app.kit.sheet import Sheet
from app.kit.template import Template
from app.kit.words import _
from app.shell.forms.fields import FieldList
from app.shell.forms.offers import COLUMN, FACT, Entry, entries, matching, unknown
from app.shell.plain import plain
from app.ui.chips import Chip, ChipRow

WIDTH = 312


class FieldPanel(QFrame):
    """``asked`` when other rows or another month are wanted; ``chosen`` carries an Entry."""

    asked = Signal()
    chosen = Signal(object)

    def __init__(self, sheets: Sequence[Sheet], months: Sequence[str], month: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setFixedWidth(WIDTH)
        self.sheet, self.month, self.search = QComboBox(), QComboBox(), QLineEdit()
        for name, box in ((_("Rows of"), self.sheet), (_("Month"), self.month), (_("Search"), self.search)):
            box.setAccessibleName(name)
        self.sheet.addItem(_("No rows"), "")
        for each in sheets:
            self.sheet.addItem(_(each.title), each.name)
        self.month.addItems(list(months))
        self.month.setCurrentText(month)
        self.search.setProperty("search", True)
        self.search.setPlaceholderText(_("Search fields"))
        self.search.setClearButtonEnabled(True)
        self.chips = ChipRow(_("Filters"), exclusive=True)
        self.list = FieldList()
        self._all: list[Entry] = []
        self._unknown: list[Entry] = []
        self._build()
        self.sheet.activated.connect(lambda _at: self.asked.emit())
        self.month.activated.connect(lambda _at: self.asked.emit())
        self.search.textChanged.connect(lambda _text: self._show())
        self.chips.changed.connect(lambda _on: self._show())
        self.list.chosen.connect(self.chosen)

    def choose_sheet(self, name: str) -> None:
        """Whose rows fill the form, without telling anybody."""
        self.sheet.setCurrentIndex(max(self.sheet.findData(name), 0))

    def show_fields(self, given: Material, template: Template) -> None:
        """What there is, and who asks for it."""
        self._all, self._unknown = entries(given, template), unknown(given, template)
        self._show()

    def entry(self, key: str) -> Entry | None:
        """The field with this key."""
        return next((each for each in self._all if each.key == key), None)

    def _show(self) -> None:
        unused = [each for each in self._all if not each.cells]
        on = next(iter(self.chips.on()), "all")
        self.chips.show_chips([
            Chip(key, text, key == on) for key, text in (
                ("all", _("All")), ("unused", _("Not used: {n}", n=len(unused))),
                ("unknown", _("Unknown: {n}", n=len(self._unknown))),
            )
        ])  # fmt: skip
        wanted = {"all": self._all, "unused": unused, "unknown": self._unknown}[on]
        found = matching(wanted, self.search.text())
        shown = [each for each in found if not each.key]
        for heading, prefix in ((_("For the whole form"), FACT), (self.sheet.currentText(), COLUMN)):
            of_it = [each for each in found if each.key.startswith(prefix)]
            shown += [Entry(heading, is_heading=True), *of_it] if of_it else []
        self.list.fields.show_entries(shown)

    def _build(self) -> None:
        head = QGridLayout()
        head.setHorizontalSpacing(8)
        head.setVerticalSpacing(6)
        head.setColumnStretch(1, 1)
        for at, (text, box) in enumerate(((_("Rows of"), self.sheet), (_("Month"), self.month))):
            head.addWidget(plain(text, soft=True), at, 0)
            head.addWidget(box, at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 1, 1)
        column.setSpacing(8)
        inner = QVBoxLayout()
        inner.setContentsMargins(11, 0, 11, 0)
        inner.setSpacing(8)
        inner.addLayout(head)
        inner.addWidget(self.search)
        inner.addWidget(self.chips)
        column.addLayout(inner)
        column.addWidget(self.list, 1)
