"""The order of a day's stops: village by village, short where coordinates exist (nearest first, then 2-opt)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from app.features.visits.rules.stops import Stop

DETOUR = 1.3
"""Road kilometres per kilometre as the crow flies."""
UNKNOWN_HOP = 2.0
"""Kilometres between two villages of which one has no coordinates."""
Point = tuple[float, float]


def kilometres(a: Point, b: Point) -> float:
    """By road, estimated from (longitude, latitude) in degrees."""
    lon1, lat1, lon2, lat2 = map(radians, (*a, *b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return DETOUR * 2 * 6371.0 * asin(min(1.0, sqrt(half)))


@dataclass(frozen=True)
class Cluster:
    """Stops of one village that are visited together, in the order of the walk; ``km`` inside it."""

    key: str
    stops: tuple[Stop, ...]
    km: float
    centre: Point | None
    distance: float

    @property
    def minutes(self) -> float:
        """Minutes at the stops."""
        return sum(stop.minutes for stop in self.stops)


def point_of(stop: Stop) -> Point | None:
    """Where a stop is, if that is known."""
    if stop.longitude is None or stop.latitude is None:
        return None
    return stop.longitude, stop.latitude


def cluster(key: str, stops: Iterable[Stop]) -> Cluster:
    """Stops of one village: nearest neighbour where all have coordinates, else by feeder and area code."""
    given = sorted(stops, key=lambda stop: (stop.feeder, stop.area, stop.id))
    points = [point for stop in given if (point := point_of(stop))]
    centre = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)) if points else None
    known = [stop.distance for stop in given if stop.distance is not None]
    distance = sum(known) / len(known) if known else 0.0
    if len(points) < len(given):
        return Cluster(key, tuple(given), 0.0, centre, distance)
    order = _nearest(points)
    km = sum(kilometres(points[a], points[b]) for a, b in pairwise(order))
    return Cluster(key, tuple(given[i] for i in order), km, centre, distance)


def _nearest(points: Sequence[Point]) -> list[int]:
    left, order = list(range(1, len(points))), [0]
    while left:
        here = points[order[-1]]
        order.append(min(left, key=lambda i: (kilometres(here, points[i]), i)))
        left.remove(order[-1])
    return order


def walk_km(stops: Sequence[Stop]) -> float | None:
    """Kilometres from the office along ``stops`` in their order and back; None where the way is unknown."""
    places = [(stop, point) for stop in stops if (point := point_of(stop))]
    if not places or len(places) < len(stops):
        return None
    hops = sum(kilometres(a, b) for (_s, a), (_t, b) in pairwise(places))
    return (places[0][0].distance or 0.0) + hops + (places[-1][0].distance or 0.0)


class Roads:
    """Kilometres between the clusters of one manager and from the office, computed once."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self._known: dict[tuple[str, str], float] = {}
        self._ordered = all(each.centre for each in clusters)

    def between(self, a: Cluster, b: Cluster) -> float:
        """From one village to another."""
        key = (a.key, b.key) if a.key < b.key else (b.key, a.key)
        if key not in self._known:
            known = a.centre and b.centre
            self._known[key] = kilometres(a.centre, b.centre) if known else UNKNOWN_HOP  # type: ignore[arg-type]
        return self._known[key]

    def tour(self, day: Sequence[Cluster]) -> tuple[list[Cluster], float]:
        """The day's villages in their order, and the kilometres there, between, inside and back."""
        order = sorted(day, key=lambda each: (each.distance, each.stops[0].feeder, each.key))
        if self._ordered and len(order) > 2:
            order = self._shorter(self._nearest_first(order))
        return order, self._length(order) + sum(each.km for each in order)

    def _nearest_first(self, left: list[Cluster]) -> list[Cluster]:
        order, left = [left[0]], left[1:]
        while left:
            here = order[-1]
            order.append(min(left, key=lambda each: (self.between(here, each), each.key)))
            left = [each for each in left if each is not order[-1]]
        return order

    def _shorter(self, order: list[Cluster]) -> list[Cluster]:
        """2-opt: turn a stretch round while that saves way."""
        improved, last = True, len(order) - 1
        while improved:
            improved = False
            for i in range(last):
                before, first = (order[i - 1] if i else None), order[i]
                for j in range(i + 1, last + 1):
                    end, after = order[j], (order[j + 1] if j < last else None)
                    now = self._leg(before, first) + self._leg(after, end)
                    if self._leg(before, end) + self._leg(after, first) < now - 1e-9:
                        order[i : j + 1] = order[i : j + 1][::-1]
                        first, improved = order[i], True
        return order

    def _leg(self, a: Cluster | None, b: Cluster) -> float:
        """From a village, or from the office (None), to another."""
        return b.distance if a is None else self.between(a, b)

    def _length(self, order: Sequence[Cluster]) -> float:
        if not order:
            return 0.0
        hops = sum(self.between(a, b) for a, b in pairwise(order))
        return order[0].distance + hops + order[-1].distance
