"""Places on the ground: points, kilometres, the area a group covers, colours that keep neighbours apart.

No drawing and no numeric library here: importing the map costs nothing until one is shown.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, dist, radians
from statistics import median

KM_LAT = 110.6  # one degree of latitude
KM_LNG = 111.32  # one degree of longitude at the equator

Spot = tuple[float, float]
Groups = Mapping[Hashable, tuple[str, int]]
"""Each group's label and categorical colour index."""


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place: ``x`` longitude and ``y`` latitude in degrees, ``size`` what its area stands for."""

    id: Hashable
    x: float
    y: float
    size: float = 1.0
    group: Hashable = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class MapLine:
    """A line on the ground, a feeder for instance: ``spots`` are (longitude, latitude) pairs.

    A ``is_backdrop`` one, a border or a road, lies behind everything else.
    """

    spots: tuple[Spot, ...]
    label: str = ""
    is_backdrop: bool = False


class Projection:
    """Degrees to kilometres east and north of the points' middle: equal distances look equal."""

    def __init__(self, points: Sequence[MapPoint]) -> None:
        x = (min(point.x for point in points) + max(point.x for point in points)) / 2
        y = (min(point.y for point in points) + max(point.y for point in points)) / 2
        self.middle, self.scale = (x, y), (KM_LNG * cos(radians(y)), KM_LAT)

    def km(self, x: float, y: float) -> Spot:
        """Kilometres of (longitude, latitude)."""
        return (x - self.middle[0]) * self.scale[0], (y - self.middle[1]) * self.scale[1]


def heart(spots: Sequence[Spot], reach: float = 3.0) -> list[Spot]:
    """The spots of a group without its strays: within ``reach`` median distances of its middle."""
    if len(spots) < 4:
        return list(spots)
    middle = middle_of(spots)
    far = reach * median(dist(spot, middle) for spot in spots)
    return [spot for spot in spots if dist(spot, middle) <= far]


def middle_of(spots: Sequence[Spot]) -> Spot:
    """The median east and north: strays do not move it."""
    return median(spot[0] for spot in spots), median(spot[1] for spot in spots)


def hull(spots: Sequence[Spot]) -> list[Spot]:
    """The convex hull, anticlockwise, without the first corner repeated; one or two spots as they are."""
    order = sorted(set(spots))
    if len(order) < 3:
        return order
    lower, upper = _chain(order), _chain(order[::-1])
    return lower[:-1] + upper[:-1]


def _chain(order: Sequence[Spot]) -> list[Spot]:
    made: list[Spot] = []
    for spot in order:
        while len(made) >= 2 and _turn(made[-2], made[-1], spot) <= 0:
            made.pop()
        made.append(spot)
    return made


def _turn(a: Spot, b: Spot, c: Spot) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def spread_colours(points: Sequence[MapPoint], colours: int = 12) -> dict[Hashable, int]:
    """A colour index for each group, so that groups of one colour lie as far apart as may be.

    Greedy from the largest group on; groups up to ``colours`` in number all differ.
    """
    if not points:
        return {}
    ground = Projection(points)
    members: dict[Hashable, list[Spot]] = {}
    for point in points:
        members.setdefault(point.group, []).append(ground.km(point.x, point.y))
    middles = {group: middle_of(spots) for group, spots in members.items()}
    given: dict[Hashable, int] = {}
    for group in sorted(members, key=lambda each: (-len(members[each]), str(each))):
        given[group] = _loneliest(middles, given, group, colours)
    return given


def _loneliest(
    middles: Mapping[Hashable, Spot], given: Mapping[Hashable, int], group: Hashable, colours: int
) -> int:
    nearest = [float("inf")] * colours
    for other, colour in given.items():
        nearest[colour] = min(nearest[colour], dist(middles[group], middles[other]))
    return nearest.index(max(nearest))
