"""The scenarios of the office: today's allocation and every named draft, opened by a click, compared by ticking."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.features.allocation.model import Scenario
from app.features.allocation.page.scenario.proof import percent
from app.features.allocation.queries.scenarios import MOST, ScenarioHead
from app.kit.store.row import fields_of
from app.kit.words import _
from app.ui.grid import Grid, GridColumn

TONES = {"draft": "soft", "submitted": "info", "approved": "ok", "applied": "ok", "withdrawn": "muted"}


class Shelf(QWidget):
    """``opened(id)`` after a double click or Enter; ``chosen(ids)`` after the selection changed."""

    opened = Signal(int)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid(_("Scenarios"), _columns(), lambda head: head.id)
        self.grid.chosen.connect(self._on_chosen)
        self.grid.doubleClicked.connect(lambda index: self.opened.emit(self.grid.grid.key_at(index.row())))
        self.grid.activated.connect(lambda index: self.opened.emit(self.grid.grid.key_at(index.row())))
        self._hint = QLabel()
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.setProperty("soft", True)
        self._hint.setContentsMargins(12, 8, 12, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.grid, 1)
        column.addWidget(self._hint)
        self.setFocusProxy(self.grid)

    def show_heads(self, heads: Sequence[ScenarioHead]) -> None:
        """Replace the list."""
        self.grid.show_rows(heads)
        self._hint.setText(
            _("Double-click opens a scenario. Choose two or three with Ctrl to compare them.")
            if heads else _("No scenario yet. Ask for a proposal, or give an area to somebody: it becomes the first.")
        )  # fmt: skip

    def ids(self) -> tuple[int, ...]:
        """Ids of the scenarios selected, from the top; at most as many as can be compared."""
        return tuple(key for key in self.grid.chosen_keys() if isinstance(key, int))[:MOST]

    def _on_chosen(self, _keys: object) -> None:
        self.chosen.emit(self.ids())


def state_of(head: ScenarioHead) -> str:
    """The state in words."""
    return fields_of(Scenario)["state"].show(head.state)


def _columns() -> list[GridColumn]:
    return [
        GridColumn(_("Scenario"), lambda h: h.name, 104, bold=True),
        GridColumn(_("State"), state_of, 72, tone=lambda h: TONES.get(h.state, "")),
        GridColumn(_("Author"), lambda h: h.author, 76),
        GridColumn(_("Drawn on"), lambda h: f"{h.day}", 84),
        GridColumn(_("Changes"), lambda h: f"{h.figures.moves:,}", 60, right=True, sort=lambda h: h.figures.moves),
        GridColumn(_("Variation"), lambda h: f"{h.figures.variation:.2f}", 60, right=True),
        GridColumn(_("Proven gap"), lambda h: "–" if h.gap is None else percent(h.gap), 76, right=True,
                   sort=lambda h: 9.0 if h.gap is None else h.gap),
    ]  # fmt: skip
