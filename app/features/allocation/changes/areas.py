"""Areas split and merged: nobody stays without a manager, and who served whom is kept (A1, A8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.features.allocation.changes.placing import open_assignments, place
from app.features.allocation.model import Assignment
from app.features.allocation.rules.sites import Move
from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.representatives.model import Representation
from app.kit.errors import Refusal
from app.kit.store.change import Change, refuse_double, wants
from app.kit.store.context import Context
from app.kit.words import N_, _

SAME = (
    "district_id", "feeder_id", "kind", "village", "settlement", "terrain", "distance", "reading_day", "reading_zone",
    "longitude", "latitude",
)  # fmt: skip
"""What a new area has from the one it was split from."""
WHAT = ("residents", "businesses", "solar")
"""What the households of an area are, by number."""


@dataclass(frozen=True)
class SplitArea(Change):
    """Put some households of an area into a new one, which the same manager serves from that day on; returns its id.

    What the households are (residents, businesses, solar) is of neither known any more: the next ledger says it.
    """

    title: ClassVar[str] = N_("Split an area: {name}")
    permission: ClassVar[str] = "allocation.assign"
    area: int
    code: str = wants(Area.code, label=N_("Code of the new area"))
    name: str = wants(Area.name, label=N_("Name of the new area"))
    households: int = wants(Area.households, label=N_("Households it gets"), minimum=1)
    since: date = wants(Assignment.since, label=N_("Effective from"))
    capacity: float | None = wants(Area.capacity, None, label=N_("Its capacity"))

    def subject(self) -> Mapping[str, object]:
        return {"name": self.name}

    def apply(self, ctx: Context) -> int:
        old = ctx.get(Area, self.area)
        if not 0 < self.households < old.households:
            raise Refusal(
                _("{area} has {n} households: the new area takes at least one and leaves at least one.",
                  area=old.called(), n=old.households), "households")  # fmt: skip
        refuse_double(ctx, Area, {"code": self.code})
        fresh = Area(
            code=self.code, name=self.name, households=self.households, capacity=self.capacity,
            commissioned_on=self.since, **{name: getattr(old, name) for name in SAME},
        )  # fmt: skip
        old.households -= self.households
        for name in WHAT:
            setattr(old, name, None)
        ctx.add(fresh)
        ctx.flush()
        if held := open_assignments(ctx, [old.id]):
            told = _("split from {area}", area=old.called())
            place(ctx, [Move(fresh.id, held[old.id].manager_id, "split", told)], self.since, "")
        ctx.remarks.append(_("Move the representatives and customers who belong to {area} now.", area=fresh.called()))
        return fresh.id


@dataclass(frozen=True)
class MergeAreas(Change):
    """Put areas into one: it gets their households, customers and representatives; they end, their history stays."""

    title: ClassVar[str] = N_("Merge {count} areas")
    permission: ClassVar[str] = "allocation.assign"
    areas: tuple[int, ...]
    into: int = wants(Assignment.area_id, label=N_("Into"))
    since: date = wants(Assignment.since, label=N_("Effective from"))

    def subject(self) -> Mapping[str, object]:
        return {"count": len(self.areas)}

    def apply(self, ctx: Context) -> None:
        kept, ending = ctx.get(Area, self.into), [ctx.get(Area, area) for area in self.areas if area != self.into]
        if not ending or kept.archived_on is not None:
            raise Refusal(_("Choose two areas or more, and the one of them that stays."), "into")
        held = open_assignments(ctx, [kept.id, *(area.id for area in ending)])
        for area in ending:
            if (now := held.get(area.id)) is not None:
                _end(now, area, self.since)
            kept.households += area.households
            for name in WHAT:
                both = getattr(kept, name), getattr(area, name)
                setattr(kept, name, None if None in both else sum(both))
            area.state, area.archived_on = "stopped", ctx.today
        if (heir := _heir(held, kept, ending)) is not None:
            told = _("merged with {area}", area=ending[0].called())
            place(ctx, [Move(kept.id, heir, "split", told)], self.since, "")
        _move_people(ctx, kept, [area.id for area in ending])
        owners = {one.manager_id for one in held.values()}
        if len(owners) > 1:
            ctx.remarks.append(_("The areas had several managers: {area} stays with its own.", area=kept.called()))


def _end(now: Assignment, area: Area, since: date) -> None:
    if now.since >= since:
        raise Refusal(
            _("{area} was assigned only on {day}; a hand-over must take effect later.", area=area.called(),
              day=now.since), "since")  # fmt: skip
    now.until = since


def _heir(held: Mapping[int, Assignment], kept: Area, ending: Sequence[Area]) -> int | None:
    """Who serves the merged area, if it had nobody: the manager of the first of the others that had one."""
    if kept.id in held:
        return None
    return next((held[area.id].manager_id for area in ending if area.id in held), None)


def _move_people(ctx: Context, kept: Area, ended: Sequence[int]) -> None:
    """Customers and terms still open; a customer who represents both is left with one term."""
    for customer in ctx.session.scalars(select(Customer).where(Customer.area_id.in_(ended))):
        customer.area_id = kept.id
    open_terms = select(Representation).where(Representation.until.is_(None))
    here = set(ctx.session.scalars(
        select(Representation.customer_id).where(Representation.until.is_(None), Representation.area_id == kept.id)
    ))  # fmt: skip
    for term in ctx.session.scalars(open_terms.where(Representation.area_id.in_(ended))):
        if term.customer_id in here:
            term.until, term.ended_note = max(ctx.today, term.since), _("area merged with {area}", area=kept.called())
        else:
            term.area_id = kept.id
            here.add(term.customer_id)
