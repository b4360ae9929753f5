"""Points of one line joined by as little line as possible, where nobody knows how it really runs."""

from collections.abc import Sequence
from math import cos, hypot, radians

from app.ui.map.ground import Spot

Edge = tuple[int, int]


def spanning_tree(spots: Sequence[Spot]) -> list[Edge]:
    """Pairs of indices that join (longitude, latitude) ``spots`` with the least total length (Prim).

    >>> spanning_tree([(0.0, 0.0), (0.0, 3.0), (0.0, 1.0)])
    [(0, 2), (2, 1)]
    """
    if not spots:
        return []
    narrow = cos(radians(spots[0][1]))
    plane = [(x * narrow, y) for x, y in spots]
    waiting = {at: (0, _away(plane[0], plane[at])) for at in range(1, len(plane))}
    found: list[Edge] = []
    while waiting:
        near = min(waiting, key=lambda at: waiting[at][1])
        found.append((waiting.pop(near)[0], near))
        for at, (_joined, least) in waiting.items():
            if (length := _away(plane[near], plane[at])) < least:
                waiting[at] = (near, length)
    return found


def _away(one: Spot, other: Spot) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
