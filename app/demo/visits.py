"""The monthly round: who visited which representative when and how (rules D1, D4, D5)."""

from dataclasses import dataclass, fields
from datetime import date

import numpy as np

from app.demo.office import Days, Flags, Ints, Row, Texts, pick, rows
from app.demo.representatives import Representatives
from app.demo.sources import workdays
from app.demo.staff import Staff

READING_DAYS = 8
IN_READING_SHARE = 0.7
WEAK_MANAGERS = 2
WEAK_RATE = 0.55
HALF_HOURS = np.array([510, 540, 570, 600, 630, 660, 870, 900, 930, 960, 990, 1020])  # from 8:30, from 14:30
OWN_SHARES = {"抄表顺访": 60, "上门": 28, "电话": 9, "微信": 3}
FOREIGN_SHARES = {"电话": 75, "微信": 15, "上门": 10}
MATTER_SHARES = {"安全": 40, "电价": 25, "催费": 15, "联防": 20}
SATISFACTION = (0.01, 0.03, 0.12, 0.42, 0.42)


@dataclass(frozen=True)
class Visits:
    """One entry per visit in order of time; indices into representatives and staff."""

    codes: Texts
    representative: Ints
    manager: Ints
    at: Days  # to the minute
    channel: Texts
    minutes: Ints

    def before(self, day: date) -> "Visits":
        """Only what happened before ``day``."""
        kept = self.at < np.datetime64(day)
        return Visits(*(getattr(self, part.name)[kept] for part in fields(self)))


def visit(
    rng: np.random.Generator, found: Representatives, months: Days, *, manager: Ints, own: Flags, away: Flags,
) -> Visits:
    """Visit each representative in each month with his manager's own reliability.

    ``manager`` and ``own`` (the area is in his meter-reading area) are areas x months; ``away`` is
    managers x days from the first day of ``months``. Nobody is visited before the month after filing.
    """
    rate = rng.beta(18, 1.8, len(away))
    rate[rng.choice(len(away), WEAK_MANAGERS, replace=False)] = WEAK_RATE
    serving = manager[found.area]
    filed = found.filed[:, None] <= months.astype("datetime64[D]")[None, :]
    who, month = np.nonzero(filed & (rng.random(serving.shape) < rate[serving]))
    day = np.concatenate([
        _days(rng, serving[who[month == m], m], away, months, m) for m in range(len(months))
    ])
    order = np.argsort(month, kind="stable")
    who, month = who[order][~np.isnat(day)], month[order][~np.isnat(day)]
    day = day[~np.isnat(day)]
    by = serving[who, month]
    at = day.astype("datetime64[m]") + _minute(rng, by, day)
    own_visit = own[found.area[who], month]
    channel = np.where(own_visit, pick(rng, OWN_SHARES, len(who)), pick(rng, FOREIGN_SHARES, len(who)))
    minutes = rng.lognormal(np.log(14), 0.5, len(who)).round().clip(2, 120).astype(int)
    turn = np.lexsort((by, at))
    codes = np.array([f"ZF{i + 1:06d}" for i in range(len(who))])
    return Visits(codes, who[turn], by[turn], at[turn], channel[turn], minutes[turn])


def _days(rng: np.random.Generator, manager: Ints, away: Flags, months: Days, m: int) -> Days:
    """A working day at which the manager is there, 70 % in the meter-reading days; NaT if there is none."""
    first = months[m].astype("datetime64[D]")
    days = workdays(first, (months[m] + 1).astype("datetime64[D]") - 1)
    reading = (days - first).astype(int) < READING_DAYS
    if not reading.any():  # the National Day week may swallow them
        reading = np.arange(len(days)) < READING_DAYS // 2
    there = ~away[:, (days - months[0].astype("datetime64[D]")).astype(int)][manager]
    early = (rng.random(len(manager)) < IN_READING_SHARE)[:, None]
    wanted = there & (reading[None, :] == early)
    allowed = np.where(wanted.any(axis=1, keepdims=True), wanted, there)
    chosen = np.argmax(rng.random(allowed.shape) * allowed, axis=1)
    return np.where(allowed.any(axis=1), days[chosen], np.datetime64("NaT", "D"))


def _minute(rng: np.random.Generator, manager: Ints, day: Days) -> Ints:
    """Minute of the day: a manager's visits of one day share its half hours without meeting."""
    order = np.lexsort((rng.random(len(day)), manager, day))
    key = np.column_stack([day[order].astype(int), manager[order]])
    starts = np.flatnonzero(np.r_[True, (key[1:] != key[:-1]).any(axis=1)])
    size = np.diff(np.r_[starts, len(day)])
    rank = np.arange(len(day)) - np.repeat(starts, size)
    slot = ((rank + rng.random(len(day))) * len(HALF_HOURS) / np.repeat(size, size)).astype(int)
    minute = np.empty(len(day), dtype=int)
    minute[order] = HALF_HOURS[slot] + rng.integers(0, 30, len(day))
    return minute


def visit_table(
    rng: np.random.Generator, visits: Visits, found: Representatives, staff: Staff, *,
    area_codes: Texts, area_names: Texts, said: dict[int, str],
) -> list[Row]:
    """Visits as rows; ``said`` holds what was brought forward, by position of the visit."""
    count = len(visits.codes)
    area = found.area[visits.representative]
    matters = pick(rng, MATTER_SHARES, count)
    more = pick(rng, MATTER_SHARES, count)
    second = (rng.random(count) < 0.35) & (more != matters)
    matters = np.where(second, np.char.add(np.char.add(matters, "、"), more), matters)
    raised = np.isin(np.arange(count), list(said))
    return rows(
        code=visits.codes, at=visits.at, manager=staff.names[visits.manager],
        manager_no=staff.numbers[visits.manager], representative_code=found.codes[visits.representative],
        representative=found.names[visits.representative], area_code=area_codes[area],
        area=area_names[area], channel=visits.channel,
        with_reading=np.where(visits.channel == "抄表顺访", "是", "否"), minutes=visits.minutes,
        matters=np.where(raised, np.char.add(matters, "、诉求"), matters),
        said=[said.get(i, "") for i in range(count)], satisfaction=rng.choice(5, count, p=SATISFACTION) + 1,
    )
