"""Workload of an area in hours a month (d4): households, visits with travel, requests, terrain."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import cos, hypot, radians


@dataclass(frozen=True)
class Coefficients:
    """Each a setting of the office; minutes, km/h and factors."""

    household_minutes: float = 1.5
    visit_minutes: float = 20.0
    request_minutes: float = 45.0
    speed: float = 25.0
    detour: float = 1.4
    """Road kilometres per kilometre as the crow flies."""
    unknown_distance: float = 6.0
    """Kilometres assumed for an area without a distance or coordinates; said so in the breakdown."""
    terrain: Mapping[str, float] = field(default_factory=lambda: {"plain": 1.0, "hills": 1.2, "mountains": 1.5})


@dataclass(frozen=True)
class Demand:
    """What an area asks for in a month: households, on-site visits, requests, km from the office, terrain."""

    households: float
    visits: float
    requests: float
    distance: float | None
    terrain: str | None


@dataclass(frozen=True)
class Workload:
    """Hours a month by cause, terrain already in each; ``total`` is their sum."""

    households: float
    visits: float
    travel: float
    requests: float

    @property
    def total(self) -> float:
        """Hours a month."""
        return self.households + self.visits + self.travel + self.requests

    def __add__(self, other: "Workload") -> "Workload":
        """Two areas together, cause by cause."""
        return Workload(self.households + other.households, self.visits + other.visits, self.travel + other.travel,
                        self.requests + other.requests)


NOTHING = Workload(0.0, 0.0, 0.0, 0.0)


def workload(demand: Demand, by: Coefficients) -> Workload:
    """Σ households × t + visits × (t + way there and back / speed) + requests × t, each × terrain factor.

    >>> w = workload(Demand(60, 2, 0.5, 5.0, "hills"), Coefficients(1.5, 20, 45, 25))
    >>> [round(part, 3) for part in (w.households, w.visits, w.travel, w.requests, w.total)]
    [1.8, 0.8, 0.96, 0.45, 4.01]
    """
    factor = by.terrain.get(demand.terrain or "", 1.0) / 60
    distance = by.unknown_distance if demand.distance is None else demand.distance
    return Workload(
        households=demand.households * by.household_minutes * factor,
        visits=demand.visits * by.visit_minutes * factor,
        travel=demand.visits * (2 * distance / by.speed * 60) * factor,
        requests=demand.requests * by.request_minutes * factor,
    )


def kilometres(longitude: float, latitude: float, to_longitude: float, to_latitude: float) -> float:
    """Distance as the crow flies on the local plane: 110.6 km a degree of latitude."""
    north = (latitude - to_latitude) * 110.6
    east = (longitude - to_longitude) * 111.3 * cos(radians((latitude + to_latitude) / 2))
    return hypot(north, east)
