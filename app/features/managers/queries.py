"""Lists of managers and absences, certificates that end, trainings that are missing, one manager's story."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.features.managers import rules
from app.features.managers.model import Absence, Manager
from app.features.org.model import Staff
from app.features.org.queries import TODAY, district_column, figure, settings
from app.features.org.rules import age
from app.kit.fields import Field, Kind
from app.kit.manifest import Event, Story
from app.kit.privacy import masked
from app.kit.store.choosing import Candidate
from app.kit.store.context import Context
from app.kit.store.query import Filter, Listing, col, computed
from app.kit.store.row import fields_of
from app.kit.words import N_, _

_Deputy, _DeputyStaff = aliased(Manager), aliased(Staff)
_DISTRICT, _IN_DISTRICT = district_column(Manager.district_id)
_ABSENT = exists().where(
    Absence.manager_id == Manager.id, Absence.archived_on.is_(None), Absence.first <= TODAY, Absence.last >= TODAY
)
MANAGERS = Listing(
    "managers", N_("Customer managers"), Manager,
    (col(Staff.code), col(Staff.name, label="Customer manager"), _DISTRICT, col(Manager.grade),
     col(Manager.grade_since), col(Manager.since), col(Manager.until),
     computed("deputy", Field(N_("Deputy"), Kind.TEXT, width=10), _DeputyStaff.name),
     col(Manager.reading_route), col(Staff.certificate), col(Staff.certified_until), col(Staff.trainings),
     col(Staff.training_hours), col(Staff.training_score),
     computed("absent", Field(N_("Absent today"), Kind.FLAG), case((_ABSENT, True), else_=False)),
     col(Staff.phone), col(Manager.capacity), col(Manager.card_title), col(Manager.source)),
    joins=((Staff, Manager.staff_id == Staff.id), _IN_DISTRICT, (_Deputy, Manager.deputy_id == _Deputy.id),
           (_DeputyStaff, _Deputy.staff_id == _DeputyStaff.id)),
    search=(Staff.code, Staff.name, Staff.initials), order=(("code", False),), creates=False, frozen=2,
    filters={
        N_("in office"): (Filter("until", "blank"),),
        N_("absent today"): (Filter("absent", "is_in", (True,)),),
        N_("former"): (Filter("until", "filled"),),
    },
    empty=N_("No customer manager yet. Import the staff roster, or appoint an employee."),
)  # fmt: skip
ABSENCES = Listing(
    "absences", N_("Absences"), Absence,
    (col(Staff.code, label="Staff no."), col(Staff.name, label="Customer manager"), col(Absence.first),
     col(Absence.last), col(Absence.kind), col(Absence.note)),
    joins=((Manager, Absence.manager_id == Manager.id), (Staff, Manager.staff_id == Staff.id)),
    search=(Staff.code, Staff.name, Staff.initials, Absence.note), order=(("first", True),), creates=False, frozen=2,
    empty=N_("Nobody is absent. Record leave and training here, and the visit plan goes round it."),
)  # fmt: skip


def in_office(today: date) -> ColumnElement[bool]:
    """Managers whose role holds today."""
    return Manager.archived_on.is_(None) & or_(Manager.until.is_(None), Manager.until > today)


def _expiring(ctx: Context) -> Sequence[ColumnElement[bool]]:
    limit = ctx.today + timedelta(days=int(figure(ctx, "certificate.warning")))
    return [in_office(ctx.today), Staff.certified_until <= limit]


def _untrained(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [in_office(ctx.today), func.coalesce(Staff.trainings, 0) < figure(ctx, "training.yearly")]


EXPIRING = replace(
    MANAGERS, name="expiring_certificates", title=N_("Certificates that end soon"), where=_expiring, filters={},
    order=(("certified_until", False),), empty=N_("No certificate ends soon."),
)  # fmt: skip
UNTRAINED = replace(
    MANAGERS, name="untrained_managers", title=N_("Managers without this year's training"), where=_untrained,
    filters={}, empty=N_("Everybody has had this year's training."),
)  # fmt: skip


def serving(ctx: Context) -> tuple[Candidate, ...]:
    """Managers in office, by name, for a box in which one is chosen."""
    statement = (
        select(Manager.id, Staff.name, Staff.code, Staff.initials)
        .join(Staff, Manager.staff_id == Staff.id)
        .where(in_office(ctx.today)).order_by(Staff.initials, Staff.code)
    )  # fmt: skip
    return tuple(Candidate(*row) for row in ctx.session.execute(statement))


def called(ctx: Context, manager_id: int) -> str:
    """A manager's name."""
    manager = ctx.get(Manager, manager_id)
    return ctx.get(Staff, manager.staff_id).name


def absences_of(ctx: Context, manager_id: int) -> list[tuple[date, date]]:
    """Spans of days on which a manager is away, both ends included, in order."""
    statement = select(Absence.first, Absence.last).where(
        Absence.manager_id == manager_id, Absence.archived_on.is_(None)
    )
    return [(first, last) for first, last in ctx.session.execute(statement.order_by(Absence.first))]


def manager_story(ctx: Context, id_: int) -> Story:
    """One manager for the drawer: time in office, certificate, training, absences."""
    manager = ctx.get(Manager, id_)
    person = ctx.get(Staff, manager.staff_id)
    shown = fields_of(Manager)
    yearly = int(float(settings(ctx)["training.yearly"]))
    facts = [
        (_("Years in the role"), str(age(manager.since, manager.until or ctx.today))),
        (_("Mobile"), masked(person.phone or "")),
    ]
    left = rules.days_left(person.certified_until, ctx.today)
    if left is not None:
        facts.append((_("Certificate"), _("{n} days left", n=left) if left >= 0 else _("expired")))
    if missing := rules.lacks_training(person.trainings, yearly):
        facts.append((_("Trainings missing this year"), str(missing)))
    events = [(manager.since, _("Appointed")), (manager.grade_since, shown["grade"].show(manager.grade)),
              (manager.until, _("Role ended"))]  # fmt: skip
    absence = fields_of(Absence)
    for away in ctx.session.scalars(select(Absence).filter_by(manager_id=id_, archived_on=None)):
        first, last = absence["first"].show(away.first), absence["last"].show(away.last)
        events.append((away.first, f"{absence['kind'].show(away.kind)} ({first} – {last})"))
    dated = sorted(((day, text) for day, text in events if day), reverse=True)
    day = shown["since"]
    return Story(
        person.name, f"{person.code} · {shown['grade'].show(manager.grade)}",
        tuple(facts), tuple(Event(day.show(at), text) for at, text in dated),
    )  # fmt: skip
