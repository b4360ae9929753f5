"""The lists of the Appraisal tab: indicator months, schemes and their items, periods, ratings, kept scores."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Float, case, func, select, type_coerce

from app.features.appraisal.model import AreaMonth, Period, Rating, Scheme, SchemeItem, Score
from app.features.appraisal.rules.standards import STANDARDS
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.kit.fields import Choice, Field, Kind
from app.kit.store.context import Context
from app.kit.store.query import Column, Filter, Listing, col, computed
from app.kit.words import N_
from app.kit.workdays import month_of

INDICATOR_CHOICES = tuple(Choice(each.code, each.label, each.spellings) for each in STANDARDS.values())
_LOST = AreaMonth.supplied - AreaMonth.sold
_LOSS = case((AreaMonth.supplied > 0, _LOST / AreaMonth.supplied))
_DUE, _RECEIVED = (type_coerce(each, Float) for each in (AreaMonth.due, AreaMonth.received))
_PAID = case((_DUE > 0, _RECEIVED / _DUE))

AREA_MONTHS = Listing(
    "area_months", N_("Indicator months"), AreaMonth,
    (col(Area.code, key="area_code"), col(Area.name, key="area"), col(AreaMonth.month), col(AreaMonth.supplied),
     col(AreaMonth.sold),
     computed("loss", Field(N_("Line loss"), Kind.PERCENT, width=9, decimals=2), _LOSS),
     col(AreaMonth.due), col(AreaMonth.received),
     computed("paid", Field(N_("Fees paid"), Kind.PERCENT, width=9, decimals=2), _PAID),
     col(AreaMonth.complaints), col(AreaMonth.outages), col(AreaMonth.outage_hours), col(AreaMonth.metered),
     col(AreaMonth.collected), col(AreaMonth.low_voltage), col(AreaMonth.source)),
    joins=((Area, AreaMonth.area_id == Area.id),),
    search=(Area.code, Area.name, Area.initials, AreaMonth.month), order=(("month", True), ("area_code", False)),
    frozen=2, chart=("area", "loss"),
    filters={
        N_("Negative loss"): (Filter("loss", "at_most", -0.000001),),
        N_("Loss above 8 %"): (Filter("loss", "at_least", 0.08),),
        N_("With complaints"): (Filter("complaints", "at_least", 1),),
    },
    empty=N_("No month is recorded yet. Import the monthly indicator report: drag the workbook onto the window."),
)  # fmt: skip

_WEIGHT = select(func.sum(SchemeItem.weight)).where(
    SchemeItem.scheme_id == Scheme.id, SchemeItem.archived_on.is_(None)
).correlate(Scheme)  # fmt: skip


def _weight(column: str, label: str, family: str) -> Column:
    summed = _WEIGHT.where(SchemeItem.family == family).scalar_subquery()
    return computed(column, Field(label, Kind.NUMBER, width=9), summed)


SCHEMES = Listing(
    "schemes", N_("Schemes"), Scheme,
    (col(Scheme.name), col(Scheme.market, editable=False), col(Scheme.market_reason, editable=False),
     _weight("results", N_("Results"), "results"), _weight("behaviour", N_("Behaviour"), "behaviour"),
     computed("periods", Field(N_("Periods"), Kind.INTEGER),
              select(func.count(Period.id)).where(Period.scheme_id == Scheme.id).scalar_subquery()),
     col(Scheme.note)),
    search=(Scheme.name, Scheme.note), order=(("name", False),), creates=False,
    empty=N_("No scheme yet. Start with the trade's own: results 75, behaviour 25."),
)  # fmt: skip

SCHEME_ITEMS = Listing(
    "scheme_items", N_("Indicators of the schemes"), SchemeItem,
    (col(Scheme.name, key="scheme", editable=False),
     col(SchemeItem.indicator, kind=Kind.CHOICE, choices=INDICATOR_CHOICES, editable=False),
     *(col(each, editable=False) for each in (
         SchemeItem.family, SchemeItem.weight, SchemeItem.target, SchemeItem.step, SchemeItem.per_step,
         SchemeItem.cap)),
     col(SchemeItem.source, shown=True, label=N_("Source of the values"), width=32)),
    joins=((Scheme, SchemeItem.scheme_id == Scheme.id),),
    search=(Scheme.name, SchemeItem.indicator), order=(("scheme", False), ("family", True), ("weight", True)),
    creates=False, frozen=2, empty=N_("No scheme yet. Start with the trade's own: results 75, behaviour 25."),
)  # fmt: skip

PERIODS = Listing(
    "periods", N_("Periods"), Period,
    (col(Period.month, editable=False), col(Scheme.name, key="scheme", editable=False),
     col(Period.stage, editable=False), col(Period.published_on, editable=False),
     computed("scored", Field(N_("Managers scored"), Kind.INTEGER),
              select(func.count(Score.id)).where(Score.period_id == Period.id).scalar_subquery()),
     computed("mean", Field(N_("Mean"), Kind.NUMBER, decimals=2),
              select(func.avg(Score.total)).where(Score.period_id == Period.id).scalar_subquery())),
    joins=((Scheme, Period.scheme_id == Scheme.id),),
    search=(Period.month, Scheme.name), order=(("month", True),), creates=False, chart=("month", "mean"),
    empty=N_("No period yet. Open the month that is to be appraised."),
)  # fmt: skip


def _unpublished(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [Period.month < month_of(ctx.today), Period.stage.not_in(("published", "final"))]


UNPUBLISHED = replace(
    PERIODS, name="unpublished_periods", title=N_("Past months without published results"), where=_unpublished,
    empty=N_("Every month opened so far is published."),
)  # fmt: skip

_MANAGER_JOINS = (
    (Manager, Rating.manager_id == Manager.id), (Staff, Manager.staff_id == Staff.id),
    (Period, Rating.period_id == Period.id),
)  # fmt: skip
RATINGS = Listing(
    "ratings", N_("Ratings"), Rating,
    (col(Staff.code, key="manager_code", label=N_("Staff no.")),
     col(Staff.name, key="manager", label=N_("Customer manager"), sort=Staff.initials),
     col(Period.month), col(Rating.item, kind=Kind.CHOICE, choices=INDICATOR_CHOICES), col(Rating.rater),
     col(Rating.mark), col(Rating.reason)),
    joins=_MANAGER_JOINS, search=(Staff.code, Staff.name, Staff.initials, Period.month),
    order=(("month", True), ("manager_code", False)), creates=False, frozen=2,
    empty=N_("Nobody has been rated yet. Type the marks on the page Ratings, or import the rating sheet."),
)  # fmt: skip

SCORES = Listing(
    "scores", N_("Kept scores"), Score,
    (col(Period.month), col(Score.place), col(Staff.code, key="manager_code", label=N_("Staff no.")),
     col(Staff.name, key="manager", label=N_("Customer manager"), sort=Staff.initials), col(Manager.grade),
     col(Score.results), col(Score.behaviour), col(Score.total)),
    joins=((Manager, Score.manager_id == Manager.id), (Staff, Manager.staff_id == Staff.id),
           (Period, Score.period_id == Period.id)),
    search=(Staff.code, Staff.name, Staff.initials, Period.month), order=(("month", True), ("place", False)),
    creates=False, frozen=1, chart=("manager", "total"), empty=N_("No scores are kept yet. Publish a period."),
)  # fmt: skip
