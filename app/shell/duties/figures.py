"""What the Today page asks: how the month stands, who carries how much, what the office holds at all."""

from dataclasses import dataclass
from datetime import date

from app.features.allocation.queries.listings import TERRITORY
from app.features.allocation.queries.standing import Carried, carried
from app.features.org.queries import STAFF, setting, workdays
from app.features.representatives.queries import REPRESENTATIVES
from app.kit.store.context import Context
from app.kit.store.query import count
from app.kit.workdays import days_of, month_of


@dataclass(frozen=True)
class MonthStanding:
    """A day in its month: working days in all and left (this one included), and the meter-reading window."""

    day: date
    working: int
    left: int
    first: int
    last: int

    @property
    def week(self) -> int:
        """The week of the month: its first seven days are the first."""
        return (self.day.day - 1) // 7 + 1


@dataclass(frozen=True)
class Holdings:
    """What an office must hold before the month can begin."""

    areas: int
    staff: int
    representatives: int
    demo: str

    @property
    def is_empty(self) -> bool:
        """True while there is nobody, or nothing to look after."""
        return not self.areas or not self.staff


def month_standing(ctx: Context) -> MonthStanding:
    """How the month stands today."""
    working = workdays(ctx).of(days_of(month_of(ctx.today)))
    left = [day for day in working if day >= ctx.today]
    first, last = (int(setting(ctx, name)) for name in ("reading.first", "reading.last"))
    return MonthStanding(ctx.today, len(working), len(left), first, last)


def holdings(ctx: Context) -> Holdings:
    """How many areas, employees and representatives there are."""
    return Holdings(
        count(ctx, TERRITORY), count(ctx, STAFF), count(ctx, REPRESENTATIVES), str(setting(ctx, "office.demo"))
    )


def burdens(ctx: Context) -> list[Carried]:
    """Every manager's load of today, most hours first (A13)."""
    return sorted(carried(ctx), key=lambda one: -one.hours)
