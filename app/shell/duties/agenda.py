"""Today's visits on the Today page: who goes where, and what waits there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from app.features.representatives.model import CATEGORIES
from app.features.visits.model import METHODS
from app.features.visits.queries.stops import StopRow, month_stops
from app.kit.store.context import Context
from app.kit.words import _
from app.kit.workdays import month_of
from app.shell.plain import plain
from app.ui.grid import Grid, GridColumn

_CATEGORY = {choice.code: choice.label for choice in CATEGORIES}
_METHOD = {choice.code: choice.label for choice in METHODS}


def todays_stops(ctx: Context) -> list[StopRow]:
    """Every visit planned for today or made today, by manager and order."""
    return month_stops(ctx, month_of(ctx.today), (), ctx.today)


def whom(stop: StopRow) -> str:
    """Village, representative and what he is."""
    category = _(_CATEGORY.get(stop.category, ""))
    person = _("{name} ({what})", name=stop.representative, what=category) if category else stop.representative
    return " · ".join(part for part in (stop.village or stop.area, person) if part)


def matter(stop: StopRow) -> tuple[str, str]:
    """What matters most about a stop, and its semantic colour."""
    if stop.state == "done":
        return _("done"), "ok"
    if stop.state == "missed":
        return _("missed"), "late"
    if stop.overdue > 0:
        return _("{n} days overdue", n=stop.overdue), "late"
    if stop.requests:
        return _("{n} open requests", n=stop.requests), "attention"
    return _(_METHOD[stop.method]), "info" if stop.method == "reading" else "soft"


class Agenda(QFrame):
    """A card with a grid of today's stops; ``all_wanted`` is its button to the whole list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.all_wanted = QPushButton(_("All visits ›"))
        self.all_wanted.setProperty("link", True)
        self.grid = Grid(_("Today's visits"), (
            GridColumn(_("Customer manager"), lambda stop: stop.manager, 128),
            GridColumn(_("Order"), lambda stop: str(stop.sequence or ""), 48, right=True),
            GridColumn(_("To whom"), whom, 330),
            GridColumn(_("Matter"), lambda stop: matter(stop)[0], 110, tone=lambda stop: matter(stop)[1]),
        ), key=lambda stop: stop.id)  # fmt: skip
        self._empty = QLabel(_("Nothing is planned for today."))
        self._empty.setProperty("soft", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.addWidget(plain(_("Today's visits"), heading=True))
        head.addStretch(1)
        head.addWidget(self.all_wanted)
        self._inner = QStackedLayout()
        self._inner.addWidget(self.grid)
        self._inner.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._inner, 1)

    def show_stops(self, stops: list[StopRow]) -> None:
        """Replace the rows; without any say so."""
        self.grid.show_rows(stops)
        self._inner.setCurrentIndex(0 if stops else 1)
