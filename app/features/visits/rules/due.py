"""When a representative must be visited again (D1).

Two definitions stand side by side, and the page says which one it shows. *Rolling*: a visit is due one
period after the last contact, and overdue the day after. *Calendar month*: everybody whose rolling day
falls into a month, or before it, is to be visited once in that month, on any of its days.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.kit.workdays import days_of


@dataclass(frozen=True)
class Period:
    """Months between two visits: the office's general figure, and the classes that have their own (D1)."""

    months: int = 1
    by_class: Mapping[str, int] = field(default_factory=dict)

    def of(self, category: str) -> int:
        """Months between two visits to a representative of this class."""
        return self.by_class.get(category) or self.months


def later(day: date, months: int) -> date:
    """The same day ``months`` later, or that month's last day where it is shorter (31 Jan → 28 Feb)."""
    years, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, index + 1, min(day.day, calendar.monthrange(years, index + 1)[1]))


def due_day(last: date | None, since: date, months: int) -> date:
    """One period after the last contact, or after the term began if there was none since."""
    return later(max(last or since, since), months)


def overdue_days(due: date, today: date) -> int:
    """Days since the due day; 0 on that day and before."""
    return max(0, (today - due).days)


def is_due_in(month: str, due: date) -> bool:
    """True if a visit that is due on ``due`` belongs to ``month`` or was left over before it."""
    return due <= days_of(month)[-1]
