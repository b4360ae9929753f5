"""Orders about the role of customer manager and about absences."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.features.managers import rules
from app.features.managers.model import Absence, Manager
from app.features.managers.queries import absences_of, called
from app.features.org.model import Staff
from app.kit.errors import Refusal
from app.kit.store.change import Change, wants
from app.kit.store.context import Context
from app.kit.words import N_, _


@dataclass(frozen=True)
class Appoint(Change):
    """Give an employee the role of customer manager from a day on (A9); returns the role's id."""

    title: ClassVar[str] = N_("Appoint a customer manager")
    permission: ClassVar[str] = "managers.appoint"
    staff_id: int = wants(Manager.staff_id)
    since: date = wants(Manager.since)
    grade: str = wants(Manager.grade, "second")
    district_id: int | None = wants(Manager.district_id, None)
    reading_route: str | None = wants(Manager.reading_route, None)
    certificate: str | None = wants(Staff.certificate, None)
    certified_until: date | None = wants(Staff.certified_until, None)

    def apply(self, ctx: Context) -> int:
        person = ctx.get(Staff, self.staff_id)
        holds = ctx.session.scalar(select(Manager.id).filter_by(staff_id=person.id, until=None)) is not None
        match rules.may_be_appointed(person.left_on, self.since, holds):
            case "left":
                raise Refusal(_("{name} has left and cannot be appointed.", name=person.name), "staff_id")
            case "holds":
                raise Refusal(_("{name} is a customer manager already.", name=person.name), "staff_id")
        made = Manager(
            staff_id=person.id, since=self.since, grade=self.grade, grade_since=self.since,
            district_id=self.district_id or person.district_id, reading_route=self.reading_route,
        )  # fmt: skip
        person.certificate = self.certificate or person.certificate
        person.certified_until = self.certified_until or person.certified_until
        ctx.add(made)
        ctx.flush()
        return made.id


@dataclass(frozen=True)
class EndRole(Change):
    """End a manager's role on a day; whoever he is deputy of is told to find another."""

    title: ClassVar[str] = N_("End a manager's role")
    permission: ClassVar[str] = "managers.appoint"
    manager_id: int = wants(Absence.manager_id)
    until: date = wants(Manager.until, required=True)

    def apply(self, ctx: Context) -> None:
        manager = ctx.get(Manager, self.manager_id)
        if manager.until is not None:
            raise Refusal(_("{name}'s role has ended already.", name=called(ctx, manager.id)), "manager_id")
        manager.until = self.until
        for other in ctx.session.scalars(select(Manager).filter_by(deputy_id=manager.id, until=None)):
            other.deputy_id = None
            ctx.remarks.append(_("{name} has no deputy now.", name=called(ctx, other.id)))
        ctx.remarks.append(_("Hand over the areas of {name}.", name=called(ctx, manager.id)))


@dataclass(frozen=True)
class RecordAbsence(Change):
    """Record the days on which a manager is away; refused where he is away already."""

    title: ClassVar[str] = N_("Record an absence")
    permission: ClassVar[str] = "absences.record"
    manager_id: int = wants(Absence.manager_id)
    first: date = wants(Absence.first)
    last: date = wants(Absence.last)
    kind: str = wants(Absence.kind, "leave")
    note: str | None = wants(Absence.note, None)

    def apply(self, ctx: Context) -> int:
        name = called(ctx, self.manager_id)
        if other := rules.clash(self.first, self.last, absences_of(ctx, self.manager_id)):
            first, last = other
            raise Refusal(
                _("{name} is absent from {first} to {last} already.", name=name, first=first, last=last), "first"
            )
        made = Absence(
            manager_id=self.manager_id, first=self.first, last=self.last, kind=self.kind, note=self.note
        )
        ctx.add(made)
        ctx.flush()
        return made.id
