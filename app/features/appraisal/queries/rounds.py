"""Visits of a month: plan kept, in the window, on site; who was visited and who was not (D1, D4, D5)."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select

from app.features.appraisal.queries.holders import Holding
from app.features.appraisal.queries.tally import Tally
from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.org.queries import settings
from app.features.representatives.model import Representation
from app.features.visits.model import Visit
from app.features.visits.rules.channel import FACE_TO_FACE, counts, is_own
from app.features.visits.rules.due import due_day, is_due_in
from app.features.visits.rules.stops import Terms
from app.features.visits.rules.windows import is_in_window
from app.kit.context import Context
from app.kit.measure import Record
from app.kit.words import _


def count_visits(ctx: Context, held: Holding, tally: Tally) -> None:
    """The month's visits by their manager, and the representatives to be visited by their area's manager."""
    own = settings(ctx)
    terms = Terms(reading=(int(own["reading.first"]), int(own["reading.last"])))
    visited = {visit for visit in _visits(ctx, held, tally, terms) if visit}
    for id_, area, name, customer in _to_visit(ctx, held, int(own["visit.months"])):
        manager = held.of.get(area)
        tally.add(manager, "to_visit")
        tally.add(manager, "visited", float(id_ in visited))
        if id_ not in visited:
            text = _("{area} · {name}: not visited", area=name, name=customer)
            tally.record(manager, "not_visited", Record("representation", id_, text, 1.0))


def _visits(ctx: Context, held: Holding, tally: Tally, terms: Terms) -> Iterator[int | None]:
    """Count each visit; gives the representation it covered, None if it covered nobody."""
    statement = (
        select(Visit.id, Visit.manager_id, Visit.representation_id, Visit.planned_on, Visit.day, Visit.method,
               Visit.state, Area.name, Area.reading_day, Area.reading_zone, Customer.name, Manager.reading_route)
        .join(Representation, Visit.representation_id == Representation.id)
        .join(Area, Representation.area_id == Area.id)
        .join(Customer, Representation.customer_id == Customer.id)
        .join(Manager, Visit.manager_id == Manager.id)
        .where(Visit.month == held.month, Visit.archived_on.is_(None))
    )  # fmt: skip
    for id_, manager, term, planned, day, method, state, area, reading, zone, person, route in ctx.session.execute(
        statement
    ):
        done, where = state == "done", f"{area} · {person}"
        if planned is not None and (done or state == "missed" or planned < ctx.today):
            tally.add(manager, "planned")
            tally.add(manager, "plan_done", float(done))
            if not done:
                text = _("{day} {where}: not made", day=f"{planned:%m-%d}", where=where)
                tally.record(manager, "missed", Record("visit", id_, text, 1.0))
        if not done or day is None:
            continue
        tally.add(manager, "visits")
        face = method in FACE_TO_FACE
        tally.add(manager, "on_site", float(face))
        timely = is_in_window(held.month, day, reading, terms, face)
        tally.add(manager, "in_window", float(timely))
        _exceptions(tally, manager, id_, (day, where), face, timely)
        yield term if counts(method, is_own(route, zone)) else None


def _exceptions(
    tally: Tally, manager: int, id_: int, what: tuple[date, str], face: bool, timely: bool
) -> None:
    day, where = what
    if not timely:
        text = _("{day} {where}: outside the reading window", day=f"{day:%m-%d}", where=where)
        tally.record(manager, "out_of_window", Record("visit", id_, text, 1.0))
    if not face:
        text = _("{day} {where}: by telephone", day=f"{day:%m-%d}", where=where)
        tally.record(manager, "by_phone", Record("visit", id_, text, 1.0))


def _to_visit(ctx: Context, held: Holding, months: int) -> Iterator[tuple[int, int, str, str]]:
    """Representatives in office all month whose turn it is: id, area id, area, name."""
    last = select(func.max(Visit.day)).where(
        Visit.representation_id == Representation.id, Visit.state == "done", Visit.day < held.first
    ).scalar_subquery()  # fmt: skip
    statement = (
        select(Representation.id, Representation.area_id, Area.name, Customer.name, Representation.since,
               last if months > 1 else Representation.since)
        .join(Area, Representation.area_id == Area.id)
        .join(Customer, Representation.customer_id == Customer.id)
        .where(Representation.archived_on.is_(None), Representation.since < held.first, in_office_on(held.last))
    )  # fmt: skip
    for id_, area, name, customer, since, latest in ctx.session.execute(statement):
        if months == 1 or is_due_in(held.month, due_day(latest, since, months)):
            yield id_, area, name, customer


def in_office_on(day: date) -> ColumnElement[bool]:
    """Terms that run on ``day``."""
    return or_(Representation.until.is_(None), Representation.until > day)
