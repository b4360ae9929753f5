"""The proposal: familiar first, then balanced (A4–A8).

First every area keeps its manager if he may keep it; then managers take areas they wish for or
know well; what is left goes, the heaviest first, to whoever costs least: load against capacity,
way, village kept together. Every placement says why, who came second and what he would cost.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.features.allocation.rules.sites import (
    BALANCE,
    FAMILIAR,
    KEEP,
    LOCKED,
    NEAR,
    VILLAGE,
    WISH,
    Bond,
    Costs,
    Placement,
    Server,
    Site,
)  # fmt: skip

Vector = NDArray[np.float64]


@dataclass
class _State:
    """Loads and centres while placing, one entry a server."""

    servers: Sequence[Server]
    costs: Costs
    loads: Vector = field(init=False)

    def __post_init__(self) -> None:
        n = len(self.servers)
        self.index = {server.id: i for i, server in enumerate(self.servers)}
        self.loads = np.zeros(n)
        self.capacity = np.array([max(server.capacity, 1e-9) for server in self.servers])
        self.districts = np.array([-1 if s.district is None else s.district for s in self.servers])
        self.x, self.y, self.placed = np.zeros(n), np.zeros(n), np.zeros(n)
        self.villages: dict[tuple[int | None, str], set[int]] = defaultdict(set)

    def place(self, site: Site, at: int) -> None:
        """Give ``site`` to the server at index ``at``."""
        self.loads[at] += site.hours
        if site.x is not None and site.y is not None:
            self.x[at] += site.x
            self.y[at] += site.y
            self.placed[at] += 1
        if site.village:
            self.villages[site.district, site.village].add(at)

    def price(self, site: Site, bonds: Mapping[int, Bond]) -> Vector:
        """Cost of ``site`` for every server, hours."""
        costs = self.costs
        filled = (self.loads + site.hours) / self.capacity
        price: Vector = site.hours * (filled + costs.overload * np.maximum(filled - 1, 0))
        if site.district is not None:
            price = price + costs.other_district * (self.districts != site.district)
        if site.x is not None and site.y is not None:
            known = np.maximum(self.placed, 1)
            way = np.hypot(self.x / known - site.x, self.y / known - site.y)
            price = price + costs.per_km * np.where(self.placed > 0, way, 0)
        together = self.villages.get((site.district, site.village)) if site.village else None
        if together:
            apart = np.ones(len(self.servers))
            apart[list(together)] = 0
            price = price + costs.village_apart * apart
        price = price + costs.stranger
        for server, bond in bonds.items():
            price[self.index[server]] -= costs.stranger * bond.strength
        return price


def propose(
    sites: Sequence[Site],
    servers: Sequence[Server],
    bonds: Mapping[int, Mapping[int, Bond]],
    costs: Costs | None = None,
    *,
    keep: bool = True,
) -> list[Placement]:
    """A placement for every site, in the order of ``sites``; empty when there is no server at all.

    ``bonds`` maps site id to server id to Bond. ``keep`` False lets every area without a lock be
    placed anew (a new office); incumbents who are not among ``servers`` have left and lose theirs.
    The same input gives the same answer.
    """
    if not servers:
        return []
    state = _State(servers, costs or Costs())
    found: dict[int, Placement] = {}
    known = {site.id: {m: b for m, b in bonds.get(site.id, {}).items() if m in state.index} for site in sites}
    for site in sites:
        if site.incumbent in state.index and (keep or site.locked):
            state.place(site, state.index[site.incumbent])
            reason = LOCKED if site.locked else KEEP
            found[site.id] = Placement(site.id, site.incumbent, site.incumbent, reason)
    _choose_familiar(sites, known, state, found)
    rest = [site for site in sites if site.id not in found]
    for site in sorted(rest, key=lambda s: (-s.hours, s.id)):
        found[site.id] = _cheapest(site, known[site.id], state)
    return [found[site.id] for site in sites]


def _choose_familiar(
    sites: Sequence[Site], bonds: Mapping[int, Mapping[int, Bond]], state: _State, found: dict[int, Placement]
) -> None:
    """Round 1: the strongest ties first, as long as the manager's capacity holds."""
    offers = [
        (-bond.strength, site.id, server, bond, site)
        for site in sites
        if site.id not in found
        for server, bond in bonds[site.id].items()
        if bond.wish or bond.familiarity >= state.costs.familiar_from
    ]
    for _strength, _site, server, bond, site in sorted(offers, key=lambda offer: offer[:3]):
        at = state.index[server]
        if site.id in found or state.loads[at] + site.hours > state.capacity[at]:
            continue
        second = _second(state.price(site, bonds[site.id]), at)
        state.place(site, at)
        found[site.id] = Placement(site.id, site.incumbent, server, WISH if bond.wish else FAMILIAR,
                                   None if second is None else state.servers[second].id)  # fmt: skip


def _cheapest(site: Site, bonds: Mapping[int, Bond], state: _State) -> Placement:
    """Round 2: whoever costs least, with the reason that decided."""
    price = state.price(site, bonds)
    at = int(np.argmin(price))
    second = _second(price, at)
    server = state.servers[at].id
    together = at in state.villages.get((site.district, site.village), ()) if site.village else False
    reason = BALANCE
    if bond := bonds.get(server):
        reason = WISH if bond.wish else FAMILIAR if bond.familiarity >= 0.5 else BALANCE
    if reason == BALANCE and together:
        reason = VILLAGE
    elif reason == BALANCE and second is not None and state.placed[at] and site.x is not None:
        heavier = state.loads[at] / state.capacity[at] > state.loads[second] / state.capacity[second]
        reason = NEAR if heavier else BALANCE
    state.place(site, at)
    if second is None:
        return Placement(site.id, site.incumbent, server, reason)
    return Placement(
        site.id, site.incumbent, server, reason, state.servers[second].id, float(price[second] - price[at])
    )


def _second(price: Vector, first: int) -> int | None:
    if len(price) < 2:
        return None
    others = price.copy()
    others[first] = np.inf
    return int(np.argmin(others))
