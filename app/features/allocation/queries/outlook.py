"""The allocation as it stands beside the allocation as proposed, in plain values for a page or a script."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module

from app.features.allocation.queries.loads import AreaNow, Holder, areas_now, managers_now, problem
from app.features.allocation.rules.balance import Balance, balance
from app.features.allocation.rules.sites import BALANCE, FAMILIAR, KEEP, LOCKED, NEAR, VILLAGE, WISH, Move, Placement
from app.kit.store.context import Context
from app.kit.words import N_, _

WHY = {
    KEEP: N_("keeps"), LOCKED: N_("locked"), WISH: N_("wish"), FAMILIAR: N_("knows it"),
    VILLAGE: N_("same village"), NEAR: N_("nearest"), BALANCE: N_("balance"), "hand": N_("by hand"),
}  # fmt: skip
KEPT = frozenset({KEEP, LOCKED})


@dataclass(frozen=True)
class Outlook:
    """Areas and managers with a placement for each area; the present state is an outlook that keeps all."""

    areas: Mapping[int, AreaNow]
    managers: Mapping[int, Holder]
    placements: Mapping[int, Placement]

    def before(self) -> dict[int, float]:
        """Hours a month of each manager today."""
        return self._loads({area.id: area.manager for area in self.areas.values()})

    def after(self) -> dict[int, float]:
        """Hours a month of each manager as proposed."""
        return self._loads({site: placement.server for site, placement in self.placements.items()})

    def _loads(self, whose: Mapping[int, int | None]) -> dict[int, float]:
        loads = dict.fromkeys(self.managers, 0.0)
        for area, manager in whose.items():
            if manager in loads:
                loads[manager] += self.areas[area].work.total
        return loads

    def balances(self) -> tuple[Balance, Balance]:
        """Evenness today and as proposed."""
        return balance(list(self.before().values())), balance(list(self.after().values()))

    def moves(self) -> tuple[Move, ...]:
        """What applying would do: areas whose manager differs from today's."""
        return tuple(
            Move(p.site, p.server, _change_reason(p), explain(self, p.site))
            for p in self.placements.values()
            if p.server != self.areas[p.site].manager
        )

    def by_hand(self, areas: tuple[int, ...], manager: int) -> "Outlook":
        """The same with some areas given to ``manager`` by hand."""
        changed = {
            area: replace(self.placements[area], server=manager, reason="hand", second=None, regret=0.0)
            for area in areas
            if area in self.placements
        }
        return replace(self, placements={**self.placements, **changed})

    def name(self, manager: int | None) -> str:
        """A manager's name; a dash for nobody."""
        found = self.managers.get(manager) if manager is not None else None
        return found.name if found else "—"


def _change_reason(placement: Placement) -> str:
    if placement.before is None:
        return "first"
    return {WISH: "wish", FAMILIAR: "wish"}.get(placement.reason, "balance")


def explain(outlook: Outlook, area: int) -> str:
    """One area's placement in a sentence: who, why, who came second and what he would cost more."""
    placement = outlook.placements[area]
    told = _("{manager}: {why}", manager=outlook.name(placement.server), why=_(WHY[placement.reason]))
    if placement.second is None:
        return told
    return _("{told}; second {name} at {hours} h more", told=told, name=outlook.name(placement.second),
             hours=f"{placement.regret:.1f}")  # fmt: skip


def present(ctx: Context) -> Outlook:
    """The allocation as it stands; areas without a manager have no placement."""
    areas, managers = _now(ctx)
    kept = {
        area.id: Placement(area.id, area.manager, area.manager, KEEP)
        for area in areas.values()
        if area.manager is not None
    }
    return Outlook(areas, managers, kept)


def proposed(ctx: Context, keep: bool = True, locked: frozenset[int] = frozenset()) -> Outlook:
    """A proposal for every area (A4–A8); ``keep`` False places anew whatever is not locked."""
    areas, managers = _now(ctx)
    sites, servers, bonds = problem(ctx, locked)
    # Numerics are loaded when the first proposal is asked for, not when the window opens.
    propose = import_module("app.features.allocation.rules.proposal").propose
    placements = {p.site: p for p in propose(sites, servers, bonds, keep=keep)}
    return Outlook(areas, managers, placements)


def _now(ctx: Context) -> tuple[dict[int, AreaNow], dict[int, Holder]]:
    return {area.id: area for area in areas_now(ctx)}, {manager.id: manager for manager in managers_now(ctx)}
