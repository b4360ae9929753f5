"""The form in which paper is typed back: printed lines down, what was written by hand across; keyboard only."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.features.visits.page.results import DAY, KIND, MARK, METHOD, SAID, SATISFACTION, TYPED, WHY, Draft
from app.features.visits.queries.stops import StopRow
from app.kit.words import N_, _
from app.ui.table.typing import TypingTable
from app.ui.theme import themes, tip, tokens, width_of

Index = QModelIndex | QPersistentModelIndex
PRINTED = ("no", "planned", "who", "where")
COLUMNS = (*PRINTED, *TYPED)
TITLES = {
    "no": N_("No."), "planned": N_("Planned for"), "who": N_("Representative"), "where": N_("Village and area"),
    DAY: N_("Visited on"), MARK: N_("Done √"), METHOD: N_("Method"), SAID: N_("What the customer said"),
    SATISFACTION: N_("Satisfaction"), KIND: N_("Request"), WHY: N_("Why not"),
}  # fmt: skip
WIDTHS = {"no": 40, "planned": 70, "who": 116, "where": 180, DAY: 84, MARK: 70, METHOD: 142, SAID: 200,
          SATISFACTION: 98, KIND: 100, WHY: 104}  # fmt: skip
CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
CENTRED = {"no", "planned", DAY, MARK, SATISFACTION}


class ResultsModel(QAbstractTableModel):
    """Drafts of one manager's list; ``typed`` after every cell."""

    typed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.drafts: list[Draft] = []
        self._aside: dict[int, tuple[dict[str, str], dict[str, str]]] = {}

    def show_stops(self, stops: Sequence[StopRow], month: str, today: date) -> None:
        """Show these lines; what was typed beside others waits until they are shown again."""
        self.beginResetModel()
        self._aside |= {draft.stop.id: (draft.texts, draft.faults) for draft in self.drafts if draft.is_touched}
        self.drafts = [Draft(stop, month, today, *self._aside.pop(stop.id, ({}, {}))) for stop in stops]
        self.endResetModel()
        self.typed.emit()

    def settle(self) -> None:
        """What was typed is recorded now."""
        for draft in self.drafts:
            draft.texts, draft.faults = {}, {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """One row a printed line."""
        return 0 if parent.isValid() else len(self.drafts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """What is printed and what is typed."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles."""
        if orientation != Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(TITLES[COLUMNS[section]])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return CENTRE if COLUMNS[section] in CENTRED else LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Printed cells are fixed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() >= len(PRINTED) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, and a colour where something is wrong or recorded already."""
        if not index.isValid():
            return None
        draft, column, worn = self.drafts[index.row()], COLUMNS[index.column()], tokens()
        wrong = draft.faults.get(column, "")
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return _printed(draft, index.row())[column] if column in PRINTED else draft.shown(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(wrong or str(self.data(index)))
        if role == Qt.ItemDataRole.ForegroundRole:
            soft = column in PRINTED and column != "who"
            is_guess = column in TYPED and column not in draft.texts and draft.stop.state == "planned"
            if wrong or column in draft.texts:
                return QColor(worn.refused if wrong else worn.accent)
            return QColor(worn.soft if soft or is_guess else worn.ink)
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(worn.raised if column in PRINTED else worn.surface)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return CENTRE if column in CENTRED else LEFT
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a typed text; what follows from it shows in the whole row."""
        draft, column = self.drafts[index.row()], COLUMNS[index.column()]
        if role != Qt.ItemDataRole.EditRole or str(value).strip() == draft.shown(column):
            return False
        draft.type(column, str(value))
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(COLUMNS) - 1))
        self.typed.emit()
        return True


class ResultsTable(TypingTable):
    """The form with its columns as wide as what stands in them."""

    def __init__(self) -> None:
        super().__init__(_("Results in printed order"))
        self.list = ResultsModel(self)
        self.setModel(self.list)
        for at, column in enumerate(COLUMNS):
            heading = int(width_of(_(TITLES[column]), bold=True)) + 18
            self.setColumnWidth(at, max(WIDTHS[column], heading))
        self.horizontalHeader().setSectionResizeMode(COLUMNS.index(SAID), self.horizontalHeader().ResizeMode.Stretch)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setStyleSheet("QTableView::item { padding: 0 5px; }")
        themes.changed.connect(self.viewport().update)

    def start(self) -> None:
        """Put the keyboard where typing begins: the mark of the first line that has no result."""
        rows = [at for at, draft in enumerate(self.list.drafts) if draft.stop.state == "planned"]
        if self.list.drafts:
            self.setCurrentIndex(self.list.index(rows[0] if rows else 0, COLUMNS.index(MARK)))
            self.setFocus()


def _printed(draft: Draft, at: int) -> dict[str, str]:
    stop = draft.stop
    return {
        "no": str(at + 1), "planned": f"{stop.planned_on:%m-%d}" if stop.planned_on else "–",
        "who": stop.representative, "where": stop.place,
    }  # fmt: skip
