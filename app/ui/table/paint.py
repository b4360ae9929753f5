"""How a cell is painted and edited in place."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from app.kit.errors import Refusal
from app.ui.editors import Editor, editor_for
from app.ui.table.header import PAD
from app.ui.table.model import ListModel
from app.ui.theme import ROW, pen, tip, tokens

BOX = 14
WIDEST = 14  # pixels of a Chinese sign: what fits at this width needs no measuring
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
Index = QModelIndex | QPersistentModelIndex


class CellPainter(QStyledItemDelegate):
    """Paints straight from the :class:`ListModel`: one call a cell instead of seven roles."""

    def __init__(self, model: ListModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, words, and the line below; the current cell is framed."""
        worn = tokens()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        at, column = index.row(), index.column()
        ground = worn.zebra if at % 2 else worn.surface
        if state & QStyle.StateFlag.State_Selected:
            ground = worn.tint
        elif at == self.hovered:
            ground = worn.hover
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(worn.line))
        room = rect.adjusted(PAD, 0, -PAD, -1)
        if self._model.is_checkable and column == 0:
            self._paint_box(painter, room, self._model.id_at(at) in self._model.ticks)
            room = room.adjusted(BOX + PAD, 0, 0, 0)
        text = self._model.text(at, column)
        if text:
            if len(text) * WIDEST > room.width():
                text = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
            painter.setPen(QColor(worn.tone(self._model.tone(at, column))))
            painter.drawText(room, RIGHT if self._model.is_right(column) else LEFT, text)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(pen(worn.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The room the words need, for widening a column by double click."""
        text = self._model.text(index.row(), index.column())
        return QSize(option.fontMetrics.horizontalAdvance(text) + 2 * PAD + 4, ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The field's own editor."""
        field = self._model.columns[index.column()].field
        editor = editor_for(field, self._model.desk, parent)
        editor.setAutoFillBackground(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The present value, selected, ready to be typed over."""
        if isinstance(editor, Editor):
            editor.show_value(self._model.data(index, Qt.ItemDataRole.EditRole))
            if hasattr(editor.inner, "selectAll"):
                editor.inner.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Only what is understood reaches the model; the rest is said at the place."""
        if not isinstance(editor, Editor):
            return
        try:
            value = editor.checked_value()
        except Refusal as refusal:
            place = editor.mapToGlobal(QPoint(0, editor.height()))
            QToolTip.showText(place, tip(str(refusal)), self._view)
        else:
            self._model.setData(index, value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As large as the cell, a little wider where the cell is narrow."""
        rect: QRect = option.rect
        width, height = max(rect.width(), 96), max(rect.height(), editor.sizeHint().height())
        editor.setGeometry(QRect(rect.left(), rect.top(), width, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What cannot be understood keeps its editor until it is mended or given up with Esc.

        Qt watches the line inside the editor, but knows only the editor as its own.
        """
        editor = watched if isinstance(watched, Editor) else watched.parent()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, Editor):
            leaving = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            if event.key() in leaving and (problem := editor.problem()):
                editor.mark_wrong(True)
                place = editor.mapToGlobal(QPoint(0, editor.height()))
                QToolTip.showText(place, tip(problem), self._view)
                return True
        return super().eventFilter(editor if isinstance(editor, Editor) else watched, event)

    def _paint_box(self, painter: QPainter, room: QRect, on: bool) -> None:
        worn = tokens()
        box = QRectF(room.left() + 0.5, room.center().y() - BOX / 2 + 0.5, BOX - 1, BOX - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(worn.accent if on else worn.edge))
        painter.setBrush(QColor(worn.accent if on else worn.surface))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            painter.setPen(pen(worn.on_accent, 1.6))
            hook = (QPointF(3, 6.5), QPointF(5.5, 9), QPointF(10, 4))
            painter.drawPolyline(QPolygonF([box.topLeft() + corner for corner in hook]))
        painter.restore()
