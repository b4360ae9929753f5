"""Orders about terms of office: appoint, end, renew, appoint several."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.org.queries import figure
from app.features.representatives import rules
from app.features.representatives.model import ENDS, Representation
from app.features.representatives.queries import others_serving
from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.store.change import Change, wants
from app.kit.store.context import Context
from app.kit.words import N_, _


def appoint(
    ctx: Context, customer: Customer, area_id: int, category: str, since: date, *, reason: str | None,
    due_until: date | None = None, referrer: str | None = None,
) -> Representation:
    """A new term for ``customer``; refused while one runs in the same area, or without a reason (B3)."""
    area = ctx.get(Area, area_id)
    if not reason:
        raise Refusal(_("Say why {name} was chosen.", name=customer.name), "reason")
    running = select(Representation.id).filter_by(customer_id=customer.id, area_id=area_id, until=None)
    if ctx.session.scalar(running) is not None:
        raise Refusal(_("{name} represents {area} already.", name=customer.name, area=area.name), "customer_id")
    term = Representation(
        customer_id=customer.id, area_id=area_id, category=category, reason=reason, referrer=referrer, since=since,
        due_until=due_until or rules.plus_years(since, int(figure(ctx, "term.years"))),
    )  # fmt: skip
    ctx.add(term)
    if customer.area_id is None:
        customer.area_id = area_id
    if customer.consented_on is None:
        ctx.remarks.append(_("{name} has not yet agreed to be kept on file.", name=customer.name))
    ctx.flush()
    return term


@dataclass(frozen=True)
class AppointRepresentative(Change):
    """Appoint a customer as representative of an area, with the reason for the choice (B2, B3); returns its id."""

    title: ClassVar[str] = N_("Appoint a representative")
    permission: ClassVar[str] = "representatives.create"
    customer_id: int = wants(Representation.customer_id)
    area_id: int = wants(Representation.area_id)
    category: str = wants(Representation.category)
    since: date = wants(Representation.since)
    reason: str = wants(Representation.reason, required=True)
    due_until: date | None = wants(Representation.due_until, None)
    referrer: str | None = wants(Representation.referrer, None)

    def apply(self, ctx: Context) -> int:
        customer = ctx.get(Customer, self.customer_id)
        return appoint(
            ctx, customer, self.area_id, self.category, self.since, reason=self.reason, due_until=self.due_until,
            referrer=self.referrer,
        ).id  # fmt: skip


@dataclass(frozen=True)
class BulkAppoint(Change):
    """Appoint several customers, each for the area he belongs to; returns their terms' ids."""

    title: ClassVar[str] = N_("Appoint {count} representatives")
    permission: ClassVar[str] = "representatives.create"
    customer_ids: tuple[int, ...]
    category: str = wants(Representation.category)
    since: date = wants(Representation.since)
    reason: str = wants(Representation.reason, required=True)

    def subject(self) -> Mapping[str, object]:
        return {"count": len(self.customer_ids)}

    def apply(self, ctx: Context) -> list[int]:
        made = []
        for id_ in self.customer_ids:
            customer = ctx.get(Customer, id_)
            if customer.area_id is None:
                raise Refusal(_("{name} belongs to no area yet.", name=customer.name), "customer_ids")
            term = appoint(ctx, customer, customer.area_id, self.category, self.since, reason=self.reason)
            made.append(term.id)
        return made


_KNOWING = Field(
    N_("Leave the area without a representative"), Kind.FLAG,
    help=N_("only if nobody can be found: the area then stands on the list of duties"),
)  # fmt: skip


@dataclass(frozen=True)
class EndRepresentation(Change):
    """End a term. The last representative of an area goes only with a successor, or knowingly with a reason (B1)."""

    title: ClassVar[str] = N_("End a representative's term")
    permission: ClassVar[str] = "representatives.edit"
    representation_id: int = wants(Field(N_("Representative"), Kind.LINK, required=True, to="representation"))
    until: date = wants(Representation.until, required=True, editable=True)
    ended_for: str = wants(Representation.ended_for, "term", choices=ENDS, editable=True)
    note: str | None = wants(Representation.ended_note, None, editable=True)
    successor_id: int | None = wants(Representation.customer_id, None, label=N_("Successor"))
    knowing: bool = wants(_KNOWING, False)

    def apply(self, ctx: Context) -> None:
        term = ctx.get(Representation, self.representation_id)
        customer, area = ctx.get(Customer, term.customer_id), ctx.get(Area, term.area_id)
        if term.until is not None:
            raise Refusal(_("The term of {name} has ended already.", name=customer.name), "representation_id")
        needs = rules.needs_representative(area.kind, area.state, area.households)
        others = others_serving(ctx, term, self.until)
        if rules.leaves_area_alone(needs, others, self.successor_id is not None):
            self._refuse_unless_knowing(area)
            ctx.remarks.append(_("{area} has no representative from {day} on.", area=area.name, day=self.until))
        term.until, term.ended_for, term.ended_note = self.until, self.ended_for, self.note
        ctx.flush()
        if self.successor_id is not None:
            reason = _("successor of {name}", name=customer.name)
            appoint(ctx, ctx.get(Customer, self.successor_id), area.id, term.category, self.until, reason=reason)

    def _refuse_unless_knowing(self, area: Area) -> None:
        if not self.knowing:
            raise Refusal(
                _("{area} would be left without a representative: name a successor.", area=area.name), "successor_id"
            )
        if not self.note:
            raise Refusal(_("Say why {area} stays without a representative.", area=area.name), "note")


@dataclass(frozen=True)
class RenewTerm(Change):
    """Give running terms a new end."""

    title: ClassVar[str] = N_("Renew {count} terms of office")
    permission: ClassVar[str] = "representatives.edit"
    representation_ids: tuple[int, ...]
    due_until: date = wants(Representation.due_until, required=True)

    def subject(self) -> Mapping[str, object]:
        return {"count": len(self.representation_ids)}

    def apply(self, ctx: Context) -> None:
        for id_ in self.representation_ids:
            term = ctx.get(Representation, id_)
            name = ctx.get(Customer, term.customer_id).name
            if term.until is not None:
                raise Refusal(_("The term of {name} has ended already.", name=name), "representation_ids")
            if self.due_until <= (term.due_until or term.since):
                raise Refusal(_("The new term of {name} must end later than the present one.", name=name), "due_until")
            term.due_until = self.due_until
