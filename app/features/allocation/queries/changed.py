"""What changed hands: the assignments that began on or after a day, with who served before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Subquery, or_, select
from sqlalchemy.orm import aliased

from app.features.allocation.model import Assignment, PlannedMove, Scenario
from app.features.allocation.queries.listings import IS_OPEN, is_served
from app.features.allocation.queries.naming import names
from app.features.allocation.rules.states import APPLIED
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.managers.queries import in_office
from app.features.org.model import District, Staff
from app.kit.store.context import Context


@dataclass(frozen=True)
class Changed:
    """One area that goes from one manager (None: nobody) to another, when (None: not settled), why, by whose leave."""

    area: int
    code: str
    name: str
    village: str
    households: int
    before: str | None
    before_id: int | None
    after: str
    manager: int
    person: str
    """The manager's plain name; ``before`` and ``after`` tell namesakes apart."""
    phone: str
    office: str
    telephone: str
    """Name and duty telephone of the area's district office."""
    since: date | None
    reason: str
    explanation: str
    approver: str
    second: str = ""
    """Who would come next, and how many hours a month more he would cost; known where a scenario moves it."""
    regret: float = 0.0
    by_hand: bool = False


def changed(
    ctx: Context, since: date, managers: Sequence[int] = (), areas: Sequence[int] = ()
) -> list[Changed]:
    """Open assignments from ``since`` on, of all managers and areas or some, by manager and area code."""
    old, known, drawn = aliased(Assignment), names(ctx), _applied()
    statement = (
        select(Assignment, Area, Staff.name, Staff.phone, old.manager_id, District.name, District.telephone,
               drawn.c.second_id, drawn.c.regret, drawn.c.by_hand)
        .join(Area, Assignment.area_id == Area.id)
        .join(Manager, Assignment.manager_id == Manager.id)
        .join(Staff, Manager.staff_id == Staff.id)
        .outerjoin(District, Area.district_id == District.id)
        .outerjoin(old, (old.area_id == Assignment.area_id) & (old.until == Assignment.since)
                   & old.archived_on.is_(None))
        .outerjoin(drawn, (drawn.c.area_id == Assignment.area_id) & (drawn.c.manager_id == Assignment.manager_id)
                   & (drawn.c.effective_on == Assignment.since))
        .where(IS_OPEN, Assignment.since >= since)
        .order_by(Staff.code, Area.code)
    )  # fmt: skip
    if managers:
        statement = statement.where(Assignment.manager_id.in_(managers))
    if areas:
        statement = statement.where(Assignment.area_id.in_(areas))
    return [
        Changed(area.id, area.code, area.name, area.village or "", area.households, known.get(before or 0), before,
                known[now.manager_id], now.manager_id, person, phone or "", office or "", telephone or "", now.since,
                now.reason, now.explanation or "", now.approver or "", known.get(second or 0, ""), regret or 0.0,
                bool(hand))
        for now, area, person, phone, before, office, telephone, second, regret, hand in ctx.session.execute(statement)
    ]  # fmt: skip


def _applied() -> Subquery:
    """The moves of the scenarios that were carried out: what they knew of the second is not written down again."""
    return (
        select(PlannedMove.area_id, PlannedMove.manager_id, Scenario.effective_on, PlannedMove.second_id,
               PlannedMove.regret, PlannedMove.by_hand)
        .join(Scenario, PlannedMove.scenario_id == Scenario.id)
        .where(Scenario.state == APPLIED, PlannedMove.archived_on.is_(None),
               or_(PlannedMove.before_id.is_(None), PlannedMove.before_id != PlannedMove.manager_id))
        .subquery()
    )  # fmt: skip


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
    """Every served area with its manager and his telephone, by district and code; nobody in office is an empty name."""
    statement = (
        select(District.name, Area.code, Area.name, Area.village, Staff.name, Staff.phone)
        .select_from(Area)
        .outerjoin(District, Area.district_id == District.id)
        .outerjoin(Assignment, (Assignment.area_id == Area.id) & IS_OPEN)
        .outerjoin(Manager, (Assignment.manager_id == Manager.id) & in_office(ctx.today))
        .outerjoin(Staff, Manager.staff_id == Staff.id)
        .where(is_served())
        .order_by(District.code, Area.code)
    )
    return [Responsible(*(value or "" for value in row)) for row in ctx.session.execute(statement)]
