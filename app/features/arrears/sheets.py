"""The list of arrears 欠费清单, as the marketing system exports it."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select

from app.features.arrears.model import Arrear
from app.features.arrears.queries import DAYS
from app.features.customers.model import Customer
from app.features.customers.sheets import AREA, AREA_HEADINGS
from app.kit.job import Progress
from app.kit.sheet import PlannedRow, column, columns_of, of_row
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import N_

_PLAIN = of_row(
    "arrears", N_("Arrears"), Arrear,
    (
        *columns_of(Arrear, "account_no", "name"),
        column(fields_of(Arrear)["area_id"].but(name="area"), *AREA_HEADINGS, reference=AREA),
        *columns_of(Arrear, "address", "phone", "month", "billed", "paid", "amount", "penalty", "due_on"),
        column(DAYS, read=False),
        *columns_of(Arrear, "cleared_on", "note"),
    ),
    rank=55,
)  # fmt: skip


def _put(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    """Write the rows, then join them to the customers known by name who have these accounts."""
    _PLAIN.put(ctx, planned, progress)
    ctx.flush()
    holders = (
        select(Customer.account_no, func.min(Customer.id).label("id"), func.min(Customer.area_id).label("area"))
        .where(Customer.account_no.is_not(None), Customer.archived_on.is_(None))
        .group_by(Customer.account_no).having(func.count() == 1).subquery()
    )  # fmt: skip
    loose = select(Arrear, holders.c.id, holders.c.area).join(holders, holders.c.account_no == Arrear.account_no)
    for bill, customer, area in ctx.session.execute(loose.where(Arrear.customer_id.is_(None))):
        bill.customer_id, bill.area_id = customer, bill.area_id or area


ARREARS = replace(_PLAIN, put=_put)
