"""The table of points: one row a manager, one column an indicator, coloured by how much of the full mark was kept."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.features.appraisal.queries.results import GRADE_WORDS, Line, Results
from app.features.appraisal.rules.scoring import Item
from app.features.appraisal.rules.standing import BAND_WORDS
from app.kit.words import _
from app.ui.chart import heat_cell
from app.ui.theme import CENTRE, LEFT, RIGHT, tip, tokens, write

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
RANK, NAME, GRADE, TOTAL, BAND, LEADING = range(6)
"""Columns before the indicators; what a person came to stands first, so that it is seen on a narrow screen."""
LOW, MIDDLE, HIGH = 0.5, 0.75, 1.0
"""Shares of the full mark at the ends and the turn of the colours."""
PAD = 8


def two_lines(label: str, weight: str) -> str:
    """A heading over its full mark; of several words the last stands beside it, so that columns stay narrow."""
    first, _space, last = label.rpartition(" ")
    return f"{first}\n{last} {weight}" if first else f"{label}\n{weight}"


class HeatModel(QAbstractTableModel):
    """Results as a table; sorted by any column, best first on the first click."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: Sequence[Item] = ()
        self._lines: list[Line] = []

    def show_results(self, found: Results | None) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.items = found.items if found else ()
        self._lines = list(found.lines) if found else []
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The manager of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, manager: int) -> int:
        """The row of a manager, -1 if he is not shown."""
        return next((at for at, line in enumerate(self._lines) if line.person.id == manager), -1)

    def item(self, column: int) -> Item | None:
        """The indicator of a column."""
        at = column - LEADING
        return self.items[at] if 0 <= at < len(self.items) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Managers."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Rank, name, grade, total, band, indicators."""
        return 0 if parent.isValid() or not self.items else LEADING + len(self.items)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Indicator over its full mark; the tooltip says target and rule."""
        if orientation is not Qt.Orientation.Horizontal or not self.items:
            return None
        item = self.item(section)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return two_lines(_(item.label), f"{item.weight:g}") if item else self._headings()[section]
            case Qt.ItemDataRole.ToolTipRole if item:
                told = _("full mark {full}, target {target}; {rule}", full=f"{item.weight:g}",
                         target=item.show(item.target), rule=item.rule())  # fmt: skip
                return tip(f"{_(item.label)}\n{told}")
            case Qt.ItemDataRole.TextAlignmentRole:
                side = LEFT if section in {NAME, GRADE} else RIGHT if section == TOTAL else CENTRE
                return int(Qt.AlignmentFlag.AlignVCenter | side)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, and for readers aloud what the cell means."""
        line = self.line(index.row())
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, index.column())
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                told = self._told(line, index.column())
                return tip(told) if told and role == Qt.ItemDataRole.ToolTipRole else told
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By place and names upwards, by points from the best down; the arrow turns it round."""
        self.layoutAboutToBeChanged.emit()
        down = (order is Qt.SortOrder.DescendingOrder) != (column >= TOTAL)
        self._lines.sort(key=lambda line: (line.place, line.person.code))
        if column:
            self._lines.sort(key=lambda line: self._key(line, column), reverse=down)
        elif down:
            self._lines.reverse()
        self.layoutChanged.emit()

    def share(self, row: int, column: int) -> float | None:
        """Which part of the full mark was kept; None where the indicator does not apply."""
        line, item = self.line(row), self.item(column)
        scored = line.standing.item(item.code) if line and item else None
        return float(scored.points / scored.full) if scored and scored.full else None

    def has_failed(self, row: int) -> bool:
        """True if the manager of a row stays below pass."""
        line = self.line(row)
        return line is not None and line.band == "fail"

    def _headings(self) -> tuple[str, ...]:
        return _("Rank"), _("Customer manager"), _("Grade"), _("Total"), _("Band")

    def _text(self, line: Line, column: int) -> str:
        item = self.item(column)
        if item is not None:
            scored = line.standing.item(item.code)
            return f"{float(scored.points):.1f}" if scored and scored.full else "—"
        person = line.person
        return (
            str(line.place), person.name, _(GRADE_WORDS.get(person.grade, person.grade)),
            f"{line.standing.total:.2f}", _(BAND_WORDS[line.band]),
        )[column]  # fmt: skip

    def _told(self, line: Line, column: int) -> str:
        item = self.item(column)
        scored = line.standing.item(item.code) if item else None
        if item is None or scored is None:
            return "\n".join(line.standing.remarks) if column == TOTAL else ""
        return f"{line.person.name} · {_(item.label)}: {item.show(scored.reading.value)}"

    def _key(self, line: Line, column: int) -> Any:
        item = self.item(column)
        if item is not None:
            scored = line.standing.item(item.code)
            return float(scored.points) if scored and scored.full else -1.0
        return (line.place, line.person.name, line.person.grade, line.standing.total, line.standing.total)[column]


class HeatPainter(QStyledItemDelegate):
    """Paints heat, words and the line below; the current cell is framed."""

    def __init__(self, model: HeatModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        worn, rect = tokens(), QRect(option.rect)
        row, column = index.row(), index.column()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = QColor(worn.tint if chosen else worn.zebra if row % 2 else worn.surface)
        ink, item = worn.ink, self._model.item(column)
        if item is not None:
            found = heat_cell(self._model.share(row, column), LOW, MIDDLE, HIGH)
            ground, ink = found.back, found.ink.name()
        painter.fillRect(rect, ground)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(worn.line))
        align = LEFT if column in {NAME, GRADE} else CENTRE if column in {RANK, BAND} else RIGHT
        if column in {RANK, GRADE, BAND}:
            ink = worn.refused if column == BAND and self._model.has_failed(row) else worn.soft
        bold = column == TOTAL or (column == NAME and chosen)
        write(painter, rect.adjusted(PAD, 0, -PAD, -1).toRectF(), str(index.data() or ""), ink, align, bold=bold)
        if item is not None and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(worn.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
