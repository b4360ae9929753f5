"""The week and the list: the same visits as rows."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, Signal
from PySide6.QtWidgets import QWidget

from app.features.visits.model import Visit
from app.features.visits.queries.month import MonthVisit
from app.kit.fields import field_of
from app.kit.words import _
from app.ui.grid import Grid, GridColumn

_METHOD, _STATE = field_of(Visit.method), field_of(Visit.state)
_TONES = {"done": "ok", "missed": "attention"}


class Agenda(Grid):
    """Visits by day and order; the current one is told by ``visit_chosen(manager id, day)``."""

    visit_chosen = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = (
            GridColumn(_("Day"), lambda v: f"{v.day:%m-%d}", 70, sort=lambda v: (v.day, v.manager, v.sequence)),
            GridColumn(_("Manager"), lambda v: v.manager, 100, bold=True),
            GridColumn(_("No."), lambda v: str(v.sequence) if v.sequence < 999 else "", 50, right=True,
                       sort=lambda v: v.sequence),
            GridColumn(_("Representative"), lambda v: v.representative, 120),
            GridColumn(_("Village"), lambda v: v.village, 150),
            GridColumn(_("Method"), lambda v: _METHOD.show(v.method), 150),
            GridColumn(_("Minutes"), lambda v: f"{v.minutes:.0f}", 80, right=True, sort=lambda v: v.minutes),
            GridColumn(_("State"), lambda v: _STATE.show(v.state), 90, tone=lambda v: _TONES.get(v.state, "")),
            GridColumn(_("Visit no."), lambda v: v.code, 140),
        )  # fmt: skip
        super().__init__(_("Visits in a list"), columns, lambda visit: visit.id, parent)

    def show_visits(self, visits: Sequence[MonthVisit]) -> None:
        """Replace the rows."""
        self.show_rows(visits)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """The drawer follows the current row."""
        super().selectionChanged(selected, deselected)
        row = self.currentIndex().row()
        if not self.signalsBlocked() and 0 <= row < len(self.grid.rows):
            visit = self.grid.rows[row]
            self.visit_chosen.emit(visit.manager_id, visit.day)
