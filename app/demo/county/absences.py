"""Leave of the managers and the trainings of all staff."""

from dataclasses import dataclass

import numpy as np

from app.demo.office import Days, Flags, Floats, Ints, Row, Texts, pick, rows
from app.demo.staff import Staff

KIND_SHARES = {"年休假": 55, "培训": 20, "病假": 15, "事假": 10}
PER_YEAR = 2.0


@dataclass(frozen=True)
class Absences:
    """Periods with first and last day, both included; ``deputy`` stands in."""

    manager: Ints
    kind: Texts
    first: Days
    last: Days
    deputy: Ints

    def away(self, managers: int, days: Days) -> Flags:
        """Who is absent when: managers x days."""
        gone = np.zeros((managers, len(days)), dtype=bool)
        inside = (days >= self.first[:, None]) & (days <= self.last[:, None])
        np.logical_or.at(gone, self.manager, inside)
        return gone

    def table(self, staff: Staff) -> list[Row]:
        """The periods as rows."""
        return rows(staff_no=staff.numbers[self.manager], manager=staff.names[self.manager], kind=self.kind,
                    first=self.first, last=self.last, deputy_no=staff.numbers[self.deputy])


def take_leave(rng: np.random.Generator, staff: Staff, deputy: Ints, months: Days) -> Absences:
    """Poisson(2) periods of 1-6 days a year and manager (assumption)."""
    count = rng.poisson(PER_YEAR * len(months) / 12, staff.managers)
    manager = np.repeat(np.arange(staff.managers), count)
    begin = months[0].astype("datetime64[D]")
    span = ((months[-1] + 1).astype("datetime64[D]") - begin).astype(int)
    first = begin + rng.integers(0, span - 6, len(manager))
    last = first + rng.integers(0, 6, len(manager))
    return Absences(manager, pick(rng, KIND_SHARES, len(manager)), first, last, deputy[manager])


def train(rng: np.random.Generator, staff: Staff) -> tuple[Ints, Floats]:
    """Trainings of the year and mean score of every member of the staff."""
    count = len(staff.numbers)
    return rng.poisson(3.2, count).clip(0, 8), rng.normal(86, 6, count).clip(60, 100).round(1)
