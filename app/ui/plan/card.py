"""The rows of a sheet with what is said about them: the reason of the row in front, the notes of the whole."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.kit.planning.plan import FilePlan, SheetPlan
from app.kit.sheet import CHANGED, NEW, PlannedRow
from app.kit.words import _
from app.ui.plan.model import PlanModel
from app.ui.plan.table import PlanTable
from app.ui.plan.wording import words


class RowsCard(QFrame):
    """Shows the planned rows; ``toggled(row numbers, out)`` where a person leaves rows out or takes them in again."""

    toggled = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.model = PlanModel(self)
        self.table = PlanTable(self.model)
        self.reason, self.note = words("…reason"), words("…note", tone="attention")
        self._switch = QAction(self.table)
        self._switch.setShortcut(QKeySequence(Qt.Key.Key_Space))
        self._switch.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._switch.triggered.connect(self._on_switch)
        self.table.addAction(self._switch)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.selectionModel().selectionChanged.connect(lambda *_change: self._tell())
        self.model.modelReset.connect(self._tell)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        for label in (self.reason, self.note):
            label.setMargin(8)
            box.addWidget(label)

    def show_tab(self, plan: FilePlan, tab: SheetPlan | None, statuses: Collection[str]) -> None:
        """Replace rows and notes; the row in front stays in front."""
        now = self.table.currentIndex().row()
        number = self.model.planned(now).row if 0 <= now < self.model.rowCount() else 0
        self.model.show_plan(tab, statuses)
        if number and (again := self.model.place_of(number)) >= 0:
            self.table.selectRow(again)
        self.note.setText("\n".join(_remarks(plan, tab)))
        self.note.setVisible(bool(self.note.text()))

    def forget(self) -> None:
        """Let go of the rows."""
        self.model.show_plan(None, ())

    def _chosen(self) -> list[PlannedRow]:
        return [self.model.planned(index.row()) for index in self.table.selectionModel().selectedRows()]

    def _tell(self) -> None:
        chosen = self._chosen()
        can = [row for row in chosen if row.status in {NEW, CHANGED} or _is_left_out(row)]
        self._switch.setEnabled(bool(can))
        is_back = bool(can) and all(map(_is_left_out, can))
        self._switch.setText(_("Take in again") if is_back else _("Leave out"))
        told = _reasons(chosen[0]) if len(chosen) == 1 else ""
        hint = _("Choose a row to read what happens to it; the space bar leaves rows out and takes them in again.")
        self.reason.setText(told or hint)
        self.reason.setProperty("tone", "" if told else "muted")
        self.reason.style().polish(self.reason)
        self.reason.setVisible(self.model.rowCount() > 0)

    def _on_switch(self) -> None:
        chosen = [row for row in self._chosen() if row.status in {NEW, CHANGED} or _is_left_out(row)]
        if chosen:
            self.toggled.emit(tuple(row.row for row in chosen), not all(map(_is_left_out, chosen)))


def _is_left_out(row: PlannedRow) -> bool:
    return any(problem.code == "left_out" for problem in row.problems)


def _reasons(row: PlannedRow) -> str:
    """Why a row is not simply taken, each reason with its column."""
    return "\n".join(
        _("row {row}, column {column}:", row=row.row, column=problem.column) + " " + problem.message
        if problem.column else _("row {row}:", row=row.row) + " " + problem.message
        for problem in row.problems
    )  # fmt: skip


def _remarks(plan: FilePlan, tab: SheetPlan | None) -> list[str]:
    if tab is None:
        return [plan.reason]
    made = [
        _("New with this import: {what} {code} (named by {n} rows)", what=_(one.row.one), code=one.code, n=one.rows)
        for one in tab.introductions
    ]
    return [*tab.notes, *(problem.message for problem in tab.problems), *made]
