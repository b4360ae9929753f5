"""走访计划: planned visits go out to a manager, his results come back; only his own columns are read."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.features.representatives.model import CATEGORIES, Representation
from app.features.requests.model import SATISFACTION
from app.features.visits.model import Visit
from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.job import Progress
from app.kit.sheet import PlannedRow, Problem, Sheet, SheetColumn, Values, column
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import N_, _
from app.kit.workdays import month_of, shifted

_FIELDS = fields_of(Visit)
MONTHS_BACK = 2
"""A plan comes back at the latest in the second month after its own."""


def _told(name: str, label: str, kind: Kind = Kind.TEXT, *headings: str, width: int = 12) -> SheetColumn:
    """A column written for the manager's sake and not read again."""
    return SheetColumn(Field(label, kind, name=name, width=width, headings=headings), read=False)


COLUMNS = (
    column(_FIELDS["code"], "计划号"),
    column(_FIELDS["month"], read=False, required=False),
    _told("staff", N_("Staff no."), Kind.CODE, "经理工号", width=9),
    _told("manager", N_("Customer manager"), Kind.TEXT, "经理", width=9),
    column(_FIELDS["planned_on"], read=False),
    column(_FIELDS["sequence"], read=False),
    _told("area", N_("Area"), Kind.TEXT, "台区", width=20),
    _told("village", N_("Village"), Kind.TEXT, "行政村"),
    _told("representative", N_("Representative"), Kind.TEXT, "对象", width=9),
    SheetColumn(Field(N_("Category"), Kind.CHOICE, name="category", choices=CATEGORIES, headings=("对象类别",)),
                read=False),
    column(_FIELDS["planned_minutes"], "预计分钟", read=False),
    column(_FIELDS["method"].but(required=False)),
    column(_FIELDS["topics"]),
    column(_FIELDS["day"]),
    column(_FIELDS["minutes"]),
    column(_FIELDS["said"]),
    column(_FIELDS["answer"]),
    column(_FIELDS["satisfaction"].but(choices=SATISFACTION)),
    column(_FIELDS["proof"]),
    column(_FIELDS["missed_for"]),
)  # fmt: skip
_HIS = ("method", "topics", "day", "minutes", "said", "answer", "satisfaction", "proof", "missed_for")


def stored_plan(ctx: Context) -> Iterable[Values]:
    """Planned visits of the last months and those to come, with what is recorded of them."""
    first = shifted(month_of(ctx.today), -MONTHS_BACK)
    statement = (
        select(Visit, Staff.code, Staff.name, Area.name, Area.village, Customer.name, Representation.category)
        .join(Manager, Visit.manager_id == Manager.id).join(Staff, Manager.staff_id == Staff.id)
        .join(Representation, Visit.representation_id == Representation.id)
        .join(Customer, Representation.customer_id == Customer.id).join(Area, Representation.area_id == Area.id)
        .where(Visit.month >= first, Visit.planned_on.is_not(None), Visit.archived_on.is_(None))
        .order_by(Visit.month, Staff.code, Visit.planned_on, func.coalesce(Visit.sequence, 999), Visit.id)
    )  # fmt: skip
    for visit, staff, manager, area, village, name, category in ctx.session.execute(statement):
        yield {
            "code": visit.code, "month": visit.month, "staff": staff, "manager": manager,
            "planned_on": visit.planned_on, "sequence": visit.sequence, "area": area, "village": village,
            "representative": name, "category": category, "planned_minutes": visit.planned_minutes,
            **{each: getattr(visit, each) for each in _HIS},
        }  # fmt: skip


def put_plan(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    """Record what the manager filled in: a day makes the visit, a reason misses it."""
    known = {visit.code: visit for visit in ctx.session.scalars(select(Visit).where(Visit.planned_on.is_not(None)))}
    for index, item in enumerate(planned):
        progress.step(index, len(planned))
        visit = known.get(item.key[0])
        if visit is None:
            raise Refusal(_("Row {row}: no visit {code} is planned.", row=item.row, code=item.key[0]), "code")
        news = item.news()
        for name in _HIS:
            if name in news and not (name == "method" and news[name] is None):
                setattr(visit, name, news[name])
        visit.state = "missed" if visit.missed_for else "done" if visit.day else "planned"


def _one_result(values: Values) -> Sequence[Problem]:
    if values.get("day") and values.get("missed_for"):
        told = _("A visit is either made or missed: leave the day or the reason empty.")
        return (Problem("two_results", told, field="missed_for"),)
    return ()


PLAN = Sheet(
    "visit_plan", N_("Visit plan"), COLUMNS, ("code",), stored_plan, put_plan, rank=80, check=_one_result,
    known_only=N_("No visit {key} is planned here: a plan that comes back records visits, it makes none."),
)
