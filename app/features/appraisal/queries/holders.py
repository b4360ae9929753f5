"""Who answers for which area in a month: the manager who held it on most of its days (A1, A8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from app.features.allocation.model import Assignment
from app.kit.store.context import Context
from app.kit.workdays import days_of


@dataclass(frozen=True)
class Holding:
    """A month's managers, each area's manager and since when he has it, and the month's first and last day.

    An area that changed hands counts once, so that managers add up to the office.
    """

    managers: tuple[int, ...]
    of: Mapping[int, int]
    since: Mapping[int, date]
    first: date
    last: date

    @property
    def month(self) -> str:
        """``YYYY-MM``."""
        return f"{self.first:%Y-%m}"


def holding(ctx: Context, month: str) -> Holding:
    """Assignments that touch the month: one SQL statement."""
    days = days_of(month)
    first, last = days[0], days[-1]
    statement = select(Assignment.area_id, Assignment.manager_id, Assignment.since, Assignment.until).where(
        Assignment.archived_on.is_(None), Assignment.since <= last,
        or_(Assignment.until.is_(None), Assignment.until > first),
    )  # fmt: skip
    held: dict[tuple[int, int], tuple[int, date]] = {}
    for area, manager, since, until in ctx.session.execute(statement):
        end = min(until or last + timedelta(days=1), last + timedelta(days=1))
        length, latest = held.get((area, manager), (0, since))
        held[area, manager] = (length + (end - max(since, first)).days, max(latest, since))
    best: dict[int, tuple[tuple[int, date], int]] = {}
    for (area, manager), weight in held.items():
        if area not in best or weight > best[area][0]:
            best[area] = (weight, manager)
    managers = tuple(sorted({manager for _area, manager in held}))
    since_of = {area: latest for area, ((_days, latest), _manager) in best.items()}
    return Holding(managers, {area: manager for area, (_weight, manager) in best.items()}, since_of, first, last)
