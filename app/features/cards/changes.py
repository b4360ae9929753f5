"""Orders about cards: write down who was handed how many."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.features.cards.model import CardIssue
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.managers.queries import called
from app.kit.errors import Refusal
from app.kit.store.change import Change, require, wanted, wants
from app.kit.store.context import Context
from app.kit.words import N_, _


@dataclass(frozen=True)
class IssueCards(Change):
    """Write cards a manager handed out into the register (C2): so many to each customer, or to general customers.

    A second entry of the same day, manager and customer adds to the first. Returns the entries' ids.
    """

    title: ClassVar[str] = N_("Record cards handed out: {count}")
    permission: ClassVar[str] = "cards.record"
    manager_id: int = wants(CardIssue.manager_id)
    day: date = wants(CardIssue.day)
    copies: int = wants(CardIssue.copies, 1, required=True)
    signed: bool = wants(CardIssue.signed, False)
    note: str | None = wants(CardIssue.note, None)
    customer_ids: tuple[int, ...] = ()
    """Empty: to general customers."""

    def subject(self) -> Mapping[str, object]:
        return {"count": self.copies * max(1, len(self.customer_ids))}

    def apply(self, ctx: Context) -> list[int]:
        require({"copies": wanted(type(self))["copies"]}, {"copies": self.copies})
        self._refuse_wrong_day(ctx)
        stored = select(CardIssue).filter_by(day=self.day, manager_id=self.manager_id, archived_on=None)
        known = {row.customer_id: row for row in ctx.session.scalars(stored)}
        rows = [self._entry(ctx, known.get(customer), customer) for customer in self._receivers()]
        ctx.add(*rows)
        ctx.flush()
        return [row.id for row in rows]

    def _receivers(self) -> Iterable[int | None]:
        return dict.fromkeys(self.customer_ids) or (None,)

    def _entry(self, ctx: Context, known: CardIssue | None, customer_id: int | None) -> CardIssue:
        name = ctx.get(Customer, customer_id).name if customer_id is not None else _("general customers")
        if known is None:
            return CardIssue(
                day=self.day, manager_id=self.manager_id, customer_id=customer_id, copies=self.copies,
                signed=self.signed, note=self.note,
            )  # fmt: skip
        known.copies += self.copies
        known.signed = known.signed or self.signed
        known.note = self.note or known.note
        ctx.remarks.append(_("{name}: {count} cards on this day altogether.", name=name, count=known.copies))
        return known

    def _refuse_wrong_day(self, ctx: Context) -> None:
        if self.day > ctx.today:
            raise Refusal(_("Cards cannot be handed out on a day to come: {day}.", day=self.day), "day")
        manager = ctx.get(Manager, self.manager_id)
        if self.day < manager.since or (manager.until is not None and self.day > manager.until):
            name = called(ctx, manager.id)
            raise Refusal(_("{name} was no customer manager on {day}.", name=name, day=self.day), "day")
