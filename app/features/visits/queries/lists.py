"""Lists: every visit, and the representatives whose visit is overdue."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, func, select

from app.features.allocation.model import Assignment
from app.features.allocation.queries.listings import IS_OPEN
from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.org.model import Setting, Staff
from app.features.org.queries import TODAY
from app.features.representatives.model import Representation
from app.features.visits.model import Visit
from app.features.visits.queries.due import is_open
from app.features.visits.queries.terms import MONTHS
from app.kit.dates import DaysBetween, MonthsAfter
from app.kit.fields import Field, Kind
from app.kit.store.context import Context
from app.kit.store.query import Filter, Listing, View, col, computed, count
from app.kit.words import N_

_PEOPLE = (
    (Manager, Visit.manager_id == Manager.id), (Staff, Manager.staff_id == Staff.id),
    (Representation, Visit.representation_id == Representation.id),
    (Customer, Representation.customer_id == Customer.id), (Area, Representation.area_id == Area.id),
)  # fmt: skip

VISITS = Listing(
    "visits", N_("Visits"), Visit,
    (col(Visit.code), col(Visit.month, shown=True), col(Visit.planned_on), col(Visit.sequence), col(Visit.day),
     col(Staff.name, key="manager", label="Customer manager"), col(Staff.code, key="staff", shown=False),
     col(Customer.name, key="representative", label="Representative"),
     col(Customer.code, key="customer", shown=False), col(Representation.category),
     col(Area.name, key="area", label="Area", width=20), col(Area.code, key="area_code", shown=False),
     col(Area.village), col(Visit.method), col(Visit.state), col(Visit.topics),
     col(Visit.said), col(Visit.satisfaction), col(Visit.answer), col(Visit.minutes), col(Visit.proof),
     col(Visit.missed_for), col(Customer.phone, shown=False), col(Visit.source)),
    joins=_PEOPLE,
    search=(Visit.code, Staff.name, Staff.initials, Staff.code, Customer.name, Customer.initials, Area.name,
            Area.initials, Area.village, Visit.said),
    order=(("month", True), ("planned_on", True), ("day", True), ("manager", False), ("sequence", False)),
    creates=False, frozen=1,
    filters={
        N_("to be made"): (Filter("state", "is_in", ("planned",)),),
        N_("made"): (Filter("state", "is_in", ("done",)),),
        N_("missed"): (Filter("state", "is_in", ("missed",)),),
        N_("by telephone"): (Filter("method", "is_in", ("phone", "wechat")),),
        N_("not satisfied"): (Filter("satisfaction", "at_most", 2),),
    },
    empty=N_("No visits yet. Plan the month in the calendar, or import the visit records."),
)  # fmt: skip


def _today(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [Visit.planned_on == ctx.today, Visit.state == "planned"]


VISITS_TODAY = Listing(
    "visits_today", N_("Visits of today"), Visit, VISITS.columns, VISITS.joins, _today, VISITS.search,
    (("manager", False), ("sequence", False)), N_("Nothing is planned for today."), creates=False,
)  # fmt: skip

_LAST: Any = (
    select(func.max(Visit.day))
    .where(Visit.representation_id == Representation.id, Visit.state == "done", Visit.archived_on.is_(None))
    .correlate(Representation).scalar_subquery()
)  # fmt: skip


def _months(name: Any) -> Any:
    found = select(cast(Setting.value, Integer)).where(Setting.name == name, Setting.archived_on.is_(None))
    return found.correlate(Representation).scalar_subquery()


_PERIOD = func.coalesce(func.nullif(_months(MONTHS + "." + Representation.category), 0), _months(MONTHS), 1)
_DUE = MonthsAfter(func.coalesce(_LAST, Representation.since), _PERIOD)
_NEXT: Any = (
    select(func.min(Visit.planned_on))
    .where(Visit.representation_id == Representation.id, Visit.state == "planned", Visit.archived_on.is_(None))
    .correlate(Representation).scalar_subquery()
)  # fmt: skip


def _overdue(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [is_open(ctx.today), Customer.archived_on.is_(None), Area.archived_on.is_(None), ctx.today > _DUE]


OVERDUE_VISITS = Listing(
    "overdue_visits", N_("Overdue visits"), Representation,
    (col(Customer.name, key="representative", label="Representative"), col(Customer.code, key="customer"),
     col(Representation.category), col(Area.name, key="area", label="Area", width=20), col(Area.village),
     col(Staff.name, key="manager", label="Customer manager"),
     computed("last", Field(N_("Last visit"), Kind.DAY, width=11), _LAST),
     computed("due", Field(N_("Due on"), Kind.DAY, width=11), _DUE),
     computed("overdue", Field(N_("Overdue"), Kind.INTEGER, unit=N_("days"), width=9), DaysBetween(TODAY, _DUE)),
     computed("next", Field(N_("Planned for"), Kind.DAY, width=11), _NEXT), col(Representation.since),
     col(Customer.phone), col(Customer.preferred_time), col(Customer.preferred_channel)),
    joins=((Customer, Representation.customer_id == Customer.id), (Area, Representation.area_id == Area.id),
           (Assignment, (Assignment.area_id == Area.id) & IS_OPEN),
           (Manager, Assignment.manager_id == Manager.id), (Staff, Manager.staff_id == Staff.id)),
    where=_overdue,
    search=(Customer.name, Customer.initials, Customer.code, Area.name, Area.initials, Area.village, Staff.name,
            Staff.initials),
    order=(("due", False), ("area", False)), creates=False, frozen=1,
    filters={N_("not planned"): (Filter("next", "blank"),), N_("never visited"): (Filter("last", "blank"),)},
    empty=N_("Nobody is overdue: every representative was met within the period."),
)  # fmt: skip


def overdue_count(ctx: Context) -> int:
    """Representatives whose last contact (or the beginning of the term) is more than a period ago (D1)."""
    return count(ctx, OVERDUE_VISITS)


def today_count(ctx: Context) -> int:
    """Visits planned for today and not recorded yet."""
    return count(ctx, VISITS_TODAY, View())
