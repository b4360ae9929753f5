"""How well managers know the areas near them (A6) and which they would like to serve (A4)."""

import numpy as np

from app.demo.county.areas import Areas
from app.demo.county.assignments import Service
from app.demo.county.villages import Villages
from app.demo.headings import WISHES
from app.demo.office import Floats, Ints, Row, rows
from app.demo.staff import Staff

KNOWN_VILLAGES = 3
NEAR_SCORE, KM_PER_SCORE = 4.6, 3.0
CONTENT_SHARE = 0.85


def wish(
    rng: np.random.Generator, service: Service, areas: Areas, villages: Villages, staff: Staff,
) -> list[Row]:
    """Three scores 1-5 for every area a manager serves or whose village is among his three nearest.

    The nearest villages, in order, are his first, second and third wish; 15 % of the managers would
    rather begin elsewhere and name them in another order.
    """
    parts = [_known(rng, m, service, areas, villages, town=int(staff.home[m])) for m in range(staff.managers)]
    manager, area, rank = (np.concatenate(column) for column in zip(*parts, strict=True))
    scores = _scores(rng, manager, area, service, areas)
    return rows(
        manager_no=staff.numbers[manager], manager=staff.names[manager], area_code=areas.codes[area],
        area=areas.names[area], terrain_score=scores[:, 0], customs_score=scores[:, 1],
        people_score=scores[:, 2], wish=np.array([*WISHES, ""])[rank],
    )


def _known(
    rng: np.random.Generator, manager: int, service: Service, areas: Areas, villages: Villages, *, town: int,
) -> tuple[Ints, Ints, Ints]:
    """Areas known to one manager and the rank of the wish for each (3: none)."""
    inside = np.flatnonzero(villages.town == town)
    away = np.hypot(*(villages.km[inside] - _home(manager, service, areas)).T)
    nearest = inside[np.argsort(away, kind="stable")[:KNOWN_VILLAGES]]
    if rng.random() > CONTENT_SHARE:
        nearest = rng.permutation(nearest)
    rank_of = np.full(len(villages.codes), len(WISHES))
    rank_of[nearest] = np.arange(len(nearest))
    rank = rank_of[areas.village]
    known = np.flatnonzero((rank < len(WISHES)) | (service.now == manager))
    return np.full(len(known), manager), known, rank[known]


def _home(manager: int, service: Service, areas: Areas) -> Floats:
    """Where he is best known: the middle of his largest village."""
    mine = np.flatnonzero(service.now == manager)
    village = np.bincount(areas.village[mine], areas.customers[mine]).argmax()
    middle: Floats = areas.km[mine[areas.village[mine] == village]].mean(axis=0)
    return middle


def _scores(rng: np.random.Generator, manager: Ints, area: Ints, service: Service, areas: Areas) -> Ints:
    """Near areas score high, areas in his own meter-reading zone one better."""
    homes = np.array([_home(m, service, areas) for m in range(int(manager.max()) + 1)])
    away = np.hypot(*(areas.km[area] - homes[manager]).T)
    level = NEAR_SCORE - away / KM_PER_SCORE + (service.reader[area] == manager) * 0.6 - 0.4
    scores: Ints = np.rint(level[:, None] + rng.normal(0, 0.7, (len(area), 3))).clip(1, 5).astype(int)
    return scores
