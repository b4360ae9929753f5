"""Visits with everything a person wants to see beside them: a day in the drawer, a list on paper, a form to type in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.features.representatives.model import Representation
from app.features.visits.model import Visit
from app.features.visits.queries.due import last_contacts, open_requests
from app.features.visits.queries.terms import visit_terms
from app.features.visits.rules.channel import FACE_TO_FACE
from app.features.visits.rules.due import due_day, overdue_days
from app.features.visits.rules.ical import Event
from app.features.visits.rules.route import walk_km
from app.features.visits.rules.stops import Stop
from app.kit.fields import field_of
from app.kit.store.context import Context
from app.kit.words import _
from app.kit.workdays import days_of

_TOPICS = field_of(Visit.topics)


@dataclass(frozen=True)
class StopRow:
    """One visit in its printed order, with its representative, place and what waits there."""

    id: int
    code: str
    sequence: int | None
    planned_on: date | None
    manager_id: int
    manager: str
    representative: str
    category: str
    phone: str
    preferred: str
    area: str
    village: str
    method: str
    state: str
    topics: str
    planned_minutes: float
    day: date | None
    said: str
    satisfaction: int | None
    missed_for: str
    last: date | None
    overdue: int
    requests: int

    @property
    def place(self) -> str:
        """Village and area in one, the village once."""
        return self.area if self.village in self.area else f"{self.village} {self.area}"


@dataclass(frozen=True)
class DayPlan:
    """A manager's day: stops in order, minutes with travel, kilometres (None: unknown)."""

    manager_id: int
    manager: str
    day: date
    stops: tuple[StopRow, ...]
    minutes: float
    km: float | None


def month_stops(ctx: Context, month: str, manager_ids: Sequence[int] = (), day: date | None = None) -> list[StopRow]:
    """Visits of a month in printed order: by manager, planned day and sequence; of some managers, of one day."""
    statement = _statement().where(Visit.month == month, Visit.archived_on.is_(None))
    if manager_ids:
        statement = statement.where(Visit.manager_id.in_(manager_ids))
    if day is not None:
        statement = statement.where(func.coalesce(Visit.planned_on, Visit.day) == day)
    return _rows(ctx, statement)


def calendar_events(ctx: Context, month: str, manager_ids: Sequence[int] = ()) -> list[Event]:
    """A month's visits as entries of a calendar file."""
    return [
        Event(stop.code, day, _("{name}, {place}", name=stop.representative, place=stop.village or stop.area),
              stop.place, " · ".join(part for part in (stop.manager, _TOPICS.show(stop.topics)) if part))
        for stop in month_stops(ctx, month, manager_ids) if (day := stop.day or stop.planned_on)
    ]  # fmt: skip


def day_plan(ctx: Context, manager_id: int, day: date) -> DayPlan:
    """One manager's day."""
    statement = _statement().where(
        Visit.manager_id == manager_id, Visit.archived_on.is_(None), func.coalesce(Visit.day, Visit.planned_on) == day
    )
    stops = _rows(ctx, statement)
    km = _km(ctx, [stop.id for stop in stops if stop.method in FACE_TO_FACE])
    travel = (km or 0.0) / visit_terms(ctx).planning.speed * 60
    name = stops[0].manager if stops else _name(ctx, manager_id)
    return DayPlan(manager_id, name, day, tuple(stops), sum(s.planned_minutes for s in stops) + travel, km)


def _name(ctx: Context, manager_id: int) -> str:
    statement = select(Staff.name).join(Manager, Manager.staff_id == Staff.id).where(Manager.id == manager_id)
    return ctx.session.scalar(statement) or ""


def _statement() -> Any:
    when = func.coalesce(Visit.planned_on, Visit.day)
    return (
        select(Visit, Staff.name, Customer.id, Customer.name, Customer.phone, Customer.preferred_time,
               Representation.category, Representation.since, Area.name, Area.village)
        .join(Manager, Visit.manager_id == Manager.id).join(Staff, Manager.staff_id == Staff.id)
        .join(Representation, Visit.representation_id == Representation.id)
        .join(Customer, Representation.customer_id == Customer.id).join(Area, Representation.area_id == Area.id)
        .order_by(Staff.code, when, func.coalesce(Visit.sequence, 999), Visit.id)
    )  # fmt: skip


def _rows(ctx: Context, statement: Any) -> list[StopRow]:
    found = list(ctx.session.execute(statement))
    period, waiting = visit_terms(ctx).period, open_requests(ctx)
    months = {row[0].month for row in found}
    last = last_contacts(ctx, days_of(min(months))[0]) if months else {}
    rows = []
    for visit, manager, customer, name, phone, preferred, category, since, area, village in found:
        before = last.get(visit.representation_id)
        late = overdue_days(due_day(before, since, period.of(category)), ctx.today) if visit.state == "planned" else 0
        rows.append(StopRow(
            visit.id, visit.code, visit.sequence, visit.planned_on, visit.manager_id, manager, name, category,
            phone or "", preferred or "", area, village or "", visit.method, visit.state, visit.topics or "",
            visit.minutes or visit.planned_minutes or 0.0, visit.day, visit.said or "", visit.satisfaction,
            visit.missed_for or "", before, late, waiting[customer],
        ))  # fmt: skip
    return rows


def _km(ctx: Context, ids: Sequence[int]) -> float | None:
    what = (Visit.id, Area.code, Area.longitude, Area.latitude, Area.distance)
    statement = (
        select(*what).join(Representation, Visit.representation_id == Representation.id)
        .join(Area, Representation.area_id == Area.id).where(Visit.id.in_(ids))
    )  # fmt: skip
    found = {row[0]: Stop(row[0], row[1], longitude=row[2], latitude=row[3], distance=row[4])
             for row in ctx.session.execute(statement)}
    return walk_km([found[id_] for id_ in ids if id_ in found])
