"""The register of cards handed out 名片派发登记, both ways."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from app.features.cards.model import CardIssue
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.job import Progress
from app.kit.sheet import Known, PlannedRow, Reference, Sheet, Values, column
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import N_, _

_FIELDS = fields_of(CardIssue)
_OWN = ("day", "copies", "signed", "note")
_MANAGER = Field(N_("Customer manager"), Kind.TEXT, name="manager", required=True, headings=("经理", "派发人"))
_CUSTOMER = Field(
    N_("Given to"), Kind.TEXT, name="customer", required=True, headings=("对象", "派发对象"),
    help=N_("a customer, or: general customers"),
)
GENERAL = "一般客户"
"""What the register writes instead of a customer's code where cards went to people without a name."""


def _receivers(ctx: Context) -> Iterable[Known]:
    """Every customer, and the general ones as if they were one."""
    yield Known(0, GENERAL, _("general customers"))
    what = (Customer.id, Customer.code, Customer.name, Customer.archived_on)
    for id_, code, name, archived_on in ctx.session.execute(select(*what)):
        yield Known(id_, code, name, archived_on is not None)


def _stored(ctx: Context) -> Iterable[Values]:
    statement = (
        select(Staff.code, Customer.code, *(getattr(CardIssue, name) for name in _OWN)).select_from(CardIssue)
        .join(Manager, CardIssue.manager_id == Manager.id).join(Staff, Manager.staff_id == Staff.id)
        .outerjoin(Customer, CardIssue.customer_id == Customer.id)
        .where(CardIssue.archived_on.is_(None)).order_by(CardIssue.day, Staff.code, CardIssue.id)
    )  # fmt: skip
    for manager, customer, *values in ctx.session.execute(statement):
        yield {"manager": manager, "customer": customer or GENERAL, **dict(zip(_OWN, values, strict=True))}


def _put(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    # The latest role wins: an entry may be of one whose role has ended.
    by_role = select(Staff.code, Manager.id).join(Manager, Manager.staff_id == Staff.id).order_by(Manager.since)
    managers = dict(ctx.session.execute(by_role).all())
    customers = {one.code: one.id or None for one in _receivers(ctx)}
    known = {
        (row.day, row.manager_id, row.customer_id): row
        for row in ctx.session.scalars(select(CardIssue).order_by(CardIssue.archived_on.is_(None)))
    }
    fresh = []
    for index, item in enumerate(planned):
        progress.step(index, len(planned))
        day, code, customer = item.key
        if code not in managers:
            raise Refusal(_("Staff no. {code} is no customer manager.", code=code), "manager")
        place = (day, managers[code], customers[customer])
        # An empty cell of a column that is never empty says nothing.
        news = {n: v for n, v in item.news().items() if n in _OWN and not (v is None and _FIELDS[n].required)}
        if place not in known:
            fresh.append({**news, "day": day, "manager_id": place[1], "customer_id": place[2]})
            continue
        for name, value in {**news, "archived_on": None}.items():
            setattr(known[place], name, value)
    ctx.insert(CardIssue, fresh)


REGISTER = Sheet(
    "card_issues", N_("Card register"),
    (column(_FIELDS["day"]),
     column(_MANAGER, reference=Reference(Staff, code_heading=N_("Staff no."), code_headings=("工号", "经理工号"))),
     column(_CUSTOMER, reference=Reference(
         Customer, code_heading=N_("Customer code"), code_headings=("代表编号", "客户编号", "编号"), find=_receivers)),
     *(column(_FIELDS[name].but(required=False)) for name in ("copies", "signed", "note"))),
    ("day", "manager", "customer"), _stored, _put, rank=70,
)  # fmt: skip
