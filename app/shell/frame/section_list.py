"""The narrow list at the left of a tab: its sections and how many rows each holds."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.kit.words import _
from app.ui.theme import LEFT, RIGHT, themes, tip, tokens, width_of, write

if TYPE_CHECKING:
    from app.kit.manifest import Section

Index = QModelIndex | QPersistentModelIndex
ROW, NARROW, WIDE, MARK, PAD = 32, 116, 180, 3, 12
BADGE = 40


class SectionModel(QAbstractListModel):
    """Titles and counts; a count of None is not shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sections: list[Section] = []
        self.counts: dict[str, int] = {}

    def show_sections(self, sections: "Sequence[Section]") -> None:
        """Replace the sections."""
        self.beginResetModel()
        self.sections = list(sections)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """One row a section."""
        return 0 if parent.isValid() else len(self.sections)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title; the count belongs to what a screen reader says."""
        section = self.sections[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(section.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(_(section.title))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(section.title)} {self.counts.get(section.key, '')}".strip()
        return None


class SectionPainter(QStyledItemDelegate):
    """Accent mark, title and count of one section."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        model = index.model()
        assert isinstance(model, SectionModel)
        worn, rect = tokens(), QRect(option.rect)
        is_shown = bool(option.state & QStyle.StateFlag.State_Selected)
        is_under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, worn.tint if is_shown else worn.hover if is_under else worn.surface)
        if is_shown:
            painter.fillRect(rect.left(), rect.top(), MARK, rect.height(), worn.accent)
        section = model.sections[index.row()]
        count = model.counts.get(section.key)
        room = QRectF(rect).adjusted(MARK + PAD, 0, -PAD, 0)
        ink = worn.ink if is_shown or is_under else worn.soft
        used = 0.0
        if count is not None:
            used = write(painter, room, f"{count:,}", ink, RIGHT, pixels=12, bold=is_shown) + 8
        write(painter, room.adjusted(0, 0, -used, 0), _(section.title), ink, LEFT, bold=is_shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is equally high."""
        return QSize(NARROW, ROW)


class SectionList(QListView):
    """``chosen`` carries the section a person went to."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("section", True)
        self.setAccessibleName(_("Sections"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leads on to the page
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sections = SectionModel(self)
        self.setModel(self._sections)
        self.setItemDelegate(SectionPainter(self))
        self.selectionModel().currentChanged.connect(self._on_current)
        themes.changed.connect(self.viewport().update)

    def show_sections(self, sections: "Sequence[Section]") -> None:
        """Replace the sections; as wide as their titles need, within reason."""
        self.blockSignals(True)
        self._sections.show_sections(sections)
        self.blockSignals(False)
        wanted = max(
            width_of(_(section.title), bold=True) + (BADGE if section.listing else 0) for section in sections
        )
        self.setFixedWidth(int(min(WIDE, max(NARROW, wanted + MARK + 2 * PAD + 2))))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many rows each section holds, by key."""
        self._sections.counts = dict(counts)
        self.viewport().update()

    def go(self, key: str) -> None:
        """Select a section without telling anybody."""
        at = next(i for i, section in enumerate(self._sections.sections) if section.key == key)
        self.blockSignals(True)
        self.setCurrentIndex(self._sections.index(at))
        self.blockSignals(False)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self.signalsBlocked():
            self.chosen.emit(self._sections.sections[index.row()])
