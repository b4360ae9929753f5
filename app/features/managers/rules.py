"""Who may take the role of customer manager, when absences clash, what is lacking."""

from collections.abc import Iterable
from datetime import date


def may_be_appointed(left_on: date | None, since: date, holds_role: bool) -> str:
    """Why an employee may not take the role on ``since``: ``left``, ``holds`` or nothing (A9: anyone else may)."""
    if left_on is not None and left_on <= since:
        return "left"
    return "holds" if holds_role else ""


def clash(first: date, last: date, others: Iterable[tuple[date, date]]) -> tuple[date, date] | None:
    """The first of the other spans that shares a day with ``first``–``last``; both ends belong to a span."""
    return next((span for span in others if span[0] <= last and first <= span[1]), None)


def lacks_training(trainings: int | None, yearly: int) -> int:
    """How many trainings are missing this year (G1)."""
    return max(0, yearly - (trainings or 0))


def days_left(until: date | None, today: date) -> int | None:
    """Days until a certificate ends, negative when it has ended; None without a certificate."""
    return None if until is None else (until - today).days
