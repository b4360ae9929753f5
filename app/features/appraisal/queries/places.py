"""Where a record behind a figure is to be found: the listing that shows it, narrowed to it."""

from typing import Any

from sqlalchemy import select

from app.features.appraisal.model import AreaMonth, Period, Rating
from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.features.representatives.model import Representation
from app.features.requests.model import Request
from app.features.visits.model import Visit
from app.kit.store.context import Context
from app.kit.store.query import Filter, View

_WAYS: dict[str, tuple[str, tuple[str, ...], Any]] = {
    "area_month": ("area_months", ("area_code", "month"),
                   select(Area.code, AreaMonth.month).join(Area, AreaMonth.area_id == Area.id)),
    "area": ("areas", ("code",), select(Area.code)),
    "request": ("requests", ("code",), select(Request.code)),
    "visit": ("visits", ("code",), select(Visit.code)),
    "representation": ("representatives", ("code",),
                       select(Customer.code).join(Representation, Representation.customer_id == Customer.id)),
    "rating": ("ratings", ("manager_code", "month"),
               select(Staff.code, Period.month).join(Manager, Manager.staff_id == Staff.id)
               .join(Rating, Rating.manager_id == Manager.id).join(Period, Rating.period_id == Period.id)),
}  # fmt: skip
"""By table: the listing, its columns that name the row, and the select of their values."""
_ROWS = {row.__tablename__: row for row in (AreaMonth, Area, Request, Visit, Representation, Rating)}


def record_place(ctx: Context, table: str, row_id: int) -> tuple[str, View] | None:
    """Listing and view that show one record; None if it is gone."""
    listing, columns, statement = _WAYS[table]
    found = ctx.session.execute(statement.where(_ROWS[table].id == row_id)).first()
    if found is None:
        return None
    return listing, View(filters=tuple(Filter(c, "is_in", (v,)) for c, v in zip(columns, found, strict=True)))
