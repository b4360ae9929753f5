"""Who is to be visited: open terms, last contacts, what falls due in a month, what is overdue."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.features.allocation.queries.loads import principals
from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.representatives.model import Representation
from app.features.requests.model import Request
from app.features.visits.model import Visit
from app.features.visits.queries.terms import visit_terms
from app.features.visits.rules.due import due_day, is_due_in
from app.kit.store.context import Context
from app.kit.workdays import days_of, shifted


@dataclass(frozen=True)
class DueVisit:
    """A representative whose visit belongs to a month; ``manager_id`` None: nobody serves the area."""

    representation_id: int
    customer_id: int
    name: str
    area_id: int
    area: str
    manager_id: int | None
    last: date | None
    due: date


def is_open(day: date) -> ColumnElement[bool]:
    """Terms of office that hold on ``day``."""
    return and_(
        Representation.archived_on.is_(None), Representation.since <= day,
        or_(Representation.until.is_(None), Representation.until > day),
    )  # fmt: skip


def day_within(month: str, today: date) -> date:
    """Today if it lies in ``month``, else the nearest day of it: on this day one asks who serves an area."""
    days = days_of(month)
    return min(max(today, days[0]), days[-1])


def last_contacts(ctx: Context, before: date) -> dict[int, date]:
    """Day of the last contact, of whatever method, before a day, by representation."""
    statement = (
        select(Visit.representation_id, func.max(Visit.day))
        .where(Visit.state == "done", Visit.day < before, Visit.archived_on.is_(None))
        .group_by(Visit.representation_id)
    )
    return {id_: day for id_, day in ctx.session.execute(statement) if day}


def due_in(
    ctx: Context, month: str, managers: Collection[int] = (), served: Mapping[int, int] | None = None
) -> list[DueVisit]:
    """Everybody who is to be visited in ``month`` (D1), visited by now or not; ``managers`` empty: of all.

    ``served`` says who serves each area; without it whoever does so today, or on the nearest day of the month.
    """
    if served is None:
        served = principals(ctx, day_within(month, ctx.today))
    period, last = visit_terms(ctx).period, last_contacts(ctx, days_of(month)[0])
    statement = (
        select(Representation.id, Representation.customer_id, Customer.name, Representation.area_id,
               Area.name, Representation.category, Representation.since)
        .join(Customer, Representation.customer_id == Customer.id)
        .join(Area, Representation.area_id == Area.id)
        .where(is_open(days_of(month)[-1]), Customer.archived_on.is_(None), Area.archived_on.is_(None))
        .order_by(Representation.id)
    )  # fmt: skip
    found = []
    for id_, customer, name, area, place, category, since in ctx.session.execute(statement):
        due = due_day(last.get(id_), since, period.of(category))
        manager = served.get(area)
        if is_due_in(month, due) and (not managers or manager in managers):
            found.append(DueVisit(id_, customer, name, area, place, manager, last.get(id_), due))
    return found


def visited_in(ctx: Context, month: str) -> set[int]:
    """Representations met in ``month``."""
    days = days_of(month)
    statement = select(Visit.representation_id).where(
        Visit.state == "done", Visit.day.between(days[0], days[-1]), Visit.archived_on.is_(None)
    )
    return set(ctx.session.scalars(statement))


def left_over(ctx: Context, month: str) -> set[int]:
    """Representations whose planned visit of the month before was not made."""
    before = shifted(month, -1)
    statement = select(Visit.representation_id).where(
        Visit.month == before, Visit.state != "done", Visit.archived_on.is_(None)
    )
    return set(ctx.session.scalars(statement)) - visited_in(ctx, before)


def open_requests(ctx: Context) -> "Counter[int]":
    """Requests not closed yet, by the customer who raised them."""
    statement = (
        select(Request.raised_by_id, func.count())
        .where(Request.closed_on.is_(None), Request.archived_on.is_(None), Request.raised_by_id.is_not(None))
        .group_by(Request.raised_by_id)
    )
    found: Counter[int] = Counter()
    for customer, count in ctx.session.execute(statement):
        found[customer or 0] = count
    return found


def with_card(ctx: Context) -> set[int]:
    """Customers who were handed a card (C2); the register stands beside this feature, so by table name."""
    table = Visit.metadata.tables.get("card_issue")
    if table is None:
        return set()
    return set(ctx.session.scalars(select(table.c.customer_id).where(table.c.customer_id.is_not(None))))
