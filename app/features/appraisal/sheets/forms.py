"""Forms that are read: the monthly indicator report 指标月报 and the rating sheet."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from app.features.appraisal.changes.periods import OpenPeriod
from app.features.appraisal.changes.ratings import GiveMarks, Mark
from app.features.appraisal.changes.schemes import DefaultScheme
from app.features.appraisal.model import AreaMonth, Period, Rating
from app.features.appraisal.queries.listings import INDICATOR_CHOICES
from app.features.appraisal.queries.trend import next_period
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.job import Progress
from app.kit.sheet import NEW, PlannedRow, Reference, Sheet, Values, column
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import N_, _

_MONTH, _RATING = fields_of(AreaMonth), fields_of(Rating)
_FIGURES = (
    "supplied", "sold", "due", "received", "metered", "collected", "outages", "outage_hours", "low_voltage",
    "complaints",
)  # fmt: skip
_AREA = Field(N_("Area"), Kind.TEXT, name="area", required=True, width=22, headings=("台区", "台区名称"))
_AREA_LINK = Reference(Area, code_heading=N_("Area code"), code_headings=("台区编号", "台区ID", "台区编码"))


def _stored_months(ctx: Context) -> Iterable[Values]:
    what = [getattr(AreaMonth, name) for name in (*_FIGURES, "source")]
    statement = (
        select(Area.code, AreaMonth.month, *what)
        .join(Area, AreaMonth.area_id == Area.id)
        .where(AreaMonth.archived_on.is_(None))
        .order_by(AreaMonth.month, Area.code)
    )
    for row in ctx.session.execute(statement):
        yield dict(zip(("area", "month", *_FIGURES, "source"), row, strict=True))


def _put_months(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    areas = dict(ctx.session.execute(select(Area.code, Area.id)).all())
    months = {item.key[1] for item in planned if item.status != NEW}
    changing = select(AreaMonth).where(AreaMonth.month.in_(months))
    known = {(row.area_id, row.month): row for row in ctx.session.scalars(changing)} if months else {}
    fresh = []
    for index, item in enumerate(planned):
        progress.step(index, len(planned))
        area, month = item.key
        news = {name: value for name, value in item.news().items() if name in _FIGURES or name == "source"}
        row = known.get((areas[area], month))
        if row is None:
            fresh.append({"area_id": areas[area], "month": month, **news})
            continue
        for name, value in news.items():
            setattr(row, name, value)
    ctx.insert(AreaMonth, fresh)


MONTHS = Sheet(
    "months", N_("Indicator months"),
    (column(_AREA, reference=_AREA_LINK), column(_MONTH["month"]), *(column(_MONTH[name]) for name in _FIGURES),
     column(_MONTH["source"].but(required=False, headings=("数据来源",)))),
    ("area", "month"), _stored_months, _put_months, rank=60,
)  # fmt: skip

_PERSON = Field(N_("Customer manager"), Kind.TEXT, name="manager", required=True, headings=("姓名", "被考核人", "经理"))
_PERSON_LINK = Reference(Staff, code_heading=N_("Staff no."), code_headings=("工号", "经理工号"))


def _stored_ratings(ctx: Context) -> Iterable[Values]:
    statement = (
        select(Staff.code, Period.month, Rating.item, Rating.rater, Rating.mark, Rating.reason)
        .select_from(Rating)
        .join(Period, Rating.period_id == Period.id)
        .join(Manager, Rating.manager_id == Manager.id)
        .join(Staff, Manager.staff_id == Staff.id)
        .where(Rating.archived_on.is_(None))
        .order_by(Period.month, Staff.code, Rating.item)
    )
    for row in ctx.session.execute(statement):
        yield dict(zip(("manager", "month", "item", "rater", "mark", "reason"), row, strict=True))


def _put_ratings(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    by_role = select(Staff.code, Manager.id).join(Manager, Manager.staff_id == Staff.id).order_by(Manager.since)
    managers = dict(ctx.session.execute(by_role).all())
    periods = dict(ctx.session.execute(select(Period.month, Period.id)).all())
    marks: dict[int, list[Mark]] = {}
    for index, item in enumerate(planned):
        progress.step(index, len(planned))
        code, month, indicator, rater = item.key
        if code not in managers:
            raise Refusal(_("Staff no. {code} is no customer manager.", code=code), "manager")
        if month not in periods:
            periods[month] = _opened(ctx, month)
        values = item.values or {}
        mark = Mark(managers[code], indicator, values.get("mark"), rater, values.get("reason"))
        marks.setdefault(periods[month], []).append(mark)
    for period, found in marks.items():
        GiveMarks(period, tuple(found)).apply(ctx)


def _opened(ctx: Context, month: str) -> int:
    """A month that ratings speak of is opened under the newest scheme, the trade's own if there is none."""
    scheme = next_period(ctx)[1]
    if scheme is None:
        scheme = DefaultScheme(_("Starting scheme")).apply(ctx)
    ctx.remarks.append(_("The appraisal of {month} was opened.", month=month))
    return OpenPeriod(month, scheme).apply(ctx)


RATINGS = Sheet(
    "ratings", N_("Ratings"),
    (column(_PERSON, reference=_PERSON_LINK),
     column(Field(N_("Month"), Kind.MONTH, name="month", required=True, width=9, headings=("周期", "月份"))),
     column(_RATING["item"].but(kind=Kind.CHOICE, choices=INDICATOR_CHOICES, headings=("指标", "评分项目"))),
     column(_RATING["rater"].but(headings=("评分人", "评价主体"))),
     column(_RATING["mark"].but(headings=("得分", "评分", "分数"))),
     column(_RATING["reason"].but(headings=("理由", "评分依据")))),
    ("manager", "month", "item", "rater"), _stored_ratings, _put_ratings, permission="appraisal.rate", rank=70,
)  # fmt: skip
