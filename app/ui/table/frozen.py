"""The first columns stay in sight while the rest is scrolled sideways."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from app.ui.table.header import Header
from app.ui.theme import ROW, tokens


class FrozenColumns(QTableView):
    """A second view over the first columns of ``table``, shown only while they are scrolled away."""

    def __init__(self, table: QTableView, header: Header, count: int) -> None:
        super().__init__(table)
        self._table, self._main, self._count = table, header, count
        self._head = Header(self)
        self.setHorizontalHeader(self._head)
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(table.itemDelegate())
        self._dress()
        self._head.sort_wanted.connect(header.sort_wanted)
        self._head.values_wanted.connect(header.values_wanted)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(self.arrange)
        header.sectionResized.connect(self.arrange)
        header.sectionMoved.connect(self.arrange)
        table.viewport().installEventFilter(self)
        self.hide()

    def arrange(self) -> None:
        """Cover the first columns if they are not where they belong."""
        order = map(self._main.logicalIndex, range(self._main.count()))
        frozen = [section for section in order if not self._main.isSectionHidden(section)][: self._count]
        while frozen and sum(map(self._main.sectionSize, frozen)) > self._table.viewport().width() / 2:
            frozen.pop()
        width = sum(map(self._main.sectionSize, frozen))
        if not frozen or not self._table.horizontalScrollBar().value():
            self.hide()
            return
        for section in range(self._main.count()):
            self.setColumnHidden(section, section not in frozen)
            self.setColumnWidth(section, self._main.sectionSize(section))
        for visual, section in enumerate(frozen):
            self._head.moveSection(self._head.visualIndex(section), visual)
        room = self._table.viewport().geometry()
        self.setGeometry(QRect(room.left(), room.top() - ROW, width + 1, room.height() + ROW))
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the table's size."""
        if event.type() == QEvent.Type.Resize:
            self.arrange()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line tells where the scrolled part begins."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().width() - 1, 0, 1, self.viewport().height(), QColor(tokens().edge))

    def head(self) -> Header:
        """Its header, to be marked like the table's."""
        return self._head

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


