"""Marks typed by hand: managers by rows, behaviour items by columns, saved as one change."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QHeaderView, QStackedWidget, QStyle, QStyleOptionViewItem, QVBoxLayout, QWidget

from app.features.appraisal.changes.ratings import GiveMarks, Mark
from app.features.appraisal.model import RATERS
from app.features.appraisal.page.period_bar import month_words
from app.features.appraisal.queries.grid import RatingGrid, rating_grid
from app.features.appraisal.queries.trend import PeriodState, periods
from app.kit.store.context import Context
from app.kit.store.query import View
from app.kit.words import _
from app.ui.action import Action
from app.ui.chips import Chip, ChipRow
from app.ui.desk import Desk
from app.ui.page.emptiness import Emptiness
from app.ui.page.page import Page
from app.ui.page.toolbar import Toolbar
from app.ui.table.prompt import PromptDelegate
from app.ui.table.typing import TypingTable
from app.ui.theme import LEFT, RIGHT, pen, tokens, write

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LEADING = 2
PAD = 8


class MarkModel(QAbstractTableModel):
    """Marks as typed; ``typed`` after each, ``refused`` with a sentence for what is no mark."""

    typed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.grid: RatingGrid | None = None
        self._news: dict[tuple[int, str], float | None] = {}

    def show_grid(self, grid: RatingGrid) -> None:
        """Replace everything; what was typed and not saved is kept for the same period and rater."""
        same = self.grid and (self.grid.period, self.grid.rater) == (grid.period, grid.rater)
        self.beginResetModel()
        self.grid = grid
        self._news = {key: mark for key, mark in self._news.items() if same and grid.marks.get(key) != mark}
        self.endResetModel()

    def news(self) -> tuple[Mark, ...]:
        """What was typed and is not saved."""
        rater = self.grid.rater if self.grid else ""
        return tuple(Mark(manager, item, mark, rater) for (manager, item), mark in self._news.items())

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Managers."""
        return len(self.grid.people) if self.grid and not parent.isValid() else 0

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Staff number, name, items."""
        return LEADING + len(self.grid.items) if self.grid and not parent.isValid() else 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The items."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and self.grid:
            if section < LEADING:
                return (_("Staff no."), _("Customer manager"))[section]
            return _(self.grid.items[section - LEADING].label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section < LEADING else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The mark; the user role says whether it is not saved yet."""
        if self.grid is None:
            return None
        person = self.grid.people[index.row()]
        if index.column() < LEADING:
            return (person.code, person.name)[index.column()] if role == Qt.ItemDataRole.DisplayRole else None
        key = (person.id, self.grid.items[index.column() - LEADING].code)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                mark = self._news.get(key, self.grid.marks.get(key))
                return "" if mark is None else f"{mark:g}"
            case Qt.ItemDataRole.UserRole:
                return key in self._news
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Items are typed while the period is open."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.grid and self.grid.is_open and index.column() >= LEADING:
            return usual | Qt.ItemFlag.ItemIsEditable
        return usual

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a mark; empty takes it back."""
        if self.grid is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value).strip().replace("。", ".")
        try:
            mark = float(text) if text else None
        except ValueError:
            mark = -1.0
        if mark is not None and not 0 <= mark <= 100:
            self.refused.emit(_("A mark lies between 0 and 100, not at {mark}.", mark=text))
            return False
        key = (self.grid.people[index.row()].id, self.grid.items[index.column() - LEADING].code)
        if self.grid.marks.get(key) == mark:
            self._news.pop(key, None)
        else:
            self._news[key] = mark
        self.dataChanged.emit(index, index)
        self.typed.emit()
        return True


class MarkPainter(PromptDelegate):
    """Paints a mark as lists paint their cells; what is not saved is bold and accented."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        worn, rect = tokens(), QRect(option.rect)
        fresh = index.data(Qt.ItemDataRole.UserRole)
        painter.fillRect(rect, QColor(worn.zebra if index.row() % 2 else worn.surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(worn.line))
        room = rect.adjusted(PAD, 0, -PAD, -1).toRectF()
        side = LEFT if index.column() < LEADING else RIGHT
        soft = worn.soft if index.column() == 0 else worn.ink
        write(painter, room, str(index.data() or ""), worn.accent if fresh else soft, side, bold=bool(fresh))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(pen(worn.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))


class MarkTable(TypingTable):
    """Typing begins a mark, Enter goes down, Tab to the right."""

    def __init__(self, model: MarkModel) -> None:
        super().__init__(_("Marks of the managers"))
        self.setModel(model)
        self.setItemDelegate(MarkPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(96)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)


def last_period(ctx: Context) -> PeriodState | None:
    """The latest period that still takes marks, else the latest."""
    known = periods(ctx)
    waiting = [each for each in known if each.stage in {"collecting", "rating"}]
    return (waiting or known or [None])[-1]


class RatingsPage(Page):
    """Choose the rater, type the marks, save them at once."""

    tables = frozenset({"rating", "period", "scheme_item", "assignment", "staff"})

    def __init__(self, desk: Desk, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, title or _("Ratings"), parent)
        self._rater = "supervisor"
        self._period: PeriodState | None = None
        self._marks = MarkModel(self)
        self._bar = Toolbar(self.title, self.actions)
        self._bar.search.hide()
        self._raters = ChipRow(_("Rater"), exclusive=True)
        self._empty, self._stack = Emptiness(), QStackedWidget()
        card = QFrame()
        card.setProperty("card", True)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        self.table = MarkTable(self._marks)
        inner.addWidget(self.table)
        self._stack.addWidget(card)
        self._stack.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 8, 8)
        box.setSpacing(6)
        box.addWidget(self._bar)
        box.addWidget(self._raters)
        box.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)
        self._raters.changed.connect(self._on_rater)
        self._marks.typed.connect(self._show_acts)
        self._marks.refused.connect(desk.troubled)
        self._show_raters()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the period, then for its marks."""
        self.desk.ask(self, "period", last_period, then=self._on_period)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]
        """Save what was typed; see all ratings as a list."""
        news = self._marks.news()
        save = Action("save", _("Save {n} marks", n=len(news)), self.save, "save", "primary", "Ctrl+S", bool(news))
        return (save, Action("list", _("All ratings as a list"), lambda: self.opened.emit("ratings", View()), "list"))

    def save(self) -> None:
        """One change for everything that was typed."""
        news = self._marks.news()
        if self._period is not None and news:
            self.desk.do(GiveMarks(self._period.id, news))

    def _on_period(self, period: PeriodState | None) -> None:
        self._period = period
        self._raters.setVisible(period is not None)
        if period is None:
            self._stack.setCurrentIndex(1)
            told = _("No month is open for appraisal yet. Open one under Standings; then marks are typed here.")
            self._empty.say(told, (), "appraisal")
            self._show_acts()
            return
        self.desk.ask(self, "grid", rating_grid, period.id, self._rater, then=self._on_grid)

    def _on_grid(self, grid: RatingGrid) -> None:
        at = self.table.currentIndex()
        self._marks.show_grid(grid)
        self._stack.setCurrentIndex(0)
        self.table.setCurrentIndex(self._marks.index(max(0, at.row()), max(LEADING, at.column())))
        self._bar.show_count(month_words(grid.month) if grid.is_open else _("{month}, published", month=grid.month))
        self._show_acts()

    def _on_rater(self, on: frozenset[str]) -> None:
        self.save()
        self._rater = next(iter(on), self._rater)
        self._show_raters()
        self.refresh()

    def _show_raters(self) -> None:
        self._raters.show_chips([Chip(one.code, _(one.label), one.code == self._rater) for one in RATERS])

    def _show_acts(self) -> None:
        self._bar.show_acts(self.actions())
        self.actions_changed.emit()
