"""Requests of the areas: closed within the promise, closed at once (B9, A17)."""

from datetime import date

from sqlalchemy import or_, select

from app.features.appraisal.queries.holders import Holding
from app.features.areas.model import Area
from app.features.requests.model import Request
from app.kit.measure import Record
from app.kit.store.context import Context
from app.kit.tally import Tally
from app.kit.words import _

TABLE = Request.__tablename__


def count_requests(ctx: Context, held: Holding, tally: Tally) -> None:
    """Requests promised for the month (as far as today) or closed in it: one SQL statement."""
    until = min(held.last, ctx.today)
    within = Request.closed_on.between(held.first, held.last)
    statement = (
        select(Request.id, Request.area_id, Request.code, Request.due_on, Request.closed_on, Request.escalated,
               Area.name)
        .join(Area, Request.area_id == Area.id)
        .where(Request.archived_on.is_(None), or_(Request.due_on.between(held.first, held.last), within))
    )  # fmt: skip
    for id_, area, code, due, closed, escalated, name in ctx.session.execute(statement):
        manager = held.of.get(area)
        if due is not None and held.first <= due <= held.last and (due <= until or closed is not None):
            tally.add(manager, "promised")
            tally.add(manager, "in_time", float(closed is not None and closed <= due))
            late = ((closed or ctx.today) - due).days
            if late > 0:
                text = _late(name, code, due, closed, late)
                tally.record(manager, "overdue", Record(TABLE, id_, text, float(late)))
        if closed is not None and held.first <= closed <= held.last:
            tally.add(manager, "closed")
            tally.add(manager, "closed_at_once", float(not escalated))
            if escalated:
                text = _("{area} · {code}: escalated", area=name, code=code)
                tally.record(manager, "escalated", Record(TABLE, id_, text))


def _late(area: str, code: str, due: date, closed: date | None, late: int) -> str:
    if closed is None:
        return _("{area} · {code}: open, {n} days late since {due}", area=area, code=code, n=late, due=f"{due:%m-%d}")
    return _("{area} · {code}: closed {n} days after {due}", area=area, code=code, n=late, due=f"{due:%m-%d}")
