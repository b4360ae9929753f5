"""Plan one manager's month: whole villages in their reading window, days balanced, way short (D1, D4, D5).

Kilometres alone would leave days empty, so balance is a constraint: a village goes to the day that
adds the least way *among the days that stay light*. Nothing is left out silently; the answer depends
on nothing but the input. 60 to 100 stops take a few hundredths of a second.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from app.features.visits.rules.route import Cluster, Roads, cluster
from app.features.visits.rules.stops import NO_DAYS, NO_ROOM, TOO_FAR, DayLoad, Placed, Plan, Stop, Terms
from app.features.visits.rules.windows import is_in_window, strain
from app.kit.workdays import month_of

SLACK = 0.1
"""Days whose load stays within this share of the ceiling above the lightest one compete by way."""
ROUNDS = 24
GAIN = 5.0
"""Minutes by which moving a village must relieve the heavier of two days."""


def plan_month(
    stops: Sequence[Stop], days: Sequence[date], terms: Terms, taken: Mapping[date, float] | None = None
) -> Plan:
    """The month's plan on ``days``; ``taken`` are minutes already spoken for on a day."""
    if not days:
        return Plan(unplaced={stop.id: NO_DAYS for stop in stops})
    far = {stop.id: TOO_FAR for stop in stops if _alone(stop, terms) > terms.ceiling}
    near = sorted((stop for stop in stops if stop.id not in far), key=lambda stop: stop.id)
    clusters = _clusters([stop for stop in near if stop.on_site], terms)
    month = _Month(days, terms, dict(taken or {}), clusters)
    left = [stop for each in sorted(clusters, key=month.order) for stop in month.settle(each)]
    month.level()
    left += month.fill([stop for stop in near if not stop.on_site])
    return Plan(month.placed(), month.loads(), {**far, **{stop.id: NO_ROOM for stop in left}})


def _alone(stop: Stop, terms: Terms) -> float:
    """Minutes of a day with this stop alone."""
    way = 2 * (stop.distance or 0.0) / terms.speed * 60 if stop.on_site else 0.0
    return stop.minutes + way


def _clusters(stops: Sequence[Stop], terms: Terms) -> list[Cluster]:
    """One cluster a village; a village that does not fit into a day is cut along its walk."""
    villages: dict[str, list[Stop]] = {}
    for stop in stops:
        villages.setdefault(stop.place, []).append(stop)
    return [part for name, members in sorted(villages.items()) for part in _cut(cluster(name, members), terms)]


def _cut(whole: Cluster, terms: Terms) -> list[Cluster]:
    if len(whole.stops) == 1 or whole.minutes + (2 * whole.distance + whole.km) / terms.speed * 60 <= terms.ceiling:
        return [whole]
    half = len(whole.stops) // 2
    parts = (cluster(f"{whole.key}/1", whole.stops[:half]), cluster(f"{whole.key}/2", whole.stops[half:]))
    return [piece for part in parts for piece in _cut(part, terms)]


class _Month:
    """The days as they fill up."""

    def __init__(self, days: Sequence[date], terms: Terms, taken: dict[date, float], all_: Sequence[Cluster]) -> None:
        self._days, self._terms, self._taken = list(days), terms, taken
        self._name = month_of(days[0])
        self._roads = Roads(all_)
        self._villages: dict[date, list[Cluster]] = {day: [] for day in days}
        self._calls: dict[date, list[Stop]] = {day: [] for day in days}
        self._km: dict[date, float] = dict.fromkeys(days, 0.0)
        self._strains: dict[str, list[int]] = {}
        self._fair = sum(each.minutes for each in all_) / len(days)

    def order(self, each: Cluster) -> tuple[object, ...]:
        """The most urgent first, then those with the fewest days, then the largest."""
        urgency = min(stop.urgency for stop in each.stops)
        return urgency, self._strain(each).count(0), -each.minutes, each.key

    def settle(self, each: Cluster) -> list[Stop]:
        """Give a village its day; one that fits nowhere whole is parted. Returns the stops without a day."""
        day = self._best_day(each)
        if day is not None:
            self._put(each, day)
            return []
        if len(each.stops) == 1:
            return list(each.stops)
        half = len(each.stops) // 2
        parts = (cluster(f"{each.key}/1", each.stops[:half]), cluster(f"{each.key}/2", each.stops[half:]))
        return [stop for part in parts for stop in self.settle(part)]

    def level(self) -> None:
        """Take villages off the heaviest day while another day of the same strain stays lighter."""
        stuck: set[date] = set()
        for _round in range(ROUNDS):
            open_ = [day for day in self._days if day not in stuck and len(self._villages[day]) > 1]
            if not open_:
                return
            heavy = max(open_, key=lambda day: (self._load(day), day))
            if not self._relieve(heavy):
                stuck.add(heavy)

    def fill(self, calls: Sequence[Stop]) -> list[Stop]:
        """Telephone calls fill the lightest days up to the mean, urgent ones first. Returns those without room."""
        left = []
        mean = (sum(map(self._load, self._days)) + sum(stop.minutes for stop in calls)) / len(self._days)
        day = min(self._days, key=lambda day: (self._load(day), day))
        for stop in sorted(calls, key=lambda stop: (stop.urgency, stop.id)):
            if self._load(day) + stop.minutes > mean:
                day = min(self._days, key=lambda day: (self._load(day), day))
            if self._load(day) + stop.minutes > self._terms.ceiling:
                left.append(stop)
            else:
                self._calls[day].append(stop)
        return left

    def placed(self) -> list[Placed]:
        """Every stop with its day and place: villages in the order of the tour, calls after them."""
        found = []
        for day in self._days:
            tour, _km = self._roads.tour(self._villages[day])
            walk = [stop for each in tour for stop in each.stops] + self._calls[day]
            for number, stop in enumerate(walk, 1):
                timely = is_in_window(self._name, day, stop.reading_day, self._terms, stop.on_site)
                found.append(Placed(stop.id, day, number, timely))
        return found

    def loads(self) -> list[DayLoad]:
        """What every day came to."""
        return [
            DayLoad(day, self._load(day), self._km[day],
                    sum(len(each.stops) for each in self._villages[day]) + len(self._calls[day]))
            for day in self._days
        ]  # fmt: skip

    def _best_day(self, each: Cluster) -> date | None:
        """The least strain first; then, among the days that stay light, the least added way."""
        strains = self._strain(each)
        for wanted in sorted(set(strains)):
            tried = []
            for day, strained in zip(self._days, strains, strict=True):
                if strained == wanted and self._load(day) + each.minutes <= self._terms.ceiling:
                    km = self._roads.tour([*self._villages[day], each])[1]
                    after = self._load_with(day, each.minutes, km)
                    if after <= self._terms.ceiling:
                        tried.append((round(km - self._km[day], 1), after, day))
            if tried:
                light = max(min(after for _km, after, _day in tried) + SLACK * self._terms.ceiling, self._fair)
                return min(one for one in tried if one[1] <= light)[2]
        return None

    def _relieve(self, heavy: date) -> bool:
        best: tuple[float, date, str] | None = None
        for each in self._villages[heavy]:
            rest = [one for one in self._villages[heavy] if one is not each]
            without = self._load_with(heavy, -each.minutes, self._roads.tour(rest)[1])
            strains = dict(zip(self._days, self._strain(each), strict=True))
            for day in self._days:
                tight = self._load(day) + each.minutes + GAIN > self._load(heavy)
                if day == heavy or strains[day] > strains[heavy] or tight:
                    continue
                there = self._load_with(day, each.minutes, self._roads.tour([*self._villages[day], each])[1])
                worse = max(without, there)
                if worse <= self._load(heavy) - GAIN and (best is None or (worse, day, each.key) < best):
                    best = worse, day, each.key
        if best is None:
            return False
        moved = next(each for each in self._villages[heavy] if each.key == best[2])
        self._villages[heavy] = [each for each in self._villages[heavy] if each is not moved]
        self._km[heavy] = self._roads.tour(self._villages[heavy])[1]
        self._put(moved, best[1])
        return True

    def _put(self, each: Cluster, day: date) -> None:
        self._villages[day].append(each)
        self._km[day] = self._roads.tour(self._villages[day])[1]

    def _load(self, day: date) -> float:
        return self._load_with(day, 0.0, self._km[day])

    def _load_with(self, day: date, more: float, km: float) -> float:
        stay = sum(each.minutes for each in self._villages[day]) + sum(stop.minutes for stop in self._calls[day])
        return self._taken.get(day, 0.0) + stay + more + km / self._terms.speed * 60

    def _strain(self, each: Cluster) -> list[int]:
        if each.key not in self._strains:
            self._strains[each.key] = [strain(day, self._name, each.stops, self._terms) for day in self._days]
        return self._strains[each.key]
