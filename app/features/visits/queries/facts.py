"""What a month's visits come to for each manager, with the records behind every figure (d4; used by the appraisal)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.representatives.model import Representation
from app.features.visits.model import Visit
from app.features.visits.queries.due import DueVisit, due_in
from app.features.visits.queries.terms import VisitTerms, visit_terms
from app.features.visits.rules.channel import FACE_TO_FACE, counts, is_own
from app.features.visits.rules.windows import is_in_window
from app.kit.context import Context
from app.kit.measure import Facts, Record

NUMBERS = (
    "visits_planned", "visits_kept", "visits_done", "visits_in_window", "visits_on_site", "visits_phone",
    "visits_missed", "representatives_due", "representatives_covered",
)  # fmt: skip
"""``visits_kept`` are planned visits that were made: kept / planned is 走访完成率. Covered / due is 走访覆盖率,
in_window / done is 及时率, on_site / (on_site + phone) is 现场率."""


@dataclass
class _Tally:
    numbers: dict[str, float] = field(default_factory=lambda: dict.fromkeys(NUMBERS, 0.0))
    records: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, record: Record | None = None) -> None:
        self.numbers[name] += 1
        if record:
            self.records[name].append(record)


@dataclass(frozen=True)
class _Met:
    id: int
    code: str
    manager: int
    representation: int
    name: str
    state: str
    method: str
    planned_on: date | None
    day: date | None
    reading_day: int | None
    own: bool


def visit_facts(ctx: Context, month: str) -> Mapping[int, Facts]:
    """Facts of every manager who had something to visit in ``month``, by manager id.

    Records: ``visits_missed`` (planned for a day gone by, not made), ``visits_late`` (made outside the reading window),
    ``representatives_uncovered`` (due, but not met by a contact that counts, D5).
    """
    terms, tallies = visit_terms(ctx), defaultdict[int, _Tally](_Tally)
    covered: set[int] = set()
    for met in _met(ctx, month):
        _count(tallies[met.manager], met, month, terms, ctx.today)
        if met.state == "done" and counts(met.method, met.own, terms.distant):
            covered.add(met.representation)
    for due in due_in(ctx, month):
        if due.manager_id is not None:
            _cover(tallies[due.manager_id], due, due.representation_id in covered)
    return {manager: Facts(tally.numbers, dict(tally.records)) for manager, tally in sorted(tallies.items())}


def _count(tally: _Tally, met: _Met, month: str, terms: VisitTerms, today: date) -> None:
    record = Record("visit", met.id, f"{met.code} {met.name}")
    if met.planned_on is not None:
        tally.add("visits_planned")
    if met.state != "done" or met.day is None:
        is_to_come = met.state == "planned" and met.planned_on is not None and met.planned_on >= today
        if not is_to_come:
            tally.add("visits_missed", record)
        return
    tally.add("visits_done")
    if met.planned_on is not None:
        tally.add("visits_kept")
    on_site = met.method in FACE_TO_FACE
    tally.add("visits_on_site" if on_site else "visits_phone")
    if is_in_window(month, met.day, met.reading_day, terms.planning, on_site):
        tally.add("visits_in_window")
    else:
        tally.records["visits_late"].append(record)


def _cover(tally: _Tally, due: DueVisit, is_covered: bool) -> None:
    tally.add("representatives_due")
    if is_covered:
        tally.add("representatives_covered")
    else:
        tally.records["representatives_uncovered"].append(Record("representation", due.representation_id, due.name))


def _met(ctx: Context, month: str) -> list[_Met]:
    statement = (
        select(Visit.id, Visit.code, Visit.manager_id, Visit.representation_id, Customer.name, Visit.state,
               Visit.method, Visit.planned_on, Visit.day, Area.reading_day, Manager.reading_route, Area.reading_zone)
        .join(Manager, Visit.manager_id == Manager.id)
        .join(Representation, Visit.representation_id == Representation.id)
        .join(Customer, Representation.customer_id == Customer.id).join(Area, Representation.area_id == Area.id)
        .where(Visit.month == month, Visit.archived_on.is_(None)).order_by(func.coalesce(Visit.day, Visit.planned_on))
    )  # fmt: skip
    return [_Met(*row[:10], is_own(row[10], row[11])) for row in ctx.session.execute(statement)]
