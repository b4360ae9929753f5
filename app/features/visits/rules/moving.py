"""Whether a visit may be put on another day, in words for the person who drags it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from app.kit.words import _
from app.kit.workdays import Workdays, month_of

Span = tuple[date, date]
"""First and last day, both included."""


def is_away(day: date, absences: Sequence[Span]) -> bool:
    """True if ``day`` lies in one of the absences."""
    return any(first <= day <= last for first, last in absences)


@dataclass(frozen=True)
class Surroundings:
    """What a move is judged by: the calendar, the manager's absences, days the representative is met anyway."""

    workdays: Workdays = field(default_factory=Workdays)
    absences: Sequence[Span] = ()
    met: frozenset[date] = frozenset()


def may_move(state: str, month: str, to: date, around: Surroundings) -> str:
    """Empty if a visit of ``month`` may be put on ``to``; otherwise the reason against it.

    Visits that were made or missed stay where they are; a plan keeps to its month, to working days
    (休 no, 班 yes), to days on which the manager is there, and meets nobody twice a day.
    """
    if state != "planned":
        return _("This visit is recorded already; it stays where it is.")
    if month_of(to) != month:
        return _("The visit belongs to the plan of {month}.", month=month)
    if not around.workdays.is_workday(to):
        return _("{day} is a day off.", day=to.isoformat())
    if is_away(to, around.absences):
        return _("The manager is away on {day}.", day=to.isoformat())
    if to in around.met:
        return _("This representative is visited on {day} already.", day=to.isoformat())
    return ""
