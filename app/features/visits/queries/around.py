"""What surrounds a visit that is to be moved: the calendar, absences, other visits to the same person."""

from datetime import date

from sqlalchemy import func, select

from app.features.org.queries import workdays
from app.features.visits.model import Visit
from app.features.visits.queries.rounds import absences
from app.features.visits.rules.moving import Surroundings
from app.kit.store.context import Context


def surroundings(ctx: Context, visit: Visit) -> Surroundings:
    """What :func:`~app.features.visits.rules.moving.may_move` wants to know about one visit."""
    days = select(func.coalesce(Visit.day, Visit.planned_on)).where(
        Visit.representation_id == visit.representation_id, Visit.month == visit.month, Visit.id != visit.id,
        Visit.state != "missed", Visit.archived_on.is_(None),
    )  # fmt: skip
    met = frozenset(day for day in ctx.session.scalars(days) if day)
    return Surroundings(workdays(ctx), absences(ctx).get(visit.manager_id, ()), met)


def day_visits(ctx: Context, manager_id: int, day: date) -> list[Visit]:
    """A manager's planned visits of a day in their order; rows of the session, for changes only."""
    statement = select(Visit).where(
        Visit.manager_id == manager_id, Visit.planned_on == day, Visit.state == "planned", Visit.archived_on.is_(None)
    )
    return list(ctx.session.scalars(statement.order_by(Visit.sequence, Visit.id)))
