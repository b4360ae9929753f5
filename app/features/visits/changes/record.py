"""Recording what came of visits: one by one, a whole list typed back from paper, or an unplanned one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.features.allocation.queries.loads import principals
from app.features.representatives.model import Representation
from app.features.requests.changes import RaiseRequest
from app.features.requests.model import Request
from app.features.visits.changes.plan import fresh_codes
from app.features.visits.model import Visit
from app.features.visits.rules.entry import fault
from app.kit.errors import Refusal
from app.kit.store.change import Change, wants
from app.kit.store.context import Context
from app.kit.words import N_, _
from app.kit.workdays import month_of


@dataclass(frozen=True)
class Result:
    """What came of one planned visit; ``kind`` and ``content`` raise a request where the customer asked for something.

    None keeps what was planned or recorded before.
    """

    visit: int
    state: str = "done"
    day: date | None = None
    method: str | None = None
    minutes: float | None = None
    topics: str | None = None
    said: str | None = None
    answer: str | None = None
    satisfaction: int | None = None
    proof: str | None = None
    missed_for: str | None = None
    kind: str | None = None
    content: str | None = None


_KEPT = ("method", "minutes", "topics", "said", "answer", "satisfaction", "proof")


@dataclass(frozen=True)
class RecordVisits(Change):
    """Record the results of many visits at once, as they stand on the paper that came back."""

    title: ClassVar[str] = N_("Record {n} visits")
    permission: ClassVar[str] = "visits.record"
    results: tuple[Result, ...]

    def subject(self) -> Mapping[str, object]:
        return {"n": len(self.results)}

    def apply(self, ctx: Context) -> int:
        raised = sum(_record(ctx, result) for result in self.results)
        if raised:
            ctx.remarks.append(_("{n} requests raised.", n=raised))
        return raised


@dataclass(frozen=True)
class CompleteVisits(Change):
    """Mark planned visits as made, by the method they were planned with, on the day planned or on ``day``."""

    title: ClassVar[str] = N_("Complete {n} visits")
    permission: ClassVar[str] = "visits.record"
    visits: tuple[int, ...]
    day: date | None = wants(Visit.day, None)

    def subject(self) -> Mapping[str, object]:
        return {"n": len(self.visits)}

    def apply(self, ctx: Context) -> None:
        for id_ in self.visits:
            visit = ctx.get(Visit, id_)
            if visit.state != "done":
                _record(ctx, Result(id_, day=self.day or min(visit.planned_on or ctx.today, ctx.today)))


@dataclass(frozen=True)
class CompleteVisit(Change):
    """Record one visit with a form: its day, method, what was said, how satisfied."""

    title: ClassVar[str] = N_("Record a visit")
    permission: ClassVar[str] = "visits.record"
    visit: int
    day: date = wants(Visit.day, required=True)
    method: str = wants(Visit.method)
    topics: str | None = wants(Visit.topics, None)
    told: str | None = wants(Visit.said, None)
    answer: str | None = wants(Visit.answer, None)
    satisfaction: int | None = wants(Visit.satisfaction, None)
    proof: str | None = wants(Visit.proof, None)
    minutes: float | None = wants(Visit.minutes, None)
    kind: str | None = wants(Request.kind, None, label=N_("Kind of request"))
    content: str | None = wants(Request.content, None)

    def apply(self, ctx: Context) -> None:
        _record(ctx, Result(
            self.visit, "done", self.day, self.method, self.minutes, self.topics, self.told, self.answer,
            self.satisfaction, self.proof, None, self.kind, self.content,
        ))  # fmt: skip


@dataclass(frozen=True)
class AddVisit(Change):
    """Record a visit that was not planned, by whoever served the area on that day."""

    title: ClassVar[str] = N_("Add an unplanned visit")
    permission: ClassVar[str] = "visits.record"
    representation: int = wants(Visit.representation_id)
    day: date = wants(Visit.day, required=True)
    method: str = wants(Visit.method)
    topics: str | None = wants(Visit.topics, None)
    told: str | None = wants(Visit.said, None)
    satisfaction: int | None = wants(Visit.satisfaction, None)
    proof: str | None = wants(Visit.proof, None)

    def apply(self, ctx: Context) -> int:
        term = ctx.get(Representation, self.representation)
        served = principals(ctx, self.day).get(term.area_id)
        if served is None:
            raise Refusal(_("Nobody served this area on {day}: assign it first.", day=self.day.isoformat()), "day")
        _refuse_fault("done", self.day, None, ctx.today)
        month = month_of(self.day)
        visit = Visit(
            code=next(fresh_codes(ctx, month)), month=month, manager_id=served, representation_id=term.id, day=self.day,
            method=self.method, state="done", topics=self.topics, said=self.told,
            satisfaction=self.satisfaction, proof=self.proof,
        )  # fmt: skip
        ctx.add(visit)
        ctx.flush()
        return visit.id


def _record(ctx: Context, result: Result) -> int:
    """Set one visit; returns how many requests were raised."""
    visit = ctx.get(Visit, result.visit)
    _refuse_fault(result.state, result.day, result.missed_for, ctx.today, visit.code)
    visit.state = result.state
    visit.day = result.day if result.state == "done" else None
    visit.missed_for = result.missed_for if result.state == "missed" else None
    for name in _KEPT:
        if (value := getattr(result, name)) is not None:
            setattr(visit, name, value)
    if visit.satisfaction is not None and not 1 <= visit.satisfaction <= 5:
        raise Refusal(_("{code}: satisfaction is a figure from 1 to 5.", code=visit.code), "satisfaction")
    return _raise(ctx, visit, result)


def _refuse_fault(state: str, day: date | None, missed_for: str | None, today: date, code: str = "") -> None:
    if told := fault(state, day, missed_for, today):
        raise Refusal(f"{code}: {told}" if code else told, "missed_for" if state == "missed" else "day")


def _raise(ctx: Context, visit: Visit, result: Result) -> int:
    """Raise what the customer asked for, once a visit."""
    content = result.content or (result.said if result.kind else None)
    if not result.kind and not result.content:
        return 0
    if ctx.session.scalar(select(Request.id).where(Request.origin_no == visit.code)):
        return 0
    term = ctx.get(Representation, visit.representation_id)
    RaiseRequest(
        area_id=term.area_id, raised_by_id=term.customer_id, origin="visit", origin_no=visit.code,
        kind=result.kind or "other", content=content or "", raised_on=visit.day or ctx.today,
    ).apply(ctx)  # fmt: skip
    return 1
