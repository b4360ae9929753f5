"""The list of fields beside a form: two columns, dragged or double-clicked into a cell."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.kit.words import _
from app.shell.forms.offers import Entry
from app.shell.forms.painting import FieldPainter
from app.ui.theme import ROW, themes, tip, tokens

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-pianqu-field"
WHERE = 84


class FieldModel(QAbstractTableModel):
    """Fields and the cells that ask for them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """One a field."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Field, cells."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text; what nothing fills stands out, cells are soft."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        text = entry.where if index.column() else entry.text
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor(self._ink(entry, index.column())))
        if role == Qt.ItemDataRole.BackgroundRole and entry.is_heading:
            return QBrush(QColor(tokens().raised))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What the columns are."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Field"), _("Cells"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A field may be dragged, a heading not even chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        entry = self.entries[index.row()]
        if entry.is_heading:
            return Qt.ItemFlag.ItemIsEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsDragEnabled if entry.key else usual

    def mimeTypes(self) -> list[str]:
        """A field is carried by its key."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The key of the one field carried."""
        carried = QMimeData()
        carried.setData(MIME, self.entries[indexes[0].row()].key.encode())
        return carried

    @staticmethod
    def _ink(entry: Entry, column: int) -> str:
        worn = tokens()
        if entry.is_heading or column:
            return worn.soft
        return worn.ink if entry.key else worn.attention


class FieldList(QTableView):
    """``chosen`` carries the entry that was double-clicked, or Enter pressed on."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Fields"))
        self.fields = FieldModel(self)
        self.setModel(self.fields)
        self.setItemDelegate(FieldPainter(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDragEnabled(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW - 2)
        header = self.horizontalHeader()
        header.setFixedHeight(ROW)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, WHERE)
        self.doubleClicked.connect(self._on_chosen)
        themes.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a double-click."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._on_chosen(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, index: QModelIndex) -> None:
        entry = self.fields.entries[index.row()]
        if not entry.is_heading:
            self.chosen.emit(entry)
