"""The office's question put to the engine: areas and managers in, arrays out (A4–A8).

All costs are hours a month. Travel is counted from a manager's centre: the middle of what he has, or else of what
he wishes for or knows, or else a place that spreads the managers of his district evenly over its areas.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from app.features.allocation.rules.centres import centres
from app.features.allocation.rules.engine.problem import Aim, Flags, Floats, Group, Ints, Problem, move_costs
from app.features.allocation.rules.sites import Bond, Costs, Server, Site
from app.features.allocation.rules.terms import (
    BALANCE,
    FEEDER,
    STABILITY,
    TRAVEL,
    VILLAGE,
    VILLAGES,
    WISHES,
    Terms,
)  # fmt: skip

TENURE_YEARS = TRUST_YEARS = 10.0


def question(
    sites: Sequence[Site], servers: Sequence[Server], bonds: Mapping[int, Mapping[int, Bond]], costs: Costs = Costs(),
    terms: Terms = Terms(), together: Sequence[frozenset[int]] = (),
) -> Problem:
    """Arrays in the order of ``sites`` and ``servers``; ``bonds`` maps site id to server id to Bond, ``together`` are
    ids of sites that go to one and the same server.

    Incumbents who are not among the servers have left: their areas are free and do not count as moves. A locked
    area whose incumbent left is free as well. What was given by hand is no move of the engine's.
    """
    at = {server.id: j for j, server in enumerate(servers)}
    holders = [site.incumbent if site.given is None else site.given for site in sites]
    incumbents = np.array([at.get(-1 if one is None else one, -1) for one in holders], dtype=np.int64)
    locked = np.array([site.is_fixed for site in sites], dtype=bool)
    hours = np.array([site.hours for site in sites], dtype=float)
    capacity = np.array([server.capacity for server in servers], dtype=float)
    return Problem(
        loads=np.repeat(hours[:, None], len(servers), axis=1),
        capacity=capacity,
        hard=np.full(len(servers), terms.hard_capacity),
        aims=_aims(sites, servers, bonds, costs, terms, incumbents),
        allowed=_allowed(sites, at),
        fixed=np.where(locked, incumbents, -1),
        groups=_groups(sites, costs, terms, together),
        incumbents=incumbents,
        moves=terms.moves,
        targets=_shares(hours, capacity),
        band=costs.band,
    )


def _aims(
    sites: Sequence[Site], servers: Sequence[Server], bonds: Mapping[int, Mapping[int, Bond]], costs: Costs,
    terms: Terms, incumbents: Ints,
) -> tuple[Aim, ...]:
    taking = np.array([taking_price(site, costs) for site in sites], dtype=float)
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


def taking_price(site: Site, costs: Costs) -> float:
    """Hours a month that it costs to take a site from its incumbent (A8).

    Three years of tenure, two representatives who have known him for two years each, no change of late:

    >>> taking_price(Site(1, 5.0, tenure=36.0, trust=4.0), Costs())
    3.3
    >>> taking_price(Site(1, 5.0, tenure=6.0, is_recent=True), Costs())
    3.25
    """
    tenure, trust = min(site.tenure / 12, TENURE_YEARS), min(site.trust, TRUST_YEARS)
    lasting = costs.move_per_year * tenure + costs.move_per_trust * trust
    return round(costs.move + lasting + costs.move_recent * site.is_recent, 9)


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


def _allowed(sites: Sequence[Site], at: Mapping[int, int]) -> Flags:
    allowed = np.ones((len(sites), len(at)), dtype=bool)
    for i, site in enumerate(sites):
        for server in site.barred & at.keys():
            allowed[i, at[server]] = False
    return allowed


def _groups(
    sites: Sequence[Site], costs: Costs, terms: Terms, together: Sequence[frozenset[int]]
) -> tuple[Group, ...]:
    """Villages and, where they are wished whole, feeders, with what a further server costs; None: at any price."""
    found = []
    if terms.contiguous == FEEDER:
        found += _alike(sites, [(None, site.feeder) for site in sites], costs.broken)
    if terms.contiguous != FEEDER or terms.whole_villages:
        price = costs.broken if terms.contiguous == VILLAGE else costs.village_apart
        villages = [(site.district, site.village) for site in sites]
        found += _alike(sites, villages, None if terms.whole_villages else price)
    where = {site.id: i for i, site in enumerate(sites)}
    found += [Group(tuple(sorted(where[one] for one in asked if one in where))) for asked in together]
    return tuple(group for group in found if len(group.sites) > 1)


def _alike(sites: Sequence[Site], keys: Sequence[tuple[int | None, str]], price: float | None) -> list[Group]:
    """A group for every key with a name; at any price, sites locked to several servers do not bind the others."""
    members: dict[tuple[int | None, str], list[int]] = {}
    for i, key in enumerate(keys):
        if key[1]:
            members.setdefault(key, []).append(i)
    if price is None:
        for key, each in members.items():
            if len({sites[i].given or sites[i].incumbent for i in each if sites[i].is_fixed}) > 1:
                members[key] = [i for i in each if not sites[i].is_fixed]
    return [Group(tuple(each), price) for each in members.values()]


def _shares(hours: Floats, capacity: Floats) -> Floats:
    """Each manager's even share: all hours in proportion to capacity; nan for one without capacity."""
    total = capacity.sum()
    shares: Floats = hours.sum() * capacity / total if total else np.full(len(capacity), np.nan)
    return np.where(shares > 0, shares, np.nan)
