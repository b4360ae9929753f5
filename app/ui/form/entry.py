"""A new row, or a stored one to be edited: the form of every Row."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.store.change import Create, Edit
from app.kit.store.choosing import Present, is_taken, present
from app.kit.store.office import Done
from app.kit.store.row import Row, fields_of, table_of
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.editors.chooser import Chooser
from app.ui.form.form import Form

CARRIED = {Kind.CHOICE, Kind.CHOICES, Kind.LINK, Kind.FLAG}  # kept from one new row to the next
PAUSE = 250  # milliseconds of silence before a key is looked up


class RowEntry(QWidget):
    """``saved(id)`` after every save, ``left`` when it may be closed."""

    saved = Signal(int)
    left = Signal()

    def __init__(
        self, desk: Desk, row: type[Row], id_: int | None = None, first: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__()
        self._desk, self._row, self._id = desk, row, id_
        self._version: int | None = None
        title = _("New: {what}", what=_(row.one)) if id_ is None else _("Edit: {what}", what=_(row.one))
        self.form = Form(desk, title, editable(row), _("Save"), _("Save and new") if id_ is None else "")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.form)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._look_for_double)
        self.form.sent.connect(self._on_sent)
        self.form.left.connect(self.left)
        self.form.typed.connect(self._pause.start)
        if id_ is None:
            self.form.show_values({**defaults(row), **(first or {})})
        else:
            desk.ask(self, "present", present, table_of(row).name, id_, then=self._on_present)

    def _on_present(self, found: Present) -> None:
        self._version = found.version
        self.form.show_values(found.values, found.links)

    def _on_sent(self, values: Mapping[str, Any], again: bool) -> None:
        table = table_of(self._row).name
        then = partial(self._on_done, values, again)
        if self._id is None:
            given = {name: value for name, value in values.items() if value is not None}
            self._desk.do(Create(table, given), then, refused=self.form.tell)
            return
        changed = self.form.changes(values)
        if changed:
            self._desk.do(Edit(table, self._id, changed, self._version), then, refused=self.form.tell)
        else:
            self.left.emit()

    def _on_done(self, values: Mapping[str, Any], again: bool, done: Done) -> None:
        self.saved.emit(done.result if self._id is None else self._id)
        if again:
            self._begin_next(values)
        else:
            self.left.emit()

    def _begin_next(self, values: Mapping[str, Any]) -> None:
        """The next new row starts with the choices of the last one."""
        carried = {name: value for name, value in values.items() if self.form.lines[name].field.kind in CARRIED}
        chosen = {n: line.editor.chosen() for n, line in self.form.lines.items() if isinstance(line.editor, Chooser)}
        links = {name: found for name, found in chosen.items() if found}
        self.form.show_values({**defaults(self._row), **carried}, links)
        self.form.begin()

    def _look_for_double(self) -> None:
        key: dict[str, Any] = {}
        for part in self._row.key:
            try:
                key[part] = self.form.lines[part].editor.value() if part in self.form.lines else None
            except Refusal:
                return
        if key and all(value is not None for value in key.values()):
            self._desk.ask(self, "double", is_taken, table_of(self._row).name, key, self._id, then=self._on_looked)

    def _on_looked(self, taken: bool) -> None:
        line = self.form.lines[self._row.key[0]]
        line.tell(_("This one exists already.") if taken else "", "attention")


def editable(row: type[Row]) -> dict[str, Field]:
    """The fields of a row that a person fills in."""
    return {name: field for name, field in fields_of(row).items() if field.editable}


def defaults(row: type[Row]) -> dict[str, Any]:
    """What a new row holds before anybody typed."""
    columns = table_of(row).columns
    found = {name: columns[name].default for name in editable(row)}
    return {name: one.arg for name, one in found.items() if one is not None and one.is_scalar}  # type: ignore[attr-defined]
