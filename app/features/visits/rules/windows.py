"""The days on which a manager can visit, and how far each lies from an area's reading window (D4)."""

from collections.abc import Sequence
from datetime import date

from app.features.visits.rules.moving import Span, is_away
from app.features.visits.rules.stops import Stop, Terms
from app.kit.workdays import Workdays, days_of


def days_for(month: str, workdays: Workdays, absences: Sequence[Span], first: date | None = None) -> list[date]:
    """Working days of ``month`` (休 no, 班 yes) without the absences, from ``first`` on."""
    days = workdays.of(days_of(month))
    return [day for day in days if (first is None or day >= first) and not is_away(day, absences)]


def window_of(month: str, reading_day: int | None, terms: Terms) -> tuple[int, int]:
    """First and last day of month of the reading window, within the month.

    An area's own reading day, ``terms.window`` days to both sides; an area without one follows the
    office's reading days. A reading day past a short month's end is its last day.
    """
    length = len(days_of(month))
    if reading_day is None:
        return min(terms.reading[0], length), min(terms.reading[1], length)
    read = min(reading_day, length)
    return max(1, read - terms.window), min(length, read + terms.window)


def days_outside(day: date, window: tuple[int, int]) -> int:
    """How many days ``day`` lies before or after the window; 0 inside."""
    return max(0, window[0] - day.day, day.day - window[1])


def is_in_window(month: str, day: date, reading_day: int | None, terms: Terms, on_site: bool = True) -> bool:
    """True if a visit falls into the reading round; calls are not bound to it."""
    return not on_site or days_outside(day, window_of(month, reading_day, terms)) == 0


def strain(day: date, month: str, stops: Sequence[Stop], terms: Terms) -> int:
    """Days outside their windows, summed over the stops: 0 is a day inside all of them."""
    return sum(days_outside(day, window_of(month, stop.reading_day, terms)) for stop in stops)
