"""Who serves which area: whole villages, balanced by customers inside a town, with a history."""

from dataclasses import dataclass

import numpy as np

from app.demo.county.areas import Areas
from app.demo.county.villages import Villages
from app.demo.office import Days, Ints, Row, Texts, rows
from app.demo.staff import Staff

CHANGED_SHARE = 0.04
FOREIGN_READING_SHARE = 0.15
REASONS = ("岗位轮换", "原经理工作调动", "片区工作量调整", "客户反映后调整")
NEVER = np.datetime64("NaT", "D")


@dataclass(frozen=True)
class Service:
    """Per area: manager now and before, the day of the change (NaT: none), the reader's zone."""

    now: Ints
    before: Ints
    changed: Days
    since: Days
    reader: Ints  # the manager in whose meter-reading area it lies
    reason: Texts
    deputy: Ints

    def at(self, months: Days) -> Ints:
        """Manager of each area in each month: areas x months."""
        begun = months.astype("datetime64[D]")[None, :] >= self.changed[:, None]
        return np.where(begun | np.isnat(self.changed)[:, None], self.now[:, None], self.before[:, None])


def posts_by_town(areas: Areas, villages: Villages, posts: int) -> Ints:
    """Share ``posts`` over the towns by largest remainders of the customers; at least two in each."""
    load = np.bincount(villages.town[areas.village], areas.customers, len(villages.town_codes))
    exact = np.maximum(load / load.sum() * posts, 2)
    given = np.floor(exact).astype(int)
    spare = np.argsort(given - exact, kind="stable")
    given[spare[: max(posts - int(given.sum()), 0)]] += 1
    return np.repeat(np.arange(len(given)), given)


def assign(
    rng: np.random.Generator, areas: Areas, villages: Villages, staff: Staff, months: Days,
) -> Service:
    """Give every lot to the least loaded manager of its town, largest lot first."""
    now = _balanced(areas, villages, staff)
    count = len(now)
    colleague = _colleague(rng, now, staff)
    moved = np.zeros(count, dtype=bool)
    moved[rng.choice(count, round(CHANGED_SHARE * count), replace=False)] = True
    day = rng.choice(months[1:], count).astype("datetime64[D]")
    changed = np.where(moved, day, NEVER)
    before = np.where(moved, colleague, now)
    since = _since(rng, staff, before, areas.lot, months[0])
    foreign = np.zeros(count, dtype=bool)
    foreign[rng.choice(count, round(FOREIGN_READING_SHARE * count), replace=False)] = True
    reader = np.where(foreign, _colleague(rng, now, staff), now)
    return Service(now, before, changed, since, reader, rng.choice(REASONS, count), _next(staff)[now])


def _balanced(areas: Areas, villages: Villages, staff: Staff) -> Ints:
    load = np.bincount(areas.lot, areas.customers)
    town = villages.town[np.arange(len(load)) % len(villages.codes)]
    holder = np.empty(len(load), dtype=int)
    taken = np.zeros(staff.managers)
    for lot in np.argsort(-load, kind="stable"):
        here = np.flatnonzero(staff.home[: staff.managers] == town[lot])
        holder[lot] = here[np.argmin(taken[here])]
        taken[holder[lot]] += load[lot]
    return holder[areas.lot]


def _next(staff: Staff) -> Ints:
    """The next manager of the same office, in a ring (the B of A and B)."""
    home = staff.home[: staff.managers]
    following = np.arange(1, staff.managers + 1)
    first = np.searchsorted(home, home)
    inside = (following < staff.managers) & (home[following % staff.managers] == home)
    return np.where(inside, following, first)


def _colleague(rng: np.random.Generator, manager: Ints, staff: Staff) -> Ints:
    """Another manager of the same office for each entry."""
    home = staff.home[: staff.managers]
    first, size = np.searchsorted(home, home), np.bincount(home)[home]
    step = 1 + (rng.random(len(manager)) * (size[manager] - 1)).astype(int)
    other: Ints = first[manager] + (manager - first[manager] + step) % size[manager]
    return other


def _since(
    rng: np.random.Generator, staff: Staff, holder: Ints, lot: Ints, first: np.datetime64,
) -> Days:
    """A first day of a month after the role began and before the months looked at; one a lot."""
    begun = staff.role_since[holder]
    span = (first.astype("datetime64[D]") - begun).astype(int)
    day = begun + (rng.random(int(lot.max()) + 1)[lot] * span).astype(int)
    since: Days = (day.astype("datetime64[M]") + 1).astype("datetime64[D]")
    return since


def assignment_table(service: Service, areas: Areas, villages: Villages, staff: Staff) -> list[Row]:
    """All assignments, past ones with an end; a change carries reason and approver (A8)."""
    moved = ~np.isnat(service.changed)
    past, everything = np.flatnonzero(moved), np.arange(len(moved))
    area = np.concatenate([past, everything])
    is_open = np.arange(len(area)) >= len(past)
    later = is_open & moved[area]
    manager = np.where(is_open, service.now[area], service.before[area])
    start = np.where(later, service.changed[area], service.since[area])
    end = np.where(is_open, NEVER, service.changed[area] - 1)
    head = staff.head_of(villages.town[areas.village[area]])
    order = np.lexsort((start, area))
    return rows(
        area_code=areas.codes[area[order]], staff_no=staff.numbers[manager[order]],
        manager=staff.names[manager[order]], start=start[order], end=end[order],
        reason=np.where(later[order], service.reason[area[order]], "首次分配"),
        approver_no=staff.numbers[head[order]],
        deputy_no=staff.numbers[service.deputy[area[order]]],
        deputy=staff.names[service.deputy[area[order]]],
    )
