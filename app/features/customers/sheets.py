"""The list of customers: key customers, retailers, anyone known by name."""

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.kit.sheet import Reference, column, columns_of, of_row
from app.kit.store.row import fields_of
from app.kit.words import N_

AREA = Reference(Area, code_heading=N_("Area code"), code_headings=("台区编号", "台区ID", "台区编码"))
"""How workbooks name an area: its name, with the code in a column of its own."""
AREA_HEADINGS = ("台区", "台区名称")

_FIELDS = fields_of(Customer)
CUSTOMERS = of_row(
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
