"""A month's visits as the calendar's cells: one line a manager and day, or one a visit where one manager is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.features.visits.queries.month import MonthPlan, MonthVisit
from app.features.visits.rules.moving import Surroundings, is_away, may_move
from app.kit.words import _
from app.kit.workdays import days_of
from app.ui.calendar import Badge, DayCell, Entry


@dataclass(frozen=True)
class Line:
    """What one line of the calendar stands for; it is the entry's id."""

    manager_id: int
    day: date
    visits: tuple[int, ...]


class MonthLines:
    """The lines of a month, and the visits behind each."""

    def __init__(self, plan: MonthPlan, manager_id: int | None) -> None:
        self.plan, self._manager_id = plan, manager_id
        self._colours = {manager.id: at for at, manager in enumerate(plan.managers)}
        self._visits = {visit.id: visit for visit in plan.visits}
        by_day = groupby(plan.visits, key=lambda visit: visit.day)
        self._days = {day: list(visits) for day, visits in by_day}

    def cells(self) -> list[DayCell]:
        """Every day of the month."""
        return [self._cell(day) for day in days_of(self.plan.month)]

    def managers_on(self, day: date) -> list[int]:
        """Managers with visits on a day, in the order shown."""
        return list(dict.fromkeys(visit.manager_id for visit in self._days.get(day, ())))

    def visits_of(self, line: Line) -> list[MonthVisit]:
        """The visits behind a line."""
        return [self._visits[id_] for id_ in line.visits if id_ in self._visits]

    def planned_of(self, line: Line) -> tuple[int, ...]:
        """Those of them that are still to be made."""
        return tuple(visit.id for visit in self.visits_of(line) if visit.state == "planned")

    def why_not(self, line: Line, day: date) -> str:
        """Why a line may not be put on ``day``; empty if it may."""
        visits = self.visits_of(line)
        planned = [visit for visit in visits if visit.state == "planned"]
        if not planned:
            return may_move("done", self.plan.month, day, Surroundings())
        away = self.plan.absences.get(line.manager_id, ())
        people = {visit.representation_id: visit.representative for visit in planned}
        for other in self._days.get(day, ()):
            if other.representation_id in people and other.id not in line.visits:
                name = people[other.representation_id]
                return _("{name} is visited on {day} already.", name=name, day=day.isoformat())
        return may_move("planned", self.plan.month, day, Surroundings(self.plan.workdays, away))

    def _cell(self, day: date) -> DayCell:
        visits, plan = self._days.get(day, []), self.plan
        away = self._manager_id is not None and is_away(day, plan.absences.get(self._manager_id, ()))
        rest = not plan.workdays.is_workday(day)
        note = plan.holidays.get(day, "")
        if away:
            note = "; ".join(part for part in (note, _("absent")) if part)
        crews = len({visit.manager_id for visit in visits}) or 1
        return DayCell(
            day, tuple(self._badges(day)), tuple(self._entries(day, visits)),
            sum(visit.minutes for visit in visits), plan.ceiling * crews if visits else 0.0, note, rest, away,
        )  # fmt: skip

    def _badges(self, day: date) -> Iterator[Badge]:
        mark = self.plan.workdays.marks.get(day)
        if self.plan.reading.get(day):
            yield Badge(_("reading"), "info")
        if mark == "worked":
            yield Badge(_("worked"), "attention")
        elif not self.plan.workdays.is_workday(day):
            yield Badge(_("off"), "refused" if mark else "muted")

    def _entries(self, day: date, visits: list[MonthVisit]) -> Iterator[Entry]:
        if self._manager_id is not None:
            for visit in visits:
                line = Line(visit.manager_id, day, (visit.id,))
                yield Entry(line, visit.representative, visit.village, self._colours.get(visit.manager_id, 0),
                            visit.state == "done")  # fmt: skip
            return
        for manager, group in groupby(visits, key=lambda visit: visit.manager_id):
            mine = list(group)
            text = _("{places} · {n}", places=_places(mine), n=len(mine))
            yield Entry(Line(manager, day, tuple(visit.id for visit in mine)), mine[0].manager, text,
                        self._colours.get(manager, 0), all(visit.state == "done" for visit in mine))  # fmt: skip


def _places(visits: Iterable[MonthVisit]) -> str:
    names = list(dict.fromkeys(visit.village for visit in visits))
    return _(", ").join(names[:2]) + ("…" if len(names) > 2 else "")
