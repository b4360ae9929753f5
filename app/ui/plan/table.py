"""The table of planned rows: refused cells stand on red, changed ones in blue."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.kit.words import _
from app.ui.plan.model import PlanModel
from app.ui.table.header import ARROW, PAD, Header
from app.ui.theme import LEFT, RIGHT, ROW, themes, tokens, width_of, write

SIGN = 7.2


class PlanTable(QTableView):
    """Shows a :class:`PlanModel`."""

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = model
        self._head = Header(self)
        self._head.setSectionsMovable(False)
        self.setHorizontalHeader(self._head)
        self.setModel(model)
        self.setItemDelegate(_Cell(model, self))
        self.setAccessibleName(_("Rows of the sheet"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        model.modelReset.connect(self._fit)
        themes.changed.connect(self.viewport().update)

    def _fit(self) -> None:
        columns = range(self._plan.columnCount())
        self._head.align_right(frozenset(column for column in columns if self._plan.is_right(column)))
        for column in columns:
            heading = str(self._plan.headerData(column, Qt.Orientation.Horizontal))
            wanted = max(self._plan.width(column) * SIGN + 2 * PAD, width_of(heading, bold=True) + PAD + ARROW)
            self.setColumnWidth(column, round(wanted))


class _Cell(QStyledItemDelegate):
    def __init__(self, model: PlanModel, view: QTableView) -> None:
        super().__init__(view)
        self._plan = model

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        worn, rect, at, column = tokens(), option.rect, index.row(), index.column()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(worn.tint if chosen else worn.zebra if at % 2 else worn.surface))
        if self._plan.is_wrong(at, column):
            ground = QColor(worn.refused)
            ground.setAlpha(38)
            painter.fillRect(rect, ground)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(worn.line))
        side = RIGHT if self._plan.is_right(column) else LEFT
        room = QRectF(rect.adjusted(PAD, 0, -PAD, -1))
        write(painter, room, self._plan.text(at, column), worn.tone(self._plan.tone(at, column)), side)
