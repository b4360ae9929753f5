"""Areas represented, areas that kept their manager, trainings taken part in (B1, A8, G1)."""

from datetime import date

from sqlalchemy import select

from app.features.allocation.queries.history import has_changed
from app.features.allocation.rules.balance import months_between
from app.features.appraisal.queries.holders import Holding
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.features.representatives.model import Representation
from app.features.representatives.rules import needs_representative
from app.features.visits.queries.due import is_open
from app.kit.measure import Record
from app.kit.store.context import Context
from app.kit.tally import Tally
from app.kit.words import _

TABLE = Area.__tablename__
YEAR = 12.0


def count_areas(ctx: Context, held: Holding, tally: Tally) -> None:
    """Areas, those represented at the month's end, those that changed hands this year: one SQL statement."""
    represented = (
        select(Representation.id)
        .where(Representation.area_id == Area.id, is_open(held.last))
        .exists()
    )  # fmt: skip
    changed = has_changed(date(held.first.year, 1, 1), held.last)
    statement = select(Area.id, Area.name, Area.kind, Area.households, represented, changed).where(
        Area.archived_on.is_(None), Area.state == "running"
    )
    for id_, name, kind, households, is_represented, is_changed in ctx.session.execute(statement):
        manager = held.of.get(id_)
        tally.add(manager, "areas")
        tally.add(manager, "kept", float(not is_changed))
        if is_changed:
            text = _("{area}: changed hands this year", area=name)
            tally.record(manager, "changed", Record(TABLE, id_, text, 1.0))
        if manager is not None:
            _count_tenure(held, tally, id_, name)
        if needs_representative(kind, "running", households):
            tally.add(manager, "to_represent")
            tally.add(manager, "represented", float(bool(is_represented)))
            if not is_represented:
                text = _("{area}: no representative in office", area=name)
                tally.record(manager, "unrepresented", Record(TABLE, id_, text, 1.0))


def _count_tenure(held: Holding, tally: Tally, area: int, name: str) -> None:
    """Months since the manager has the area; those below a year are what keeps the mean low (A8)."""
    manager, since = held.of[area], held.since[area]
    months = months_between(since, held.last)
    tally.add(manager, "tenure_months", months)
    if months < YEAR:
        text = _("{area}: served since {day}", area=name, day=since)
        tally.record(manager, "short_tenure", Record(TABLE, area, text, YEAR - months))


def count_trainings(ctx: Context, held: Holding, tally: Tally) -> None:
    """Trainings of the year as recorded; a manager without a record is not counted at all."""
    trained = select(Manager.id, Staff.trainings).join(Staff, Manager.staff_id == Staff.id)
    statement = trained.where(Staff.trainings.is_not(None))
    for id_, trainings in ctx.session.execute(statement):
        tally.add(id_, "trainings", float(trainings or 0))
