"""The representatives' archive 客户代表档案: one row is a customer and his term of office for an area."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.customers.sheets import AREA, AREA_HEADINGS
from app.features.org.sheets import said
from app.features.representatives.model import Representation
from app.kit.fields import Field
from app.kit.job import Progress
from app.kit.sheet import Brought, PlannedRow, Problem, Sheet, Values, column
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import N_, _

_CUSTOMER, _TERM = fields_of(Customer), fields_of(Representation)
_PERSON = (
    "code", "name", "sex", "born", "employer", "hamlet", "account_no", "phone", "preferred_time",
    "preferred_channel", "consented_on", "note",
)  # fmt: skip
_OFFICE = ("category", "referrer", "reason", "since", "due_until", "rating", "source")
_MANDATORY = frozenset({"code", "name", "category"})


def _declared(field: Field) -> Field:
    headings = ("数据来源",) if field.name == "source" else field.headings
    return field.but(required=field.name in _MANDATORY, headings=headings)


_COLUMNS = (
    *(column(_declared(_CUSTOMER[name])) for name in _PERSON[:2]),
    column(_TERM["area_id"].but(name="area"), *AREA_HEADINGS, reference=AREA),
    *(column(_declared(_TERM[name])) for name in _OFFICE),
    *(column(_declared(_CUSTOMER[name])) for name in _PERSON[2:]),
)


def _stored(ctx: Context) -> Iterable[Values]:
    """Running terms; those that ended are history, not archive."""
    what = [*(getattr(Customer, name) for name in _PERSON), *(getattr(Representation, name) for name in _OFFICE)]
    statement = (
        select(Area.code, *what).select_from(Representation).join(Customer)
        .join(Area, Representation.area_id == Area.id)
        .where(Representation.archived_on.is_(None), Representation.until.is_(None))
        .order_by(Customer.code, Area.code)
    )  # fmt: skip
    for area, *values in ctx.session.execute(statement):
        yield {"area": area, **dict(zip((*_PERSON, *_OFFICE), values, strict=True))}


def _put(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    areas = dict(ctx.session.execute(select(Area.code, Area.id)).all())
    people = _people(ctx, planned, areas)
    terms = {
        (term.customer_id, term.area_id): term
        for term in ctx.session.scalars(select(Representation).filter_by(until=None))
    }
    fresh = []
    for index, item in enumerate(planned):
        progress.step(index, len(planned))
        code, area = item.key
        found = terms.get((people[code], areas[area]))
        if found is None:
            held = said(Representation, item.values or {}, _OFFICE)
            held.setdefault("since", ctx.today)
            fresh.append({"customer_id": people[code], "area_id": areas[area], **held})
            continue
        found.archived_on = None
        for name, value in said(Representation, item.news(), _OFFICE).items():
            setattr(found, name, value)
    ctx.insert(Representation, fresh)


def _people(ctx: Context, planned: Sequence[PlannedRow], areas: Mapping[str, int]) -> dict[str, int]:
    """Ids of the rows' customers by code, made or changed as the rows say."""
    known = {customer.code: customer for customer in ctx.session.scalars(select(Customer))}
    fresh: dict[str, dict[str, Any]] = {}
    for item in planned:
        code, area = item.key
        if code in known:
            known[code].archived_on = None
            for name, value in said(Customer, item.news(), _PERSON).items():
                setattr(known[code], name, value)
        else:
            fresh.setdefault(code, {"area_id": areas[area]}).update(said(Customer, item.values or {}, _PERSON))
    made = ctx.insert(Customer, fresh.values())
    return {code: customer.id for code, customer in known.items()} | dict(zip(fresh, made, strict=True))


def _brings(values: Values) -> Sequence[Brought]:
    return (Brought(Customer, values.get("code"), values.get("name") or ""),)


def _whole_term(values: Values) -> Sequence[Problem]:
    since, due = values.get("since"), values.get("due_until")
    if since is None or due is None or since <= due:
        return ()
    return (Problem("span", _("The term ends before it begins."), field="due_until"),)


ARCHIVE = Sheet(
    "representatives", N_("Representatives' archive"), _COLUMNS, ("code", "area"), _stored, _put, rank=50,
    check=_whole_term, brings=_brings,
)  # fmt: skip
