"""Who carries how much, before and after: hours or households, with what is reasonable (A15) drawn behind."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.rules.bands import WARNED
from app.kit.profile import LoadBand
from app.kit.words import _
from app.ui.chart import Band, Load, LoadBars
from app.ui.chips import Chip, ChipRow

HOURS, HOUSEHOLDS = "hours", "households"


class Burden(QFrame):
    """A card with the evenness as its head and a bar for every manager."""

    clicked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._unit = ""
        """As the office counts until somebody chooses."""
        self.bars = LoadBars(_("Workload of the managers"), _("h"))
        self.bars.clicked.connect(self.clicked)
        self._facts, title = QLabel(), QLabel(_("Workload"))
        title.setProperty("heading", True)
        self._facts.setProperty("soft", True)
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._units = ChipRow(_("Measured in"), exclusive=True)
        self._units.changed.connect(self._on_unit)
        self._outlook: Outlook | None = None
        self._colours: Mapping[int, int] = {}
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 0)
        head.setSpacing(16)
        head.addWidget(title)
        head.addWidget(self._facts, 1)
        head.addWidget(self._units)
        inset = QWidget()
        row = QVBoxLayout(inset)
        row.setContentsMargins(12, 0, 8, 8)
        row.addWidget(self.bars)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(inset, 1)

    def show_outlook(self, outlook: Outlook, colours: Mapping[int, int]) -> None:
        """Bars of every manager."""
        self._outlook, self._colours = outlook, colours
        self._unit = self._unit or (HOUSEHOLDS if outlook.limits.unit == HOUSEHOLDS else HOURS)
        self._facts.setText(facts(outlook))
        self._facts.setToolTip(self._facts.text())
        self._draw()

    def manager_at(self, at: QPoint) -> object | None:
        """Whose bar a spot of the screen is."""
        view = self.bars.viewport()
        inside = view.mapFromGlobal(at)
        mark = self.bars.mark_at(inside) if view.rect().contains(inside) else None
        return mark.id if mark else None

    def _on_unit(self, on: frozenset[str]) -> None:
        self._unit = HOUSEHOLDS if HOUSEHOLDS in on else HOURS
        self._draw()

    def _draw(self) -> None:
        outlook = self._outlook
        assert outlook is not None
        in_hours = self._unit == HOURS
        self._units.show_chips([
            Chip(HOURS, _("Hours"), in_hours), Chip(HOUSEHOLDS, _("Households"), not in_hours),
        ])  # fmt: skip
        before, after = (outlook.before(), outlook.after()) if in_hours else outlook.households()
        moved, thought = before != after, outlook.bands()
        loads = [
            Load(one.id, one.name, after[one.id], before[one.id] if moved else None, self._colours[one.id],
                 one.capacity if in_hours else None, tone=WARNED.get(thought[one.id], ""))
            for one in outlook.managers.values()
        ]  # fmt: skip
        self.bars.show_loads(loads, _("h") if in_hours else _("households"), bands(outlook.limits, self._unit))


def bands(known: LoadBand, unit: str) -> list[Band]:
    """What the office counts as reasonable, where it counts in ``unit``; a limit in hours is each one's own."""
    if known.unit != unit:
        return []
    fair, most = f"{known.fair:,.0f}", f"{known.most:,.0f}"
    return [
        Band(known.fair, _("reasonable: up to {n}", n=fair)),
        Band(known.most, _("to be watched: up to {n}", n=most), "attention"),
    ]  # fmt: skip


def facts(outlook: Outlook) -> str:
    """Evenness before and after, and how many areas move."""
    was, now = outlook.balances()
    moves = len(outlook.moved())
    if moves:
        told = [
            _("variation {was} → {now}", was=f"{was.variation:.2f}", now=f"{now.variation:.2f}"),
            _("{moves} areas move", moves=f"{moves:,}"),
        ]
    else:
        told = [
            _("variation {now}", now=f"{now.variation:.2f}"),
            _("largest deviation {deviation}", deviation=f"{now.deviation:.0%}"),
        ]
    return " · ".join(told)
