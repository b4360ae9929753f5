"""What became of the relations between managers and areas: who changed, how often, since when (A8)."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select

from app.features.allocation.model import Assignment
from app.features.areas.model import Area
from app.kit.store.context import Context


def ended_between(first: date, last: date) -> ColumnElement[bool]:
    """Assignments whose manager gave the area away from ``first`` to ``last``."""
    return and_(Assignment.until.between(first, last), Assignment.archived_on.is_(None))


def has_changed(first: date, last: date) -> ColumnElement[bool]:
    """Areas whose manager changed from ``first`` to ``last``: an assignment of theirs ended."""
    return select(Assignment.id).where(Assignment.area_id == Area.id, ended_between(first, last)).exists()


def changes_by_area(ctx: Context, first: date, last: date) -> Mapping[int, int]:
    """How often each area changed hands from ``first`` to ``last``; areas that did not are left out."""
    statement = (
        select(Assignment.area_id, func.count()).where(ended_between(first, last)).group_by(Assignment.area_id)
    )
    return {area: times for area, times in ctx.session.execute(statement)}
