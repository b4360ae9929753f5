"""What will change hands: the moves of scenarios, told like what has changed already."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, func, or_, select

from app.features.allocation.model import Assignment, PlannedMove, Scenario
from app.features.allocation.queries.changed import Changed, changed
from app.features.allocation.queries.naming import names
from app.features.allocation.queries.outlook import WHY
from app.features.allocation.rules.freedom import change_reason, reason_in_books
from app.features.allocation.rules.sites import WISH
from app.features.allocation.rules.terms import asked_of
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.org.model import District, Staff
from app.kit.errors import Refusal
from app.kit.store.context import Context
from app.kit.words import _

_LEFT = and_(
    PlannedMove.before_id.is_(None), Assignment.area_id == PlannedMove.area_id, Assignment.archived_on.is_(None),
    or_(and_(Assignment.until.is_(None), Assignment.manager_id != PlannedMove.manager_id),
        Assignment.until == Scenario.effective_on),
)  # fmt: skip
"""Whoever left the role still stands in the books until the scenario is carried out: he hands over."""


def handed(
    ctx: Context, since: date | None = None, managers: Sequence[int] = (), areas: Sequence[int] = (),
    scenarios: Sequence[int] = (),
) -> list[Changed]:
    """What a paper tells of: the moves of ``scenarios``, else what was applied from ``since`` (the month's first
    day) on; of all managers and areas or some. Refuses in words where there is nothing to tell.
    """
    if scenarios:
        found = planned(ctx, scenarios, managers, areas)
        if not found:
            raise Refusal(_("No area changes hands in this scenario."), "scenarios")
        return found
    since = since or ctx.today.replace(day=1)
    found = changed(ctx, since, managers, areas)
    if not found:
        raise Refusal(_("No area has changed hands since {day}.", day=since), "since")
    return found


def planned(
    ctx: Context, scenarios: Sequence[int], managers: Sequence[int] = (), areas: Sequence[int] = ()
) -> list[Changed]:
    """Areas that ``scenarios`` give to another manager, by manager and area code."""
    moves = or_(PlannedMove.before_id.is_(None), PlannedMove.before_id != PlannedMove.manager_id)
    statement = (
        select(PlannedMove, Scenario, Area, Staff.name, Staff.phone, District.name, District.telephone,
               func.coalesce(PlannedMove.before_id, Assignment.manager_id))
        .join(Scenario, PlannedMove.scenario_id == Scenario.id)
        .join(Area, PlannedMove.area_id == Area.id)
        .join(Manager, PlannedMove.manager_id == Manager.id)
        .join(Staff, Manager.staff_id == Staff.id)
        .outerjoin(District, Area.district_id == District.id)
        .outerjoin(Assignment, _LEFT)
        .where(PlannedMove.scenario_id.in_(scenarios), PlannedMove.archived_on.is_(None), moves)
        .order_by(Staff.code, Area.code)
    )
    if managers:
        statement = statement.where(PlannedMove.manager_id.in_(managers))
    if areas:
        statement = statement.where(PlannedMove.area_id.in_(areas))
    known = names(ctx)
    return [
        Changed(area.id, area.code, area.name, area.village or "", area.households, known.get(before or 0), before,
                known[move.manager_id], move.manager_id, person, phone or "", office or "", telephone or "",
                drawn.effective_on, _reason(move, drawn, before is not None), _explanation(move),
                drawn.approver or "", known.get(move.second_id or 0, ""), move.regret, move.by_hand)
        for move, drawn, area, person, phone, office, telephone, before in ctx.session.execute(statement)
    ]  # fmt: skip


def _reason(move: PlannedMove, drawn: Scenario, is_held: bool) -> str:
    return reason_in_books(change_reason(move.why, move.before_id, move.manager_id, asked_of(drawn.terms)), is_held)


def _explanation(move: PlannedMove) -> str:
    """What the reason does not say already: a wish is a wish."""
    return "" if move.why == WISH else _(WHY[move.why]) if move.why in WHY else move.why
