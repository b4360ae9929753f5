"""走访记录: what was done, as offices keep it; twenty thousand lines are one import."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import func, select

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.features.representatives.model import Representation
from app.features.requests.model import SATISFACTION
from app.features.visits.model import Visit
from app.features.visits.sheets.people import People
from app.kit.fields import Field, Kind
from app.kit.job import Progress
from app.kit.sheet import NEW, PlannedRow, Problem, Reference, Sheet, Values, column
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import N_, _
from app.kit.workdays import month_of

_FIELDS = fields_of(Visit)
_PLAIN = ("minutes", "topics", "said", "answer", "satisfaction", "proof", "missed_for")
_AT = Field(
    N_("Day and time"), Kind.MOMENT, name="at", width=16, required=True, past=True,
    headings=("日期时间", "走访时间", "走访日期", "日期"),
)
_NEVER_EMPTY = frozenset({"method", "state"})

COLUMNS = (
    column(_FIELDS["code"]),
    column(_AT),
    column(_FIELDS["manager_id"].but(name="manager", headings=("经理", "客户经理", "台区经理")),
           reference=Reference(Staff, code_heading="经理工号", code_headings=("工号",))),
    column(_FIELDS["representation_id"].but(name="customer", headings=("对象", "客户代表", "代表", "走访对象")),
           reference=Reference(Customer, code_heading="代表编号", code_headings=("客户编号", "对象编号"))),
    column(Field(N_("Area"), Kind.LINK, name="area", width=22, to="area", headings=("台区", "台区名称")),
           reference=Reference(Area, code_heading="台区编号", code_headings=("台区编码",))),
    column(_FIELDS["method"].but(required=False)),
    column(_FIELDS["minutes"], "分钟"),
    column(_FIELDS["topics"]),
    column(_FIELDS["said"]),
    column(_FIELDS["answer"]),
    column(_FIELDS["satisfaction"].but(choices=SATISFACTION)),
    column(_FIELDS["proof"]),
    column(_FIELDS["state"].but(required=False)),
    column(_FIELDS["missed_for"]),
    column(_FIELDS["source"].but(required=False, headings=("数据来源",))),
)  # fmt: skip


def stored_records(ctx: Context) -> Iterable[Values]:
    """Every visit made or missed, in the form's terms."""
    statement = (
        select(Visit, Staff.code, Customer.code, Area.code)
        .join(Manager, Visit.manager_id == Manager.id).join(Staff, Manager.staff_id == Staff.id)
        .join(Representation, Visit.representation_id == Representation.id)
        .join(Customer, Representation.customer_id == Customer.id).join(Area, Representation.area_id == Area.id)
        .where(Visit.state != "planned", Visit.archived_on.is_(None))
        .order_by(func.coalesce(Visit.day, Visit.planned_on), Visit.id)
    )  # fmt: skip
    for visit, staff, customer, area in ctx.session.execute(statement):
        day = visit.day or visit.planned_on
        yield {
            "code": visit.code, "at": visit.started or (datetime.combine(day, time()) if day else None),
            "manager": staff, "customer": customer, "area": area, "method": visit.method,
            "state": visit.state, "source": visit.source or None,
            **{name: getattr(visit, name) for name in _PLAIN},
        }  # fmt: skip


def put_records(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    """Write planned lines; one whose customer has no term of office is left out and named.

    A record fulfils the open plan of its representative and month, and gives it its own number.
    """
    people, fresh, strangers = People(ctx), list[dict[str, Any]](), list[str]()
    known = _known(ctx, planned)
    plans = _open_plans(ctx)
    for index, item in enumerate(planned):
        progress.step(index, len(planned))
        if item.key[0] in known:
            _change(known[item.key[0]], item.values or {}, item.news(), people)
            continue
        made = _made(item.values or {}, people)
        if made is None:
            strangers.append(str(item.key[0]))
        elif plan := plans.pop((made["representation_id"], made["month"]), None):
            for name, value in made.items():
                setattr(plan, name, value)
        else:
            fresh.append(made)
    ctx.insert(Visit, fresh)
    if strangers:
        shown = ", ".join(strangers[:5]) + ("…" if len(strangers) > 5 else "")
        told = _("{n} visits are left out, their customer or manager has no term of office: {codes}.",
                 n=len(strangers), codes=shown)  # fmt: skip
        ctx.remarks.append(told)


def _known(ctx: Context, planned: Sequence[PlannedRow]) -> dict[str, Visit]:
    """Visits to change; of the new ones, those that stand in the plan or in the archive."""
    statement = select(Visit)
    if all(item.status == NEW for item in planned):
        statement = statement.where((Visit.state == "planned") | Visit.archived_on.is_not(None))
    return {visit.code: visit for visit in ctx.session.scalars(statement)}


def _open_plans(ctx: Context) -> dict[tuple[int, str], Visit]:
    """Visits still planned, by representative and month."""
    found = ctx.session.scalars(select(Visit).where(Visit.state == "planned", Visit.archived_on.is_(None)))
    return {(visit.representation_id, visit.month): visit for visit in found}


def _made(values: Mapping[str, Any], people: People) -> dict[str, Any] | None:
    at: datetime = values["at"]
    role = people.role(values.get("manager"), at.date())
    term = people.term(values.get("customer"), values.get("area"), at.date())
    if role is None or term is None:
        return None
    state = _state(values)
    return {
        "code": values["code"], "month": month_of(at.date()), "manager_id": role, "representation_id": term,
        "method": values.get("method") or "on_site", "state": state,
        "source": values.get("source") or "", **{name: values.get(name) for name in _PLAIN}, **_when(at, state),
    }  # fmt: skip


def _change(visit: Visit, values: Mapping[str, Any], news: Mapping[str, Any], people: People) -> None:
    visit.archived_on = None
    for name in (*_PLAIN, *_NEVER_EMPTY):
        if name in news and not (news[name] is None and name in _NEVER_EMPTY):
            setattr(visit, name, news[name])
    visit.state = _state(values, visit.state)
    if news.get("at"):
        visit.month = month_of(news["at"].date())
        for name, value in _when(news["at"], visit.state).items():
            setattr(visit, name, value)
    day = values["at"].date()
    if "manager" in news and (role := people.role(news["manager"], day)):
        visit.manager_id = role
    if {"customer", "area"} & set(news) and (term := people.term(values.get("customer"), values.get("area"), day)):
        visit.representation_id = term


def _when(at: datetime, state: str) -> dict[str, Any]:
    """A visit that was made has its day, and its time if one was noted; a missed one the day it was planned for."""
    if state == "missed":
        return {"planned_on": at.date(), "day": None, "started": None}
    return {"day": at.date(), "started": at if at.time() != time() else None}


def _state(values: Mapping[str, Any], before: str = "done") -> str:
    if values.get("missed_for"):
        return "missed"
    said = values.get("state") or before
    return "done" if said == "planned" else str(said)


def _complete(values: Values) -> Sequence[Problem]:
    if values.get("state") == "missed" and not values.get("missed_for"):
        return (Problem("no_reason", _("A visit that was missed needs a reason."), field="missed_for"),)
    return ()


def _apart(values: Values) -> tuple[str, ...] | None:
    """A manager visits a customer once a day."""
    at, manager, customer = (values.get(name) for name in ("at", "manager", "customer"))
    return (f"{at:%Y%m%d}", manager, customer) if at and manager and customer else None


RECORDS = Sheet(
    "visits", N_("Visit records"), COLUMNS, ("code",), stored_records, put_records, rank=70, check=_complete,
    apart=_apart,
)  # fmt: skip
