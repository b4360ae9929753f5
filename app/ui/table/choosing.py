"""Which columns a list shows: a popup with a tick for each."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView, QPushButton, QVBoxLayout, QWidget

from app.kit.words import _
from app.ui.table.view import Table

SECTION = Qt.ItemDataRole.UserRole


class ColumnChooser(QFrame):
    """Ticks show and hide columns at once; the button goes back to what was declared."""

    def __init__(self, table: Table, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", True)
        self.setAccessibleName(_("Columns"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table = table
        self._rows = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._rows)
        self._list.setAccessibleName(_("Columns"))
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setMinimumSize(220, min(420, 26 * len(table.list.columns) + 8))
        reset = QPushButton(_("As declared"))
        reset.clicked.connect(self._on_reset)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.addWidget(self._list)
        box.addWidget(reset)
        self._fill()
        self._rows.itemChanged.connect(self._on_ticked)

    def open_at(self, place: QPoint) -> None:
        """Show below ``place`` (global), inside the screen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        self.move(min(place.x(), screen.right() - self.width()), min(place.y(), screen.bottom() - self.height()))
        self.show()
        self._list.setFocus()

    def _fill(self) -> None:
        shown = set(self._table.columns.shown())
        for section, column in enumerate(self._table.list.columns):
            item = QStandardItem(_(column.field.label))
            item.setCheckable(True)
            item.setCheckState(Qt.CheckState.Checked if section in shown else Qt.CheckState.Unchecked)
            self._rows.appendRow(item)

    def _on_ticked(self, item: QStandardItem) -> None:
        key = self._table.list.columns[item.row()].key
        on = item.checkState() == Qt.CheckState.Checked
        self._table.columns.show(key, on)
        if not on and len(self._table.columns.shown()) == 1 and item.row() in self._table.columns.shown():
            item.setCheckState(Qt.CheckState.Checked)

    def _on_reset(self) -> None:
        self._table.columns.forget()
        self.close()
