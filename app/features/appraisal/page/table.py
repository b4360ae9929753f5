"""The view of the points: rows of 28 px, columns as wide as their words, a person and an indicator chosen."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.features.appraisal.page.heat import LEADING, NAME, PAD, HeatModel, HeatPainter
from app.features.appraisal.queries.results import Line, Results
from app.kit.words import _
from app.ui.theme import ROW, width_of

HEAD = 44
LEAST = 44
ROOM = 14
NUMBERS = 2 * PAD + 2
"""Room around painted words, so that no figure is cut."""


class HeatTable(QTableView):
    """``chosen(line, item)`` follows the current cell; item is None outside the indicators."""

    chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.heat = HeatModel(self)
        self.setModel(self.heat)
        self.setItemDelegate(HeatPainter(self.heat, self))
        self.setAccessibleName(_("Points of the managers"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(False)
        head.setMinimumSectionSize(30)
        head.setStyleSheet("QHeaderView::section { padding: 0 6px; }")
        head.sectionClicked.connect(self._on_head)
        self._sorted = (0, Qt.SortOrder.AscendingOrder)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_results(self, found: Results | None, manager: int | None, code: str | None) -> None:
        """Show results; the same person and indicator stay chosen where they are still there."""
        self.heat.show_results(found)
        self.heat.sort(*self._sorted)
        self._fit()
        if not self.heat.rowCount():
            return
        row = max(0, self.heat.row_of(manager) if manager is not None else 0)
        codes = [item.code for item in self.heat.items]
        self.choose(row, LEADING + codes.index(code) if code in codes else NAME)

    def choose(self, row: int, column: int) -> None:
        """Make a cell current and show it."""
        index = self.heat.index(row, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def choose_item(self, code: str) -> None:
        """Go to an indicator in the current row."""
        codes = [item.code for item in self.heat.items]
        if code in codes and self.currentIndex().isValid():
            self.choose(self.currentIndex().row(), LEADING + codes.index(code))

    def choose_person(self, manager: int) -> None:
        """Go to a manager, in the current column."""
        row = self.heat.row_of(manager)
        if row >= 0:
            self.choose(row, max(1, self.currentIndex().column()))

    def current_line(self) -> Line | None:
        """The chosen manager."""
        return self.heat.line(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Columns as wide as their words need; what is left over is shared out."""
        count = self.heat.columnCount()
        if not count:
            return
        wanted = [self._needs(column) for column in range(count)]
        spare = max(0, self.viewport().width() - sum(wanted))
        growing = [NAME, *range(LEADING, count)]
        for column in range(count):
            extra = spare // len(growing) if column in growing else 0
            self.setColumnWidth(column, wanted[column] + extra)
        rest = self.viewport().width() - sum(self.columnWidth(column) for column in range(count))
        if 0 < rest < count * 2:
            self.setColumnWidth(NAME, self.columnWidth(NAME) + rest)

    def _needs(self, column: int) -> int:
        heading = str(self.heat.headerData(column, Qt.Orientation.Horizontal) or "")
        words = max(width_of(part, bold=True) for part in heading.split("\n")) + ROOM
        cells = (str(self.heat.index(row, column).data() or "") for row in range(min(self.heat.rowCount(), 60)))
        return max(LEAST if column else 40, int(max(words, *(width_of(text, bold=True) + NUMBERS for text in cells))))

    def _on_head(self, column: int) -> None:
        down = Qt.SortOrder.DescendingOrder
        same = self._sorted == (column, Qt.SortOrder.AscendingOrder)
        self._sorted = (column, down if same else Qt.SortOrder.AscendingOrder)
        line = self.current_line()
        at = self.currentIndex().column()
        self.heat.sort(*self._sorted)
        if line is not None:
            self.choose(self.heat.row_of(line.person.id), at)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        line = self.heat.line(current.row())
        if line is not None:
            self.chosen.emit(line, self.heat.item(current.column()))
