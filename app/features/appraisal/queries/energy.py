"""Energy, fees and complaints of the areas, from the indicator months (d4)."""

from sqlalchemy import select

from app.features.appraisal.model import AreaMonth
from app.features.appraisal.queries.holders import Holding
from app.features.areas.model import Area
from app.kit.measure import Record
from app.kit.store.context import Context
from app.kit.tally import Tally
from app.kit.words import _

TABLE = AreaMonth.__tablename__


def count_energy(ctx: Context, held: Holding, tally: Tally) -> None:
    """One SQL statement; missing figures of an area are left out of their own sums only."""
    statement = (
        select(AreaMonth.id, AreaMonth.area_id, AreaMonth.supplied, AreaMonth.sold, AreaMonth.due, AreaMonth.received,
               AreaMonth.complaints, AreaMonth.outages, Area.name, Area.households)
        .join(Area, AreaMonth.area_id == Area.id)
        .where(AreaMonth.month == held.month, AreaMonth.archived_on.is_(None))
    )  # fmt: skip
    for id_, area, supplied, sold, due, received, complaints, outages, name, households in ctx.session.execute(
        statement
    ):
        manager = held.of.get(area)
        _loss(tally, manager, (id_, name), supplied, sold)
        if due is not None and received is not None:
            tally.add(manager, "due", float(due))
            tally.add(manager, "received", float(received))
            if received < due:
                text = _("{area}: {amount} yuan unpaid", area=name, amount=f"{due - received:,.2f}")
                tally.record(manager, "arrears", Record(TABLE, id_, text, float(due - received)))
        if complaints is not None:
            tally.add(manager, "households", float(households))
            tally.add(manager, "complaints", float(complaints))
            if complaints:
                text = _("{area}: {n} complaints", area=name, n=complaints)
                tally.record(manager, "complaints", Record(TABLE, id_, text, float(complaints)))
        tally.add(manager, "outages", float(outages or 0))


def _loss(tally: Tally, manager: int | None, row: tuple[int, str], supplied: float | None, sold: float | None) -> None:
    """Negative loss is a fault of the data: left out of both sums, and reported (d4)."""
    if not supplied or sold is None:
        return
    id_, name = row
    lost = supplied - sold
    if lost < 0:
        tally.add(manager, "faults")
        text = _("{area}: negative loss {rate} %, left out as a data fault", area=name,
                 rate=f"{lost / supplied * 100:.1f}")  # fmt: skip
        tally.record(manager, "loss", Record(TABLE, id_, text))
        tally.record(manager, "faults", Record(TABLE, id_, text))
        return
    tally.add(manager, "supplied", supplied)
    tally.add(manager, "lost", lost)
    text = _("{area}: loss {rate} %, {lost} kWh", area=name, rate=f"{lost / supplied * 100:.1f}", lost=f"{lost:,.0f}")
    tally.record(manager, "loss", Record(TABLE, id_, text, lost))
