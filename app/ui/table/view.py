"""The table of a list: keyboard, selection, clipboard and editing in place as in a spreadsheet."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QApplication, QWidget

from app.kit.fields import Kind
from app.kit.store.change import EditMany
from app.kit.store.row import table_of
from app.kit.values.quoting import quoted
from app.kit.writing import plain
from app.ui.table.cell import ShownRow
from app.ui.table.clipboard import block_of, cells_of
from app.ui.table.listview import ListView


class Table(ListView):
    """A list to work in: ``opened(id)`` asks for a row (Enter, double click), ``bulk_wanted(column key,
    text)`` and ``block_pasted(text)`` carry what was pasted.
    """

    bulk_wanted = Signal(str, str)
    block_pasted = Signal(str)

    def copy(self) -> None:
        """The selected rows, shown columns only, to the clipboard."""
        if ids := self.chosen():
            self.list.read(ids, self._to_clipboard)

    def paste(self) -> None:
        """One value is for the selected rows of the current column; a block may be a sheet."""
        text = QApplication.clipboard().text()
        cells = cells_of(text)
        column = self.currentIndex().column()
        if len(cells) == 1 and len(cells[0]) == 1 and column >= 0:
            if self.list.listing.attribute(self.list.columns[column].key) and self.chosen():
                self.bulk_wanted.emit(self.list.columns[column].key, cells[0][0])
        elif cells:
            self.block_pasted.emit(text)

    def fill_down(self) -> None:
        """The first selected row's value of the current column into the others, as one change."""
        now, ids = self.currentIndex(), self.chosen()
        attribute = self.list.listing.attribute(self.list.columns[now.column()].key) if now.isValid() else ""
        if not attribute or len(ids) < 2:
            return

        def fill(first: list[ShownRow]) -> None:
            values = {attribute: first[0].values[now.column()]}
            self.list.desk.do(EditMany(table_of(self.list.listing.row).name, ids[1:], values))

        self.list.read(ids[:1], fill)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens or edits, F2 edits, Ctrl+C, V and D as in a spreadsheet, Alt+Down the value list."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        now = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif control and event.key() == Qt.Key.Key_D:
            self.fill_down()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_Down and now.isValid():
            self.head.open_values(now.column())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            self._on_enter(now)
        elif event.key() == Qt.Key.Key_Space and self.list.is_checkable and self.chosen():
            ids = [self.list.id_at(index.row()) for index in self.selectionModel().selectedRows()]
            self.list.tick(ids, not set(ids) <= self.list.ticks)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter the next row is edited, after Tab the next cell that can be."""
        ends = QAbstractItemDelegate.EndEditHint
        now = self.currentIndex()
        super().closeEditor(editor, ends.NoHint)
        step = {ends.SubmitModelCache: (1, 0), ends.EditNextItem: (0, 1), ends.EditPreviousItem: (0, -1)}.get(hint)
        if step and (there := self._next_editable(now, *step)).isValid():
            self.setCurrentIndex(there)
            self.edit(there)

    def _to_clipboard(self, found: list[ShownRow]) -> None:
        shown = self.columns.shown()
        fields = [self.list.columns[column].field for column in shown]
        masked = {column for column in shown if self.list.columns[column].field.kind is Kind.PHONE}
        rows = [
            [quoted(row.texts[column]) if column in masked else plain(field, row.values[column])
             for column, field in zip(shown, fields, strict=True)] for row in found
        ]  # fmt: skip
        data = block_of([field.heading() for field in fields], rows, [field.is_numeric for field in fields])
        QApplication.clipboard().setMimeData(data)

    def _on_enter(self, now: QModelIndex) -> None:
        if now.isValid() and self.list.flags(now) & Qt.ItemFlag.ItemIsEditable:
            self.edit(now)
        elif now.isValid():
            self.opened.emit(self.list.id_at(now.row()))

    def _next_editable(self, now: QModelIndex, down: int, right: int) -> QModelIndex:
        shown = self.columns.shown()
        place, at = shown.index(now.column()), now.row() + down
        while right and 0 <= (place := place + right) < len(shown):
            there = self.list.index(at, shown[place])
            if self.list.flags(there) & Qt.ItemFlag.ItemIsEditable:
                return there
        return QModelIndex() if right else self.list.index(at, now.column())
