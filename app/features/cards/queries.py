"""Who has cards and who needs them: the register, managers with their counts, what stands on a card (C1, C2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, extract, func, or_, select
from sqlalchemy.orm import aliased

from app.features.allocation.model import Assignment
from app.features.allocation.queries.listings import IS_OPEN
from app.features.areas.model import Area
from app.features.cards.model import CardIssue
from app.features.cards.rules import Face
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.managers.queries import in_office
from app.features.org.model import District, Staff
from app.features.org.queries import TODAY, setting
from app.features.representatives.model import Representation
from app.features.representatives.queries import REPRESENTATIVES, serving
from app.kit.fields import Field, Kind
from app.kit.manifest import Event, Story
from app.kit.store.context import Context
from app.kit.store.query import Filter, Listing, View, col, computed, count, order, rows
from app.kit.store.row import fields_of
from app.kit.words import N_, _

_SERVED = and_(Assignment.area_id == Representation.area_id, IS_OPEN)
_HAS_CARD = exists().where(
    CardIssue.customer_id == Representation.customer_id, CardIssue.archived_on.is_(None),
    or_(Assignment.manager_id.is_(None), CardIssue.manager_id == Assignment.manager_id),
)  # fmt: skip
"""A card names a person: after a handover a representative needs the new manager's; unserved, any card counts."""
_WAS_REPRESENTATIVE = exists().where(
    Representation.customer_id == CardIssue.customer_id, Representation.archived_on.is_(None),
    Representation.since <= CardIssue.day,
    or_(Representation.until.is_(None), Representation.until > CardIssue.day),
)  # fmt: skip

CARD_ISSUES = Listing(
    "card_issues", N_("Card register"), CardIssue,
    (col(CardIssue.day), col(Staff.name, key="manager", label=N_("Customer manager")),
     col(Customer.name, key="customer", label=N_("Given to"), help=N_("blank: general customers")),
     col(Customer.code, key="customer_code", shown=False),
     computed("representative", Field(N_("Representative"), Kind.FLAG, width=9),
              case((_WAS_REPRESENTATIVE, True), else_=False)),
     col(CardIssue.copies), col(CardIssue.signed), col(CardIssue.note)),
    joins=((Manager, CardIssue.manager_id == Manager.id), (Staff, Manager.staff_id == Staff.id),
           (Customer, CardIssue.customer_id == Customer.id)),
    search=(Staff.code, Staff.name, Staff.initials, Customer.code, Customer.name, Customer.initials, CardIssue.note),
    order=(("day", True),), creates=False, frozen=1,
    filters={
        N_("to representatives"): (Filter("representative", "is_in", (True,)),),
        N_("to general customers"): (Filter("customer", "blank"),),
        N_("not signed for"): (Filter("signed", "is_in", (False,)),),
    },
    empty=N_("No card has been handed out yet. Print the cards, hand them out, and record it here."),
)  # fmt: skip


def _without_card(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [serving(ctx.today), ~_HAS_CARD]


_Principal, _PrincipalStaff = aliased(Manager), aliased(Staff)
_BY_MANAGER = replace(
    computed("manager", Field(N_("Customer manager"), Kind.TEXT, width=10), _PrincipalStaff.name),
    sort=_PrincipalStaff.initials,
)
WITHOUT_CARD = replace(
    REPRESENTATIVES, name="representatives_without_card", title=N_("Representatives without a card"),
    columns=(*REPRESENTATIVES.columns[:4], _BY_MANAGER, *REPRESENTATIVES.columns[4:]),
    joins=(*REPRESENTATIVES.joins, (Assignment, _SERVED), (_Principal, Assignment.manager_id == _Principal.id),
           (_PrincipalStaff, _Principal.staff_id == _PrincipalStaff.id)),
    where=_without_card, filters={N_("nobody serves the area"): (Filter("manager", "blank"),)},
    order=(("manager", False), ("area_code", False)),
    empty=N_("Every representative has the card of his manager."),
)  # fmt: skip

_IN_OFFICE_NOW = and_(
    Representation.archived_on.is_(None), or_(Representation.until.is_(None), Representation.until > TODAY)
)
_OF_MANAGER = (
    select(func.count(Representation.id.distinct())).join(Assignment, _SERVED)
    .where(Assignment.manager_id == Manager.id, _IN_OFFICE_NOW).correlate(Manager)
)  # fmt: skip
_GIVEN = select(func.coalesce(func.sum(CardIssue.copies), 0)).where(
    CardIssue.manager_id == Manager.id, CardIssue.archived_on.is_(None),
    extract("year", CardIssue.day) == extract("year", TODAY),
)  # fmt: skip
_LAST = select(func.max(CardIssue.day)).where(CardIssue.manager_id == Manager.id, CardIssue.archived_on.is_(None))
MANAGERS_AND_CARDS = Listing(
    "managers_and_cards", N_("Managers and their cards"), Manager,
    (col(Staff.name, key="manager", label=N_("Customer manager")),
     computed("without", Field(N_("Without a card"), Kind.INTEGER, width=8, help=N_("representatives without a card")),
              _OF_MANAGER.where(~_HAS_CARD).scalar_subquery(), tone=lambda value: "attention" if value else None),
     computed("representatives", Field(N_("Representatives"), Kind.INTEGER, width=8), _OF_MANAGER.scalar_subquery()),
     computed("given", Field(N_("Given this year"), Kind.INTEGER, width=9), _GIVEN.scalar_subquery()),
     computed("last", Field(N_("Last given on"), Kind.DAY, width=11), _LAST.scalar_subquery()),
     col(Staff.code), col(District.name, key="district"), col(Manager.card_title), col(Staff.phone)),
    joins=((Staff, Manager.staff_id == Staff.id), (District, Manager.district_id == District.id)),
    where=lambda ctx: [in_office(ctx.today)],
    search=(Staff.code, Staff.name, Staff.initials, District.name), order=(("without", True), ("code", False)),
    creates=False, frozen=1,
    filters={
        N_("need cards"): (Filter("without", "at_least", 1),),
        N_("no telephone"): (Filter("phone", "blank"),),
    },
    empty=N_("No customer manager yet. Import the staff roster, or appoint an employee."),
)  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """One manager as the page of cards lists him."""

    id: int
    name: str
    code: str
    without: int
    representatives: int
    given: int
    last: date | None


def holders(ctx: Context) -> list[Holder]:
    """Every manager in office, those whose representatives wait for a card first."""
    keys = [column.key for column in MANAGERS_AND_CARDS.columns]
    found = []
    for id_, *values in rows(ctx, MANAGERS_AND_CARDS, order(ctx, MANAGERS_AND_CARDS)):
        told = dict(zip(keys, values, strict=True))
        found.append(Holder(
            id_, told["manager"], told["code"], told["without"], told["representatives"], told["given"], told["last"]
        ))  # fmt: skip
    return found


def without_card_count(ctx: Context) -> int:
    """Representatives in office without their manager's card (C2)."""
    return count(ctx, WITHOUT_CARD, View())


def managers_needing_cards(ctx: Context) -> list[int]:
    """Managers in office with a representative who has no card of theirs, by staff number."""
    statement = (
        select(Manager.id).join(Staff, Manager.staff_id == Staff.id)
        .where(in_office(ctx.today), Manager.id.in_(
            select(Assignment.manager_id).join(Representation, _SERVED).where(serving(ctx.today), ~_HAS_CARD)))
        .order_by(Staff.code)
    )  # fmt: skip
    return list(ctx.session.scalars(statement))


@dataclass(frozen=True)
class Waiting:
    """A representative who has no card of his manager yet."""

    customer_id: int
    name: str
    area: str


def waiting_for(ctx: Context, manager_id: int) -> list[Waiting]:
    """Representatives of a manager's areas without his card, each once, by area code."""
    statement = (
        select(Customer.id, Customer.name, Area.name)
        .select_from(Representation).join(Assignment, _SERVED).join(Customer, Representation.customer_id == Customer.id)
        .join(Area, Representation.area_id == Area.id)
        .where(Assignment.manager_id == manager_id, serving(ctx.today), ~_HAS_CARD).order_by(Area.code, Customer.code)
    )  # fmt: skip
    found: dict[int, Waiting] = {}
    for customer, name, area in ctx.session.execute(statement):
        found.setdefault(customer, Waiting(customer, name, area))
    return list(found.values())


def faces(ctx: Context, managers: Sequence[int]) -> list[Face]:
    """What stands on the cards of ``managers``, in their order; ids that are gone are left out."""
    brand = str(setting(ctx, "office.name"))
    home = func.coalesce(Manager.district_id, Staff.district_id)
    statement = (
        select(Manager.id, Staff.name, func.coalesce(Manager.card_title, Staff.post), Staff.phone,
               District.name, District.telephone, District.address)
        .join(Staff, Manager.staff_id == Staff.id).outerjoin(District, home == District.id)
        .where(Manager.id.in_(managers))
    )  # fmt: skip
    places = _places(ctx, managers)
    found = {}
    for id_, name, title, phone, office, duty, address in ctx.session.execute(statement):
        found[id_] = Face(
            id_, name, title or "", phone or "", brand or office or "", office or "", duty or "", address or "",
            places.get(id_, ()),
        )  # fmt: skip
    return [found[id_] for id_ in managers if id_ in found]


def _places(ctx: Context, managers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Villages each manager serves (an area without one by its own name), most households first."""
    place = func.coalesce(Area.village, Area.name)
    households = func.sum(Area.households)
    statement = (
        select(Assignment.manager_id, place).join(Area, Assignment.area_id == Area.id)
        .where(IS_OPEN, Area.archived_on.is_(None), Assignment.manager_id.in_(managers))
        .group_by(Assignment.manager_id, place).order_by(households.desc(), place)
    )  # fmt: skip
    found: dict[int, tuple[str, ...]] = {}
    for manager, name in ctx.session.execute(statement):
        found[manager] = (*found.get(manager, ()), name)
    return found


def manager_cards_story(ctx: Context, id_: int) -> Story:
    """One manager for the drawer: what his card says, who waits for it, whom he gave cards."""
    faces_of = faces(ctx, [id_])
    face = faces_of[0] if faces_of else Face(id_, ctx.get(Manager, id_).called())
    waiting = waiting_for(ctx, id_)
    facts = [(_("Without a card"), _(", ").join(one.name for one in waiting[:12]))] if waiting else []
    facts.insert(0, (_("Representatives without a card"), str(len(waiting))))
    return Story(face.name, face.title, tuple(facts), _events(ctx, CardIssue.manager_id == id_))


def representative_cards_story(ctx: Context, id_: int) -> Story:
    """One representative for the drawer: his area and every card he was given."""
    term = ctx.get(Representation, id_)
    person, area = ctx.get(Customer, term.customer_id), ctx.get(Area, term.area_id)
    category = fields_of(Representation)["category"].show(term.category)
    events = _events(ctx, CardIssue.customer_id == person.id)
    return Story(person.name, f"{area.name} · {category}", ((_("Cards given"), str(len(events))),), events)


def _events(ctx: Context, condition: ColumnElement[bool]) -> tuple[Event, ...]:
    statement = (
        select(CardIssue.day, CardIssue.copies, Staff.name, Customer.name)
        .join(Manager, CardIssue.manager_id == Manager.id).join(Staff, Manager.staff_id == Staff.id)
        .outerjoin(Customer, CardIssue.customer_id == Customer.id)
        .where(condition, CardIssue.archived_on.is_(None)).order_by(CardIssue.day.desc(), CardIssue.id.desc()).limit(50)
    )  # fmt: skip
    shown = fields_of(CardIssue)["day"]
    return tuple(
        Event(shown.show(day), _("{manager} → {customer}: {count} cards", manager=manager,
                                 customer=customer or _("general customers"), count=copies))
        for day, copies, manager, customer in ctx.session.execute(statement)
    )  # fmt: skip
