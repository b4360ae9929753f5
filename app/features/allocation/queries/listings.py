"""The lists of the Allocation tab: areas with their managers, familiarity, history."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.features.allocation.model import Assignment, Familiarity
from app.features.areas.model import Area, Feeder
from app.features.managers.model import Manager
from app.features.org.model import District, Staff
from app.kit.fields import Field, Kind
from app.kit.store.context import Context
from app.kit.store.query import Column, Filter, Listing, col, computed
from app.kit.words import N_

IS_OPEN = and_(Assignment.until.is_(None), Assignment.archived_on.is_(None))


def is_served() -> ColumnElement[bool]:
    """Areas that need a manager (A1): in operation, with somebody to serve."""
    return and_(Area.archived_on.is_(None), Area.state == "running", Area.households > 0)


def has_manager(ctx: Context) -> ColumnElement[bool]:
    """Areas whose open assignment belongs to a manager who still holds the role."""
    holds = or_(Manager.until.is_(None), Manager.until > ctx.today)
    return (
        select(Assignment.id)
        .join(Manager, Manager.id == Assignment.manager_id)
        .where(Assignment.area_id == Area.id, IS_OPEN, holds)
        .exists()
    )


def _uncovered(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [is_served(), ~has_manager(ctx)]


_JOINS = (
    (District, Area.district_id == District.id),
    (Feeder, Area.feeder_id == Feeder.id),
    (Assignment, and_(Assignment.area_id == Area.id, IS_OPEN)),
    (Manager, Assignment.manager_id == Manager.id),
    (Staff, Manager.staff_id == Staff.id),
)
_COLUMNS: tuple[Column, ...] = (
    col(Area.code),
    col(Area.name),
    col(Staff.name, key="manager", label=N_("Customer manager"), sort=Staff.initials),
    col(Staff.code, key="manager_code", shown=False),
    col(Area.households),
    col(Area.kind),
    col(Area.village),
    col(District.name, key="district"),
    col(Feeder.name, key="feeder"),
    col(Area.terrain),
    col(Area.capacity),
    col(Area.reading_day),
    col(Assignment.since, label=N_("Served since")),
    col(Area.state, shown=False),
)
_SEARCH = (Area.code, Area.name, Area.initials, Area.village, Staff.name, Staff.initials)

TERRITORY = Listing(
    name="territory",
    title=N_("Areas and their managers"),
    row=Area,
    columns=_COLUMNS,
    joins=_JOINS,
    search=_SEARCH,
    order=(("code", False),),
    empty=N_("There are no areas yet. Import headquarters' ledger: drag the workbook onto the window."),
    frozen=2,
    filters={
        N_("Without manager"): (Filter("manager", "blank"), Filter("state", "is_in", ("running",)),
                                Filter("households", "at_least", 1)),
        N_("Mountains"): (Filter("terrain", "is_in", ("mountains",)),),
    },
)  # fmt: skip

UNCOVERED = Listing(
    name="uncovered",
    title=N_("Areas without a manager"),
    row=Area,
    columns=_COLUMNS,
    joins=_JOINS,
    where=_uncovered,
    search=_SEARCH,
    order=(("households", True),),
    empty=N_("Every area has its manager."),
    creates=False,
    frozen=2,
)

HISTORY = Listing(
    name="assignments",
    title=N_("History of assignments"),
    row=Assignment,
    columns=(
        col(Area.code, key="area_code"),
        col(Area.name, key="area"),
        col(Staff.name, key="manager", label=N_("Customer manager"), sort=Staff.initials),
        col(Assignment.since),
        col(Assignment.until),
        col(Assignment.reason),
        col(Assignment.explanation),
        col(Assignment.approver),
    ),
    joins=(
        (Area, Assignment.area_id == Area.id),
        (Manager, Assignment.manager_id == Manager.id),
        (Staff, Manager.staff_id == Staff.id),
    ),
    search=(Area.code, Area.name, Area.initials, Staff.name, Staff.initials, Assignment.explanation),
    order=(("since", True),),
    empty=N_("Nothing has been assigned yet. Ask for a proposal."),
    creates=False,
    frozen=2,
    filters={N_("Handed over"): (Filter("until", "filled"),)},
)

FAMILIARITY = Listing(
    name="familiarity",
    title=N_("Wishes and familiarity"),
    row=Familiarity,
    columns=(
        col(Staff.name, key="manager", label=N_("Customer manager"), sort=Staff.initials),
        col(Area.code, key="area_code"),
        col(Area.name, key="area"),
        col(Familiarity.wish),
        col(Familiarity.terrain),
        col(Familiarity.customs),
        col(Familiarity.people),
    ),
    joins=(
        (Area, Familiarity.area_id == Area.id),
        (Manager, Familiarity.manager_id == Manager.id),
        (Staff, Manager.staff_id == Staff.id),
    ),
    search=(Area.code, Area.name, Area.initials, Staff.name, Staff.initials),
    order=(("manager", False), ("wish", False)),
    empty=N_("No wishes yet. Import the wish lists, or record how well each manager knows an area."),
    creates=False,
    frozen=1,
    filters={N_("First wishes"): (Filter("wish", "is_in", (1,)),)},
)

_HELD = select(func.count(Assignment.id)).where(Assignment.manager_id == Manager.id, IS_OPEN).scalar_subquery()
_SERVED = (
    select(func.coalesce(func.sum(Area.households), 0))
    .join(Assignment, Assignment.area_id == Area.id)
    .where(Assignment.manager_id == Manager.id, IS_OPEN)
    .scalar_subquery()
)


def _active(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [or_(Manager.until.is_(None), Manager.until > ctx.today)]


TERRITORIES = Listing(
    name="territories",
    title=N_("Managers and their territories"),
    row=Manager,
    columns=(
        col(Staff.name, key="manager", label=N_("Customer manager"), sort=Staff.initials),
        col(Staff.code, key="code"),
        col(District.name, key="district"),
        col(Manager.grade),
        computed("areas", Field(N_("Areas"), Kind.INTEGER, width=8), _HELD),
        computed("households", Field(N_("Households"), Kind.INTEGER, width=9), _SERVED),
        col(Manager.since),
        col(Manager.reading_route),
    ),
    joins=((Staff, Manager.staff_id == Staff.id), (District, Manager.district_id == District.id)),
    where=_active,
    search=(Staff.name, Staff.initials, Staff.code, District.name),
    order=(("households", True),),
    empty=N_("There are no managers yet. Import the staff roster, or appoint one under People."),
    creates=False,
    frozen=1,
    chart=("manager", "households"),
)
