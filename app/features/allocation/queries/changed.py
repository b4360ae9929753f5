"""What changed hands: the assignments that began on or after a day, with who served before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.features.allocation.model import Assignment
from app.features.allocation.queries.listings import IS_OPEN, is_served
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.org.model import District, Staff
from app.kit.store.context import Context


@dataclass(frozen=True)
class Changed:
    """One area that went from one manager (None: nobody) to another, when, why and approved by whom."""

    area: int
    code: str
    name: str
    village: str
    households: int
    before: str | None
    after: str
    manager: int
    since: date
    reason: str
    explanation: str
    approver: str


def changed(ctx: Context, since: date, managers: Sequence[int] = ()) -> list[Changed]:
    """Open assignments from ``since`` on, of all managers or some, by manager and area code."""
    old, whose, staff = aliased(Assignment), aliased(Manager), aliased(Staff)
    statement = (
        select(Assignment, Area, Staff.name, staff.name)
        .join(Area, Assignment.area_id == Area.id)
        .join(Manager, Assignment.manager_id == Manager.id)
        .join(Staff, Manager.staff_id == Staff.id)
        .outerjoin(old, (old.area_id == Assignment.area_id) & (old.until == Assignment.since))
        .outerjoin(whose, old.manager_id == whose.id)
        .outerjoin(staff, whose.staff_id == staff.id)
        .where(IS_OPEN, Assignment.since >= since)
        .order_by(Staff.code, Area.code)
    )
    if managers:
        statement = statement.where(Assignment.manager_id.in_(managers))
    return [
        Changed(area.id, area.code, area.name, area.village or "", area.households, before, after, now.manager_id,
                now.since, now.reason, now.explanation or "", now.approver or "")
        for now, area, after, before in ctx.session.execute(statement)
    ]  # fmt: skip


@dataclass(frozen=True)
class Responsible:
    """One served area with whoever answers for it, as a public notice shows it."""

    district: str
    code: str
    name: str
    village: str
    manager: str
    phone: str


def responsible(ctx: Context) -> list[Responsible]:
    """Every served area with its manager and his telephone, by district and code; no manager is an empty name."""
    statement = (
        select(District.name, Area.code, Area.name, Area.village, Staff.name, Staff.phone)
        .select_from(Area)
        .outerjoin(District, Area.district_id == District.id)
        .outerjoin(Assignment, (Assignment.area_id == Area.id) & IS_OPEN)
        .outerjoin(Manager, Assignment.manager_id == Manager.id)
        .outerjoin(Staff, Manager.staff_id == Staff.id)
        .where(is_served())
        .order_by(District.code, Area.code)
    )
    return [Responsible(*(value or "" for value in row)) for row in ctx.session.execute(statement)]
