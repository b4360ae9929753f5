"""A day's stops in their order, painted as on the mock: a number, who, where and what for."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.features.representatives.model import Representation
from app.features.visits.model import Visit
from app.features.visits.queries.stops import StopRow
from app.kit.fields import field_of
from app.kit.words import _
from app.ui.theme import CENTRE, pen, themes, tip, tokens, width_of, write

HEIGHT, NUMBER = 46, 20
Index = QModelIndex | QPersistentModelIndex
_CATEGORY, _METHOD, _TOPICS = map(field_of, (Representation.category, Visit.method, Visit.topics))


def mark_of(stop: StopRow) -> tuple[str, str]:
    """What stands out about a stop, and its tone."""
    if stop.state == "done":
        return _("made"), "ok"
    if stop.state == "missed":
        return _("missed: {why}", why=stop.missed_for), "attention"
    if stop.overdue:
        return _("{n} days overdue", n=stop.overdue), "late"
    if stop.requests:
        return _("{n} open requests", n=stop.requests), "info"
    return "", ""


def about(stop: StopRow) -> str:
    """Where, how and what for, on one line."""
    parts = (stop.village or stop.area, _METHOD.show(stop.method), _TOPICS.show(stop.topics))
    return " · ".join(part for part in parts if part)


class StopsModel(QAbstractListModel):
    """The stops of one day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.stops: list[StopRow] = []

    def show_stops(self, stops: Sequence[StopRow]) -> None:
        """Replace them."""
        self.beginResetModel()
        self.stops = list(stops)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """One row a stop."""
        return 0 if parent.isValid() else len(self.stops)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The stop in words, for the tooltip and for those who do not see it."""
        if not index.isValid():
            return None
        stop = self.stops[index.row()]
        said = f"{stop.representative} {_CATEGORY.show(stop.category)} · {about(stop)}"
        mark, _tone = mark_of(stop)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{said} · {mark}" if mark else said
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(part for part in (said, stop.place, stop.preferred, stop.said, mark) if part))
        return None


class StopPainter(QStyledItemDelegate):
    """One stop on two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All are of one height."""
        return QSize(120, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Number in a disc, name and class, place, what stands out."""
        worn, room = tokens(), QRectF(option.rect)
        stop: StopRow = index.model().stops[index.row()]  # type: ignore[attr-defined]
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(worn.tint))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(worn.hover))
        painter.fillRect(QRectF(room.left(), room.bottom() - 1, room.width(), 1), QColor(worn.line))
        disc = QRectF(room.left() + 2, room.top() + 6, NUMBER, NUMBER)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        is_done = stop.state == "done"
        painter.setBrush(QColor(worn.accent if is_done else worn.tint))
        painter.drawEllipse(disc)
        painter.restore()
        number = "✓" if is_done else str(stop.sequence or index.row() + 1)
        write(painter, disc, number, worn.on_accent if is_done else worn.accent, CENTRE, pixels=12)
        words = room.adjusted(NUMBER + 10, 4, -4, -4)
        top, low = QRectF(words.left(), words.top(), words.width(), 19), words.adjusted(0, 19, 0, 0)
        used = write(painter, top, stop.representative, worn.ink, bold=True) + 10
        write(painter, top.adjusted(used, 0, 0, 0), _CATEGORY.show(stop.category), worn.soft)
        mark, tone = mark_of(stop)
        wide = min(width_of(mark, 12), low.width() * 0.6) if mark else 0.0
        used = write(painter, low.adjusted(0, 0, -wide - 8 if wide else 0, 0), about(stop), worn.soft, pixels=12)
        if mark:
            right = min(used + 8, low.width() - wide)
            write(painter, low.adjusted(right, 0, 0, 0), mark, worn.tone(tone), pixels=12)
        painter.setPen(pen(worn.line))


class StopsView(QListView):
    """The list; Enter and double click are ``activated``."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Stops of the day"))
        self.list = StopsModel(self)
        self.setModel(self.list)
        self.setItemDelegate(StopPainter(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        themes.changed.connect(self.viewport().update)

    def chosen(self) -> StopRow | None:
        """The current stop."""
        row = self.currentIndex().row()
        return self.list.stops[row] if 0 <= row < len(self.list.stops) else None
