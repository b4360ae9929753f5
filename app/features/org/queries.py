"""Lists of the office itself, its settings, and its calendar of working days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, bindparam, case, cast, extract, select

from app.features.org import rules
from app.features.org.model import Account, CalendarDay, Department, District, Setting, Staff
from app.features.org.rules import SETTINGS, Value
from app.kit.fields import Choice, Field, Kind
from app.kit.store.context import Context
from app.kit.store.query import Column, Filter, Listing, col, computed
from app.kit.words import N_
from app.kit.workdays import Workdays

TODAY: ColumnElement[date] = bindparam("today", callable_=date.today, type_=Date())
"""The office's today inside a listing's column: the parameter ``today``, else the computer's day."""

SETTING_NAMES = tuple(Choice(spec.name, spec.label) for spec in SETTINGS)


def years_since(day: Any) -> ColumnElement[int]:
    """Completed years from a day column until today, on either database."""
    before = extract("month", TODAY) * 100 + extract("day", TODAY) < extract("month", day) * 100 + extract("day", day)
    years = extract("year", TODAY) - extract("year", day) - case((before, 1), else_=0)
    return cast(years, Integer)


def district_column(link: Any) -> tuple[Column, tuple[Any, ColumnElement[bool]]]:
    """The district's name as a column and the join it needs, for a listing whose row links to a district."""
    return col(District.name, key="district", label="District office"), (District, link == District.id)


DISTRICTS = Listing(
    "districts", N_("District offices"), District,
    (col(District.code), col(District.name), col(District.telephone), col(District.address),
     col(District.longitude), col(District.latitude)),
    search=(District.code, District.name, District.initials), order=(("code", False),), frozen=2,
    empty=N_("No district office yet. Add one, or import the area ledger: it brings its offices along."),
)  # fmt: skip
DEPARTMENTS = Listing(
    "departments", N_("Departments"), Department,
    (col(Department.name), col(Department.telephone), col(Department.reply_days), col(Department.duties)),
    search=(Department.name, Department.initials), order=(("name", False),),
    empty=N_("No department yet. Add those that answer the customers' requests."),
)  # fmt: skip
_DISTRICT, _AT_DISTRICT = district_column(Staff.district_id)
STAFF = Listing(
    "staff", N_("Staff"), Staff,
    (col(Staff.code), col(Staff.name), _DISTRICT, col(Department.name, key="department"), col(Staff.post),
     col(Staff.sex), col(Staff.born_on), computed("age", Field(N_("Age"), Kind.INTEGER), years_since(Staff.born_on)),
     col(Staff.degree), col(Staff.major), col(Staff.joined_on), col(Staff.trade_since), col(Staff.phone),
     col(Staff.left_on), col(Staff.note), col(Staff.source)),
    joins=(_AT_DISTRICT, (Department, Staff.department_id == Department.id)),
    search=(Staff.code, Staff.name, Staff.initials, Staff.phone), order=(("code", False),), frozen=2,
    filters={N_("in service"): (Filter("left_on", "blank"),), N_("left"): (Filter("left_on", "filled"),)},
    empty=N_("No staff yet. Import the staff roster, or add an employee."),
)  # fmt: skip
CALENDAR = Listing(
    "calendar", N_("Calendar days"), CalendarDay,
    (col(CalendarDay.day), col(CalendarDay.mark), col(CalendarDay.name)),
    search=(CalendarDay.name,), order=(("day", True),),
    filters={N_("days off"): (Filter("mark", "is_in", ("off",)),),
             N_("worked weekends"): (Filter("mark", "is_in", ("worked",)),)},
    empty=N_("No announced day yet. Load the announced calendar, or import the year's days; "
             "until then every weekday counts as a working day."),
)  # fmt: skip
SETTINGS_LIST = Listing(
    "settings", N_("Settings that were set"), Setting,
    (col(Setting.name, kind=Kind.CHOICE, choices=SETTING_NAMES, width=24), col(Setting.value), col(Setting.reason)),
    search=(Setting.name, Setting.value, Setting.reason), order=(("name", False),), creates=False,
    empty=N_("The defaults hold. Write them down to see and change them."),
)  # fmt: skip
ACCOUNTS = Listing(
    "accounts", N_("Accounts"), Account,
    (col(Account.name), col(Account.role), col(Staff.name, key="staff", label="Employee")),
    joins=((Staff, Account.staff_id == Staff.id),),
    search=(Account.name,), order=(("name", False),),
    empty=N_("No account yet: everybody works as supervisor. Add one for each person."),
)  # fmt: skip


def settings(ctx: Context) -> Mapping[str, Value]:
    """Every setting's value by name: the office's own, else the default."""
    own = dict(ctx.session.execute(select(Setting.name, Setting.value).where(Setting.archived_on.is_(None))).all())
    return {spec.name: spec.parse(own[spec.name]) if spec.name in own else spec.default for spec in SETTINGS}


@dataclass(frozen=True)
class Chosen:
    """What the office chose instead of a default, and why."""

    id: int
    value: str
    reason: str


def chosen_settings(ctx: Context) -> dict[str, Chosen]:
    """The settings that differ from what the program brings, by name."""
    rows = ctx.session.scalars(select(Setting).where(Setting.archived_on.is_(None)))
    return {row.name: Chosen(row.id, row.value, row.reason or "") for row in rows}


def setting(ctx: Context, name: str) -> Value:
    """One setting; a Refusal in words for an unknown name."""
    rules.spec_of(name)
    return settings(ctx)[name]


def figure(ctx: Context, name: str) -> float:
    """A numeric setting."""
    return float(setting(ctx, name))


def workdays(ctx: Context) -> Workdays:
    """The office's calendar of working days."""
    marks = select(CalendarDay.day, CalendarDay.mark).where(CalendarDay.archived_on.is_(None))
    return Workdays(dict(ctx.session.execute(marks).all()))
