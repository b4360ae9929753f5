"""Lists of requests and where each stands, a period's summary, one request's story."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, case, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.org.model import Department
from app.features.org.queries import TODAY, district_column, figure, workdays
from app.features.representatives.model import Representation
from app.features.requests import rules
from app.features.requests.model import Request
from app.features.requests.rules import CLOSED, OPEN, OVERDUE, SOON, Case, Summary
from app.kit.fields import Choice, Field, Kind
from app.kit.manifest import Event, Story
from app.kit.privacy import masked
from app.kit.store.context import Context
from app.kit.store.query import Filter, Listing, col, computed
from app.kit.store.row import fields_of
from app.kit.words import N_, _

STANDINGS = (
    Choice(OVERDUE, N_("overdue")),
    Choice(SOON, N_("due soon")),
    Choice(OPEN, N_("open")),
    Choice(CLOSED, N_("closed")),
)
STORY = 20
"""How many requests a person's timeline shows."""
SOON_DAYS = 2
"""How near a promise must be to colour the list; the reminder on the Today page follows the office's setting."""


class DaysAfter(FunctionElement[date]):
    """A day some days after another, on either database: ``DaysAfter(day, count)``."""

    type = Date()
    inherit_cache = True


@compiles(DaysAfter, "sqlite")
def _sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    day, count = element.clauses
    return f"date({compiler.process(day, **kw)}, '+' || {compiler.process(count, **kw)} || ' days')"


@compiles(DaysAfter, "postgresql")
def _postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    day, count = element.clauses
    return f"({compiler.process(day, **kw)} + {compiler.process(count, **kw)})"


_STANDING = case(
    (Request.closed_on.is_not(None), CLOSED), (Request.due_on < TODAY, OVERDUE),
    (Request.due_on <= DaysAfter(TODAY, SOON_DAYS), SOON), else_=OPEN,
)  # fmt: skip
_DISTRICT, _IN_DISTRICT = district_column(Area.district_id)
REQUESTS = Listing(
    "requests", N_("Requests"), Request,
    (col(Request.code), computed("standing", Field(N_("Standing"), Kind.CHOICE, choices=STANDINGS), _STANDING),
     col(Area.name, key="area"), _DISTRICT, col(Request.kind), col(Request.content), col(Request.raised_on),
     col(Request.due_on), col(Department.name, key="department", label="Department"),
     computed("raised_by", Field(N_("Raised by"), Kind.TEXT), func.coalesce(Customer.name, Request.raised_name)),
     col(Request.behalf), col(Request.origin), col(Request.closed_on), col(Request.escalated), col(Request.nature),
     col(Request.answer), col(Request.answered_on), col(Request.confirmed), col(Request.satisfaction),
     col(Request.origin_no), col(Request.reopened_for), col(Area.code, key="area_code", shown=False),
     col(Request.source)),
    joins=((Area, Request.area_id == Area.id), _IN_DISTRICT, (Customer, Request.raised_by_id == Customer.id),
           (Department, Request.department_id == Department.id)),
    search=(Request.code, Request.content, Area.name, Area.initials, Customer.name, Customer.initials,
            Request.raised_name),
    order=(("raised_on", True), ("code", True)), creates=False,
    filters={
        N_("not closed"): (Filter("closed_on", "blank"),),
        N_("overdue"): (Filter("standing", "is_in", (OVERDUE,)),),
        N_("due soon"): (Filter("standing", "is_in", (SOON,)),),
        N_("not routed"): (Filter("closed_on", "blank"), Filter("department", "blank")),
        N_("complaints"): (Filter("nature", "is_in", ("complaint",)),),
    },
    empty=N_("No request yet. Raise one, or import the request ledger."),
)  # fmt: skip


def _overdue(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [Request.closed_on.is_(None), Request.due_on < ctx.today]


def _due_soon(ctx: Context) -> Sequence[ColumnElement[bool]]:
    limit = ctx.today + timedelta(days=int(figure(ctx, "request.soon")))
    return [Request.closed_on.is_(None), Request.due_on.between(ctx.today, limit)]


OVERDUE_REQUESTS = replace(
    REQUESTS, name="overdue_requests", title=N_("Requests past their promise"), where=_overdue, filters={},
    order=(("due_on", False),), empty=N_("No request is past its promise."),
)  # fmt: skip
DUE_SOON = replace(
    REQUESTS, name="requests_due_soon", title=N_("Requests due soon"), where=_due_soon, filters={},
    order=(("due_on", False),), empty=N_("No request is due soon."),
)  # fmt: skip


def promise(ctx: Context, kind: str, raised_on: date) -> date:
    """The day the office promises an answer for, by its working days for this kind."""
    return rules.promised_for(raised_on, int(figure(ctx, f"request.days.{kind}")), workdays(ctx))


def next_code(ctx: Context, day: date) -> str:
    """The next free number of a day: SQ20261124-01."""
    start = f"SQ{day:%Y%m%d}-"
    taken = ctx.session.scalars(select(Request.code).where(Request.code.startswith(start, autoescape=True)))
    numbers = [int(code.removeprefix(start)) for code in taken if code.removeprefix(start).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1:02d}"


def summary(ctx: Context, first: date, last: date) -> Summary:
    """The requests raised from ``first`` to ``last`` as they stand today (B7)."""
    what = (Request.kind, Request.raised_on, Request.due_on, Request.closed_on, Request.escalated)
    chosen = select(*what).where(Request.archived_on.is_(None), Request.raised_on.between(first, last))
    cases = [Case(*row) for row in ctx.session.execute(chosen)]
    return rules.summarise(cases, first, last, ctx.today)


def request_story(ctx: Context, id_: int) -> Story:
    """One request for the drawer: what was asked and answered, and its way from raising to closing."""
    found = ctx.get(Request, id_)
    shown = fields_of(Request)
    area = ctx.get(Area, found.area_id)
    customer = ctx.session.scalar(select(Customer.name).where(Customer.id == found.raised_by_id))
    where = rules.standing(found.due_on, found.closed_on, ctx.today, int(figure(ctx, "request.soon")))
    facts = (
        (_("What is asked"), found.content),
        (_("Raised by"), customer or found.raised_name or ""),
        (_("On behalf of"), found.behalf or ""),
        (_("Answer"), found.answer or ""),
        (_("Why reopened"), found.reopened_for or ""),
        (_("Satisfaction"), shown["satisfaction"].show(found.satisfaction)),
    )
    late = where == OVERDUE
    steps = (
        (found.closed_on, _("Closed"), "ok"),
        (found.answered_on, _("Answered"), ""),
        (found.due_on, _("Promised for this day"), "late" if late else ""),
        (found.raised_on, _("Raised"), ""),
    )
    day = shown["raised_on"]
    return Story(
        found.code, f"{shown['kind'].show(found.kind)} · {area.name}",
        tuple((label, value) for label, value in facts if value),
        tuple(Event(day.show(at), text, state) for at, text, state in steps if at),
    )  # fmt: skip


def representative_requests_story(ctx: Context, id_: int) -> Story:
    """What a representative raised, newest first, as part of the one timeline of the person (B4)."""
    term, shown = ctx.get(Representation, id_), fields_of(Request)
    chosen = (
        select(Request).where(Request.raised_by_id == term.customer_id, Request.archived_on.is_(None))
        .order_by(Request.raised_on.desc()).limit(STORY)
    )  # fmt: skip
    return Story("", "", (), tuple(
        Event(
            shown["raised_on"].show(row.raised_on),
            _("Request {code} · {what}", code=row.code, what=row.content),
            "ok" if row.closed_on else "late" if row.due_on and row.due_on < ctx.today else "attention",
        )
        for row in ctx.session.scalars(chosen)
    ))  # fmt: skip


@dataclass(frozen=True)
class Belongings:
    """What belongs to an area and changes hands with it: representatives in office, numbers of open requests."""

    people: list[str]
    requests: list[str]


def to_hand_over(ctx: Context, areas: Sequence[int]) -> dict[int, Belongings]:
    """By area: what the hand-over list names (A8)."""
    found: dict[int, Belongings] = {area: Belongings([], []) for area in areas}
    people = (
        select(Representation.area_id, Customer.name, Customer.phone)
        .join(Customer, Representation.customer_id == Customer.id)
        .where(Representation.until.is_(None), Representation.archived_on.is_(None))
        .order_by(Customer.code)
    )
    asked = select(Request.area_id, Request.code).where(Request.closed_on.is_(None), Request.archived_on.is_(None))
    for area, name, phone in ctx.session.execute(people):
        if area in found:
            found[area].people.append(f"{name} {masked(phone or '')}".strip())
    for area, code in ctx.session.execute(asked.order_by(Request.code)):
        if area in found:
            found[area].requests.append(code)
    return found
