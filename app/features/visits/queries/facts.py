"""A month's visits in figures: plan kept, in the window, on site; who was met and who was not (D1, D4, D5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.representatives.model import Representation
from app.features.visits.model import Visit
from app.features.visits.queries.due import due_in
from app.features.visits.queries.terms import VisitTerms, visit_terms
from app.features.visits.rules.channel import FACE_TO_FACE, counts, is_own
from app.features.visits.rules.windows import is_in_window
from app.kit.measure import Record
from app.kit.store.context import Context
from app.kit.tally import Tally
from app.kit.words import N_, _


@dataclass(frozen=True)
class _Met:
    """A visit of the month, made or not, with what judges it."""

    id: int
    manager: int
    representation: int
    state: str
    method: str
    planned_on: date | None
    day: date | None
    area: str
    person: str
    reading_day: int | None
    reading_zone: str | None
    reading_route: str | None

    def record(self, told: str, day: date) -> Record:
        """The visit as a record; ``told`` says what of it, with its ``{day}`` and ``{where}``."""
        return Record("visit", self.id, _(told, day=f"{day:%m-%d}", where=f"{self.area} · {self.person}"), 1.0)


def count_visits(ctx: Context, month: str, served: Mapping[int, int], tally: Tally) -> None:
    """Count visits for their managers, and who is to be visited for the manager of the area in ``served``.

    Numbers: ``planned`` until today, of them ``plan_done`` (走访完成率); ``visits`` made, of them ``in_window``
    (及时率) and ``on_site`` (现场率); ``to_visit`` in the month, of them ``visited`` by a contact that counts
    (走访覆盖率, D5). Records: ``missed``, ``out_of_window``, ``by_phone``, ``not_visited``.
    """
    terms = visit_terms(ctx)
    covered = set()
    for met in _met(ctx, month):
        _count_plan(tally, met, ctx.today)
        if met.state == "done" and met.day is not None:
            _count_made(tally, met, met.day, month, terms)
            if counts(met.method, is_own(met.reading_route, met.reading_zone), terms.distant):
                covered.add(met.representation)
    for due in due_in(ctx, month, served=served):
        is_covered = due.representation_id in covered
        tally.add(due.manager_id, "to_visit")
        tally.add(due.manager_id, "visited", float(is_covered))
        if not is_covered:
            text = _("{area} · {name}: not visited", area=due.area, name=due.name)
            tally.record(due.manager_id, "not_visited", Record("representation", due.representation_id, text, 1.0))


def _count_plan(tally: Tally, met: _Met, today: date) -> None:
    done = met.state == "done"
    if met.planned_on is None or not (done or met.state == "missed" or met.planned_on < today):
        return
    tally.add(met.manager, "planned")
    tally.add(met.manager, "plan_done", float(done))
    if not done:
        tally.record(met.manager, "missed", met.record(N_("{day} {where}: not made"), met.planned_on))


def _count_made(tally: Tally, met: _Met, day: date, month: str, terms: VisitTerms) -> None:
    face = met.method in FACE_TO_FACE
    timely = is_in_window(month, day, met.reading_day, terms.planning, face)
    tally.add(met.manager, "visits")
    tally.add(met.manager, "on_site", float(face))
    tally.add(met.manager, "in_window", float(timely))
    if not timely:
        tally.record(met.manager, "out_of_window", met.record(N_("{day} {where}: outside the reading window"), day))
    if not face:
        tally.record(met.manager, "by_phone", met.record(N_("{day} {where}: by telephone"), day))


def _met(ctx: Context, month: str) -> Iterator[_Met]:
    statement = (
        select(Visit.id, Visit.manager_id, Visit.representation_id, Visit.state, Visit.method, Visit.planned_on,
               Visit.day, Area.name, Customer.name, Area.reading_day, Area.reading_zone, Manager.reading_route)
        .join(Manager, Visit.manager_id == Manager.id)
        .join(Representation, Visit.representation_id == Representation.id)
        .join(Customer, Representation.customer_id == Customer.id).join(Area, Representation.area_id == Area.id)
        .where(Visit.month == month, Visit.archived_on.is_(None))
    )  # fmt: skip
    for row in ctx.session.execute(statement):
        yield _Met(*tuple(row))
