"""The rows of one planned sheet: number, status, and each cell as it would be stored."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.kit.fields import Kind
from app.kit.planning.plan import SheetPlan
from app.kit.sheet import CHANGED, NEW, REFUSED, SAME, SKIPPED, PlannedRow, Problem, SheetColumn
from app.kit.words import N_, _
from app.ui.theme import tip

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Role = Qt.ItemDataRole
STATUSES: Mapping[str, tuple[str, str]] = {
    NEW: (N_("new"), "ok"), CHANGED: (N_("changed"), "info"), SAME: (N_("same"), "muted"),
    REFUSED: (N_("refused"), "refused"), SKIPPED: (N_("skipped"), "attention"),
}  # fmt: skip
"""Label and semantic colour of each status."""


class PlanModel(QAbstractTableModel):
    """A :class:`SheetPlan`, narrowed to some statuses. Changed cells read ``old → new``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[PlannedRow] = ()
        self._columns: list[SheetColumn] = []

    def show_plan(self, plan: SheetPlan | None, statuses: Collection[str]) -> None:
        """Replace everything."""
        self.beginResetModel()
        if plan is None or plan.counts().keys() <= set(statuses):
            self._rows = plan.rows if plan else ()  # most plans: a hundred thousand rows are not looked at one by one
        else:
            self._rows = [row for row in plan.rows if row.status in statuses]
        found = {mapped.column.name: mapped.column for mapped in plan.mapping} if plan else {}
        self._columns = list(found.values())
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Rows of the statuses chosen."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Row number and status, then the mapped columns."""
        return 0 if parent.isValid() else 2 + len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Labels of our fields, not of the workbook."""
        if role != Role.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (_("Row"), _("What happens"))[section] if section < 2 else self._columns[section - 2].field.heading()

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The text, and in the tooltip what is wrong with the cell or row."""
        if not index.isValid():
            return None
        if role in {Role.DisplayRole, Role.AccessibleTextRole}:
            return self.text(index.row(), index.column())
        if role == Role.ToolTipRole:
            return tip(self.reason(index.row(), index.column()) or self.text(index.row(), index.column()))
        return None

    def text(self, at: int, column: int) -> str:
        """What a cell shows."""
        row = self._rows[at]
        if column == 0:
            return f"{row.row:,}"
        if column == 1:
            reasons = "; ".join(problem.message for problem in row.problems)
            label = _(STATUSES[row.status][0])
            return f"{label}: {reasons}" if reasons else label
        declared = self._columns[column - 2]
        problem = self._problem(row, declared)
        if problem and problem.raw:
            return problem.raw
        now = _shown(declared, (row.values or {}).get(declared.name))
        if row.status == CHANGED and declared.name in row.news():
            return f"{_shown(declared, (row.before or {}).get(declared.name)) or _('(blank)')} → {now or _('(blank)')}"
        return now

    def planned(self, at: int) -> PlannedRow:
        """The row shown at ``at``."""
        return self._rows[at]

    def place_of(self, number: int) -> int:
        """Where the sheet's row ``number`` is shown; -1 if it is not."""
        return next((at for at, row in enumerate(self._rows) if row.row == number), -1)

    def tone(self, at: int, column: int) -> str:
        """Semantic colour of a cell."""
        row = self._rows[at]
        if column < 2:
            return STATUSES[row.status][1] if column else "soft"
        name = self._columns[column - 2].name
        if self._problem(row, self._columns[column - 2]):
            return "refused"
        if row.status == CHANGED and name in row.news():
            return "info"
        return "muted" if row.status in {SAME, SKIPPED} else ""

    def is_wrong(self, at: int, column: int) -> bool:
        """True for a cell that keeps its row out."""
        return column >= 2 and self._problem(self._rows[at], self._columns[column - 2]) is not None

    def is_right(self, column: int) -> bool:
        """True over numbers."""
        return column == 0 or (column >= 2 and self._columns[column - 2].field.is_numeric)

    def reason(self, at: int, column: int) -> str:
        """What is wrong with a cell, or with its row."""
        row = self._rows[at]
        if column >= 2:
            problem = self._problem(row, self._columns[column - 2])
            return problem.message if problem else ""
        return "\n".join(problem.message for problem in row.problems)

    def width(self, column: int) -> int:
        """Signs a column wants."""
        if column < 2:
            return (5, 26)[column]
        field = self._columns[column - 2].field
        return field.width + (8 if field.kind in {Kind.TEXT, Kind.NOTE} else 4)

    def _problem(self, row: PlannedRow, column: SheetColumn) -> Problem | None:
        return next((problem for problem in row.problems if problem.field == column.name), None)


def _shown(column: SheetColumn, value: object) -> str:
    return str(value) if column.reference and value is not None else column.field.show(value)
