"""One field of several rows at once, with the number of rows said before anything is done."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from app.kit.store.change import EditMany
from app.kit.store.row import Row, table_of
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.form.entry import editable
from app.ui.form.form import Form


class ManyEntry(QWidget):
    """Choose a field, give its value, set it in all rows ``ids``; ``left`` when it may be closed."""

    left = Signal()

    def __init__(self, desk: Desk, row: type[Row], ids: tuple[int, ...], name: str = "", value: Any = None) -> None:
        super().__init__()
        self._desk, self._row, self._ids = desk, row, ids
        self._fields = {n: f for n, f in editable(row).items() if n not in row.key}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        heading = QLabel(_("Set in {n} rows", n=f"{len(ids):,}"))
        heading.setProperty("heading", True)
        self._box.addWidget(heading)
        self._which = QComboBox()
        self._which.setAccessibleName(_("Field"))
        for field_name, field in self._fields.items():
            self._which.addItem(_(field.label), field_name)
        self._which.setCurrentIndex(max(0, self._which.findData(name)))
        self._box.addWidget(self._which)
        self.form = self._form_of(self._which.currentData())
        self.form.show_values({name: value} if name else {})
        self._box.addWidget(self.form, 1)
        self._which.currentIndexChanged.connect(self._on_which)

    def _form_of(self, name: str) -> Form:
        send = _("Set in {n} rows", n=f"{len(self._ids):,}")
        form = Form(self._desk, "", {name: self._fields[name]}, send)
        form.sent.connect(self._on_sent)
        form.left.connect(self.left)
        return form

    def _on_which(self) -> None:
        old, self.form = self.form, self._form_of(self._which.currentData())
        self._box.replaceWidget(old, self.form)
        old.deleteLater()
        self.form.begin()

    def _on_sent(self, values: Mapping[str, Any], _again: bool) -> None:
        change = EditMany(table_of(self._row).name, self._ids, values)
        self._desk.do(change, lambda _done: self.left.emit(), refused=self.form.tell)
