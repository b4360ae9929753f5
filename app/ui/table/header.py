"""The header of a table: click sorts, Shift+click adds a key, the arrow opens the list of values."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from app.ui.theme import LEFT, RIGHT, ROW, tokens, width_of, write

ARROW = 18  # the part of a section that opens the value list
GRIP = 4  # the part of a section that widens it
PAD = 8
MARK = 20  # the sort mark beside the heading, with its rank


class Header(QHeaderView):
    """Paints headings with sort and filter marks; sections may be dragged and widened."""

    sort_wanted = Signal(int, bool)  # logical section; True: as a further key
    values_wanted = Signal(int, QPoint)  # logical section, global place below it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setFixedHeight(ROW)
        self.setMinimumSectionSize(36)
        self.sectionClicked.connect(self._on_clicked)
        self._sort: dict[int, tuple[int, bool]] = {}
        self._filtered: frozenset[int] = frozenset()
        self._right: frozenset[int] = frozenset()
        self._hovered = -1

    def show_marks(self, sort: Sequence[tuple[int, bool]], filtered: frozenset[int]) -> None:
        """Mark the sorted sections (section, descending; first key first) and the filtered ones."""
        self._sort = {section: (rank, down) for rank, (section, down) in enumerate(sort)}
        self._filtered = filtered
        self.viewport().update()

    def align_right(self, sections: frozenset[int]) -> None:
        """Sections whose heading stands on the right, over numbers."""
        self._right = sections

    def open_values(self, section: int) -> None:
        """Ask for the value list of ``section``, from the keyboard."""
        x = self.sectionViewportPosition(section)
        self.values_wanted.emit(section, self.viewport().mapToGlobal(QPoint(max(0, x), self.height())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The arrow is no part of sorting or dragging."""
        section = self._arrow_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and section >= 0:
            self.open_values(section)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The section under the pointer shows its arrow."""
        self._hover(self.logicalIndexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No section is under the pointer."""
        self._hover(-1)
        super().leaveEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Heading, sort mark with its rank, and the arrow where it is of use."""
        worn = tokens()
        painter.fillRect(rect, QColor(worn.raised))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(worn.line))
        marked = section in self._filtered
        arrow = ARROW if section == self._hovered or marked else 0
        text = str(self.model().headerData(section, self.orientation()) or "")
        room = QRectF(rect.adjusted(PAD, 0, -max(PAD, arrow), -1))
        is_sorted = section in self._sort
        ink = worn.accent if is_sorted or marked else worn.soft
        if section in self._right and not is_sorted:
            write(painter, room, text, ink, RIGHT, bold=True)
        else:
            mark = MARK if is_sorted else 0
            width = min(width_of(text, bold=True), room.width() - mark)
            left = room.right() - width - mark if section in self._right else room.left()
            write(painter, QRectF(left, room.top(), max(0.0, width), room.height()), text, ink, LEFT, bold=True)
            if is_sorted:
                self._paint_sort(painter, QRectF(left + width + 5, room.top(), 14, room.height()), section)
        if arrow:
            self._paint_arrow(painter, rect, worn.accent if marked else worn.muted)
        if section == self._hovered:
            painter.fillRect(rect.right(), rect.top() + 7, 1, rect.height() - 14, QColor(worn.edge))

    def _paint_sort(self, painter: QPainter, room: QRectF, section: int) -> None:
        rank, down = self._sort[section]
        worn = tokens()
        tip = 3.0 if down else -3.0
        at = QPointF(room.left() + 4, room.center().y())
        corners = (QPointF(-4, -tip * 0.8), QPointF(4, -tip * 0.8), QPointF(0, tip))
        _triangle(painter, [at + corner for corner in corners], worn.accent)
        if len(self._sort) > 1:
            write(painter, room.adjusted(9, 0, 0, 0), str(rank + 1), worn.accent, pixels=10)

    def _paint_arrow(self, painter: QPainter, rect: QRect, colour: str) -> None:
        at = QPointF(rect.right() - ARROW / 2, rect.center().y() + 0.5)
        _triangle(painter, [at + QPointF(-4, -2), at + QPointF(4, -2), at + QPointF(0, 3)], colour)

    def _arrow_at(self, point: QPoint) -> int:
        section = self.logicalIndexAt(point)
        if section < 0:
            return -1
        right = self.sectionViewportPosition(section) + self.sectionSize(section)
        return section if right - ARROW <= point.x() < right - GRIP else -1

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()

    def _on_clicked(self, section: int) -> None:
        further = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.sort_wanted.emit(section, further)


def _triangle(painter: QPainter, corners: Sequence[QPointF], colour: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPolygon(QPolygonF(list(corners)))
    painter.restore()
