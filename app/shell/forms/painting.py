"""How cells and fields are painted: a frame around the selected cell, room before a field's name."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.theme import pen, tokens

Index = QModelIndex | QPersistentModelIndex
INDENT = 6


class CellPainter(QStyledItemDelegate):
    """A selected cell keeps its ground and ink, and gets a frame as in a spreadsheet."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, option, index)
        if is_selected:
            painter.save()
            painter.setPen(pen(tokens().accent, 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()


class FieldPainter(QStyledItemDelegate):
    """The ground goes from edge to edge, the words begin below their heading's."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line of one column."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if option.state & QStyle.StateFlag.State_Selected:
            ground = QBrush(QColor(tokens().tint))
        if ground:
            painter.fillRect(option.rect, ground)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        option.rect = option.rect.adjusted(INDENT, 0, 0, 0)
        super().paint(painter, option, index)
