"""What was promised, where a request stands, and how well a period's requests were settled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.kit.workdays import Workdays

CLOSED, OVERDUE, SOON, OPEN = "closed", "overdue", "soon", "open"


def promised_for(raised_on: date, working_days: int, calendar: Workdays) -> date:
    """The day a request is promised for: so many working days after it was raised (B9)."""
    return calendar.add(raised_on, working_days)


def standing(due_on: date | None, closed_on: date | None, today: date, soon: int) -> str:
    """``closed``, ``overdue`` (the promise is past), ``soon`` (it ends within ``soon`` days) or ``open``."""
    if closed_on is not None:
        return CLOSED
    if due_on is None:
        return OPEN
    if due_on < today:
        return OVERDUE
    return SOON if due_on <= today + timedelta(days=soon) else OPEN


@dataclass(frozen=True)
class Case:
    """What of a request counts in a summary."""

    kind: str
    raised_on: date
    due_on: date | None
    closed_on: date | None
    escalated: bool


@dataclass(frozen=True)
class Tally:
    """Counts over some requests, by name of what is counted."""

    raised: int = 0
    closed: int = 0
    in_time: int = 0
    due: int = 0
    """Closed, or past the promise: those that ought to be closed (应办结)."""
    overdue: int = 0
    once: int = 0
    """Closed without having been escalated (A17)."""

    @property
    def timely_rate(self) -> float | None:
        """Closed in time among those that ought to be closed (诉求按期办结率); None if there are none."""
        return self.in_time / self.due if self.due else None

    @property
    def once_rate(self) -> float | None:
        """Closed at the lowest level among all (一次办结率, A17); None if there are none."""
        return self.once / self.raised if self.raised else None


@dataclass(frozen=True)
class Summary:
    """A period's requests (B7): over all, and by kind in order of number."""

    first: date
    last: date
    total: Tally
    kinds: Mapping[str, Tally] = field(default_factory=dict)


def tally(cases: Iterable[Case], today: date) -> Tally:
    """Count ``cases`` as they stand today."""
    found = list(cases)
    closed = [case for case in found if case.closed_on is not None]
    overdue = sum(standing(case.due_on, case.closed_on, today, 0) == OVERDUE for case in found)
    return Tally(
        raised=len(found), closed=len(closed),
        in_time=sum(_in_time(case) for case in closed), due=len(closed) + overdue, overdue=overdue,
        once=sum(not case.escalated for case in closed),
    )  # fmt: skip


def _in_time(case: Case) -> bool:
    return case.due_on is None or (case.closed_on is not None and case.closed_on <= case.due_on)


def summarise(cases: Iterable[Case], first: date, last: date, today: date) -> Summary:
    """The summary of those raised from ``first`` to ``last``."""
    chosen = [case for case in cases if first <= case.raised_on <= last]
    kinds = {kind: tally((case for case in chosen if case.kind == kind), today) for kind in {c.kind for c in chosen}}
    ordered = sorted(kinds.items(), key=lambda item: (-item[1].raised, item[0]))
    return Summary(first, last, tally(chosen, today), dict(ordered))
