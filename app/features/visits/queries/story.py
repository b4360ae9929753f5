"""What the drawer says beside a visit, and beside a representative who is overdue."""

from datetime import date

from sqlalchemy import func, select

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.features.representatives.model import Representation
from app.features.visits.model import Visit
from app.features.visits.queries.due import open_requests
from app.kit.manifest import Event, Story
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import _

_FIELDS = fields_of(Visit)
_CATEGORY = fields_of(Representation)["category"]
SHOWN = 12
_TONES = {"done": "ok", "missed": "attention", "planned": "info"}


def visit_story(ctx: Context, id_: int) -> Story:
    """One visit: who, where, what was said, and the visits before and after it."""
    visit = ctx.get(Visit, id_)
    story = representative_story(ctx, visit.representation_id)
    shown = ("code", "state", "planned_on", "day", "method", "topics", "minutes", "said", "answer", "satisfaction",
             "proof", "missed_for")  # fmt: skip
    facts = [(_(_FIELDS[name].label), _FIELDS[name].show(getattr(visit, name))) for name in shown]
    facts.append((_("Customer manager"), _manager(ctx, visit.manager_id)))
    return Story(story.title, story.subtitle, tuple((k, v) for k, v in facts if v), story.events)


def representative_story(ctx: Context, id_: int) -> Story:
    """A representative with the latest visits, newest first, and the requests that wait."""
    term = ctx.get(Representation, id_)
    customer, area = ctx.get(Customer, term.customer_id), ctx.get(Area, term.area_id)
    facts = [
        (_("Preferred time"), customer.preferred_time or ""),
        (_("Open requests"), str(open_requests(ctx)[customer.id] or "")),
    ]
    subtitle = " · ".join(part for part in (_CATEGORY.show(term.category), area.village, area.name) if part)
    return Story(customer.name, subtitle, tuple((k, v) for k, v in facts if v), tuple(_events(ctx, id_)))


def _manager(ctx: Context, id_: int) -> str:
    statement = select(Staff.name).join(Manager, Manager.staff_id == Staff.id).where(Manager.id == id_)
    return ctx.session.scalar(statement) or ""


def _events(ctx: Context, term_id: int) -> list[Event]:
    when = func.coalesce(Visit.day, Visit.planned_on)
    statement = (
        select(Visit, when).where(Visit.representation_id == term_id, Visit.archived_on.is_(None))
        .order_by(when.desc()).limit(SHOWN)
    )  # fmt: skip
    return [Event(_at(at), _line(visit), _TONES.get(visit.state, "")) for visit, at in ctx.session.execute(statement)]


def _at(at: date | None) -> str:
    return at.isoformat() if at else ""


def _line(visit: Visit) -> str:
    what = _FIELDS["method"].show(visit.method) if visit.state == "done" else _FIELDS["state"].show(visit.state)
    about = visit.said or visit.missed_for or _FIELDS["topics"].show(visit.topics)
    return " · ".join(part for part in (what, about) if part)
