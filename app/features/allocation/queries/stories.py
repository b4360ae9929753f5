"""What the drawer tells of one area and of one manager's territory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import select

from app.features.allocation.model import Assignment
from app.features.allocation.queries.bands import limits
from app.features.allocation.queries.breakdown import area_facts, hours_told, manager_facts
from app.features.allocation.queries.loads import AreaNow, areas_now, managers_now
from app.features.allocation.queries.naming import names
from app.features.allocation.queries.overload import BANDS
from app.features.allocation.queries.standing import Carried, carried_of
from app.features.allocation.rules.balance import mean_tenure, months_between
from app.features.areas.model import Area
from app.features.areas.queries import area_story as own_story
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.kit.fields import Field, field_of
from app.kit.manifest import Event, Story
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import _

_REASON: Field = field_of(Assignment.reason)
_DAY: Field = field_of(Assignment.since)
_BANDS = {choice.code: choice.label for choice in BANDS}
NAMED, HEAVIEST = 4, 3
SHORTEST = 0.02
"""The bar of somebody who came yesterday can still be seen."""


def area_story(ctx: Context, id_: int) -> Story:
    """One area: its workload by cause, and everybody who has served it, how long and why (A8)."""
    own = own_story(ctx, id_)
    facts = [fact for area in areas_now(ctx, [id_]) for fact in area_facts(ctx, area)]
    return Story(own.title, own.subtitle, (*own.facts, *facts), (*_served_by(ctx, id_), *own.events))


def _served_by(ctx: Context, area: int) -> list[Event]:
    """Latest first; the bars compare how long each one had it."""
    statement = (
        select(Assignment)
        .where(Assignment.area_id == area, Assignment.archived_on.is_(None))
        .order_by(Assignment.since.desc())
    )
    known = names(ctx)
    found = [(one, known[one.manager_id], months_between(one.since, one.until or ctx.today))
             for one in ctx.session.scalars(statement)]  # fmt: skip
    longest = max((months for _one, _name, months in found), default=0.0) or 1.0
    return [
        Event(str(one.since), _tenure(one, name, months), "ok" if one.until is None else "",
              max(SHORTEST, months / longest))
        for one, name, months in found
    ]  # fmt: skip


def _tenure(one: Assignment, name: str, months: float) -> str:
    """Who, until when, how long; below it why and by whose leave."""
    until = _("until {day}", day=_DAY.show(one.until)) if one.until else _("until today")
    head = _("{name}, {until}, {n} months", name=name, until=until, n=f"{max(0.0, months):.1f}")
    why = " · ".join(part for part in (_REASON.show(one.reason), one.explanation, one.approver) if part)
    return f"{head}\n{why}" if why else head


@dataclass(frozen=True)
class Past:
    """One assignment of an area that a manager holds or held, with what both are called."""

    area: int
    called: str
    name: str
    row: Assignment


def manager_story(ctx: Context, id_: int) -> Story:
    """One manager: what he holds and how that stands to the band, by cause; what he got and gave, and when."""
    manager = ctx.get(Manager, id_)
    staff = ctx.get(Staff, manager.staff_id)
    past = _past(ctx, id_)
    held = [one.area for one in past if one.row.manager_id == id_ and one.row.until is None]
    areas = sorted(areas_now(ctx, held), key=lambda area: -area.work.total)
    grade = fields_of(Manager)["grade"].show(manager.grade)
    holder = [one for one in managers_now(ctx) if one.id == id_]
    loads = carried_of(areas, holder, limits(ctx))
    facts = (*_held(areas, ctx.today), *map(_load, loads), *manager_facts(ctx, areas))
    return Story(staff.name, f"{staff.code} · {grade}", facts, tuple(_exchanged(past, id_)))


def _past(ctx: Context, id_: int) -> list[Past]:
    """Everybody who has served the areas that he serves or served, by area and day."""
    his = select(Assignment.area_id).where(Assignment.manager_id == id_, Assignment.archived_on.is_(None))
    statement = (
        select(Assignment, Area.name)
        .join(Area, Area.id == Assignment.area_id)
        .where(Assignment.area_id.in_(his), Assignment.archived_on.is_(None))
        .order_by(Area.code, Assignment.since)
    )
    known = names(ctx)
    return [Past(one.area_id, area, known[one.manager_id], one) for one, area in ctx.session.execute(statement)]


def _held(areas: Sequence[AreaNow], today: date) -> list[tuple[str, str]]:
    tenure = mean_tenure((area.since for area in areas if area.since), today)
    heaviest = _(", ").join(
        _("{area} {hours} h", area=area.name, hours=f"{area.work.total:.1f}") for area in areas[:HEAVIEST]
    )
    facts = [
        (_("Areas"), str(len(areas))),
        (_("Households"), f"{sum(area.households for area in areas):,}"),
        (_("Heaviest areas"), heaviest),
        (_("Mean tenure"), _("{n} months", n=f"{tenure:.1f}") if tenure is not None else ""),
    ]
    return [fact for fact in facts if fact[1]]


def _load(one: Carried) -> tuple[str, str]:
    told = _("{hours}, {share} of {capacity} h: {band}", hours=hours_told(one.hours),
             share=f"{one.hours / one.manager.capacity:.0%}" if one.manager.capacity else "–",
             capacity=f"{one.manager.capacity:g}", band=_(_BANDS[one.band]))  # fmt: skip
    return _("Workload"), told


def _exchanged(past: Sequence[Past], id_: int) -> Iterator[Event]:
    """What he got and gave, the latest first; one day's areas with the same partner and reason are one event."""
    moves: list[tuple[str, str, str]] = []
    for _area, own in groupby(past, key=lambda one: one.area):
        span = list(own)
        for before, now in zip([None, *span], [*span, None], strict=True):
            moves += _move(before, now, id_)
    moves.sort(key=lambda move: move[:2], reverse=True)
    for (day, text), some in groupby(moves, key=lambda move: move[:2]):
        areas = [area for _day, _text, area in some]
        shown = _(", ").join(areas[:NAMED])
        if len(areas) > NAMED:
            shown = _("{names} and others, {n} areas in all", names=shown, n=len(areas))
        yield Event(day, f"{text}\n{shown}")


def _move(before: Past | None, now: Past | None, id_: int) -> Iterator[tuple[str, str, str]]:
    """The day, the words and the area where one assignment ends or another begins, if it concerns him."""
    passed = before is not None and now is not None and before.row.until == now.row.since
    if now is not None and now.row.manager_id == id_:
        whence = _("got from {name}", name=before.name) if passed and before else _("got")
        yield str(now.row.since), _because(whence, now.row), now.called
    if before is not None and before.row.manager_id == id_ and before.row.until is not None:
        whither = _("gave to {name}", name=now.name) if passed and now else _("gave away")
        yield str(before.row.until), _because(whither, now.row if passed and now else None), before.called


def _because(what: str, one: Assignment | None) -> str:
    return " · ".join(part for part in (what, _REASON.show(one.reason) if one else "", one.approver if one else "")
                      if part)  # fmt: skip
