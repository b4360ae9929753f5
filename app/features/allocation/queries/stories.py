"""What the drawer tells of one area and of one manager's territory."""

from sqlalchemy import select

from app.features.allocation.model import Assignment
from app.features.allocation.queries.loads import areas_now
from app.features.areas.queries import area_story as own_story
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.kit.manifest import Event, Story
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import _


def area_story(ctx: Context, id_: int) -> Story:
    """One area: its workload by cause, and everybody who has served it, with the reason of each change (A8)."""
    own = own_story(ctx, id_)
    area = next((area for area in areas_now(ctx) if area.id == id_), None)
    facts = list(own.facts)
    if area is not None:
        work = area.work
        parts = ((_("Households"), work.households), (_("Visits"), work.visits), (_("Travel"), work.travel),
                 (_("Requests"), work.requests))  # fmt: skip
        told = " + ".join(f"{name} {hours:.1f}" for name, hours in parts)
        facts.append((_("Workload"), _("{hours} h a month: {parts}", hours=f"{work.total:.1f}", parts=told)))
    return Story(own.title, own.subtitle, tuple(facts), (*_served_by(ctx, id_), *own.events))


def _served_by(ctx: Context, area: int) -> list[Event]:
    reasons = fields_of(Assignment)["reason"]
    statement = (
        select(Assignment, Staff.name)
        .join(Manager, Manager.id == Assignment.manager_id)
        .join(Staff, Staff.id == Manager.staff_id)
        .where(Assignment.area_id == area, Assignment.archived_on.is_(None))
        .order_by(Assignment.since.desc())
    )
    events = []
    for assignment, name in ctx.session.execute(statement):
        why = " · ".join(part for part in (reasons.show(assignment.reason), assignment.explanation,
                                           assignment.approver) if part)  # fmt: skip
        state = "ok" if assignment.until is None else ""
        events.append(Event(str(assignment.since), f"{name}（{why}）" if why else name, state))
    return events


def manager_story(ctx: Context, id_: int) -> Story:
    """One manager: how many areas, households and hours a month, and his areas by weight."""
    manager = ctx.get(Manager, id_)
    staff = ctx.get(Staff, manager.staff_id)
    areas = sorted((a for a in areas_now(ctx) if a.manager == id_), key=lambda a: -a.work.total)
    grade = fields_of(Manager)["grade"].show(manager.grade)
    facts = (
        (_("Areas"), str(len(areas))),
        (_("Households"), f"{sum(area.households for area in areas):,}"),
        (_("Workload"), _("{hours} h a month", hours=f"{sum(area.work.total for area in areas):.1f}")),
    )
    events = tuple(Event(f"{area.work.total:.1f} h", area.name) for area in areas[:30])
    return Story(staff.name, f"{staff.code} · {grade}", facts, events)

