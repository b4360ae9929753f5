"""What the planner is given and what it answers, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.kit.words import N_

NO_DAYS = N_("no working day is left in this month")
TOO_FAR = N_("the way and the visit take longer than a day")
NO_ROOM = N_("every day of the month is full")


@dataclass(frozen=True)
class Stop:
    """One representative to be visited. Minutes are those at the stop; kilometres count from the office."""

    id: int
    area: str
    village: str = ""
    feeder: str = ""
    reading_day: int | None = None
    longitude: float | None = None
    latitude: float | None = None
    distance: float | None = None
    on_site: bool = True
    minutes: float = 20.0
    open_requests: int = 0
    missed: bool = False
    overdue: int = 0

    @property
    def place(self) -> str:
        """What is kept on one day where possible: the village, or the area that belongs to none."""
        return self.village or self.area

    @property
    def urgency(self) -> tuple[int, int, int]:
        """Smaller is more urgent: overdue longest, missed last month, open requests."""
        return -self.overdue, -int(self.missed), -self.open_requests


@dataclass(frozen=True)
class Terms:
    """The office's terms: window in days around the reading day, minutes a day, km/h, window without a day."""

    window: int = 3
    ceiling: float = 300.0
    speed: float = 25.0
    reading: tuple[int, int] = (1, 8)


@dataclass(frozen=True)
class Placed:
    """A stop on a day: its place in the day's order, and whether the day lies in its reading window."""

    id: int
    day: date
    sequence: int
    in_window: bool


@dataclass(frozen=True)
class DayLoad:
    """What a day came to, travel included."""

    day: date
    minutes: float
    km: float
    stops: int


@dataclass(frozen=True)
class Plan:
    """A manager's month: every stop is in ``placed`` once, or in ``unplaced`` with its reason."""

    placed: Sequence[Placed] = ()
    loads: Sequence[DayLoad] = ()
    unplaced: Mapping[int, str] = field(default_factory=dict)
