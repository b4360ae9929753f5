"""The Standing section: eight figures, the loads against their band, the 80/20 curve, and who is cared for."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.features.allocation.page.standing.covered import columns, lines
from app.features.allocation.page.standing.figures import FIGURES, Figure
from app.features.allocation.papers.hung import POSTER, area_notices
from app.features.allocation.papers.moves import MOVES, move_list
from app.features.allocation.papers.notices import NOTICE, notices
from app.features.allocation.papers.public import PUBLIC, public_list
from app.features.allocation.papers.signing import SIGNATURES, signature_sheet
from app.features.allocation.queries.pareto import AREA, BASES, DISTRICT, MANAGER, Pareto, pareto
from app.features.allocation.queries.standing import Carried, Standing, standing
from app.kit.paper import Document
from app.kit.profile import LoadBand
from app.kit.store.context import Context
from app.kit.store.query import Filter, View
from app.kit.words import N_, _
from app.ui.action import Action
from app.ui.chart import Band, Load, LoadBars
from app.ui.chart.pareto import ParetoChart, Weight
from app.ui.chips import Chip, ChipRow
from app.ui.desk import Desk
from app.ui.grid import Grid
from app.ui.page.page import Page
from app.ui.page.toolbar import Toolbar
from app.ui.theme import tip
from app.ui.tile import Tile

LEVELS = {AREA: N_("Areas"), MANAGER: N_("Managers"), DISTRICT: N_("District offices")}
PLACES = {AREA: ("territory", "code"), MANAGER: ("territory", "manager_code"), DISTRICT: ("territory", "district")}
"""The list behind a bar of the curve, and the column that finds it there."""
UNITS = {"percent": "%", "households": N_("households")}
BANDS = {
    "percent": N_("to {fair} % reasonable, above {most} % too much"),
    "households": N_("{fair} households are reasonable, above {most} too many"),
}
FORMS: tuple[tuple[str, str, Callable[[Context], Document]], ...] = (
    ("public_list", PUBLIC, public_list), ("notices", NOTICE, notices),
    ("area_notices", POSTER, area_notices), ("moves", MOVES, move_list),
    ("signatures", SIGNATURES, signature_sheet),
)  # fmt: skip


class StandingPage(Page):
    """Every figure opens the list behind it."""

    tables = frozenset({
        "assignment", "area", "manager", "staff", "setting", "representation", "request", "customer", "visit",
        "area_month", "district",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Balance and stability"), parent)
        self._standing: Standing | None = None
        self._pareto: Pareto | None = None
        self._toolbar = Toolbar(_("Balance and stability"), self.actions)
        self._toolbar.search.hide()
        self._tiles = [Tile(_(figure.title)) for figure in FIGURES]
        self._bars = LoadBars(_("Load of the managers"), "")
        self._band, self._basis = _soft(""), _soft("")
        self._curve = ParetoChart(_("The few that bring most"))
        self._levels = ChipRow(_("The few that bring most"), exclusive=True)
        self._levels.show_chips([Chip(key, _(label), key == AREA) for key, label in LEVELS.items()])
        self._cared = Grid(_("Who is cared for"), columns(), lambda one: one.key)
        self._lay_out()
        self._connect()
        self._toolbar.show_acts(self.actions())
        self.refresh()

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        for tile in self._tiles:
            tiles.addWidget(tile, 1)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(_card(_("The few that bring most"), self._basis, self._curve, self._levels))
        right.addWidget(_card(_("Who is cared for"), _soft(_("key customers beside general ones")), self._cared))
        right.setSizes([250, 262])
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(_card(_("Load of the managers"), self._band, self._bars))
        sides.addWidget(right)
        sides.setSizes([500, 660])
        for split in (right, sides):
            split.setChildrenCollapsible(False)
            split.setHandleWidth(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 0, 8, 8)
        whole.setSpacing(8)
        whole.addWidget(self._toolbar)
        whole.addLayout(tiles)
        whole.addWidget(sides, 1)

    def _connect(self) -> None:
        for tile, figure in zip(self._tiles, FIGURES, strict=True):
            tile.chosen.connect(partial(self._on_figure, figure))
        self._bars.clicked.connect(self._on_manager)
        self._curve.clicked.connect(self._on_part)
        self._levels.changed.connect(self._on_level)
        self._cared.doubleClicked.connect(lambda _index: self._on_cared(self._cared.chosen_keys()))
        self.setFocusProxy(self._bars)

    def refresh(self) -> None:
        """Ask the figures, and the curve at the level shown."""
        self.desk.ask(self, "standing", standing, then=self._show_standing)
        self._ask_curve()

    def actions(self) -> Sequence[Action]:  # type: ignore[override]
        """The printed forms of the month's changes, and the list everybody may read."""
        return [
            Action(f"paper.{name}", f"{_(title)}…", partial(self._print, make), "print",
                   "main" if name == "public_list" else "more", group="paper")
            for name, title, make in FORMS
        ]  # fmt: skip

    def _print(self, make: Callable[[Context], Document]) -> None:
        self.desk.ask(self, "paper", make, then=self.printed.emit)

    def _ask_curve(self) -> None:
        level = next(iter(self._levels.on()), AREA)
        self.desk.ask(self, "pareto", pareto, level, then=self._show_curve)

    def _show_standing(self, now: Standing) -> None:
        self._standing = now
        for tile, figure in zip(self._tiles, FIGURES, strict=True):
            tile.show_figure(*figure.told(now))
        unit = _(UNITS[now.limits.unit])
        self._bars.show_loads([_bar(one) for one in now.carried], unit, _bands(now.limits))
        _say(self._band, _(BANDS[now.limits.unit], fair=f"{now.limits.fair:g}", most=f"{now.limits.most:g}"))
        self._toolbar.show_count(_("{n} areas · {households} households · {m} managers", n=f"{now.areas:,}",
                                   households=f"{now.households:,}", m=f"{len(now.carried):,}"))  # fmt: skip
        self._show_cared()

    def _show_curve(self, found: Pareto) -> None:
        self._pareto = found
        what, unit = BASES[found.basis]
        _say(self._basis, _("from: {what}", what=_(what)))
        shares = found.curve.shares
        self._curve.show_weights(
            [Weight(part.code, part.name, part.value, shares[at]) for at, part in enumerate(found.parts)]
            if shares else [], found.curve.vital, found.curve.fifth, _(unit),
        )  # fmt: skip
        self._show_cared()

    def _show_cared(self) -> None:
        if self._standing is not None:
            self._cared.show_rows(lines(self._standing, self._pareto))

    def _on_level(self, _on: frozenset[str]) -> None:
        self._ask_curve()

    def _on_figure(self, figure: Figure) -> None:
        self.opened.emit(figure.listing, figure.view(self.desk.office.today))

    def _on_manager(self, code: str) -> None:
        self.opened.emit("territories", View(filters=(Filter("code", "is_in", (code,)),)))

    def _on_part(self, code: str) -> None:
        listing, column = PLACES[self._pareto.level if self._pareto else AREA]
        self.opened.emit(listing, View(filters=(Filter(column, "is_in", (code or None,)),)))

    def _on_cared(self, keys: Sequence[Hashable]) -> None:
        for one in self._cared.grid.rows:
            if one.key in keys:
                self.opened.emit(one.listing, one.view)


def _bar(one: Carried) -> Load:
    """A manager's load in the unit of the band, with what it is made of."""
    note = _("{hours} h · {n} areas", hours=f"{one.hours:,.1f}", n=one.areas)
    return Load(one.manager.code, one.manager.name, one.load, note=note)


def _bands(known: LoadBand) -> list[Band]:
    """Reasonable, then to be watched; whatever is above is too much."""
    return [
        Band(known.fair, _("reasonable: up to {n}", n=f"{known.fair:g}")),
        Band(known.most, _("to be watched: up to {n}", n=f"{known.most:g}"), "attention"),
    ]  # fmt: skip


def _say(label: QLabel, text: str) -> None:
    """Words that may be cut short are read in full when pointed at."""
    label.setText(text)
    label.setToolTip(tip(text))


def _soft(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("soft", True)
    label.setMinimumWidth(1)
    return label


def _card(title: str, beside: QLabel, inner: QWidget, switches: QWidget | None = None) -> QFrame:
    """A titled card; what is said beside the title gives way where room is short."""
    card, head = QFrame(), QHBoxLayout()
    card.setProperty("card", True)
    heading = QLabel(title)
    heading.setProperty("heading", True)
    head.setSpacing(12)
    head.addWidget(heading)
    head.addWidget(beside, 1)
    if switches is not None:
        head.addWidget(switches)
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 8, 8, 8)
    column.setSpacing(6)
    column.addLayout(head)
    column.addWidget(inner, 1)
    return card
