"""Lists of customers, and those that seem to be kept twice."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, select

from app.features.areas.model import Area
from app.features.customers import rules
from app.features.customers.model import Customer
from app.features.customers.rules import Person
from app.features.org.queries import district_column
from app.features.org.rules import age
from app.kit.manifest import Event, Story
from app.kit.privacy import masked
from app.kit.store.context import Context
from app.kit.store.query import Filter, Listing, col
from app.kit.store.row import fields_of
from app.kit.words import N_, _

_DISTRICT, _IN_DISTRICT = district_column(Area.district_id)
CUSTOMERS = Listing(
    "customers", N_("Customers"), Customer,
    (col(Customer.code), col(Customer.name), col(Area.name, key="area", label="Area"), _DISTRICT, col(Customer.rank),
     col(Customer.sex), col(Customer.born), col(Customer.account_no), col(Customer.phone), col(Customer.employer),
     col(Customer.hamlet), col(Customer.preferred_time), col(Customer.preferred_channel), col(Customer.licence),
     col(Customer.licensed_until), col(Customer.shop), col(Customer.market), col(Customer.size), col(Customer.tier),
     col(Customer.order_day), col(Customer.delivery_day), col(Customer.visit_days), col(Customer.pays_online),
     col(Customer.marks_prices), col(Customer.credit), col(Customer.consented_on), col(Customer.longitude),
     col(Customer.latitude), col(Customer.note), col(Customer.source)),
    joins=((Area, Customer.area_id == Area.id), _IN_DISTRICT),
    search=(Customer.code, Customer.name, Customer.initials, Customer.phone, Customer.account_no, Area.name),
    order=(("code", False),), frozen=2,
    filters={
        N_("key customers"): (Filter("rank", "is_in", ("key",)),),
        N_("retailers"): (Filter("rank", "is_in", ("retailer",)),),
        N_("no telephone"): (Filter("phone", "blank"),),
        N_("no consent"): (Filter("consented_on", "blank"),),
    },
    empty=N_("No customer yet. Import the representatives' archive or a customer list, or add a customer."),
)  # fmt: skip


def double_customers(ctx: Context) -> list[list[int]]:
    """Ids of customers kept twice or more, in groups: same name and telephone."""
    statement = select(Customer.id, Customer.name, Customer.phone).where(
        Customer.archived_on.is_(None), Customer.phone.is_not(None)
    )
    return rules.doubles(Person(id_, name, phone) for id_, name, phone in ctx.session.execute(statement))


def _doubled(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [Customer.id.in_([id_ for group in double_customers(ctx) for id_ in group])]


DOUBLES = replace(
    CUSTOMERS, name="double_customers", title=N_("Customers kept twice"), where=_doubled, filters={}, creates=False,
    order=(("name", False), ("code", False)), empty=N_("Nobody is kept twice."),
)  # fmt: skip


def customer_story(ctx: Context, id_: int) -> Story:
    """One customer for the drawer: how to reach him, his age, his consent."""
    customer = ctx.get(Customer, id_)
    shown = fields_of(Customer)
    area = ctx.session.scalar(select(Area.name).where(Area.id == customer.area_id))
    years = age(customer.born, ctx.today)
    facts = [
        (_("Mobile"), masked(customer.phone or "")),
        (_("Age"), str(years) if years is not None else ""),
        (_("Best reached"), _reached(customer)),
    ]
    consented = shown["consented_on"]
    events = []
    if customer.consented_on:
        events.append(Event(consented.show(customer.consented_on), _("Consent given")))
    return Story(
        customer.name, " · ".join(part for part in (customer.code, area) if part),
        tuple((label, value) for label, value in facts if value), tuple(events),
    )  # fmt: skip


def _reached(customer: Customer) -> str:
    channel = fields_of(Customer)["preferred_channel"].show(customer.preferred_channel)
    return " ".join(part for part in (channel, customer.preferred_time) if part)
