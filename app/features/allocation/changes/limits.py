"""Who must not serve whom: avoidances (回避), set and ended."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import or_, select

from app.features.allocation.model import Assignment, Avoidance
from app.features.allocation.queries.listings import IS_OPEN
from app.features.areas.model import Area
from app.features.managers.queries import called
from app.kit.errors import Refusal
from app.kit.store.change import Change, wants
from app.kit.store.context import Context
from app.kit.words import N_, _


@dataclass(frozen=True)
class SetAvoidance(Change):
    """A manager must not serve an area, from a day on or at all; whoever serves it today is said."""

    title: ClassVar[str] = N_("Set an avoidance")
    permission: ClassVar[str] = "limits.edit"
    manager: int = wants(Avoidance.manager_id)
    area: int = wants(Avoidance.area_id)
    cause: str = wants(Avoidance.cause, "relative")
    since: date | None = wants(Avoidance.since, None)
    until: date | None = wants(Avoidance.until, None)
    note: str | None = wants(Avoidance.note, None)

    def apply(self, ctx: Context) -> int:
        name, area = called(ctx, self.manager), ctx.get(Area, self.area).called()
        known = select(Avoidance.id).where(
            Avoidance.manager_id == self.manager, Avoidance.area_id == self.area, Avoidance.archived_on.is_(None),
            or_(Avoidance.until.is_(None), Avoidance.until >= (self.since or ctx.today)),
        )  # fmt: skip
        if ctx.session.scalars(known).first() is not None:
            raise Refusal(_("{name} must not serve {area} already.", name=name, area=area), "area")
        made = Avoidance(
            manager_id=self.manager, area_id=self.area, cause=self.cause, since=self.since, until=self.until,
            note=self.note,
        )  # fmt: skip
        ctx.add(made)
        ctx.flush()
        serves = select(Assignment.id).where(
            IS_OPEN, Assignment.area_id == self.area, Assignment.manager_id == self.manager
        )
        if ctx.session.scalars(serves).first() is not None:
            ctx.remarks.append(_("{name} serves {area} today: hand it over.", name=name, area=area))
        return made.id


@dataclass(frozen=True)
class EndAvoidance(Change):
    """An avoidance no longer holds after a day."""

    title: ClassVar[str] = N_("End an avoidance")
    permission: ClassVar[str] = "limits.edit"
    id: int
    until: date = wants(Avoidance.until, required=True)

    def apply(self, ctx: Context) -> None:
        known = ctx.get(Avoidance, self.id)
        if known.until is not None and known.until <= self.until:
            raise Refusal(_("This avoidance ends on {day} already.", day=known.until), "until")
        known.until = self.until
