"""Planning a month and taking a plan back (D1, D4, D5)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import select

from app.features.visits.model import Visit
from app.features.visits.queries.rounds import Round, Rounds, rounds
from app.features.visits.rules.planner import plan_month
from app.features.visits.rules.stops import Plan
from app.kit.errors import Refusal
from app.kit.fields import BETWEEN
from app.kit.job import Progress
from app.kit.store.change import Change, wants
from app.kit.store.context import Context
from app.kit.words import N_, _


@dataclass(frozen=True)
class Planned:
    """What planning came to: visits written, stops without a day as (representation, reason), unserved people."""

    visits: int
    unplaced: tuple[tuple[int, str], ...]
    unserved: int


@dataclass(frozen=True)
class PlanMonth(Change):
    """Plan a month anew for some managers or for all: still-planned visits are replaced, made ones are kept.

    A representative who was planned already keeps his visit number, so that printed lists stay true.
    """

    title: ClassVar[str] = N_("Plan the visits of {month}")
    permission: ClassVar[str] = "visits.plan"
    month: str = wants(Visit.month)
    managers: tuple[int, ...] = ()
    progress: Progress = field(default_factory=Progress, compare=False)

    def subject(self) -> Mapping[str, object]:
        return {"month": self.month}

    def apply(self, ctx: Context) -> Planned:
        given = rounds(ctx, self.month, self.managers)
        plans = []
        for at, each in enumerate(given.rounds):
            self.progress.step(at, len(given.rounds), each.name)
            plans.append((each, plan_month(each.stops, each.days, given.terms, each.taken)))
        visits = _write(ctx, given, plans, self.managers)
        return _told(ctx, given, plans, visits)


@dataclass(frozen=True)
class CancelPlan(Change):
    """Take back the still-planned visits of a month, of some managers or of all."""

    title: ClassVar[str] = N_("Cancel the plan of {month}")
    permission: ClassVar[str] = "visits.plan"
    month: str = wants(Visit.month)
    managers: tuple[int, ...] = ()

    def subject(self) -> Mapping[str, object]:
        return {"month": self.month}

    def apply(self, ctx: Context) -> int:
        found = _still_planned(ctx, self.month, self.managers)
        for visit in found:
            ctx.session.delete(visit)
        if not found:
            raise Refusal(_("Nothing is planned for {month}.", month=self.month), "month")
        return len(found)


def fresh_codes(ctx: Context, month: str) -> Iterator[str]:
    """Visit numbers of a month that nobody has: ZF202611-0001 and on, after the highest ever used."""
    prefix = f"ZF{month.replace('-', '')}-"
    used = ctx.session.scalars(select(Visit.code).where(Visit.code.startswith(prefix, autoescape=True)))
    numbers = [int(tail) for code in used if re.fullmatch(r"\d+", tail := code.removeprefix(prefix))]
    number = max(numbers, default=0)
    while True:
        number += 1
        yield f"{prefix}{number:04}"


def _still_planned(ctx: Context, month: str, managers: Sequence[int]) -> list[Visit]:
    statement = select(Visit).where(Visit.month == month, Visit.state == "planned", Visit.archived_on.is_(None))
    if managers:
        statement = statement.where(Visit.manager_id.in_(managers))
    return list(ctx.session.scalars(statement.order_by(Visit.id)))


def _write(ctx: Context, given: Rounds, plans: Sequence[tuple[Round, Plan]], managers: Sequence[int]) -> int:
    """Re-date visits that stay, delete those that are no longer due, insert the new ones."""
    known: dict[int, Visit] = {}
    for visit in _still_planned(ctx, given.month, managers):
        if visit.representation_id in known:
            ctx.session.delete(visit)
        known.setdefault(visit.representation_id, visit)
    codes, fresh, total = fresh_codes(ctx, given.month), [], 0
    for each, plan in plans:
        for representation, values in _values(each, plan):
            total += 1
            visit_known = known.pop(representation, None)
            if visit_known is None:
                key = {"code": next(codes), "month": given.month, "representation_id": representation}
                fresh.append({**key, **values, "state": "planned"})
                continue
            for name, value in values.items():
                if getattr(visit_known, name) != value:
                    setattr(visit_known, name, value)
    for left in known.values():
        ctx.session.delete(left)
    ctx.insert(Visit, fresh)
    return total


def _values(each: Round, plan: Plan) -> Iterator[tuple[int, dict[str, Any]]]:
    minutes = {stop.id: stop.minutes for stop in each.stops}
    for placed in sorted(plan.placed, key=lambda one: (one.day, one.sequence)):
        ask = each.asks[placed.id]
        yield placed.id, {
            "manager_id": each.manager_id, "planned_on": placed.day, "sequence": placed.sequence,
            "planned_minutes": minutes[placed.id], "method": ask.method, "topics": BETWEEN.join(ask.topics),
        }  # fmt: skip


def _told(ctx: Context, given: Rounds, plans: Sequence[tuple[Round, Plan]], visits: int) -> Planned:
    """Say what could not be planned, in words, and return it for whoever wants to list it."""
    unplaced = tuple(sorted((id_, reason) for _each, plan in plans for id_, reason in plan.unplaced.items()))
    for each, plan in plans:
        for reason in sorted(set(plan.unplaced.values())):
            n = list(plan.unplaced.values()).count(reason)
            ctx.remarks.append(_("{name}: {n} not planned, {reason}.", name=each.name, n=n, reason=_(reason)))
    if given.unserved:
        ctx.remarks.append(_("{n} representatives in areas without a manager are not planned.", n=len(given.unserved)))
    return Planned(visits, unplaced, len(given.unserved))
