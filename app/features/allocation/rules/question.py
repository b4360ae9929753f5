"""The office's question put to the engine: areas and managers in, arrays out (A4–A8).

All costs are hours a month. Travel is counted from a manager's centre: the middle of what he has, or else of what
he wishes for or knows, or else a place that spreads the managers of his district evenly over its areas.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.features.allocation.rules.centres import centres
from app.features.allocation.rules.engine.problem import Aim, Floats, Group, Ints, Problem, move_costs
from app.features.allocation.rules.sites import Bond, Costs, Server, Site

WISHES, BALANCE, TRAVEL, VILLAGES, STABILITY = "wishes", "balance", "travel", "villages", "stability"
TENURE_YEARS = 10.0


@dataclass(frozen=True)
class Priority:
    """Where an aim stands: its stage (earlier stages win), its weight among the aims of its stage, and the share of
    the stage's value that later stages may give away."""

    stage: int = 0
    weight: float = 1.0
    tolerance: float = 0.0


STAGED: Mapping[str, Priority] = {
    WISHES: Priority(0, tolerance=0.02), BALANCE: Priority(1, tolerance=0.05), TRAVEL: Priority(2, tolerance=0.05),
    VILLAGES: Priority(2), STABILITY: Priority(3),
}  # fmt: skip
"""Wishes and familiarity, then balance, then travel and villages, then stability."""
WEIGHED: Mapping[str, Priority] = {name: Priority() for name in STAGED}
"""Everything in hours, added."""


@dataclass(frozen=True)
class Terms:
    """How the question is put: priorities, capacities that hold or cost, villages together at any price, at most
    ``moves`` areas changing hands, and the sites that go to one and the same manager (a leaver's, as one)."""

    priorities: Mapping[str, Priority] = field(default_factory=lambda: WEIGHED)
    hard_capacity: bool = False
    whole_villages: bool = False
    moves: int | None = None
    as_one: tuple[frozenset[int], ...] = ()


def question(
    sites: Sequence[Site], servers: Sequence[Server], bonds: Mapping[int, Mapping[int, Bond]], costs: Costs = Costs(),
    terms: Terms = Terms(),
) -> Problem:
    """Arrays in the order of ``sites`` and ``servers``; ``bonds`` maps site id to server id to Bond.

    Incumbents who are not among the servers have left: their areas are free and do not count as moves. A locked
    area whose incumbent left is free as well.
    """
    at = {server.id: j for j, server in enumerate(servers)}
    incumbents = np.array([at.get(-1 if s.incumbent is None else s.incumbent, -1) for s in sites], dtype=np.int64)
    locked = np.array([site.locked for site in sites], dtype=bool)
    hours = np.array([site.hours for site in sites], dtype=float)
    capacity = np.array([server.capacity for server in servers], dtype=float)
    return Problem(
        loads=np.repeat(hours[:, None], len(servers), axis=1),
        capacity=capacity,
        hard=np.full(len(servers), terms.hard_capacity),
        aims=_aims(sites, servers, bonds, costs, terms, incumbents),
        allowed=_allowed(sites, at),
        fixed=np.where(locked, incumbents, -1),
        groups=_groups(sites, costs, terms),
        incumbents=incumbents,
        moves=terms.moves,
        targets=_shares(hours, capacity),
        band=costs.band,
    )


def _aims(
    sites: Sequence[Site], servers: Sequence[Server], bonds: Mapping[int, Mapping[int, Bond]], costs: Costs,
    terms: Terms, incumbents: Ints,
) -> tuple[Aim, ...]:
    tenure = np.array([min(site.tenure / 12, TENURE_YEARS) for site in sites], dtype=float)
    taking = costs.move + costs.move_per_year * tenure
    pairs = {
        WISHES: _strangers(sites, servers, bonds, costs),
        TRAVEL: _travel(sites, servers, bonds, costs),
        STABILITY: move_costs(incumbents, taking, len(servers)),
    }
    found = []
    for name, priority in terms.priorities.items():
        is_balance = name == BALANCE
        found.append(Aim(
            name, pairs.get(name), stage=priority.stage, weight=priority.weight, tolerance=priority.tolerance,
            overload=costs.overload if is_balance else 0.0, spread=costs.uneven if is_balance else 0.0,
            peak=costs.peak if is_balance else 0.0, apart=1.0 if name == VILLAGES else 0.0,
        ))  # fmt: skip
    return tuple(found)


def _strangers(
    sites: Sequence[Site], servers: Sequence[Server], bonds: Mapping[int, Mapping[int, Bond]], costs: Costs
) -> Floats:
    """What it costs that a manager does not know an area."""
    at = {server.id: j for j, server in enumerate(servers)}
    pairs = np.full((len(sites), len(servers)), costs.stranger)
    for i, site in enumerate(sites):
        known = bonds.get(site.id, {})
        for server, bond in known.items():
            if server in at:
                pairs[i, at[server]] -= costs.stranger * bond.strength
    return pairs


def _travel(
    sites: Sequence[Site], servers: Sequence[Server], bonds: Mapping[int, Mapping[int, Bond]], costs: Costs
) -> Floats:
    """Kilometres to the manager's centre, and the district border; nothing where coordinates are unknown."""
    x = np.array([np.nan if s.x is None else s.x for s in sites], dtype=float)
    y = np.array([np.nan if s.y is None else s.y for s in sites], dtype=float)
    middle = centres(sites, servers, bonds)
    way = np.hypot(x[:, None] - middle[None, :, 0], y[:, None] - middle[None, :, 1])
    here = np.array([-1 if s.district is None else s.district for s in sites])
    theirs = np.array([-1 if s.district is None else s.district for s in servers])
    border = (here[:, None] != theirs[None, :]) & (here[:, None] >= 0)
    found: Floats = costs.per_km * np.nan_to_num(way) + costs.other_district * border
    return found


def _allowed(sites: Sequence[Site], at: Mapping[int, int]) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
    allowed = np.ones((len(sites), len(at)), dtype=bool)
    for i, site in enumerate(sites):
        for server in site.barred & at.keys():
            allowed[i, at[server]] = False
    return allowed


def _groups(sites: Sequence[Site], costs: Costs, terms: Terms) -> tuple[Group, ...]:
    villages: dict[tuple[int, str], list[int]] = {}
    for i, site in enumerate(sites):
        if site.village:
            villages.setdefault((-1 if site.district is None else site.district, site.village), []).append(i)
    price = None if terms.whole_villages else costs.village_apart
    found = [Group(tuple(members), price) for members in villages.values() if len(members) > 1]
    where = {site.id: i for i, site in enumerate(sites)}
    found += [Group(tuple(sorted(where[one] for one in asked if one in where))) for asked in terms.as_one]
    return tuple(group for group in found if len(group.sites) > 1)


def _shares(hours: Floats, capacity: Floats) -> Floats:
    """Each manager's even share: all hours in proportion to capacity; nan for one without capacity."""
    total = capacity.sum()
    shares: Floats = hours.sum() * capacity / total if total else np.full(len(capacity), np.nan)
    return np.where(shares > 0, shares, np.nan)
