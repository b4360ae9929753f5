"""The files under resources/ that the demo offices are made from (licences: LICENCES.md there)."""

import csv
from datetime import date
from functools import cache

import numpy as np

from app.demo.office import Days
from app.kit.words import RESOURCES


def read(name: str) -> list[dict[str, str]]:
    """Rows of a stored CSV, all values as text; ``name`` is relative to ``resources``."""
    with (RESOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _notices() -> dict[date, str]:
    return {date.fromisoformat(row["date"]): row["kind"] for row in read("calendar/cn_holidays.csv")}


def workdays(first: np.datetime64, last: np.datetime64) -> Days:
    """Working days from ``first`` to ``last``: 班 is worked, 休 is not, else Monday to Friday."""
    days = np.arange(first, last + 1, dtype="datetime64[D]")
    kinds = [_notices().get(day, "班" if day.weekday() < 5 else "休") for day in days.tolist()]
    worked: Days = days[np.array(kinds) == "班"]
    return worked


def last_months(today: date, count: int) -> Days:
    """The ``count`` whole months before the month of ``today``, as months."""
    this = np.datetime64(today, "M")
    return np.arange(this - count, this, dtype="datetime64[M]")
