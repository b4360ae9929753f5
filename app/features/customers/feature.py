"""Customers, as a feature."""

from app.features.customers import queries, sheets
from app.features.customers.model import Customer
from app.kit.manifest import Detail, Duty, Feature, Section
from app.kit.store.context import Context
from app.kit.words import N_


def _doubled(ctx: Context) -> int:
    return sum(map(len, queries.double_customers(ctx)))


FEATURE = Feature(
    name="customers",
    title=N_("Customers"),
    rows=(Customer,),
    listings=(queries.CUSTOMERS, queries.DOUBLES),
    sheets=(sheets.CUSTOMERS,),
    duties=(
        Duty("double_customers", N_("customers kept twice"), N_("Put one away"), _doubled, "double_customers", "info"),
    ),
    details=(Detail("customers", queries.customer_story), Detail("double_customers", queries.customer_story)),
    sections=(Section("representatives", "customers", N_("Customers"), 20, listing="customers", icon="user"),),
)
