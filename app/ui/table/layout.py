"""Which columns stand where and how wide: as declared, filled to the width, or as somebody left them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QTableView

from app.kit.fields import Kind
from app.kit.settings import UserSettings
from app.kit.store.query import Column
from app.kit.words import _
from app.ui.table.header import ARROW, MARK, PAD
from app.ui.theme import width_of

SIGN = 7.2  # pixels of an average sign
STRETCHING = {Kind.TEXT, Kind.NOTE}


class ColumnLayout(QObject):
    """Keeps a header's widths, order and hidden columns in the person's settings."""

    def __init__(self, header: QHeaderView, columns: Sequence[Column], settings: UserSettings, name: str) -> None:
        super().__init__(header)
        self._header, self._columns, self._settings = header, columns, settings
        self._name = f"table.{name}"
        self._is_own = False
        self._setting = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(400)
        self._later.timeout.connect(self._keep)
        self.restore()
        header.sectionMoved.connect(self._on_moved)
        header.sectionResized.connect(self._on_resized)

    def restore(self) -> None:
        """As somebody left it, else as declared."""
        kept: dict[str, Any] = self._settings.get(self._name) or {}
        self._is_own = bool(kept.get("widths"))
        widths, order = kept.get("widths", {}), kept.get("order", [])
        shown = set(kept["shown"]) if "shown" in kept else {column.key for column in self._columns if column.shown}
        self._setting = True
        for section, column in enumerate(self._columns):
            self._header.resizeSection(section, int(widths.get(column.key) or natural_width(column)))
            self._header.setSectionHidden(section, column.key not in shown)
        places = {column.key: section for section, column in enumerate(self._columns)}
        for visual, key in enumerate([key for key in order if key in places]):
            self._header.moveSection(self._header.visualIndex(places[key]), visual)
        self._setting = False

    def forget(self) -> None:
        """Back to what was declared."""
        self._settings.keep(self._name, None)
        self._setting = True
        for section in range(len(self._columns)):
            self._header.moveSection(self._header.visualIndex(section), section)
        self._setting = False
        self.restore()
        self.fill()

    def show(self, key: str, on: bool) -> None:
        """Show or hide one column; the last one shown stays."""
        section = next(at for at, column in enumerate(self._columns) if column.key == key)
        if not on and len(self.shown()) == 1:
            return
        self._header.setSectionHidden(section, not on)
        self.fill()
        self._later.start()

    def shown(self) -> list[int]:
        """The shown columns, left to right."""
        order = (self._header.logicalIndex(visual) for visual in range(len(self._columns)))
        return [section for section in order if not self._header.isSectionHidden(section)]

    def fill(self) -> None:
        """Give words the room the window has left, unless somebody set the widths."""
        if self._is_own:
            return
        shown = self.shown()
        natural = {section: natural_width(self._columns[section]) for section in shown}
        table = self._header.parentWidget()
        assert isinstance(table, QTableView)
        spare = table.viewport().width() - sum(natural.values())
        wordy = [s for s in shown if self._columns[s].field.kind in STRETCHING] or shown
        share = max(0, spare) / max(1, sum(natural[section] for section in wordy))
        self._setting = True
        for section in shown:
            more = natural[section] * share if section in wordy else 0
            self._header.resizeSection(section, int(natural[section] + more))
        self._setting = False

    def _on_moved(self, _section: int, _old: int, _new: int) -> None:
        if not self._setting:
            self._later.start()

    def _on_resized(self, _section: int, old: int, new: int) -> None:
        if not self._setting and old and new:
            self._is_own = True
            self._later.start()

    def _keep(self) -> None:
        keys = [column.key for column in self._columns]
        order = [keys[self._header.logicalIndex(visual)] for visual in range(len(keys))]
        shown = [keys[section] for section in self.shown()]
        kept: dict[str, Any] = {"order": order, "shown": shown}
        if self._is_own:
            kept["widths"] = {keys[section]: self._header.sectionSize(section) for section in self.shown()}
        self._settings.keep(self._name, kept)


def natural_width(column: Column) -> int:
    """Room for the declared number of signs and for the whole heading with its arrow."""
    words = column.field.width * SIGN + 2 * PAD
    choices = max((width_of(_(choice.label)) + 2 * PAD + 4 for choice in column.field.choices), default=0.0)
    heading = width_of(column.field.heading(), bold=True) + PAD + max(ARROW, PAD + MARK)
    return round(max(words, choices, heading))
