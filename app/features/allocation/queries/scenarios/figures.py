"""What an allocation comes to in figures: changes, evenness, wishes, ways, time lost."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot

from app.features.allocation.queries.asking.places import Place
from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.rules.sites import Bond

Bonds = Mapping[int, Mapping[int, Bond]]


@dataclass(frozen=True)
class Figures:
    """Hours a month; ratios 0–1; ``wishes`` are met and asked for the first, second and third; ``kilometres`` is the
    mean way from an area to the middle of its manager's areas, None without coordinates; ``tenure_lost`` in years."""

    moves: int
    hours_moved: float
    variation: float
    gini: float
    deviation: float
    wishes: tuple[tuple[int, int], ...]
    familiarity: float
    kilometres: float | None
    tenure_lost: float


def figures(outlook: Outlook, bonds: Bonds, where: Mapping[int, Place], tenure: Mapping[int, float]) -> Figures:
    """Of one outlook; ``where`` in km and ``tenure`` in years by area."""
    moved, (_was, even) = outlook.moved(), outlook.balances()
    known = [bonds.get(one.site, {}).get(one.server, Bond()) for one in outlook.placements.values()]
    return Figures(
        moves=len(moved),
        hours_moved=sum(outlook.areas[one.site].work.total for one in moved),
        variation=even.variation,
        gini=even.gini,
        deviation=even.deviation,
        wishes=tuple((sum(bond.wish == rank for bond in known), _asked(outlook, bonds, rank)) for rank in (1, 2, 3)),
        familiarity=sum(bond.familiarity for bond in known) / len(known) if known else 0.0,
        kilometres=_mean_way(outlook, where),
        tenure_lost=sum(tenure.get(one.site, 0.0) for one in moved if one.before is not None),
    )


def _asked(outlook: Outlook, bonds: Bonds, rank: int) -> int:
    return sum(bond.wish == rank for area, known in bonds.items() if area in outlook.areas for bond in known.values())


def _mean_way(outlook: Outlook, where: Mapping[int, Place]) -> float | None:
    theirs: dict[int, list[Place]] = defaultdict(list)
    for one in outlook.placements.values():
        if one.site in where:
            theirs[one.server].append(where[one.site])
    ways = []
    for points in theirs.values():
        x, y = sum(x for x, _y in points) / len(points), sum(y for _x, y in points) / len(points)
        ways += [hypot(one[0] - x, one[1] - y) for one in points]
    return sum(ways) / len(ways) if ways else None
