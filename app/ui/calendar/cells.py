"""What a month shows: days, their badges and entries, and the dates a month's grid covers."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QLocale

from app.kit.words import _, language


@dataclass(frozen=True, slots=True)
class Badge:
    """A short mark at the head of a day: 休, 班, 抄表; ``tone`` as in :meth:`Tokens.tone`."""

    text: str
    tone: str = "soft"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a day: bold ``name``, plain ``text``, a bar in the categorical ``colour``."""

    id: object
    name: str
    text: str
    colour: int = 0
    done: bool = False

    @property
    def said(self) -> str:
        """Both parts in one line."""
        return f"{self.name} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day. ``load`` and ``capacity`` share a unit (0 capacity: no bar); ``note`` is its tooltip.

    ``rest`` greys a day without work, ``away`` hatches one on which the person shown is on leave.
    """

    day: date
    badges: tuple[Badge, ...] = ()
    entries: tuple[Entry, ...] = ()
    load: float = 0.0
    capacity: float = 0.0
    note: str = ""
    rest: bool = False
    away: bool = False

    @property
    def is_over(self) -> bool:
        """More planned than fits."""
        return 0 < self.capacity < self.load


def days_shown(year: int, month: int) -> list[date]:
    """The whole weeks, Monday first, that hold a month: 28, 35 or 42 dates."""
    first = date(year, month, 1)
    last = date(year, month, monthrange(year, month)[1])
    start = first - timedelta(days=first.weekday())
    weeks = (last - start).days // 7 + 1
    return [start + timedelta(days=n) for n in range(weeks * 7)]


def lines_shown(room: float, entries: int, pitch: float, more: float) -> int:
    """How many of ``entries`` fit into ``room`` pixels, leaving a "more" line where not all do."""
    fit = max(0, int(room // pitch))
    if entries <= fit:
        return entries
    return max(0, min(fit, int((room - more) // pitch)))


def weekday_names() -> list[str]:
    """Short names, Monday first, in the language spoken now."""
    locale = QLocale(language())
    return [locale.standaloneDayName(n, QLocale.FormatType.ShortFormat) for n in range(1, 8)]


def day_name(day: date) -> str:
    """Month and day, as a heading says them."""
    month = QLocale(language()).standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)
    return _("{month} {day}", month=month, day=day.day)
