"""What binds an area to whoever serves it: time, its representatives' trust, and how lately it changed hands (A8)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.features.allocation.model import Assignment
from app.features.allocation.queries.asking.refusing import area_named, several
from app.features.allocation.queries.listings import IS_OPEN
from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.rules.sites import Bond
from app.features.representatives.model import Representation
from app.kit.store.context import Context
from app.kit.words import _

YEAR = timedelta(days=365)
DEPUTY_KNOWS, KNOWS_AFTER = 0.6, 3.0
"""Familiarity of a deputy with the areas of whomever he stands in for, and the years after which whoever serves an
area knows it fully; unless they gave better marks themselves."""


@dataclass(frozen=True)
class Ties:
    """By area: years each of its representatives has known the present manager, added up; changed within a year."""

    trust: Mapping[int, float]
    recent: frozenset[int]


def ties(ctx: Context) -> Ties:
    """Of every area with an open assignment."""
    held = ctx.session.execute(select(Assignment.area_id, Assignment.since).where(IS_OPEN))
    since = {area: day for area, day in held}
    terms = select(Representation.area_id, Representation.since).where(
        Representation.until.is_(None), Representation.archived_on.is_(None)
    )
    trust: dict[int, float] = defaultdict(float)
    for area, begun in ctx.session.execute(terms):
        if area in since:
            trust[area] += _years(max(begun, since[area]), ctx.today)
    former = aliased(Assignment)
    changed = (
        select(Assignment.area_id)
        .join(former, (former.area_id == Assignment.area_id) & (former.until == Assignment.since))
        .where(IS_OPEN, former.archived_on.is_(None), Assignment.since > ctx.today - YEAR)
        .where(former.manager_id != Assignment.manager_id)
    )
    return Ties(trust, frozenset(ctx.session.scalars(changed)))


def _years(since: date, until: date) -> float:
    return max(0.0, (until - since).days / 365.25)


def known_by_service(
    outlook: Outlook, bonds: Mapping[int, Mapping[int, Bond]], today: date
) -> dict[int, dict[int, Bond]]:
    """``bonds`` with what managers know of the areas they serve, and their deputies (AB角) of the same."""
    found = {area: dict(known) for area, known in bonds.items()}
    for area in outlook.areas.values():
        holder = outlook.managers.get(area.manager or 0)
        if holder is None:
            continue
        served = min(1.0, _years(area.since or today, today) / KNOWS_AFTER)
        known = found.setdefault(area.id, {})
        for one, level in ((holder.id, served), (holder.deputy, DEPUTY_KNOWS)):
            if one is not None and one in outlook.managers:
                own = known.get(one, Bond())
                known[one] = Bond(own.wish, max(own.familiarity, level))
    return found


def wished_inside(
    outlook: Outlook, bonds: Mapping[int, Mapping[int, Bond]]
) -> tuple[dict[int, dict[int, Bond]], tuple[str, ...]]:
    """``bonds`` without wishes for areas outside the manager's own office (A4), and those in words."""
    found: dict[int, dict[int, Bond]] = {}
    outside = []
    for area, known in bonds.items():
        for manager, bond in known.items():
            holder, here = outlook.managers.get(manager), outlook.areas.get(area)
            if holder is None:
                continue
            is_outside = here is None or _abroad(holder.district, here.district)
            if bond.wish and is_outside:
                outside.append(f"{holder.name}: {area_named(outlook, area)}")
            if here is not None:
                found.setdefault(area, {})[manager] = Bond(0 if is_outside else bond.wish, bond.familiarity)
    if not outside:
        return found, ()
    return found, (_("Wishes for areas outside the manager's office were left out: {wishes}.",
                     wishes=several(sorted(outside))),)  # fmt: skip


def _abroad(home: int | None, there: int | None) -> bool:
    return home is not None and there is not None and home != there
