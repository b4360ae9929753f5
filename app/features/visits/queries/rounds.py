"""What the planner needs: every manager's stops, days and minutes already spoken for."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.features.areas.model import Area, Feeder
from app.features.managers.model import Absence, Manager
from app.features.org.model import Staff
from app.features.org.queries import workdays
from app.features.visits.model import Visit
from app.features.visits.queries.due import DueVisit, due_in, left_over, open_requests, visited_in, with_card
from app.features.visits.queries.terms import VisitTerms, visit_terms
from app.features.visits.rules.channel import FACE_TO_FACE, is_own, method_for
from app.features.visits.rules.due import overdue_days
from app.features.visits.rules.moving import Span
from app.features.visits.rules.stops import Stop, Terms
from app.features.visits.rules.topics import topics_for
from app.features.visits.rules.windows import days_for
from app.kit.store.context import Context
from app.kit.workdays import days_of, month_of


@dataclass(frozen=True)
class Ask:
    """What a stop's visit will say beside its day: method and topics."""

    method: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Round:
    """One manager's month before it is planned; ``asks`` by representation."""

    manager_id: int
    name: str
    stops: tuple[Stop, ...]
    asks: Mapping[int, Ask]
    days: tuple[date, ...]
    taken: Mapping[date, float]


@dataclass(frozen=True)
class Rounds:
    """The rounds of a month, the terms they are planned by, and the representatives nobody serves."""

    month: str
    terms: Terms
    rounds: tuple[Round, ...]
    unserved: tuple[DueVisit, ...]


@dataclass(frozen=True)
class _Place:
    code: str
    village: str
    feeder: str
    reading_day: int | None
    zone: str | None
    longitude: float | None
    latitude: float | None
    distance: float | None


def rounds(ctx: Context, month: str, managers: Collection[int] = ()) -> Rounds:
    """Every manager's round of ``month``: who is due and was not met yet; ``managers`` empty: all managers."""
    terms, met = visit_terms(ctx), visited_in(ctx, month)
    due = [one for one in due_in(ctx, month, managers) if one.representation_id not in met]
    by_manager: dict[int, list[DueVisit]] = defaultdict(list)
    for one in due:
        if one.manager_id is not None:
            by_manager[one.manager_id].append(one)
    stops = _Stops(ctx, month, terms)
    days, taken, people = _days(ctx, month), _taken(ctx, month, terms), _people(ctx)
    made = tuple(
        Round(manager, people[manager][0], *stops.of(people[manager][1], mine), days(manager), taken.get(manager, {}))
        for manager, mine in sorted(by_manager.items())
    )
    return Rounds(month, terms.planning, made, tuple(one for one in due if one.manager_id is None))


class _Stops:
    """Turns due visits into stops, with what waits there."""

    def __init__(self, ctx: Context, month: str, terms: VisitTerms) -> None:
        self._month, self._terms = month, terms
        self._first = days_of(month)[0]
        self._places, self._requests = _places(ctx), open_requests(ctx)
        self._left_over, self._cards = left_over(ctx, month), with_card(ctx)

    def of(self, route: str | None, due: list[DueVisit]) -> tuple[tuple[Stop, ...], dict[int, Ask]]:
        """Stops of one manager whose own reading area is ``route``, and what each is about."""
        stops, asks = [], {}
        for one in due:
            place, waiting = self._places[one.area_id], self._requests[one.customer_id]
            method = method_for(is_own(route, place.zone), place.reading_day)
            card = one.customer_id not in self._cards
            asks[one.representation_id] = Ask(method, topics_for(self._month, waiting, card))
            on_site = method in FACE_TO_FACE
            stops.append(Stop(
                one.representation_id, place.code, place.village, place.feeder, place.reading_day, place.longitude,
                place.latitude, place.distance, on_site, self._terms.minutes(on_site, waiting), waiting,
                one.representation_id in self._left_over, overdue_days(one.due, self._first),
            ))  # fmt: skip
        return tuple(stops), asks


def _places(ctx: Context) -> dict[int, _Place]:
    what = (Area.id, Area.code, Area.village, Feeder.name, Area.reading_day, Area.reading_zone, Area.longitude,
            Area.latitude, Area.distance)  # fmt: skip
    found = ctx.session.execute(select(*what).outerjoin(Feeder, Area.feeder_id == Feeder.id))
    return {row[0]: _Place(row[1], row[2] or "", row[3] or "", *row[4:]) for row in found}


def _people(ctx: Context) -> dict[int, tuple[str, str | None]]:
    statement = select(Manager.id, Staff.name, Manager.reading_route).join(Staff, Manager.staff_id == Staff.id)
    return {id_: (name, route) for id_, name, route in ctx.session.execute(statement)}


def _days(ctx: Context, month: str) -> Callable[[int], tuple[date, ...]]:
    """Days on which each manager can visit: from today on in the running month, else the whole month."""
    calendar, away = workdays(ctx), absences(ctx)
    first = ctx.today if month_of(ctx.today) == month else None
    return lambda manager: tuple(days_for(month, calendar, away.get(manager, []), first))


def absences(ctx: Context) -> dict[int, list[Span]]:
    """Every manager's absences, both ends included."""
    found: dict[int, list[Span]] = defaultdict(list)
    statement = select(Absence.manager_id, Absence.first, Absence.last).where(Absence.archived_on.is_(None))
    for manager, first, last in ctx.session.execute(statement):
        found[manager].append((first, last))
    return found


def _taken(ctx: Context, month: str, terms: VisitTerms) -> dict[int, dict[date, float]]:
    """Minutes of the visits already made, by manager and day."""
    found: dict[int, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    days = days_of(month)
    statement = select(Visit.manager_id, Visit.day, Visit.minutes, Visit.method).where(
        Visit.state == "done", Visit.day.between(days[0], days[-1]), Visit.archived_on.is_(None)
    )
    for manager, day, minutes, method in ctx.session.execute(statement):
        if day is not None:
            found[manager][day] += minutes or terms.minutes(method in FACE_TO_FACE, 0)
    return found
