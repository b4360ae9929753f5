"""How heavy each area is, who holds the role, and what ties managers to areas."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from app.features.allocation.model import Assignment, Familiarity
from app.features.allocation.queries.listings import IS_OPEN, UNCOVERED, is_served
from app.features.allocation.queries.naming import HAS_NAMESAKE, called
from app.features.allocation.queries.wishes import granted
from app.features.allocation.rules.sites import Bond
from app.features.allocation.rules.workload import Coefficients, Demand, Workload, kilometres, workload
from app.features.areas.model import Area, Feeder
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
    demand: Demand
    work: Workload
    feeder: str = ""
    kind: str = "area"


@dataclass(frozen=True)
class Holder:
    """A manager in office: how he is called, where he sits, how many hours a month he can carry."""

    id: int
    code: str
    name: str
    district: int | None
    capacity: float
    grade: str = "second"
    vehicle: str | None = None
    deputy: int | None = None
    leaves_on: date | None = None
    """The day from which he no longer serves, where it is known."""


def coefficients(known: Mapping[str, Value]) -> Coefficients:
    """The office's settings as the workload formula wants them."""
    return Coefficients(
        household_minutes=float(known["household.minutes"]),
        visit_minutes=float(known["visit.minutes.on_site"]),
        request_minutes=float(known["request.minutes"]),
        speed=float(known["travel.speed"]),
        detour=float(known["travel.detour"]),
        unknown_distance=float(known["travel.unknown"]),
        terrain={kind: float(known[f"terrain.{kind}"]) for kind in ("plain", "hills", "mountains")},
    )


def managers_now(ctx: Context) -> list[Holder]:
    """Everybody who holds the role today, by staff number."""
    known = settings(ctx)
    hours = float(known["load.ceiling"]) or float(known["working.hours"])
    statement = (
        select(
            Manager.id, Staff.code, Staff.name, HAS_NAMESAKE, func.coalesce(Manager.district_id, Staff.district_id),
            func.coalesce(Manager.capacity, hours), Manager.grade, Manager.vehicle, Manager.deputy_id, Manager.until,
            Staff.left_on,
        )
        .join(Staff, Staff.id == Manager.staff_id)
        .where(in_office(ctx.today))
        .order_by(Staff.code)
    )  # fmt: skip
    return [
        Holder(
            id_, code, called(name, code, has_namesake), home, float(capacity), grade, vehicle, deputy,
            min((day for day in (until, left) if day), default=None),
        )
        for id_, code, name, has_namesake, home, capacity, grade, vehicle, deputy, until, left
        in ctx.session.execute(statement)
    ]


def areas_now(ctx: Context, only: Sequence[int] | None = None) -> list[AreaNow]:
    """Every area that needs a manager, or ``only`` these, with its workload in hours a month, by code."""
    known = settings(ctx)
    by, months = coefficients(known), float(known["visit.months"]) or 1.0
    visits, asked = _visits(ctx, months, only), _requests(ctx, only)
    statement = (
        select(
            Area.id, Area.code, Area.name, Area.households, Area.village, Area.district_id, Area.longitude,
            Area.latitude, Area.terrain, Area.distance, Manager.id, Assignment.since, Feeder.name, Area.kind,
        )
        .outerjoin(Assignment, (Assignment.area_id == Area.id) & IS_OPEN)
        .outerjoin(Manager, (Manager.id == Assignment.manager_id) & in_office(ctx.today))
        .outerjoin(Feeder, Area.feeder_id == Feeder.id)
        .where(is_served(), *_among(Area.id, only))
        .order_by(Area.code)
    )  # fmt: skip
    found, rows = [], ctx.session.execute(statement).all()
    seats = _seats(ctx, only) if any(row.distance is None and row.longitude is not None for row in rows) else {}
    for row in rows:
        id_, code, name, households, village, district, x, y, terrain, distance, manager, since, feeder, kind = row
        if distance is None and x is not None and y is not None and district in seats:
            distance = kilometres(x, y, *seats[district]) * by.detour
        demand = Demand(households, visits.get(id_, 1.0), asked.get(id_, 0.0), distance, terrain)
        found.append(
            AreaNow(id_, code, name, households, village or "", district, x, y, terrain, manager, since, demand,
                    workload(demand, by), feeder or "", kind)
        )  # fmt: skip
    return found


def _among(column: Any, only: Any) -> list[ColumnElement[bool]]:
    """The condition that a question about a few areas adds; a story must not read the whole office."""
    return [] if only is None else [column.in_(only)]


def _visits(ctx: Context, months: float, only: Sequence[int] | None) -> dict[int, float]:
    """Visits a month by area: its representatives over the office's period (D1)."""
    statement = (
        select(Representation.area_id, func.count())
        .where(Representation.until.is_(None), Representation.archived_on.is_(None),
               *_among(Representation.area_id, only))
        .group_by(Representation.area_id)
    )
    return {area: n / months for area, n in ctx.session.execute(statement)}


def _requests(ctx: Context, only: Sequence[int] | None) -> dict[int, float]:
    """Requests a month by area over the last year; the requests feature stands above, so by table name."""
    table = Area.metadata.tables.get("request")
    if table is None:
        return {}
    since = ctx.today - timedelta(days=365)
    statement = select(table.c.area_id, func.count()).where(
        table.c.raised_on >= since, *_among(table.c.area_id, only)
    ).group_by(table.c.area_id)  # fmt: skip
    return {area: n / 12 for area, n in ctx.session.execute(statement)}


def _seats(ctx: Context, only: Sequence[int] | None) -> dict[int | None, tuple[float, float]]:
    """Where each district office stands: its own coordinates, or the middle of its areas."""
    homes = None if only is None else select(Area.district_id).where(Area.id.in_(only))
    middles = (
        select(Area.district_id, func.avg(Area.longitude), func.avg(Area.latitude))
        .where(*_among(Area.district_id, homes))
        .group_by(Area.district_id)
    )
    found = {d: (x, y) for d, x, y in ctx.session.execute(middles) if x is not None}
    known = select(District.id, District.longitude, District.latitude).where(District.longitude.is_not(None))
    return found | {d: (x, y) for d, x, y in ctx.session.execute(known)}


def bonds(ctx: Context) -> dict[int, dict[int, Bond]]:
    """Wishes and familiarity by area and manager; the mean of the factors given, 1–5 becoming 0–1 (A6).

    Where a round has decided upon an area, the wish it granted counts and no other (A4).
    """
    decided = granted(ctx)
    found: dict[int, dict[int, Bond]] = defaultdict(dict)
    for area, (manager, wish) in decided.items():
        found[area][manager] = Bond(wish)
    for known in ctx.session.scalars(select(Familiarity).where(Familiarity.archived_on.is_(None))):
        factors = [f for f in (known.terrain, known.customs, known.people) if f is not None]
        level = (sum(factors) / len(factors) - 1) / 4 if factors else 0.0
        before = found[known.area_id].get(known.manager_id, Bond())
        wish = before.wish if known.area_id in decided else known.wish or 0
        found[known.area_id][known.manager_id] = Bond(wish, level)
    return dict(found)


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
