"""What the status strip says of a list: rows, selection, sum and mean of the numbers under the cursor."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.kit.store.query import Column
from app.kit.store.totals import Totals, totals
from app.kit.words import _
from app.ui.table import Table

PAUSE = 80  # milliseconds of quiet before sums are asked
MOST = 20_000  # selected rows that are summed


class Sums(QObject):
    """``told`` carries the notes whenever rows, selection or the current column changed."""

    told = Signal(object)

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        table.selectionModel().selectionChanged.connect(lambda *_change: self._pause.start())
        table.selectionModel().currentColumnChanged.connect(lambda *_change: self._pause.start())
        table.list.opened.connect(lambda _fresh: self._pause.start())
        table.list.ticked.connect(self._pause.start)

    def notes(self) -> list[str]:
        """Rows shown of all, and how many are selected."""
        model, chosen = self._table.list, self._table.count_chosen()
        shown = model.rowCount()
        rows = f"{shown:,}" if shown == model.in_all else f"{shown:,} / {model.in_all:,}"
        notes = [_("{n} rows", n=rows)]
        return [*notes, _("{n} selected", n=f"{chosen:,}")] if chosen else notes

    def _ask(self) -> None:
        self.told.emit(self.notes())
        column = self._column()
        if column is None or not self._table.list.is_open:
            return
        model, chosen = self._table.list, self._table.chosen()
        ids = chosen if 1 < len(chosen) <= MOST and len(chosen) < model.rowCount() else None

        def tell(found: Totals) -> None:
            self.told.emit([*self.notes(), *_in_words(column, *found[column.key])])

        model.desk.ask(self, "totals", totals, model.listing, model.view, ids, then=tell)

    def _column(self) -> Column | None:
        at = self._table.currentIndex().column()
        if at < 0:
            return None
        column = self._table.list.columns[at]
        return column if column.field.is_numeric else None


def _in_words(column: Column, whole: Any, mean: Any) -> list[str]:
    if whole is None:
        return []
    shown = column.field.but(decimals=max(column.field.decimals, 1))
    average = f"{mean:,.1f}" if column.field.kind.value == "integer" else shown.show(mean)
    label = _(column.field.label)
    if column.field.kind.value == "percent":
        return [_("{column}: mean {mean}", column=label, mean=average)]
    return [_("{column}: sum {sum}, mean {mean}", column=label, sum=column.field.show(whole), mean=average)]
