"""The allocation as it stands beside the allocation as it would be, in plain values for a page or a script."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.features.allocation.queries.bands import band_of, limits
from app.features.allocation.queries.loads import AreaNow, Holder, areas_now, managers_now
from app.features.allocation.rules.balance import Balance, balance
from app.features.allocation.rules.freedom import change_reason
from app.features.allocation.rules.sites import (
    BALANCE,
    FAMILIAR,
    HAND,
    KEEP,
    LOCKED,
    NEAR,
    STANDS_IN,
    VILLAGE,
    WISH,
    Move,
    Placement,
    PlannedPlace,
)  # fmt: skip
from app.kit.profile import HOURS, LoadBand
from app.kit.store.context import Context
from app.kit.words import N_, _

WHY = {
    KEEP: N_("keeps"), LOCKED: N_("locked"), WISH: N_("wish"), FAMILIAR: N_("knows it"),
    VILLAGE: N_("same village"), NEAR: N_("nearest"), BALANCE: N_("balance"), HAND: N_("by hand"),
    STANDS_IN: N_("stands in"),
}  # fmt: skip
KEPT = frozenset({KEEP, LOCKED})


@dataclass(frozen=True)
class Gain:
    """What one manager gets and gives away: areas by id, hours a month."""

    got: tuple[int, ...]
    got_hours: float
    lost: tuple[int, ...]
    lost_hours: float


@dataclass(frozen=True)
class Outlook:
    """Areas and managers with a placement for each area; the present state is an outlook that keeps all.

    Areas without a placement have nobody. ``hands`` are the areas a person decided; ``limits`` the office's load band.
    """

    areas: Mapping[int, AreaNow]
    managers: Mapping[int, Holder]
    placements: Mapping[int, Placement]
    hands: frozenset[int] = field(default_factory=frozenset)
    limits: LoadBand = HOURS

    def before(self) -> dict[int, float]:
        """Hours a month of each manager today."""
        return dict(self._before)

    def after(self) -> dict[int, float]:
        """Hours a month of each manager as it would be."""
        return dict(self._after)

    def households(self) -> tuple[dict[int, int], dict[int, int]]:
        """Households of each manager today and as it would be."""
        before, after = dict.fromkeys(self.managers, 0), dict.fromkeys(self.managers, 0)
        for area in self.areas.values():
            placement = self.placements.get(area.id)
            for loads, manager in ((before, area.manager), (after, placement.server if placement else None)):
                if manager in loads:
                    loads[manager] += area.households
        return before, after

    def bands(self) -> dict[int, str]:
        """Where each manager's load as it would be stands in the office's load band (A15)."""
        _before, households = self.households()
        return {id_: band_of(one, self._after[id_], households[id_], self.limits) for id_, one in self.managers.items()}

    @cached_property
    def _before(self) -> dict[int, float]:
        return self._loads({area.id: area.manager for area in self.areas.values()})

    @cached_property
    def _after(self) -> dict[int, float]:
        return self._loads({site: placement.server for site, placement in self.placements.items()})

    def _loads(self, whose: Mapping[int, int | None]) -> dict[int, float]:
        loads = dict.fromkeys(self.managers, 0.0)
        for area, manager in whose.items():
            if manager in loads:
                loads[manager] += self.areas[area].work.total
        return loads

    def sum_up(self) -> "Outlook":
        """Reckon loads and moves now, beside the window: whoever shows them then need not."""
        self.balances()
        self.moved()
        return self

    def balances(self) -> tuple[Balance, Balance]:
        """Evenness today and as it would be."""
        return balance(list(self.before().values())), balance(list(self.after().values()))

    def moved(self) -> list[Placement]:
        """Placements whose manager differs from today's, by area code."""
        return list(self._moved)

    @cached_property
    def _moved(self) -> list[Placement]:
        found = [p for p in self.placements.values() if p.server != self.areas[p.site].manager]
        return sorted(found, key=lambda placement: self.areas[placement.site].code)

    def moves(self) -> tuple[Move, ...]:
        """What applying would do."""
        return tuple(
            Move(one.site, one.server, change_reason(one.reason, one.before, one.server), self.explain(one.site))
            for one in self.moved()
        )

    def planned(self) -> tuple[PlannedPlace, ...]:
        """What a scenario keeps: the areas that change hands, and all that a person decided."""
        kept = [self.placements[area] for area in self.hands if area in self.placements]
        found = {placement.site: placement for placement in (*kept, *self.moved())}
        return tuple(
            PlannedPlace(p.site, p.before, p.server, p.reason, p.second, p.regret, p.site in self.hands)
            for p in sorted(found.values(), key=lambda placement: self.areas[placement.site].code)
        )

    def gains(self) -> dict[int, Gain]:
        """What each manager who is touched gets and gives away, by manager."""
        got: dict[int, list[int]] = {}
        lost: dict[int, list[int]] = {}
        for placement in self.moved():
            got.setdefault(placement.server, []).append(placement.site)
            if placement.before is not None:
                lost.setdefault(placement.before, []).append(placement.site)
        return {
            manager: Gain(tuple(got.get(manager, ())), self._hours(got.get(manager, ())),
                          tuple(lost.get(manager, ())), self._hours(lost.get(manager, ())))
            for manager in self.managers
            if manager in got or manager in lost
        }  # fmt: skip

    def _hours(self, areas: Sequence[int]) -> float:
        return sum(self.areas[area].work.total for area in areas)

    def with_(self, placements: Iterable[Placement], by_hand: Iterable[int] = ()) -> "Outlook":
        """The same with these placements, some of them ``by_hand``; who is before is who serves the area today."""
        fresh = {}
        for one in placements:
            before = self.areas[one.site].manager
            is_kept = one.server == before and one.reason not in (LOCKED, HAND)
            fresh[one.site] = replace(one, before=before, reason=KEEP if is_kept else one.reason)
        hands = self.hands | (frozenset(by_hand) & fresh.keys())
        return replace(self, placements={**self.placements, **fresh}, hands=hands)

    def by_hand(self, areas: Iterable[int], manager: int) -> "Outlook":
        """The same with some areas given to ``manager`` by hand."""
        given = [Placement(area, None, manager, HAND) for area in areas if area in self.areas]
        return self.with_(given, by_hand=[one.site for one in given])

    def name(self, manager: int | None) -> str:
        """A manager's name; a dash for nobody."""
        found = self.managers.get(manager) if manager is not None else None
        return found.name if found else "—"

    def second(self, area: int) -> tuple[int, float] | None:
        """Who would come second and how many hours more he would cost; None where nobody could."""
        placement = self.placements.get(area)
        return None if placement is None or placement.second is None else (placement.second, placement.regret)

    def explain(self, area: int) -> str:
        """One area's placement in a sentence: who, why, who came second and what he would cost more."""
        placement = self.placements[area]
        told = _("{manager}: {why}", manager=self.name(placement.server), why=_(WHY[placement.reason]))
        if placement.second is None:
            return told
        return _("{told}; second {name} at {hours} h more", told=told, name=self.name(placement.second),
                 hours=f"{placement.regret:.1f}")  # fmt: skip

    def wholeness(self, kind: str) -> float | None:
        """Share of the villages (``village``) or feeders (``feeder``) of two areas or more that one manager serves."""
        serving: dict[tuple[int | None, str], list[int | None]] = {}
        for area in self.areas.values():
            key = (area.district, area.village) if kind == VILLAGE else (None, area.feeder)
            if key[1]:
                placement = self.placements.get(area.id)
                serving.setdefault(key, []).append(placement.server if placement else None)
        counted = [set(who) for who in serving.values() if len(who) > 1]
        return sum(len(who) == 1 for who in counted) / len(counted) if counted else None


def present(ctx: Context) -> Outlook:
    """The allocation as it stands; areas without a manager have no placement."""
    areas = {area.id: area for area in areas_now(ctx)}
    kept = {
        area.id: Placement(area.id, area.manager, area.manager, KEEP)
        for area in areas.values()
        if area.manager is not None
    }
    return Outlook(areas, {holder.id: holder for holder in managers_now(ctx)}, kept, limits=limits(ctx))
