"""Where a manager's work lies, in km: the point his ways are counted from."""

from collections.abc import Mapping, Sequence

import numpy as np

from app.features.allocation.rules.engine.problem import Floats, Ints
from app.features.allocation.rules.sites import Bond, Server, Site

TURNS = 12


def centres(
    sites: Sequence[Site], servers: Sequence[Server], bonds: Mapping[int, Mapping[int, Bond]]
) -> Floats:
    """m × 2 km, weighted by hours; nan where nothing is known.

    From what a manager has; from what he wishes for or knows; otherwise the managers of a district without either
    are spread over its areas so that each stands amid an equal share of the hours.
    """
    at = {server.id: j for j, server in enumerate(servers)}
    placed = [i for i, site in enumerate(sites) if site.x is not None and site.y is not None]
    points = np.array([(sites[i].x, sites[i].y) for i in placed], dtype=float).reshape(-1, 2)
    hours = np.array([max(sites[i].hours, 1e-6) for i in placed])
    held, known = np.zeros((len(servers), 3)), np.zeros((len(servers), 3))
    for row, i in enumerate(placed):
        weighted = np.array([*points[row], 1.0]) * hours[row]
        site = sites[i]
        if site.incumbent in at:
            held[at[site.incumbent]] += weighted
        for server, bond in bonds.get(site.id, {}).items():
            if server in at:
                known[at[server]] += weighted * bond.strength
    sums = np.where(held[:, 2:] > 0, held, known)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = sums[:, :2] / sums[:, 2:]
    districts = np.array([-1 if sites[i].district is None else sites[i].district for i in placed], dtype=np.int64)
    homes = np.array([-1 if server.district is None else server.district for server in servers], dtype=np.int64)
    for home in np.unique(homes[np.isnan(found[:, 0])]).tolist():
        without = np.flatnonzero((homes == home) & np.isnan(found[:, 0]))
        inside = districts == home if (districts == home).any() else np.ones(len(placed), bool)
        if inside.any():
            found[without] = _spread(points[inside], hours[inside], len(without))
    return found


def _spread(points: Floats, hours: Floats, count: int) -> Floats:
    """``count`` centres by farthest-first seeds and a few turns of equal-share clustering."""
    middle = np.average(points, axis=0, weights=hours)
    seeds = [int(np.hypot(*(points - middle).T).argmax())]
    while len(seeds) < count:
        nearest = np.hypot(points[:, None, 0] - points[seeds, 0], points[:, None, 1] - points[seeds, 1]).min(axis=1)
        seeds.append(int((nearest * np.sqrt(hours)).argmax()))
    found = points[seeds] if count > 1 else middle[None, :]
    for _turn in range(TURNS if count > 1 else 0):
        owner = _equal_shares(points, hours, found)
        for one in range(count):
            if (owner == one).any():
                found[one] = np.average(points[owner == one], axis=0, weights=hours[owner == one])
    return found


def _equal_shares(points: Floats, hours: Floats, middle: Floats) -> Ints:
    """Owner of each point: those with most to lose choose first, as long as a centre's share lasts."""
    way = np.hypot(points[:, None, 0] - middle[None, :, 0], points[:, None, 1] - middle[None, :, 1])
    ordered = np.sort(way, axis=1)
    room = np.full(len(middle), hours.sum() / len(middle) * 1.05)
    owner = np.zeros(len(points), dtype=np.int64)
    for row in np.argsort(ordered[:, 0] - ordered[:, 1], kind="stable").tolist():
        free = np.where(room >= hours[row] * 0.5, way[row], np.inf)
        one = int(free.argmin()) if np.isfinite(free).any() else int(room.argmax())
        owner[row], room[one] = one, room[one] - hours[row]
    return owner
