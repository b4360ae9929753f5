"""Bills in arrears: the lists, what an area, a manager or a customer owes, and what goes along when an area moves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from sqlalchemy import ColumnElement, and_, case, func, select

from app.features.allocation.model import Assignment
from app.features.allocation.queries.listings import IS_OPEN
from app.features.areas.model import Area
from app.features.arrears.model import Arrear
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.features.org.queries import TODAY, district_column
from app.kit.dates import DaysBetween, MonthEnd
from app.kit.fields import Choice, Field, Kind, field_of
from app.kit.manifest import Event, Story
from app.kit.store.context import Context
from app.kit.store.query import Filter, Listing, col, computed, count
from app.kit.words import N_, _

OWED, CLEARED = "owed", "cleared"
STANDINGS = (Choice(OWED, N_("owed")), Choice(CLEARED, N_("cleared")))
DAYS = Field(N_("In arrears for"), Kind.INTEGER, "days", unit=N_("days"), width=9, headings=("欠费天数",))
"""Whole days since the bill was to be paid: its own day, or the end of the bill's month where none is known."""
STORY = 20
"""How many bills a story tells one by one."""
IS_OWED = and_(Arrear.cleared_on.is_(None), Arrear.amount > 0, Arrear.archived_on.is_(None))
SINCE = func.coalesce(Arrear.due_on, MonthEnd(Arrear.month))
_STANDING = case((and_(Arrear.cleared_on.is_(None), Arrear.amount > 0), OWED), else_=CLEARED)
_DAYS = case((_STANDING == OWED, DaysBetween(TODAY, SINCE)))
_DISTRICT, _IN_DISTRICT = district_column(Area.district_id)

ARREARS = Listing(
    "arrears", N_("Arrears"), Arrear,
    (col(Arrear.account_no), col(Arrear.name),
     computed("standing", Field(N_("Settlement"), Kind.CHOICE, choices=STANDINGS), _STANDING,
              tone={OWED: "late", CLEARED: "ok"}.get),
     col(Arrear.month, width=11), col(Arrear.amount), computed("days", DAYS, _DAYS),
     col(Area.name, key="area", label="Area"), _DISTRICT,
     col(Staff.name, key="manager", label=N_("Customer manager"), sort=Staff.initials), col(Arrear.phone),
     col(Arrear.address), col(Arrear.due_on), col(Arrear.cleared_on), col(Arrear.billed), col(Arrear.paid),
     col(Arrear.penalty), col(Customer.name, key="customer", label=N_("Customer"), shown=False), col(Arrear.note),
     col(Area.code, key="area_code", shown=False), col(Arrear.source)),
    joins=((Area, Arrear.area_id == Area.id), _IN_DISTRICT, (Assignment, and_(Assignment.area_id == Area.id, IS_OPEN)),
           (Manager, Assignment.manager_id == Manager.id), (Staff, Manager.staff_id == Staff.id),
           (Customer, Arrear.customer_id == Customer.id)),
    search=(Arrear.account_no, Arrear.name, Arrear.initials, Arrear.phone, Area.name, Area.initials, Staff.name,
            Staff.initials),
    order=(("month", True), ("account_no", False)), frozen=2,
    filters={
        N_("uncleared"): (Filter("standing", "is_in", (OWED,)),),
        N_("longer than 30 days"): (Filter("days", "at_least", 31),),
        N_("no area known"): (Filter("area", "blank"),),
    },
    empty=N_("Nobody is in arrears yet. Import the list of arrears: drag the workbook onto the window."),
)  # fmt: skip


def _owed(_ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [IS_OWED]


UNCLEARED = replace(
    ARREARS, name="uncleared_arrears", title=N_("Uncleared arrears"), where=_owed, creates=False,
    filters={title: filters for title, filters in ARREARS.filters.items() if title != "uncleared"},
    order=(("days", True), ("account_no", False)), empty=N_("Every bill is paid."),
)  # fmt: skip


def uncleared_count(ctx: Context) -> int:
    """How many bills are still owed."""
    return count(ctx, UNCLEARED)


@dataclass(frozen=True)
class Owing:
    """What one account owes in all: the months, first to last, and yuan."""

    account_no: str
    name: str
    months: tuple[str, ...]
    amount: Decimal


def owing(ctx: Context, areas: Sequence[int]) -> dict[int, list[Owing]]:
    """By area: the accounts in arrears, by number; what is handed over with it (A8). Areas owing nothing: empty."""
    found: dict[int, list[Owing]] = {area: [] for area in areas}
    asked = select(Arrear).where(IS_OWED).order_by(Arrear.area_id, Arrear.account_no, Arrear.month)
    for (area, account), own in groupby(ctx.session.scalars(asked), key=lambda row: (row.area_id, row.account_no)):
        if area in found:
            bills = list(own)
            whole = sum((bill.amount for bill in bills), Decimal(0))
            found[area].append(Owing(account, bills[-1].name, tuple(bill.month for bill in bills), whole))
    return found


def area_story(ctx: Context, id_: int) -> Story:
    """What is owed in an area, the oldest bills one by one."""
    ctx.get(Area, id_)
    return _story(ctx, Arrear.area_id == id_)


def manager_story(ctx: Context, id_: int) -> Story:
    """What is owed in a manager's areas."""
    ctx.get(Manager, id_)
    served = select(Assignment.area_id).where(Assignment.manager_id == id_, IS_OPEN)
    return _story(ctx, Arrear.area_id.in_(served))


def customer_story(ctx: Context, id_: int) -> Story:
    """What a customer known by name owes."""
    ctx.get(Customer, id_)
    return _story(ctx, Arrear.customer_id == id_)


def _story(ctx: Context, whose: ColumnElement[bool]) -> Story:
    what = (func.count(Arrear.account_no.distinct()), func.sum(Arrear.amount))
    accounts, whole = ctx.session.execute(select(*what).where(whose, IS_OWED)).one()
    if not accounts:
        return Story("")
    show = field_of(Arrear.amount).show
    bills = select(Arrear).where(whose, IS_OWED).order_by(Arrear.month, Arrear.account_no).limit(STORY)
    return Story(
        "", "", ((_("In arrears"), _("{n} accounts, {sum} yuan", n=f"{accounts:,}", sum=show(whole))),),
        tuple(Event(bill.month, _("{name} owes {sum} yuan", name=bill.name, sum=show(bill.amount)), "late")
              for bill in ctx.session.scalars(bills)),
    )  # fmt: skip


def arrear_story(ctx: Context, id_: int) -> Story:
    """One bill for the drawer: who owes it, where, and every other bill of the same account."""
    bill = ctx.get(Arrear, id_)
    area = ctx.session.scalar(select(Area.name).where(Area.id == bill.area_id))
    show, day = field_of(Arrear.amount).show, field_of(Arrear.cleared_on).show
    others = select(Arrear).where(Arrear.account_no == bill.account_no, Arrear.archived_on.is_(None))
    events = []
    for one in ctx.session.scalars(others.order_by(Arrear.month.desc()).limit(STORY)):
        cleared = _("{sum} yuan, cleared on {day}", sum=show(one.amount), day=day(one.cleared_on))
        is_owed = one.cleared_on is None and one.amount > 0
        events.append(Event(one.month, _("{sum} yuan owed", sum=show(one.amount)) if is_owed else cleared,
                            "late" if is_owed else "ok"))  # fmt: skip
    return Story(bill.name, " · ".join(part for part in (bill.account_no, area) if part), (), tuple(events))
