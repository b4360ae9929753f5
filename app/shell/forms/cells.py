"""The grid of a form's cells: select one, drop a field on it, Delete takes it out."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from app.kit.recognise.letters import letters
from app.kit.template.grid import address
from app.kit.words import _
from app.shell.forms.face import Face
from app.shell.forms.fields import MIME
from app.shell.forms.painting import CellPainter
from app.shell.forms.spelling import is_number
from app.ui.theme import LEFT, RIGHT, themes, tip, tokens, width_of

Index = QModelIndex | QPersistentModelIndex
SPARE_ROWS, SPARE_COLUMNS, LEAST_ROWS, LEAST_COLUMNS = 20, 3, 40, 14
NARROW, WIDE, SEEN = 64, 190, 60
MERGES = 2_000


class CellModel(QAbstractTableModel):
    """One sheet; cells beyond its last one are there to be bound, too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.face: Face | None = None
        self._titles: set[tuple[int, int]] = set()

    def show_face(self, face: Face | None) -> None:
        """Replace the sheet."""
        self.beginResetModel()
        self.face = face
        merges = face.cells.merges if face else ()
        self._titles = {(merge.top, merge.left) for merge in merges if merge.left < merge.right}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Some more than there are."""
        if parent.isValid() or self.face is None:
            return 0
        return max(len(self.face.cells.rows) + SPARE_ROWS, LEAST_ROWS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Some more than there are."""
        if parent.isValid() or self.face is None:
            return 0
        rows = self.face.cells.rows
        return max((len(rows[0]) if rows else 0) + SPARE_COLUMNS, LEAST_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text; asking cells and the repeating row stand out."""
        if not index.isValid() or self.face is None:
            return None
        at = (index.row() + 1, index.column() + 1)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.face.text(*at)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.face.text(*at))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            if (index.row(), index.column()) in self._titles:
                return Qt.AlignmentFlag.AlignCenter
            side = RIGHT if is_number(self.face.cells, index.row(), index.column()) else LEFT
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(*at)
        if role == Qt.ItemDataRole.ForegroundRole and at in self.face.marks:
            worn = tokens()
            return QBrush(QColor(worn.accent if self.face.marks[at] else worn.attention))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Letters and numbers, as in the workbook; the repeating row by its name."""
        if role == Qt.ItemDataRole.DisplayRole and self.face is not None:
            if orientation == Qt.Orientation.Horizontal:
                return letters(section)
            row, number = self.face.row, str(section + 1)
            return f"{row.name} {number}" if row and self.face.is_repeating(section + 1) else number
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _ground(self, row: int, column: int) -> QBrush | None:
        assert self.face is not None
        worn = tokens()
        if (row, column) in self.face.marks:
            return QBrush(QColor(worn.tint))
        return QBrush(QColor(worn.zebra)) if self.face.is_repeating(row) else None


class CellView(QTableView):
    """One cell is selected at a time."""

    pointed = Signal(str)
    """Address of the cell selected now."""
    dropped = Signal(str)
    """Key of a field that was dropped on the cell selected now."""
    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Cells of the form"))
        self.cells = CellModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(CellPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(26)
        self.verticalHeader().setFixedWidth(64)
        self.horizontalHeader().setFixedHeight(26)
        self.horizontalHeader().setHighlightSections(True)
        themes.changed.connect(self.viewport().update)

    def show_face(self, face: Face | None) -> None:
        """Show a sheet; the cell selected and the place scrolled to stay where the sheet is the same."""
        before, at = self.cells.face, self.currentIndex()
        is_same = bool(before and face and before.cells.name == face.cells.name)
        place = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        row = face.place(before.template_row(at.row() + 1)) if is_same and before and face and at.isValid() else 1
        self.cells.show_face(face)
        self.clearSpans()
        if face is None:
            return
        for merge in face.cells.merges[:MERGES]:
            size = (merge.bottom - merge.top + 1, merge.right - merge.left + 1)
            if size != (1, 1):
                self.setSpan(merge.top, merge.left, *size)
        self._fit(face)
        self.point(row, at.column() + 1 if is_same and at.isValid() else 1)
        if is_same:
            self.horizontalScrollBar().setValue(place[0])
            self.verticalScrollBar().setValue(place[1])

    def point(self, row: int, column: int) -> None:
        """Select the cell at ``row`` and ``column``, from 1."""
        self.setCurrentIndex(self.cells.index(row - 1, column - 1))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which cell it is."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.pointed.emit(address(current.row() + 1, current.column() + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the field out."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.emptied.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Fields come in here, workbooks go to the page."""
        _take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The cell under the pointer is the one that is meant."""
        index = self.indexAt(event.position().toPoint())
        if _take(event) and index.isValid():
            self.setCurrentIndex(index)

    def dropEvent(self, event: QDropEvent) -> None:
        """A field for the cell under the pointer."""
        index = self.indexAt(event.position().toPoint())
        if _take(event) and index.isValid():
            self.setCurrentIndex(index)
            self.dropped.emit(bytes(event.mimeData().data(MIME).data()).decode())

    def _fit(self, face: Face) -> None:
        merged = {(merge.top, merge.left) for merge in face.cells.merges}
        for column in range(self.cells.columnCount()):
            texts = [
                face.text(row + 1, column + 1) for row in range(min(SEEN, self.cells.rowCount()))
                if (row, column) not in merged
            ]  # fmt: skip
            needed = max((width_of(text) for text in texts if text), default=0)
            self.setColumnWidth(column, int(min(WIDE, max(NARROW, needed + 16))))


def _take(event: QDropEvent) -> bool:
    is_field = event.mimeData().hasFormat(MIME)
    if is_field:
        event.acceptProposedAction()
    else:
        event.ignore()
    return is_field
