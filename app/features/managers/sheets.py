"""The staff roster 员工花名册, which tells of employees and of the role some of them hold; and absences."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from app.features.managers.model import Absence, Manager
from app.features.org.model import Department, District, Staff
from app.features.org.sheets import Offices, said
from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.job import Progress
from app.kit.sheet import NEW, Brought, PlannedRow, Problem, Reference, Sheet, Values, column
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import N_, _

_STAFF, _ROLE, _ABSENCE = fields_of(Staff), fields_of(Manager), fields_of(Absence)
_PERSON = (
    "code", "name", "sex", "born_on", "degree", "major", "post", "joined_on", "trade_since", "phone", "certificate",
    "certified_until", "trainings", "training_hours", "training_score", "left_on",
    "note", "source",
)  # fmt: skip
_HELD = (
    "since", "grade", "grade_since", "reading_route", "card_title",
)  # fmt: skip
_IS_MANAGER = Field(
    N_("Is customer manager"), Kind.FLAG, name="is_manager", headings=("是否客户经理", "客户经理", "是否经理")
)
_DISTRICT = _STAFF["district_id"].but(name="district", headings=("供电单位", "供电所", "营业所", "单位"))
_DISTRICT_CODE = Field(
    N_("Office code"), Kind.CODE, name="district_code", width=14, headings=("单位编码", "供电单位编码")
)
_DEPARTMENT = _STAFF["department_id"].but(name="department", headings=("部门",))


def _optional(field: Field) -> Field:
    headings = ("数据来源",) if field.name == "source" else field.headings
    return field.but(required=field.name in {"code", "name"}, headings=headings)


_COLUMNS = (
    *(column(_optional(_STAFF[name])) for name in _PERSON),
    column(_DISTRICT_CODE),
    column(_DISTRICT, reference=Reference(District, by=("name", "code"), introduces=True)),
    column(_DEPARTMENT, reference=Reference(Department, by=("name",), introduces=True)),
    column(_IS_MANAGER),
    *(column(_optional(_ROLE[name])) for name in _HELD),
)


def _stored(ctx: Context) -> Iterable[Values]:
    what = [*(getattr(Staff, name) for name in _PERSON), *(getattr(Manager, name) for name in _HELD)]
    statement = (
        select(Manager.id, District.code, District.name, Department.name, *what).select_from(Staff)
        .outerjoin(District, Staff.district_id == District.id)
        .outerjoin(Department, Staff.department_id == Department.id)
        .outerjoin(Manager, (Manager.staff_id == Staff.id) & Manager.until.is_(None) & Manager.archived_on.is_(None))
        .where(Staff.archived_on.is_(None)).order_by(Staff.code)
    )  # fmt: skip
    for role, code, district, department, *values in ctx.session.execute(statement):
        found = dict(zip((*_PERSON, *_HELD), values, strict=True))
        yield {
            **found, "district": district, "district_code": code, "department": department,
            "is_manager": role is not None,
        }  # fmt: skip


def _put(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    offices, departments = Offices(ctx), _Departments(ctx)
    people = {person.code: person for person in ctx.session.scalars(select(Staff))}
    roles = {role.staff_id: role for role in ctx.session.scalars(select(Manager).filter_by(until=None))}
    for index, item in enumerate(planned):
        progress.step(index, len(planned))
        values = item.values or {}
        news = said(Staff, item.news(), _PERSON)
        if values.get("district") or values.get("district_code"):
            news["district_id"] = offices.id_of(values.get("district"), values.get("district_code"))
        if values.get("department"):
            news["department_id"] = departments.id_of(values["department"])
        person = people.get(item.key[0])
        if person is None:
            person = people[item.key[0]] = Staff(**news)
            ctx.add(person)
            ctx.flush()
        person.archived_on = None
        for name, value in news.items():
            setattr(person, name, value)
        _put_role(ctx, person, roles.get(person.id), values, item.news())


def _put_role(
    ctx: Context, person: Staff, role: Manager | None, values: Mapping[str, Any], news: Mapping[str, Any]
) -> None:
    """Appoint, change or end the role as the roster says; a roster without the column leaves roles alone."""
    held = said(Manager, news, _HELD)
    if role is not None and values.get("is_manager") is False:
        role.until = max(ctx.today, role.since)
        ctx.remarks.append(_("{name} is no customer manager any more.", name=person.name))
    elif role is not None:
        for name, value in {**held, "district_id": person.district_id}.items():
            setattr(role, name, value)
    elif values.get("is_manager"):
        held = said(Manager, values, _HELD)
        held.setdefault("since", person.joined_on or ctx.today)
        ctx.add(Manager(staff_id=person.id, district_id=person.district_id, source=person.source or "", **held))


class _Departments:
    """Departments by name; unknown ones are introduced, with a remark."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._known = dict(ctx.session.execute(select(Department.name, Department.id)).all())

    def id_of(self, name: str) -> int:
        if name not in self._known:
            made = Department(name=name)
            self._ctx.add(made)
            self._ctx.flush()
            self._known[name] = made.id
            self._ctx.remarks.append(_("New department: {name}.", name=name))
        return self._known[name]


def _brings(values: Values) -> Sequence[Brought]:
    code, name, office = values.get("code"), values.get("name") or "", values.get("district") or ""
    found = [Brought(Staff, code, name)]
    if values.get("is_manager"):
        found.append(Brought(Manager, code, name))
    if office:
        found.append(Brought(District, values.get("district_code") or office, office))
    return found


ROSTER = Sheet("staff", N_("Staff roster"), _COLUMNS, ("code",), _stored, _put, rank=20, brings=_brings)


def _stored_absences(ctx: Context) -> Iterable[Values]:
    statement = (
        select(Staff.code, Absence.first, Absence.last, Absence.kind, Absence.note).select_from(Absence)
        .join(Manager, Absence.manager_id == Manager.id).join(Staff, Manager.staff_id == Staff.id)
        .where(Absence.archived_on.is_(None)).order_by(Absence.first, Staff.code)
    )  # fmt: skip
    for code, first, last, kind, note in ctx.session.execute(statement):
        yield {"staff": code, "first": first, "last": last, "kind": kind, "note": note}


def _put_absences(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    # The latest role wins: an absence may be recorded for one whose role has ended.
    by_role = select(Staff.code, Manager.id).join(Manager, Manager.staff_id == Staff.id).order_by(Manager.since)
    managers = dict(ctx.session.execute(by_role).all())
    known = {(row.manager_id, row.first): row for row in ctx.session.scalars(select(Absence))}
    fresh = []
    for index, item in enumerate(planned):
        progress.step(index, len(planned))
        code, first = item.key
        if code not in managers:
            raise Refusal(_("Staff no. {code} is no customer manager.", code=code), "staff")
        found = known.get((managers[code], first))
        news = said(Absence, item.news(), ("first", "last", "kind", "note"))
        if item.status == NEW or found is None:
            fresh.append({"manager_id": managers[code], **news})
            continue
        for name, value in news.items():
            setattr(found, name, value)
    ctx.insert(Absence, fresh)


def _whole_span(values: Values) -> Sequence[Problem]:
    first, last = values.get("first"), values.get("last")
    if first is None or last is None or first <= last:
        return ()
    return (Problem("span", _("The absence ends before it begins."), field="last"),)


_STAFF_LINK = Field(N_("Customer manager"), Kind.TEXT, name="staff", required=True, headings=("姓名", "经理"))
ABSENCES = Sheet(
    "absences", N_("Absences"),
    (column(_STAFF_LINK, reference=Reference(Staff, code_heading=N_("Staff no."), code_headings=("工号", "经理工号"))),
     *(column(_ABSENCE[name].but(required=name != "note")) for name in ("first", "last", "kind", "note"))),
    ("staff", "first"), _stored_absences, _put_absences, rank=35, check=_whole_span,
)  # fmt: skip
