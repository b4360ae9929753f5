"""The words below the table: why this manager, who is second, what it would cost; and what the workload is made of."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.features.allocation.queries.loads import AreaNow
from app.features.allocation.queries.outlook import WHY, Outlook
from app.features.allocation.rules.sites import KEEP, LOCKED
from app.kit.words import _
from app.ui.chart import Stack, StackBars


class Telling(QWidget):
    """Up to three lines and a bar of parts; always about what is chosen, or what to do next."""

    def __init__(self) -> None:
        super().__init__()
        self._head, self._why, self._second = QLabel(), QLabel(), QLabel()
        parts = (_("Households"), _("Visits"), _("Travel"), _("Requests"))
        self._parts = StackBars(_("What the workload is made of"), _("h"), parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        for label in (self._head, self._why, self._second):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        self._second.setProperty("soft", True)
        column.addWidget(self._parts)
        column.addStretch(1)
        self.setMinimumHeight(132)

    def say(self, text: str, tone: str = "") -> None:
        """One message instead of what is chosen."""
        self._show(text, "", "", (), tone)

    def text(self) -> str:
        """All that is said now."""
        return "\n".join(label.text() for label in (self._head, self._why, self._second) if label.text())

    def show_areas(self, outlook: Outlook, keys: Sequence[Hashable]) -> None:
        """One area in full, several as a sum, none as what to do next."""
        found = [outlook.areas[key] for key in keys if isinstance(key, int) and key in outlook.areas]
        if not found:
            self.say(next_step(outlook))
        elif len(found) == 1:
            self._show_area(outlook, found[0])
        else:
            hours, households = sum(area.work.total for area in found), sum(area.households for area in found)
            head = _("{n} areas · {households} households · {hours} h a month", n=len(found),
                     households=f"{households:,}", hours=f"{hours:.1f}")  # fmt: skip
            how = _("Drag them on the map onto a manager, or press Ctrl+G and type a name.")
            self._show(head, "", how, (Stack(0, "", parts_of(found)),))

    def show_manager(self, outlook: Outlook, manager: int) -> None:
        """A manager's workload before and after, in parts."""
        mine = [area for area in outlook.areas.values() if area.manager == manager]
        then = [outlook.areas[p.site] for p in outlook.placements.values() if p.server == manager]
        holder = outlook.managers[manager]
        head = _("{name} · {n} areas · {households} households · may carry {hours} h a month", name=holder.name,
                 n=len(then), households=f"{sum(area.households for area in then):,}",
                 hours=f"{holder.capacity:.0f}")  # fmt: skip
        stacks = [Stack(0, _("today"), parts_of(mine)), Stack(1, _("then"), parts_of(then))]
        self._show(head, "", "", stacks if mine != then else stacks[:1])

    def _show_area(self, outlook: Outlook, area: AreaNow) -> None:
        terrain = {"plain": _("plain"), "hills": _("hills"), "mountains": _("mountains")}.get(area.terrain or "", "")
        hours = _("{n} h a month", n=f"{area.work.total:.1f}")
        told = (area.name, _("{n} households", n=area.households), terrain, hours)
        why, second = reasons(outlook, area)
        tone = "ok" if area.id in outlook.placements else "late"
        self._show(" · ".join(part for part in told if part), why, second, (Stack(0, "", parts_of([area])),), "", tone)

    def _show(
        self, head: str, why: str, second: str, stacks: Sequence[Stack], tone: str = "", why_tone: str = ""
    ) -> None:
        lines = ((self._head, head, tone), (self._why, why, why_tone), (self._second, second, "soft"))
        for label, text, colour in lines:
            label.setText(text)
            label.setVisible(bool(text))
            label.setProperty("tone", colour)
            label.style().polish(label)
        self._head.setProperty("heading", bool(stacks))
        self._head.style().polish(self._head)
        self._parts.setVisible(bool(stacks))
        self._parts.show_stacks(stacks)


def parts_of(areas: Sequence[AreaNow]) -> tuple[float, float, float, float]:
    """Hours a month for households, visits, travel, requests."""
    return (
        sum(area.work.households for area in areas), sum(area.work.visits for area in areas),
        sum(area.work.travel for area in areas), sum(area.work.requests for area in areas),
    )  # fmt: skip


def reasons(outlook: Outlook, area: AreaNow) -> tuple[str, str]:
    """Who has it and why; who is second and what he would cost."""
    placement = outlook.placements.get(area.id)
    if placement is None:
        return _("Nobody serves this area."), ""
    name, after = outlook.name(placement.server), outlook.after()[placement.server]
    why = _(WHY[placement.reason])
    if placement.server == area.manager:
        first = _("Stays with {name}: {why}", name=name, why=why)
        if placement.reason in (KEEP, LOCKED):
            first = _("Stays with {name}, {hours} h a month in all", name=name, hours=f"{after:.0f}")
    else:
        load = f"{outlook.before().get(placement.server, 0.0):.0f} → {after:.0f}"
        first = _("Goes to {name}: {why}; his load {load} h", name=name, why=why, load=load)
    second = outlook.second(area.id)
    if second is None:
        return first, ""
    who, costs = second
    return first, _("Second {name}: {hours} h a month more", name=outlook.name(who), hours=f"{costs:.1f}")


def next_step(outlook: Outlook) -> str:
    """What to do where nothing is chosen."""
    if not outlook.areas:
        return _("There are no areas to assign yet. Import headquarters' ledger: drag the workbook onto the window.")
    if not outlook.managers:
        return _("There are no managers yet. Import the staff roster, or appoint one under People.")
    lacking = sum(area.id not in outlook.placements for area in outlook.areas.values())
    moves = len(outlook.moved())
    if moves:
        return _("{n} areas would move. Choose one to read why; drag it or press Ctrl+G to decide otherwise.", n=moves)
    if lacking:
        return _("{n} areas have no manager. Ask for a proposal.", n=lacking)
    return _("Every area has its manager. Choose one to read its workload, or ask for a proposal.")
