"""Lists of representatives and of areas without one, completeness of archives, figures of the group."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, or_, select

from app.features.areas.model import Area
from app.features.areas.queries import AREAS
from app.features.customers.model import Customer
from app.features.org.model import District
from app.features.org.queries import TODAY, district_column
from app.features.org.rules import age
from app.features.representatives import rules
from app.features.representatives.model import CATEGORIES, Representation
from app.features.representatives.rules import REQUIRED
from app.kit.fields import Choice, Field, Kind, field_of
from app.kit.manifest import Event, Story
from app.kit.privacy import masked
from app.kit.store.context import Context
from app.kit.store.query import Filter, Listing, col, computed
from app.kit.store.row import fields_of
from app.kit.words import N_, _

STATES = (Choice("in_office", N_("in office")), Choice("term_over", N_("term over")), Choice("ended", N_("ended")))


def source_of(name: str) -> Any:
    """The column behind a required field: the term's own, else the customer's."""
    return getattr(Representation, name, None) or getattr(Customer, name)


def _filled(name: str) -> ColumnElement[int]:
    column = source_of(name)
    text = column.type.python_type is str
    return case((func.coalesce(column, "") != "" if text else column.is_not(None), 1), else_=0)


filled_fields: ColumnElement[int] = sum((_filled(name) for name in REQUIRED[1:]), _filled(REQUIRED[0]))
complete_share: ColumnElement[Any] = filled_fields * 1.0 / len(REQUIRED)
_STATE = case(
    (Representation.until <= TODAY, "ended"), (Representation.due_until < TODAY, "term_over"), else_="in_office"
)
_DISTRICT, _IN_DISTRICT = district_column(Area.district_id)
REPRESENTATIVES = Listing(
    "representatives", N_("Representatives"), Representation,
    (col(Customer.code), col(Customer.name), col(Area.code, key="area_code"), col(Area.name, key="area"), _DISTRICT,
     col(Representation.category), computed("state", Field(N_("State"), Kind.CHOICE, choices=STATES), _STATE),
     col(Representation.since), col(Representation.due_until), col(Customer.phone),
     computed("completeness", Field(N_("Archive complete"), Kind.PERCENT, width=9), complete_share),
     col(Customer.employer), col(Representation.reason), col(Representation.referrer), col(Customer.sex),
     col(Customer.born), col(Customer.account_no), col(Customer.hamlet), col(Customer.preferred_time),
     col(Customer.preferred_channel), col(Customer.consented_on), col(Representation.until),
     col(Representation.ended_for), col(Representation.ended_note), col(Representation.rating),
     col(Representation.source)),
    joins=((Customer, Representation.customer_id == Customer.id), (Area, Representation.area_id == Area.id),
           _IN_DISTRICT),
    search=(Customer.code, Customer.name, Customer.initials, Customer.phone, Area.code, Area.name, Area.initials),
    order=(("area_code", False), ("code", False)), creates=False, frozen=2,
    filters={
        N_("serving"): (Filter("state", "is_in", ("in_office", "term_over")),),
        N_("term over"): (Filter("state", "is_in", ("term_over",)),),
        N_("archive with gaps"): (Filter("completeness", "at_most", 0.999),),
        N_("former"): (Filter("state", "is_in", ("ended",)),),
    },
    empty=N_("No representative yet. Import the representatives' archive, or appoint one from the customers."),
)  # fmt: skip


def serving(today: date) -> ColumnElement[bool]:
    """Terms that run on ``today``; a term past its date goes on until somebody ends it."""
    return Representation.archived_on.is_(None) & or_(Representation.until.is_(None), Representation.until > today)


NEEDS: ColumnElement[bool] = (
    Area.archived_on.is_(None) & (Area.state == "running") & (Area.kind != "dedicated") & (Area.households > 0)
)
"""The SQL of ``rules.needs_representative``."""


def _unrepresented(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [NEEDS, ~exists().where(Representation.area_id == Area.id, serving(ctx.today))]


def _over(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [serving(ctx.today), Representation.due_until < ctx.today]


def _with_gaps(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [serving(ctx.today), filled_fields < len(REQUIRED)]


UNREPRESENTED = replace(
    AREAS, name="unrepresented_areas", title=N_("Areas without a representative"), where=_unrepresented, filters={},
    creates=False, empty=N_("Every area has a representative."),
)  # fmt: skip
TERMS_OVER = replace(
    REPRESENTATIVES, name="terms_over", title=N_("Terms that are over"), where=_over, filters={},
    order=(("due_until", False),), empty=N_("No term is over."),
)  # fmt: skip
WITH_GAPS = replace(
    REPRESENTATIVES, name="incomplete_archives", title=N_("Archives with gaps"), where=_with_gaps, filters={},
    order=(("completeness", False),), empty=N_("Every archive is complete."),
)  # fmt: skip


def others_serving(ctx: Context, representation: Representation, on: date) -> int:
    """How many other representatives the area has on a day."""
    statement = select(func.count(Representation.id)).where(
        serving(on), Representation.area_id == representation.area_id, Representation.id != representation.id,
        Representation.since <= on,
    )  # fmt: skip
    return ctx.session.scalar(statement) or 0


def coverage(ctx: Context) -> tuple[int, int]:
    """Areas with a representative, and areas that need one (代表覆盖率, d4)."""
    need = select(func.count(Area.id)).where(NEEDS)
    has = need.where(exists().where(Representation.area_id == Area.id, serving(ctx.today)))
    return ctx.session.scalar(has) or 0, ctx.session.scalar(need) or 0


def archive_completeness(ctx: Context) -> tuple[int, int]:
    """Filled and required fields over all archives of those in office (档案完整率, d4: a quotient of sums)."""
    what = func.coalesce(func.sum(filled_fields), 0), func.count(Representation.id)
    statement = select(*what).select_from(Representation).join(Customer).where(serving(ctx.today))
    filled, count = ctx.session.execute(statement).one()
    return filled, count * len(REQUIRED)


@dataclass(frozen=True)
class GroupFigures:
    """The group of representatives as a whole (B6): how many by category, age band, district, years in office."""

    total: int
    by_category: Mapping[str, int]
    by_age: Mapping[str, int]
    by_district: Mapping[str, int]
    by_term: Mapping[str, int]
    by_area: Mapping[int, int]
    """Number of representatives of an area to how many areas have that many, none included."""


def group_figures(ctx: Context) -> GroupFigures:
    """Figures of those in office today; bands by the codes of ``rules``, categories in their declared order."""
    statement = (
        select(Representation.category, Customer.born, Representation.since, Area.id, District.name)
        .select_from(Representation).join(Customer).join(Area, Representation.area_id == Area.id)
        .outerjoin(District, Area.district_id == District.id).where(serving(ctx.today))
    )  # fmt: skip
    found = ctx.session.execute(statement).all()
    categories = Counter(category for category, *_rest in found)
    areas = Counter(area for _c, _b, _s, area, _d in found)
    sizes = Counter(areas.values())
    bare = ctx.session.scalar(select(func.count(Area.id)).where(*_unrepresented(ctx))) or 0
    return GroupFigures(
        len(found),
        {choice.code: categories[choice.code] for choice in CATEGORIES},
        Counter(rules.age_band(age(born, ctx.today)) for _c, born, *_rest in found),
        Counter(district or "" for *_rest, district in found),
        Counter(rules.term_band(since, ctx.today) for _c, _b, since, *_rest in found),
        {**({0: bare} if bare else {}), **dict(sorted(sizes.items()))},
    )


def representative_story(ctx: Context, id_: int) -> Story:
    """One representative for the drawer: how to reach him, what his archive lacks, his terms and his consent."""
    term = ctx.get(Representation, id_)
    customer, area = ctx.get(Customer, term.customer_id), ctx.get(Area, term.area_id)
    values = {name: getattr(term if hasattr(Representation, name) else customer, name) for name in REQUIRED}
    score, missing = rules.completeness(values)
    years = age(customer.born, ctx.today)
    channel = fields_of(Customer)["preferred_channel"].show(customer.preferred_channel)
    facts = (
        (_("Mobile"), masked(customer.phone or "")),
        (_("Age"), str(years) if years is not None else ""),
        (_("Best reached"), " ".join(part for part in (channel, customer.preferred_time) if part)),
        (_("Archive complete"), f"{score:.0%}"),
        (_("Missing"), ", ".join(_(field_of(source_of(name)).label) for name in missing)),
    )
    subtitle = f"{fields_of(Representation)['category'].show(term.category)} · {area.name}"
    shown = tuple((label, value) for label, value in facts if value)
    return Story(customer.name, subtitle, shown, tuple(_events(ctx, customer)))


def _events(ctx: Context, customer: Customer) -> list[Event]:
    """Every term of the customer and his consent, latest first."""
    declared = fields_of(Representation)
    dated = [(customer.consented_on, _("Consent given"), "")]
    statement = select(Representation, Area.name).join(Area, Representation.area_id == Area.id)
    for term, area in ctx.session.execute(statement.where(Representation.customer_id == customer.id)):
        dated.append((term.since, _("Appointed for {area}", area=area), ""))
        if term.until is not None:
            why = declared["ended_for"].show(term.ended_for)
            dated.append((term.until, _("Term ended: {why}", why=why), "muted"))
        elif term.due_until is not None:
            late = term.due_until < ctx.today
            dated.append((term.due_until, _("Term runs until this day"), "attention" if late else ""))
    since = declared["since"]
    known = sorted((event for event in dated if event[0]), key=lambda event: str(event[0]), reverse=True)
    return [Event(since.show(day), text, state) for day, text, state in known]
