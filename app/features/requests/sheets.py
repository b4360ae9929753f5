"""The request ledger 诉求台账."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.customers.sheets import AREA, AREA_HEADINGS
from app.features.org.model import Department
from app.features.org.sheets import said
from app.features.requests.model import SATISFACTION, Request
from app.kit.fields import Field, Kind
from app.kit.job import Progress
from app.kit.sheet import Brought, PlannedRow, Problem, Reference, Sheet, SheetColumn, Values, column
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import N_, _

_FIELDS = fields_of(Request)
_PLAIN = (
    "code", "origin", "origin_no", "raised_name", "behalf", "nature", "kind", "content", "raised_on", "due_on",
    "answer", "answered_on", "closed_on", "confirmed", "satisfaction", "escalated", "reopened_for", "source",
)  # fmt: skip
_MANDATORY = frozenset({"code", "kind", "content", "raised_on"})
_COMPLAINT = Field(N_("Is a complaint"), Kind.FLAG, name="complaint", headings=("是否投诉", "投诉"))


def _columns() -> Iterable[SheetColumn]:
    for name in _PLAIN:
        headings = ("数据来源",) if name == "source" else _FIELDS[name].headings
        choices = SATISFACTION if name == "satisfaction" else _FIELDS[name].choices
        yield column(_FIELDS[name].but(required=name in _MANDATORY, headings=headings, choices=choices))
    yield column(_FIELDS["area_id"].but(name="area"), *AREA_HEADINGS, reference=AREA)
    representative = _FIELDS["raised_by_id"].but(name="raised_by", label=N_("Representative no."))
    yield column(representative, "代表编号", reference=Reference(Customer, by=("code",)))
    department = _FIELDS["department_id"].but(name="department")
    yield column(department, "责任部门", "部门", reference=Reference(Department, by=("name",), introduces=True))
    yield column(_COMPLAINT)


def _stored(ctx: Context) -> Iterable[Values]:
    what = [getattr(Request, name) for name in _PLAIN]
    statement = (
        select(Area.code, Customer.code, Department.name, *what).select_from(Request)
        .join(Area, Request.area_id == Area.id).outerjoin(Customer, Request.raised_by_id == Customer.id)
        .outerjoin(Department, Request.department_id == Department.id)
        .where(Request.archived_on.is_(None)).order_by(Request.code)
    )  # fmt: skip
    for area, customer, department, *values in ctx.session.execute(statement):
        found = dict(zip(_PLAIN, values, strict=True))
        yield {
            **found, "area": area, "raised_by": customer, "department": department,
            "complaint": found["nature"] == "complaint",
        }  # fmt: skip


def _put(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    links = _Links(ctx)
    known = {row.code: row for row in ctx.session.scalars(select(Request))}
    fresh = []
    for index, item in enumerate(planned):
        progress.step(index, len(planned))
        values = links.attributes(item.news())
        found = known.get(item.key[0])
        if found is None:
            fresh.append(values)
            continue
        for name, value in {**values, "archived_on": None}.items():
            setattr(found, name, value)
    ctx.insert(Request, fresh)


class _Links:
    """Turns the ledger's words into a request's columns."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._areas = dict(ctx.session.execute(select(Area.code, Area.id)).all())
        self._people = dict(ctx.session.execute(select(Customer.code, Customer.id)).all())
        self._departments = dict(ctx.session.execute(select(Department.name, Department.id)).all())

    def attributes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Column values of a request; a complaint is a nature, unless the ledger names the nature itself."""
        found = said(Request, values, _PLAIN)
        if "area" in values:
            found["area_id"] = self._areas[values["area"]]
        if "raised_by" in values:
            found["raised_by_id"] = self._people.get(values["raised_by"])
        if "department" in values:
            found["department_id"] = self._department(values["department"])
        if "complaint" in values:
            found.setdefault("nature", "complaint" if values["complaint"] else "problem")
        return found

    def _department(self, name: str | None) -> int | None:
        if name is None:
            return None
        if name not in self._departments:
            made = Department(name=name)
            self._ctx.add(made)
            self._ctx.flush()
            self._departments[name] = made.id
        return self._departments[name]


def _in_order(values: Values) -> Sequence[Problem]:
    raised, closed = values.get("raised_on"), values.get("closed_on")
    if raised is None or closed is None or raised <= closed:
        return ()
    return (Problem("order", _("The request is closed before it was raised."), field="closed_on"),)


def _brings(values: Values) -> Sequence[Brought]:
    return (Brought(Request, values.get("code")),)


def _apart(values: Values) -> tuple[str, ...] | None:
    """The same words on the same day in the same area are the same request."""
    day, area, content = (values.get(name) for name in ("raised_on", "area", "content"))
    if not (day and area and content):
        return None
    return f"{day:%Y%m%d}", area, sha256(content.encode()).hexdigest()[:8]


LEDGER = Sheet(
    "requests", N_("Request ledger"), tuple(_columns()), ("code",), _stored, _put, rank=60, check=_in_order,
    brings=_brings, apart=_apart,
)  # fmt: skip
