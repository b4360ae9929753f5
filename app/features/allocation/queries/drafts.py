"""The lists of scenarios and of limits, and what their acts start from."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from app.features.allocation.model import Assignment, Avoidance, GradeScope, PlannedMove, Scenario
from app.features.allocation.queries.listings import IS_OPEN
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.kit.fields import Field, Kind
from app.kit.store.context import Context
from app.kit.store.query import Filter, Listing, col, computed
from app.kit.words import N_, _

_TONES = {"draft": "muted", "submitted": "info", "approved": "attention", "applied": "ok", "withdrawn": "muted"}
_MOVES = (
    select(func.count(PlannedMove.id))
    .where(PlannedMove.scenario_id == Scenario.id, PlannedMove.archived_on.is_(None))
    .scalar_subquery()
)
SCENARIOS = Listing(
    name="scenarios",
    title=N_("Scenarios"),
    row=Scenario,
    columns=(
        col(Scenario.name),
        col(Scenario.state, tone=_TONES.get),
        computed("moves", Field(N_("Moves"), Kind.INTEGER, width=8), _MOVES),
        col(Scenario.gap),
        col(Scenario.author),
        col(Scenario.drawn_on),
        col(Scenario.submitted_on),
        col(Scenario.approver),
        col(Scenario.approved_on),
        col(Scenario.effective_on),
        col(Scenario.applied_on),
        col(Scenario.note),
    ),
    search=(Scenario.name, Scenario.author, Scenario.note),
    order=(("drawn_on", True),),
    empty=N_("No scenario yet. Ask for a proposal, and save it."),
    creates=False,
    filters={N_("To be approved"): (Filter("state", "is_in", ("submitted",)),)},
)
AVOIDANCES = Listing(
    name="avoidances",
    title=N_("Avoidances"),
    row=Avoidance,
    columns=(
        col(Staff.name, key="manager", label=N_("Customer manager"), sort=Staff.initials),
        col(Area.code, key="area_code"),
        col(Area.name, key="area"),
        col(Avoidance.cause),
        col(Avoidance.since),
        col(Avoidance.until),
        col(Avoidance.note),
    ),
    joins=(
        (Area, Avoidance.area_id == Area.id),
        (Manager, Avoidance.manager_id == Manager.id),
        (Staff, Manager.staff_id == Staff.id),
    ),
    search=(Staff.name, Staff.initials, Area.code, Area.name, Area.initials, Avoidance.note),
    order=(("manager", False),),
    empty=N_("No avoidance yet. Set one where a manager has relatives in an area: no proposal gives it to him."),
    creates=False,
    filters={N_("Relatives"): (Filter("cause", "is_in", ("relative",)),)},
)
SCOPES = Listing(
    name="grade_scopes",
    title=N_("Scopes of grades"),
    row=GradeScope,
    columns=(col(GradeScope.grade), col(GradeScope.rank), col(GradeScope.kind), col(GradeScope.product)),
    search=(GradeScope.product,),
    order=(("grade", False),),
    empty=N_("Every grade may serve everybody. Add which grade serves which class of customers or kind of area."),
)


def one(_ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    """The chosen row."""
    return {"id": ids[0]}


def approving(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    """Approved by whoever works here, as of today; a day after the last of its areas was assigned, if that is later."""
    began = select(func.max(Assignment.since)).where(IS_OPEN, Assignment.area_id.in_(
        select(PlannedMove.area_id).where(PlannedMove.scenario_id == ids[0], PlannedMove.archived_on.is_(None))
    ))  # fmt: skip
    last = ctx.session.scalar(began)
    day = max(ctx.today, last + timedelta(days=1)) if last else ctx.today
    return {"id": ids[0], "approver": ctx.account.name, "effective_on": day}


def copying(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    """Under the first name that is free."""
    name = ctx.get(Scenario, ids[0]).name
    taken = set(ctx.session.scalars(select(Scenario.name)))
    number = next(n for n in range(2, len(taken) + 3) if _("{name} ({n})", name=name, n=n) not in taken)
    return {"id": ids[0], "name": _("{name} ({n})", name=name, n=number)}


def ending(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    """As of today."""
    return {"id": ids[0], "until": ctx.today}


def splitting(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    """Half of the households of the chosen area, as of today."""
    area = ctx.get(Area, ids[0])
    return {"area": area.id, "households": area.households // 2, "since": ctx.today}


def merging(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    """The chosen areas into the first of them, as of today."""
    return {"areas": ids, "into": ids[0], "since": ctx.today}


def fresh_name(ctx: Context) -> str:
    """The next name that no scenario bears, not even one put away: A to Z, then numbers."""
    taken = set(ctx.session.scalars(select(Scenario.name)))
    marks = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *(str(n) for n in range(1, len(taken) + 2))]
    return next(name for mark in marks if (name := _("Scenario {mark}", mark=mark)) not in taken)
