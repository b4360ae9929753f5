"""The month in figures, for the summary that goes up (B7): sums of the managers, kinds of requests, attention."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from sqlalchemy import func, select

from app.features.appraisal.queries.facts import facts
from app.features.appraisal.queries.results import people
from app.features.requests.model import KINDS, Request
from app.features.visits.model import METHODS, Visit
from app.kit.measure import Record
from app.kit.store.context import Context
from app.kit.words import N_, _
from app.kit.workdays import days_of

ATTENTION = (
    ("unrepresented", N_("areas without a representative")), ("not_visited", N_("representatives not visited")),
    ("missed", N_("planned visits not made")), ("overdue", N_("requests past their promise")),
    ("faults", N_("areas with negative loss")), ("complaints", N_("areas with complaints")),
)  # fmt: skip
"""What needs a person: the records' name in the facts, and what they are."""


@dataclass(frozen=True)
class Asked:
    """Requests of one kind: raised and closed in the month, closed in time, and the median days to closure."""

    kind: str
    raised: int
    closed: int
    in_time: int
    median_days: float | None


@dataclass(frozen=True)
class PersonMonth:
    """One manager's numbers and records."""

    code: str
    name: str
    numbers: Mapping[str, float]
    records: Mapping[str, tuple[Record, ...]]


@dataclass(frozen=True)
class MonthSummary:
    """A month of the office. ``sums`` add up over the managers; rates are quotients of them."""

    month: str
    sums: Mapping[str, float]
    methods: tuple[tuple[str, int], ...]
    requests: tuple[Asked, ...]
    managers: tuple[PersonMonth, ...]

    def rate(self, top: str, bottom: str) -> float | None:
        """A quotient of two sums; None without a denominator."""
        below = self.sums.get(bottom, 0.0)
        return self.sums.get(top, 0.0) / below if below else None

    def attention(self) -> list[tuple[str, str, int]]:
        """What needs a person: key, translated words, how many records."""
        counts = {key: sum(len(each.records.get(key, ())) for each in self.managers) for key, _word in ATTENTION}
        return [(key, _(word), counts[key]) for key, word in ATTENTION if counts[key]]


def month_summary(ctx: Context, month: str) -> MonthSummary:
    """Everything the month's summary tells."""
    found, known = facts(ctx, month), people(ctx)
    sums: dict[str, float] = defaultdict(float)
    for each in found.values():
        for name, number in each.numbers.items():
            sums[name] += number
    managers = [
        PersonMonth(known[id_].code, known[id_].name, each.numbers,
                     {name: tuple(records) for name, records in each.records.items()})
        for id_, each in found.items()
    ]  # fmt: skip
    managers.sort(key=lambda one: one.code)
    return MonthSummary(month, dict(sums), _methods(ctx, month), _asked(ctx, month), tuple(managers))


def _methods(ctx: Context, month: str) -> tuple[tuple[str, int], ...]:
    statement = (
        select(Visit.method, func.count())
        .where(Visit.month == month, Visit.state == "done", Visit.archived_on.is_(None))
        .group_by(Visit.method)
    )
    counts = dict(ctx.session.execute(statement).all())
    return tuple((_(choice.label), counts.get(choice.code, 0)) for choice in METHODS)


def _asked(ctx: Context, month: str) -> tuple[Asked, ...]:
    first, last = days_of(month)[0], days_of(month)[-1]
    statement = select(Request.kind, Request.raised_on, Request.due_on, Request.closed_on).where(
        Request.archived_on.is_(None), Request.raised_on <= last,
        Request.closed_on.is_(None) | (Request.closed_on >= first),
    )  # fmt: skip
    rows = ctx.session.execute(statement).all()
    found = []
    for choice in KINDS:
        of_kind = [row for row in rows if row.kind == choice.code]
        closed = [row for row in of_kind if row.closed_on is not None and row.closed_on <= last]
        days = [(row.closed_on - row.raised_on).days for row in closed if row.closed_on is not None]
        raised = sum(row.raised_on >= first for row in of_kind)
        timely = sum(row.due_on is None or row.closed_on <= row.due_on for row in closed if row.closed_on is not None)
        if raised or closed:
            found.append(Asked(_(choice.label), raised, len(closed), timely, median(days) if days else None))
    return tuple(found)
