"""Offices to allocate: generated ones of any size, and the real register, as sites, servers and bonds."""

import numpy as np
from numpy.typing import NDArray

from app.demo.register import register
from app.features.allocation.rules.sites import Bond, Server, Site
from app.features.allocation.rules.workload import Coefficients, Demand, workload

Asked = tuple[list[Site], list[Server], dict[int, dict[int, Bond]]]
Points = NDArray[np.float64]
AREAS_A_VILLAGE, MANAGERS_A_DISTRICT = 12, 6
KM_A_DEGREE = (111.3, 110.6)


def office(areas: int, managers: int, seed: int = 1, held: float = 0.7, locked: float = 0.02) -> Asked:
    """Districts of about six managers, villages of about twelve areas; every fifth manager works 60 %.

    A share ``held`` of the areas has one of its three nearest managers, a share ``locked`` of them for good; a third
    of the near pairs know each other, some wish. Managers are staffed in proportion to the hours of a district.
    """
    rng = np.random.default_rng(seed)
    districts = max(1, managers // MANAGERS_A_DISTRICT)
    centre = rng.uniform(0, 60, (districts, 2))
    home = np.sort(rng.integers(0, districts, max(1, areas // AREAS_A_VILLAGE)))
    middle = centre[home] + rng.normal(0, 7, (len(home), 2))
    village = rng.integers(0, len(home), areas)
    place, district = middle[village] + rng.normal(0, 0.8, (areas, 2)), home[village]
    hours = _hours(rng, place, centre[district])
    size = rng.choice([1, 1, 1, 1, 0.6], managers)
    seat = shared(np.bincount(district, hours, minlength=districts), managers)
    servers = [Server(j, float(hours.sum() / size.sum() * 1.2 * size[j]), int(seat[j])) for j in range(managers)]
    own = np.array([_seat(rng, middle[home == one], centre[one]) for one in seat])
    sites, bonds = [], {}
    for i in range(areas):
        near = np.hypot(*(own - place[i]).T).argsort()[:6]
        incumbent = int(near[rng.integers(0, min(3, managers))]) if rng.random() < held else None
        lock = incumbent is not None and bool(rng.random() < locked)
        sites.append(Site(i, float(hours[i]), f"V{village[i]}", int(district[i]), float(place[i, 0]),
                          float(place[i, 1]), incumbent, lock, float(rng.uniform(0, 120))))  # fmt: skip
        bonds[i] = {int(j): Bond(int(rng.choice([0, 0, 1, 2, 3])), float(rng.uniform()))
                    for j in near if rng.random() < 0.35}  # fmt: skip
    return sites, servers, bonds


def _hours(rng: np.random.Generator, place: Points, centre: Points) -> Points:
    count = len(place)
    figures = zip(
        rng.lognormal(4.2, 0.6, count).round(), rng.integers(1, 4, count), rng.uniform(0, 1, count),
        np.hypot(*(place - centre).T) * 1.4, rng.choice(["plain", "hills", "mountains"], count), strict=True,
    )  # fmt: skip
    by = Coefficients()
    return np.array([workload(Demand(*map(float, one[:4]), str(one[4])), by).total for one in figures])


def shared(load: Points, managers: int) -> NDArray[np.int64]:
    """District of each manager: one each, the rest by largest remainders of the hours of each district."""
    exact = load / load.sum() * (managers - len(load))
    given = np.floor(exact).astype(int)
    given[np.argsort(given - exact, kind="stable")[: managers - len(load) - int(given.sum())]] += 1
    return np.repeat(np.arange(len(load)), given + 1)


def _seat(rng: np.random.Generator, villages: Points, centre: Points) -> Points:
    """Where a manager lives: in a village of his district."""
    return villages[rng.integers(len(villages))] if len(villages) else centre


def real_register() -> Asked:
    """5,385 transformer areas with customers and 90 managers, nobody assigned yet, nothing known about wishes."""
    found = register("creluz")
    rows = [row for row in found.tables["areas"] if row["customers"] and row["status"] == "AT"]
    homes = {row["code"]: at for at, row in enumerate(found.tables["districts"])}
    at = np.array([(float(str(row["lng"])), float(str(row["lat"]))) for row in rows])
    place = np.column_stack([at[:, 0] * KM_A_DEGREE[0] * np.cos(np.radians(at[:, 1])), at[:, 1] * KM_A_DEGREE[1]])
    district = np.array([homes[row["municipality_code"]] for row in rows])
    middle = np.array([place[district == one].mean(axis=0) for one in district])
    way = np.hypot(*(place - middle).T) * 1.4
    by = Coefficients()
    hours = [workload(Demand(float(str(row["customers"])), 1.0, 0.1, float(km), None), by).total
             for row, km in zip(rows, way, strict=True)]  # fmt: skip
    sites = [Site(i, hours[i], "", int(district[i]), float(place[i, 0]), float(place[i, 1])) for i in range(len(rows))]
    staff = [row for row in found.tables["staff"] if row["is_manager"] == "是"]
    capacity = sum(hours) / len(staff) * 1.15
    return sites, [Server(j, capacity, homes[row["district_code"]]) for j, row in enumerate(staff)], {}
