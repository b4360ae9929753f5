"""The view of a list: look, columns, selection kept over a new order, sorting and value lists."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from app.kit.settings import UserSettings
from app.ui.filters import ValueList
from app.ui.table.frozen import FrozenColumns
from app.ui.table.header import Header
from app.ui.table.layout import ColumnLayout
from app.ui.table.model import ListModel
from app.ui.table.paint import CellPainter
from app.ui.theme import ROW, themes

MOST_KEPT = 2_000  # selected rows found again after the order changed
Flag = QItemSelectionModel.SelectionFlag


class ListView(QTableView):
    """Shows a :class:`ListModel`; ``row_changed(id or None)`` follows the current row."""

    row_changed = Signal(object)
    opened = Signal(int)

    def __init__(self, model: ListModel, settings: UserSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = model
        self.head = Header(self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.painter = CellPainter(model, self)
        self.setItemDelegate(self.painter)
        self._dress()
        self.head.align_right(frozenset(at for at in range(len(model.columns)) if model.is_right(at)))
        self.columns = ColumnLayout(self.head, model.columns, settings, model.listing.name)
        self.frozen = FrozenColumns(self, self.head, model.listing.frozen)
        self.frozen.head().align_right(frozenset(at for at in range(len(model.columns)) if model.is_right(at)))
        self.frozen.doubleClicked.connect(self._on_double)
        self.head.sort_wanted.connect(self.sort_by)
        self.head.values_wanted.connect(self._open_values)
        self.doubleClicked.connect(self._on_double)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.row_changed.emit(self._id_of(now)))
        model.modelAboutToBeReset.connect(self._remember)
        model.opened.connect(self._on_opened)
        themes.changed.connect(self.viewport().update)
        self._kept: tuple[list[int], int | None, int] = ([], None, 0)

    def chosen(self) -> tuple[int, ...]:
        """Ids of the ticked rows, or of the selected ones in the order shown."""
        if self.list.ticks:
            return tuple(id_ for id_ in self.list.ids() if id_ in self.list.ticks)
        spans = spans_of(self.selectionModel().selection())
        return tuple(self.list.id_at(at) for top, bottom in spans for at in range(top, bottom + 1))

    def count_chosen(self) -> int:
        """How many rows :meth:`chosen` would name."""
        spans = spans_of(self.selectionModel().selection())
        return len(self.list.ticks) or sum(bottom - top + 1 for top, bottom in spans)

    def current(self) -> int | None:
        """The id of the current row."""
        return self._id_of(self.currentIndex())

    def go_to(self, id_: int) -> bool:
        """Make a row current and visible; False if the view does not hold it."""
        place = self.list.place_of(id_)
        if place is not None:
            column = max(0, self.currentIndex().column()) if self.currentIndex().isValid() else self.columns.shown()[0]
            there = self.list.index(place, column)  # chosen whatever keys are held: Ctrl+3 leads here too
            self.selectionModel().setCurrentIndex(there, Flag.ClearAndSelect | Flag.Rows)
            self.scrollTo(there)
        return place is not None

    def sort_by(self, section: int, further: bool) -> None:
        """Ascending, then descending, then as declared; ``further`` keeps the keys already there."""
        key = self.list.columns[section].key
        asked = self.list.asked
        now = dict(asked.sort)
        turned = () if now.get(key) else ((key, key in now),)
        kept = tuple(pair for pair in asked.sort if pair[0] != key) if further else ()
        self.list.look(replace(asked, sort=(*kept, *turned)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is lit."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns fill the width unless somebody set them."""
        super().resizeEvent(event)
        self.columns.fill()

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _id_of(self, index: QModelIndex) -> int | None:
        return self.list.id_at(index.row()) if index.isValid() else None

    def _on_double(self, index: QModelIndex) -> None:
        self.opened.emit(self.list.id_at(index.row()))

    def _open_values(self, section: int, place: QPoint) -> None:
        popup = ValueList(self.list.desk, self.list.listing, self.list.asked, self.list.columns[section], self)
        popup.wanted.connect(self.list.look)
        popup.adjustSize()
        screen = self.screen().availableGeometry()
        popup.move(min(place.x(), screen.right() - popup.width()), min(place.y(), screen.bottom() - popup.height()))
        popup.show()

    def _hover(self, row: int) -> None:
        if row != self.painter.hovered:
            self.painter.hovered = row
            self.viewport().update()

    def _remember(self) -> None:
        ids = list(self.chosen()) if self.count_chosen() <= MOST_KEPT and not self.list.ticks else []
        self._kept = (ids, self.current(), self.verticalScrollBar().value())

    def _on_opened(self, is_fresh: bool) -> None:
        sections = {column.key: at for at, column in enumerate(self.list.columns)}
        view = self.list.view
        sort = [(sections[key], down) for key, down in view.sort or self.list.listing.order if key in sections]
        filtered = frozenset(sections[wanted.column] for wanted in view.filters)
        for head in (self.head, self.frozen.head()):
            head.show_marks(sort, filtered)
        if is_fresh:
            self._find_again()

    def _find_again(self) -> None:
        ids, current, scrolled = self._kept
        places = [place for id_ in ids if (place := self.list.place_of(id_)) is not None]
        selection: Any = self.selectionModel()
        now = self.list.place_of(current) if current is not None else None
        if now is not None:
            selection.setCurrentIndex(self.list.index(now, self.columns.shown()[0]), Flag.NoUpdate)
            self.verticalScrollBar().setValue(scrolled)
            self.scrollTo(self.currentIndex())
        for place in places:
            selection.select(self.list.index(place, 0), Flag.Select | Flag.Rows)
        if now is None:
            self.scrollToTop()
            self.row_changed.emit(None)


def spans_of(selection: Any) -> list[tuple[int, int]]:
    """First and last row of every selected run, from the top."""
    return sorted({(part.top(), part.bottom()) for part in selection})
