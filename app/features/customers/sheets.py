"""The list of customers: key customers, retailers, anyone known by name."""

from collections.abc import Sequence
from dataclasses import replace

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.kit.context import Context
from app.kit.job import Progress
from app.kit.row import fields_of
from app.kit.sheet import PlannedRow, Reference, column, columns_of, of_row
from app.kit.words import N_

AREA = Reference(Area, code_heading=N_("Area code"), code_headings=("台区编号", "台区ID", "台区编码"))
"""How workbooks name an area: its name, with the code in a column of its own."""
AREA_HEADINGS = ("台区", "台区名称")

_FIELDS = fields_of(Customer)
_LIST = of_row(
    "customers", N_("Customers"), Customer,
    (
        *columns_of(Customer, "code", "name"),
        column(_FIELDS["area_id"].but(name="area"), *AREA_HEADINGS, reference=AREA),
        column(_FIELDS["rank"].but(required=False)),
        *columns_of(
            Customer, "sex", "born", "account_no", "phone", "employer", "hamlet", "preferred_time",
            "preferred_channel", "licence", "licensed_until", "shop", "market", "size", "tier", "order_day",
            "delivery_day", "visit_days", "pays_online", "marks_prices", "credit", "consented_on", "longitude",
            "latitude", "note",
        ),
    ),
    rank=40,
)  # fmt: skip


def _put(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    """An empty class says nothing: a new customer is a general one, a known one stays what he is."""
    said = [
        replace(row, values={n: v for n, v in (row.values or {}).items() if n != "rank" or v}) for row in planned
    ]  # fmt: skip
    _LIST.put(ctx, said, progress)


CUSTOMERS = replace(_LIST, put=_put)
