"""How complete the archives of the representatives are (B5)."""

from sqlalchemy import select

from app.features.appraisal.queries.holders import Holding
from app.features.customers.model import Customer
from app.features.representatives.model import Representation
from app.features.representatives.queries import source_of
from app.features.representatives.rules import REQUIRED, completeness
from app.features.visits.queries.due import is_open
from app.kit.measure import Record
from app.kit.store.context import Context
from app.kit.tally import Tally
from app.kit.words import _


def count_archives(ctx: Context, held: Holding, tally: Tally) -> None:
    """Required particulars of everybody in office at the month's end, filled and missing: one SQL statement."""
    statement = (
        select(Representation.id, Representation.area_id, Customer.name, *(source_of(name) for name in REQUIRED))
        .join(Customer, Representation.customer_id == Customer.id)
        .where(is_open(held.last))
    )
    for id_, area, person, *particulars in ctx.session.execute(statement):
        _share, missing = completeness(dict(zip(REQUIRED, particulars, strict=True)))
        manager = held.of.get(area)
        tally.add(manager, "required", len(REQUIRED))
        tally.add(manager, "filled", len(REQUIRED) - len(missing))
        if missing:
            text = _("{name}: {n} particulars missing", name=person, n=len(missing))
            tally.record(manager, "incomplete", Record("representation", id_, text, float(len(missing))))
