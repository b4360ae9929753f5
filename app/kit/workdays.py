"""Working days in China: weekends, days off (休) and weekend days worked (班), from a table of marks.

A year without marks is not guessed: weekends count as free and the answer is marked as derived.
"""

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

OFF, WORKED = "off", "worked"


def days_of(month: str) -> list[date]:
    """Every day of ``YYYY-MM``."""
    year, number = map(int, month.split("-"))
    return [date(year, number, d) for d in range(1, calendar.monthrange(year, number)[1] + 1)]


def month_of(day: date) -> str:
    """``YYYY-MM`` of a day."""
    return f"{day.year:04d}-{day.month:02d}"


def shifted(month: str, by: int) -> str:
    """The month ``by`` months later (earlier when negative)."""
    year, number = map(int, month.split("-"))
    years, index = divmod(year * 12 + number - 1 + by, 12)
    return f"{years:04d}-{index + 1:02d}"


@dataclass(frozen=True)
class Workdays:
    """``marks``: day to ``off`` or ``worked``; years that occur among them are announced."""

    marks: Mapping[date, str] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """True on weekdays that are not marked off, and on weekend days marked as worked."""
        mark = self.marks.get(day)
        return mark == WORKED if mark else day.weekday() < 5

    def is_announced(self, year: int) -> bool:
        """False if the year's holidays are not known and the weekday rule is only derived."""
        return any(day.year == year for day in self.marks)

    def of(self, days: Iterable[date]) -> list[date]:
        """The working days among ``days``, in their order."""
        return [day for day in days if self.is_workday(day)]

    def after(self, day: date) -> Iterator[date]:
        """Working days after ``day``, without end."""
        while True:
            day += timedelta(days=1)
            if self.is_workday(day):
                yield day

    def add(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day`` (``day`` itself when 0)."""
        following = self.after(day)
        for _ in range(count):
            day = next(following)
        return day
