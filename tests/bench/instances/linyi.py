"""41,000 retailers in 4,186 villages of 13 counties, served by 244 managers: a tobacco office at its real size.

Counties have the place and the number of villages and communities of a real prefecture (National Bureau of
Statistics, 2023, by the npm package china-division, MIT; places by the PyPI package china-region, MIT; that of the
last one is assumed). Everything inside them is drawn.
"""

import numpy as np
from numpy.typing import NDArray

from app.features.allocation.rules.sites import Server, Site
from app.features.allocation.rules.workload import Coefficients, Demand, workload
from tests.bench.instances.offices import Asked, shared

COUNTIES = (
    (359, 97, 118.33, 35.07), (155, 65, 118.28, 34.98), (302, 78, 118.40, 35.08), (305, 17, 118.47, 35.55),
    (125, 11, 118.35, 34.62), (386, 29, 118.62, 35.78), (609, 21, 118.05, 34.85), (415, 31, 117.97, 35.27),
    (575, 40, 117.63, 35.50), (275, 23, 118.83, 35.18), (375, 21, 117.93, 35.72), (266, 57, 118.65, 34.92),
    (39, 0, 118.30, 35.17),
)  # fmt: skip
"""Villages and communities, communities among them, longitude and latitude of each county's seat."""
KM_A_DEGREE = (90.9, 110.6)
MANAGERS, TOWN_KM, VILLAGE_KM, SHOP_KM = 244, 9.0, 3.2, 0.6
VILLAGES_A_TOWN, RETAILERS, COMMUNITY = 27, 8.2, 1.7
A, B = 0.2, 0.7
"""Shares of shops visited weekly, and weekly or every two weeks; the rest once a month."""
HELD = 0.9


def linyi(seed: int = 20252) -> Asked:
    """Retailers with monthly hours, managers by county in proportion to them; nine of ten have a manager already.

    Incumbents hold whole villages from west to east, as they were shared out long ago.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    county = np.repeat(np.arange(len(COUNTIES)), [row[0] for row in COUNTIES])
    towns = [max(1, row[0] // VILLAGES_A_TOWN) for row in COUNTIES]
    centre = np.repeat([(row[2] * KM_A_DEGREE[0], row[3] * KM_A_DEGREE[1]) for row in COUNTIES], towns, axis=0)
    seats = centre + rng.normal(0, TOWN_KM, centre.shape)
    town = np.concatenate([first + np.sort(rng.integers(0, many, row[0])) for first, many, row in
                           zip(np.cumsum([0, *towns]), towns, COUNTIES, strict=False)])  # fmt: skip
    middle = seats[town] + rng.normal(0, VILLAGE_KM, (len(county), 2))
    is_community = np.concatenate([np.arange(row[0]) < row[1] for row in COUNTIES])
    shops = 1 + rng.poisson(RETAILERS * np.where(is_community, COMMUNITY, 1.0))
    village = np.repeat(np.arange(len(county)), shops)
    place = middle[village] + rng.normal(0, SHOP_KM, (len(village), 2))
    hours = _hours(rng, np.hypot(*(place - seats[town[village]]).T))
    seat = shared(np.bincount(county[village], hours), MANAGERS)
    holder = _holders(middle, county, np.bincount(village, hours), seat)
    held, tenure = rng.random(len(county)) < HELD, rng.uniform(0, 120, len(county))
    sites = [
        Site(i, float(hours[i]), f"V{at}", int(county[at]), float(place[i, 0]), float(place[i, 1]),
             int(holder[at]) if held[at] else None, tenure=float(tenure[at]))
        for i, at in enumerate(village.tolist())
    ]  # fmt: skip
    capacity = float(hours.sum()) / MANAGERS * 1.15
    return sites, [Server(j, capacity, int(seat[j])) for j in range(MANAGERS)], {}


def _hours(rng: np.random.Generator, km: NDArray[np.float64]) -> NDArray[np.float64]:
    """Hours a month of each shop by how often it is visited and its way from the town."""
    drawn, by = rng.random(len(km)), Coefficients(household_minutes=0.0, visit_minutes=12.0, speed=30.0)
    visits = np.where(drawn < A, 4.33, np.where(drawn < B, 2.17, 1.0))
    # Shops of one village are visited on one way: a tenth of it is each one's share.
    figures = zip(visits.tolist(), (km * 0.1).tolist(), strict=True)
    return np.array([workload(Demand(0.0, often, 0.05, way, None), by).total for often, way in figures])


def _holders(
    middle: NDArray[np.float64], county: NDArray[np.int64], hours: NDArray[np.float64], seat: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Strips of equal hours from west to east inside each county."""
    holder = np.zeros(len(county), dtype=np.int64)
    for one in range(len(COUNTIES)):
        here, mine = np.flatnonzero(county == one), np.flatnonzero(seat == one)
        ordered = here[np.argsort(middle[here, 0], kind="stable")]
        before = np.cumsum(hours[ordered]) - hours[ordered] / 2
        holder[ordered] = mine[np.minimum((before / hours[here].sum() * len(mine)).astype(int), len(mine) - 1)]
    return holder
