"""A grid of rows already in memory: a proposal's moves, a ranking; for stored rows there is the list table."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)  # fmt: skip

from app.ui.theme import LEFT, RIGHT, ROW, themes, tip, tokens, width_of

Index = QModelIndex | QPersistentModelIndex
PAD, DOT = 8, 8


@dataclass(frozen=True)
class GridColumn:
    """A column over rows of any type: ``text(row)``, its colours, and what it sorts by (its text if not told)."""

    title: str
    text: Callable[[Any], str]
    width: int = 90
    right: bool = False
    tone: Callable[[Any], str] | None = None
    dot: Callable[[Any], int | None] | None = None
    """Index of a categorical colour painted as a dot before the text."""
    back: Callable[[Any], tuple[str, str] | None] | None = None
    """Ground and ink of a cell, such as a heat colour."""
    sort: Callable[[Any], Any] | None = None
    bold: bool = False


class GridModel(QAbstractTableModel):
    """Rows with a key each; sorted by a click on a heading."""

    def __init__(self, columns: Sequence[GridColumn], key: Callable[[Any], Hashable], parent: QWidget) -> None:
        super().__init__(parent)
        self.columns, self._key = list(columns), key
        self.rows: list[Any] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Replace all rows, kept in the order last asked for."""
        self.beginResetModel()
        self.rows = list(rows)
        if self._sorted:
            self._order(*self._sorted)
        self.endResetModel()

    def show_columns(self, columns: Sequence[GridColumn]) -> None:
        """Replace the columns; the rows stay."""
        self.beginResetModel()
        self.columns = list(columns)
        self._sorted = None
        self.endResetModel()

    def key_at(self, row: int) -> Hashable:
        """The key of the row shown at ``row``."""
        return self._key(self.rows[row])

    def row_of(self, key: Hashable) -> int:
        """Where the row with ``key`` is shown; -1 if it is not."""
        return next((at for at, row in enumerate(self.rows) if self._key(row) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """All rows are in memory."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """As declared."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tooltip and side; colours are the painter's."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(column.text(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (RIGHT if column.right else LEFT) | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' titles, on the side of their values."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (RIGHT if self.columns[section].right else LEFT) | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; the heading calls it."""
        if not 0 <= column < len(self.columns):
            return
        self.layoutAboutToBeChanged.emit()
        self._sorted = (column, order)
        self._order(column, order)
        self.layoutChanged.emit()

    def _order(self, column: int, order: Qt.SortOrder) -> None:
        shown = self.columns[column]
        by = shown.sort or shown.text
        self.rows.sort(key=by, reverse=order == Qt.SortOrder.DescendingOrder)


class GridPainter(QStyledItemDelegate):
    """Ground, dot, text and line of a cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        model = index.model()
        assert isinstance(model, GridModel)
        column, row, worn = model.columns[index.column()], model.rows[index.row()], tokens()
        rect: QRect = option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground, ink = worn.zebra if index.row() % 2 else worn.surface, worn.ink
        if is_selected:
            ground = worn.tint
        if column.tone:
            ink = worn.tone(column.tone(row)) if column.tone(row) else ink
        if column.back and (heat := column.back(row)):
            ground, ink = heat
        painter.save()
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(worn.line))
        room = rect.adjusted(PAD, 0, -PAD, -1)
        if column.dot and (colour := column.dot(row)) is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(QColor(worn.nth(colour))))
            painter.drawEllipse(room.left(), rect.center().y() - DOT // 2, DOT, DOT)
            room = room.adjusted(DOT + 6, 0, 0, 0)
        font = option.font
        font.setBold(column.bold)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        text = painter.fontMetrics().elidedText(column.text(row), Qt.TextElideMode.ElideMiddle, room.width())
        side = RIGHT if column.right else LEFT
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class Grid(QTableView):
    """The view: rows 28 px high, whole rows selected, headings sort."""

    chosen = Signal(object)  # tuple of keys, after the selection changed

    def __init__(
        self, name: str, columns: Sequence[GridColumn], key: Callable[[Any], Hashable], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.grid = GridModel(columns, key, self)
        self.setModel(self.grid)
        self.setItemDelegate(GridPainter(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(ROW)
        header.setSortIndicatorClearable(True)
        self.fit_columns()
        themes.changed.connect(self.viewport().update)

    def fit_columns(self) -> None:
        """Declared widths, wide enough for the headings; the last column takes what is left."""
        header = self.horizontalHeader()
        for at, column in enumerate(self.grid.columns):
            header.resizeSection(at, max(column.width, int(width_of(column.title, bold=True)) + 2 * PAD + 2))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Replace the rows; those chosen stay chosen where they still are."""
        kept = self.chosen_keys()
        self.grid.show_rows(rows)
        self.choose(kept)

    def chosen_keys(self) -> tuple[Hashable, ...]:
        """Keys of the selected rows, from the top."""
        model = self.selectionModel()
        rows = sorted({index.row() for index in model.selectedIndexes()}) if model else []
        return tuple(self.grid.key_at(row) for row in rows)

    def choose(self, keys: Sequence[Hashable]) -> None:
        """Select these rows and scroll to the first; nothing is emitted."""
        wanted = set(keys)
        self.blockSignals(True)
        self.clearSelection()
        rows = [at for at in range(len(self.grid.rows)) if self.grid.key_at(at) in wanted] if wanted else []
        flags = self.selectionModel().SelectionFlag
        for row in rows:
            self.selectionModel().select(self.grid.index(row, 0), flags.Select | flags.Rows)
        if rows:
            self.scrollTo(self.grid.index(rows[0], 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.blockSignals(False)
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell the keys now chosen."""
        super().selectionChanged(selected, deselected)
        if not self.signalsBlocked():
            self.chosen.emit(self.chosen_keys())
