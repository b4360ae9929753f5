"""Putting planned visits on another day, and planning a second visit on one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.features.visits.changes.plan import fresh_codes
from app.features.visits.model import Visit
from app.features.visits.queries.around import day_visits, surroundings
from app.features.visits.rules.moving import may_move
from app.kit.errors import Refusal
from app.kit.store.change import Change, wants
from app.kit.store.context import Context
from app.kit.words import N_


@dataclass(frozen=True)
class MoveVisits(Change):
    """Put planned visits on another working day of their month; the first conflict refuses all of them."""

    title: ClassVar[str] = N_("Move {n} visits to {day}")
    permission: ClassVar[str] = "visits.plan"
    visits: tuple[int, ...]
    day: date = wants(Visit.planned_on, required=True)

    def subject(self) -> Mapping[str, object]:
        return {"n": len(self.visits), "day": self.day.isoformat()}

    def apply(self, ctx: Context) -> None:
        moved = [visit for id_ in self.visits if (visit := ctx.get(Visit, id_)).planned_on != self.day]
        for visit in moved:
            allow(ctx, visit, self.day)
        for visit in moved:
            visit.sequence = next_place(ctx, visit.manager_id, self.day)
            visit.planned_on = self.day
            ctx.flush()


@dataclass(frozen=True)
class CopyVisits(MoveVisits):
    """Plan the same visits once more on another day; nobody is met twice on one day."""

    title: ClassVar[str] = N_("Copy {n} visits to {day}")

    def apply(self, ctx: Context) -> None:
        for id_ in self.visits:
            visit = ctx.get(Visit, id_)
            allow(ctx, visit, self.day, copy=True)
            ctx.add(Visit(
                code=next(fresh_codes(ctx, visit.month)), month=visit.month, manager_id=visit.manager_id,
                representation_id=visit.representation_id, planned_on=self.day, method=visit.method,
                sequence=next_place(ctx, visit.manager_id, self.day), planned_minutes=visit.planned_minutes,
                topics=visit.topics,
            ))  # fmt: skip
            ctx.flush()


def allow(ctx: Context, visit: Visit, day: date, copy: bool = False) -> None:
    """Raise a Refusal with the reason if ``visit`` may not be put on ``day``, or a copy of it not be planned there."""
    around = surroundings(ctx, visit)
    own = visit.day or visit.planned_on
    state = "planned" if copy else visit.state
    if copy and own == day:
        around = type(around)(around.workdays, around.absences, around.met | {day})
    if reason := may_move(state, visit.month, day, around):
        raise Refusal(reason, "day")


def next_place(ctx: Context, manager_id: int, day: date) -> int:
    """The place after the last one of a manager's day."""
    return max((visit.sequence or 0 for visit in day_visits(ctx, manager_id, day)), default=0) + 1
