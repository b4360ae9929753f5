"""A month's visits for the calendar, with its days and the managers' absences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.features.allocation.model import Assignment
from app.features.allocation.queries.listings import IS_OPEN
from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.managers.queries import serving
from app.features.org.model import CalendarDay, Staff
from app.features.org.queries import workdays
from app.features.representatives.model import Representation
from app.features.visits.model import Visit
from app.features.visits.queries.due import due_in
from app.features.visits.queries.lists import overdue_count
from app.features.visits.queries.rounds import absences
from app.features.visits.queries.terms import visit_terms
from app.features.visits.rules.moving import Span
from app.kit.store.choosing import Candidate
from app.kit.store.context import Context
from app.kit.workdays import Workdays, days_of


@dataclass(frozen=True)
class MonthVisit:
    """One visit of a month; ``day`` is the day it was made, else the day it is planned for."""

    id: int
    code: str
    day: date
    sequence: int
    manager_id: int
    manager: str
    representation_id: int
    representative: str
    village: str
    state: str
    method: str
    minutes: float


@dataclass(frozen=True)
class MonthPlan:
    """Everything the calendar shows of a month."""

    month: str
    visits: tuple[MonthVisit, ...]
    workdays: Workdays
    holidays: Mapping[date, str]
    absences: Mapping[int, list[Span]]
    reading: Mapping[date, int]
    """Reading days of the month to the number of areas read on them."""
    managers: tuple[Candidate, ...]
    ceiling: float
    due: int
    overdue: int

    def count(self, state: str) -> int:
        """How many visits of the month stand in a state."""
        return sum(visit.state == state for visit in self.visits)


def month_plan(ctx: Context, month: str, manager_id: int | None = None) -> MonthPlan:
    """The month of one manager, or of all."""
    wanted = () if manager_id is None else (manager_id,)
    return MonthPlan(
        month, tuple(_visits(ctx, month, manager_id)), workdays(ctx), _holidays(ctx, month), absences(ctx),
        _reading(ctx, month, manager_id), serving(ctx), visit_terms(ctx).planning.ceiling,
        len(due_in(ctx, month, wanted)), overdue_count(ctx),
    )  # fmt: skip


def _visits(ctx: Context, month: str, manager_id: int | None) -> list[MonthVisit]:
    day = func.coalesce(Visit.day, Visit.planned_on)
    minutes = func.coalesce(Visit.minutes, Visit.planned_minutes, 0)
    statement: Any = (
        select(Visit.id, Visit.code, day, func.coalesce(Visit.sequence, 999), Visit.manager_id, Staff.name,
               Visit.representation_id, Customer.name, func.coalesce(Area.village, Area.name), Visit.state,
               Visit.method, minutes)
        .join(Manager, Visit.manager_id == Manager.id).join(Staff, Manager.staff_id == Staff.id)
        .join(Representation, Visit.representation_id == Representation.id)
        .join(Customer, Representation.customer_id == Customer.id).join(Area, Representation.area_id == Area.id)
        .where(Visit.month == month, Visit.archived_on.is_(None), day.is_not(None))
        .order_by(day, Staff.initials, Staff.code, func.coalesce(Visit.sequence, 999), Visit.id)
    )  # fmt: skip
    if manager_id is not None:
        statement = statement.where(Visit.manager_id == manager_id)
    return [MonthVisit(*row) for row in ctx.session.execute(statement)]


def _holidays(ctx: Context, month: str) -> dict[date, str]:
    days = days_of(month)
    statement = select(CalendarDay.day, CalendarDay.name).where(
        CalendarDay.day.between(days[0], days[-1]), CalendarDay.name.is_not(None), CalendarDay.archived_on.is_(None)
    )
    return {row[0]: row[1] or "" for row in ctx.session.execute(statement)}


def _reading(ctx: Context, month: str, manager_id: int | None) -> dict[date, int]:
    statement = (
        select(Area.reading_day, func.count())
        .where(Area.reading_day.is_not(None), Area.archived_on.is_(None)).group_by(Area.reading_day)
    )  # fmt: skip
    if manager_id is not None:
        statement = statement.where(Area.id.in_(_areas(manager_id)))
    days = days_of(month)
    found: dict[date, int] = {}
    for number, areas in ctx.session.execute(statement):
        day = days[min(number or 1, len(days)) - 1]
        found[day] = found.get(day, 0) + areas
    return found


def _areas(manager_id: int) -> Any:
    return select(Assignment.area_id).where(Assignment.manager_id == manager_id, IS_OPEN)
