"""How heavy each area is, and the problem the proposal solves."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, radians

from sqlalchemy import func, or_, select

from app.features.allocation.model import Assignment, Familiarity
from app.features.allocation.queries.listings import IS_OPEN, UNCOVERED, is_served
from app.features.allocation.rules.balance import Balance, balance, months_between, stability
from app.features.allocation.rules.sites import Bond, Server, Site
from app.features.allocation.rules.workload import Coefficients, Demand, Workload, kilometres, workload
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.managers.queries import in_office
from app.features.org.model import District, Staff
from app.features.org.queries import settings
from app.features.org.rules import Value
from app.features.representatives.model import Representation
from app.kit.store.context import Context
from app.kit.store.query import count


@dataclass(frozen=True)
class AreaNow:
    """An area as the allocation sees it: plain values with its workload and its manager of today."""

    id: int
    code: str
    name: str
    households: int
    village: str
    district: int | None
    longitude: float | None
    latitude: float | None
    terrain: str | None
    manager: int | None
    since: date | None
    work: Workload


@dataclass(frozen=True)
class Holder:
    """A manager in office: how he is called, where he sits, how many hours a month he can carry."""

    id: int
    code: str
    name: str
    district: int | None
    capacity: float


def coefficients(known: Mapping[str, Value]) -> Coefficients:
    """The office's settings as the workload formula wants them."""
    return Coefficients(
        household_minutes=float(known["household.minutes"]),
        visit_minutes=float(known["visit.minutes.on_site"]),
        request_minutes=float(known["request.minutes"]),
        speed=float(known["travel.speed"]),
        terrain={kind: float(known[f"terrain.{kind}"]) for kind in ("plain", "hills", "mountains")},
    )


def managers_now(ctx: Context) -> list[Holder]:
    """Everybody who holds the role today, by staff number; namesakes carry its last digits."""
    known = settings(ctx)
    hours = float(known["load.ceiling"]) or float(known["working.hours"])
    statement = (
        select(Manager.id, Staff.code, Staff.name, Manager.district_id, Staff.district_id, Manager.capacity)
        .join(Staff, Staff.id == Manager.staff_id)
        .where(in_office(ctx.today))
        .order_by(Staff.code)
    )
    found = ctx.session.execute(statement).all()
    names = Counter(row[2] for row in found)
    return [
        Holder(
            id_, code, f"{name} {code[-3:]}" if names[name] > 1 else name, own if own is not None else home,
            float(hours if capacity is None else capacity),
        )
        for id_, code, name, own, home, capacity in found
    ]  # fmt: skip


def areas_now(ctx: Context) -> list[AreaNow]:
    """Every area that needs a manager, with its workload in hours a month, by code."""
    known = settings(ctx)
    by, months = coefficients(known), float(known["visit.months"]) or 1.0
    visits, asked, seats = _visits(ctx, months), _requests(ctx), _seats(ctx)
    holding = set(ctx.session.scalars(select(Manager.id).where(in_office(ctx.today))))
    statement = (
        select(
            Area.id, Area.code, Area.name, Area.households, Area.village, Area.district_id, Area.longitude,
            Area.latitude, Area.terrain, Area.distance, Assignment.manager_id, Assignment.since,
        )
        .outerjoin(Assignment, (Assignment.area_id == Area.id) & IS_OPEN)
        .where(is_served())
        .order_by(Area.code)
    )  # fmt: skip
    found = []
    for row in ctx.session.execute(statement):
        id_, code, name, households, village, district, x, y, terrain, distance, manager, since = row
        if distance is None and x is not None and y is not None and district in seats:
            distance = kilometres(x, y, *seats[district]) * by.detour
        demand = Demand(households, visits.get(id_, 1.0), asked.get(id_, 0.0), distance, terrain)
        now = manager if manager in holding else None
        work = workload(demand, by)
        found.append(AreaNow(id_, code, name, households, village or "", district, x, y, terrain, now, since, work))
    return found


def _visits(ctx: Context, months: float) -> dict[int, float]:
    """Visits a month by area: its representatives over the office's period (D1)."""
    statement = (
        select(Representation.area_id, func.count())
        .where(Representation.until.is_(None), Representation.archived_on.is_(None))
        .group_by(Representation.area_id)
    )
    return {area: n / months for area, n in ctx.session.execute(statement)}


def _requests(ctx: Context) -> dict[int, float]:
    """Requests a month by area over the last year; the requests feature stands above, so by table name."""
    table = Area.metadata.tables.get("request")
    if table is None:
        return {}
    since = ctx.today - timedelta(days=365)
    statement = select(table.c.area_id, func.count()).where(table.c.raised_on >= since).group_by(table.c.area_id)
    return {area: n / 12 for area, n in ctx.session.execute(statement)}


def _seats(ctx: Context) -> dict[int | None, tuple[float, float]]:
    """Where each district office stands: its own coordinates, or the middle of its areas."""
    middles = select(Area.district_id, func.avg(Area.longitude), func.avg(Area.latitude)).group_by(Area.district_id)
    found = {d: (x, y) for d, x, y in ctx.session.execute(middles) if x is not None}
    known = select(District.id, District.longitude, District.latitude).where(District.longitude.is_not(None))
    return found | {d: (x, y) for d, x, y in ctx.session.execute(known)}


Problem = tuple[list[Site], list[Server], dict[int, dict[int, Bond]]]


def problem(ctx: Context, locked: frozenset[int] = frozenset()) -> Problem:
    """Sites, servers and bonds for :func:`~app.features.allocation.rules.proposal.propose`."""
    sites = []
    for area in areas_now(ctx):
        x, y = _plane(area.longitude, area.latitude)
        sites.append(
            Site(area.id, area.work.total, area.village, area.district, x, y, area.manager, area.id in locked)
        )
    servers = [Server(m.id, m.capacity, m.district) for m in managers_now(ctx)]
    return sites, servers, bonds(ctx)


def _plane(longitude: float | None, latitude: float | None) -> tuple[float | None, float | None]:
    """Kilometres east and north of the origin of coordinates, good enough inside one county."""
    if longitude is None or latitude is None:
        return None, None
    return longitude * 111.3 * cos(radians(latitude)), latitude * 110.6


def bonds(ctx: Context) -> dict[int, dict[int, Bond]]:
    """Wishes and familiarity by area and manager; the mean of the factors given, 1–5 becoming 0–1 (A6)."""
    found: dict[int, dict[int, Bond]] = defaultdict(dict)
    for known in ctx.session.scalars(select(Familiarity).where(Familiarity.archived_on.is_(None))):
        factors = [f for f in (known.terrain, known.customs, known.people) if f is not None]
        level = (sum(factors) / len(factors) - 1) / 4 if factors else 0.0
        found[known.area_id][known.manager_id] = Bond(known.wish or 0, level)
    return dict(found)


@dataclass(frozen=True)
class Standing:
    """The indicators of the allocation: coverage, loads and their evenness, stability and tenure."""

    areas: int
    uncovered: int
    households: int
    loads: Mapping[int, float]
    balance: Balance
    stability: float | None
    tenure_months: float | None
    coverage_by_terrain: Mapping[str, tuple[int, int]]


def standing(ctx: Context) -> Standing:
    """How the office stands today (A1, A8, A13, d4)."""
    areas, managers = areas_now(ctx), managers_now(ctx)
    loads: dict[int, float] = {manager.id: 0.0 for manager in managers}
    terrains: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    tenures = []
    for area in areas:
        covered = area.manager is not None
        terrains[area.terrain or ""][0] += covered
        terrains[area.terrain or ""][1] += 1
        if area.manager is not None:
            loads[area.manager] += area.work.total
            if area.since is not None:
                tenures.append(months_between(area.since, ctx.today))
    return Standing(
        areas=len(areas),
        uncovered=sum(area.manager is None for area in areas),
        households=sum(area.households for area in areas),
        loads=loads,
        balance=balance(list(loads.values())),
        stability=stability(len(areas), _changed_this_year(ctx)),
        tenure_months=sum(tenures) / len(tenures) if tenures else None,
        coverage_by_terrain={terrain: (a, b) for terrain, (a, b) in terrains.items()},
    )


def _changed_this_year(ctx: Context) -> int:
    first = date(ctx.today.year, 1, 1)
    ended = select(func.count(func.distinct(Assignment.area_id))).where(
        Assignment.until >= first, Assignment.until <= ctx.today, Assignment.archived_on.is_(None)
    )
    return int(ctx.session.scalar(ended) or 0)


def uncovered_count(ctx: Context) -> int:
    """Areas without a manager: must be 0 (A1)."""
    return count(ctx, UNCOVERED)


def principals(ctx: Context, day: date) -> dict[int, int]:
    """Manager by area on ``day``: exactly one at most (A1)."""
    still = or_(Assignment.until.is_(None), Assignment.until > day)
    statement = select(Assignment.area_id, Assignment.manager_id).where(
        Assignment.since <= day, still, Assignment.archived_on.is_(None)
    )
    return {row[0]: row[1] for row in ctx.session.execute(statement)}
