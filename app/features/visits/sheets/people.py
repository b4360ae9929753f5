"""Whom a line of a workbook speaks of: the manager's role and the representative's term, as they held on the day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.features.representatives.model import Representation
from app.kit.store.context import Context


@dataclass(frozen=True)
class _Held:
    id: int
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def _on(held: Sequence[_Held], day: date) -> int | None:
    """What held on ``day``; else the nearest: records may be older than the archive."""
    if not held:
        return None
    best = min(held, key=lambda one: (not one.holds(day), abs((one.since - day).days), one.id))
    return best.id


class People:
    """Roles by staff number, terms by customer and area code; read once for a whole workbook."""

    def __init__(self, ctx: Context) -> None:
        self._roles: dict[str, list[_Held]] = defaultdict(list)
        self._terms: dict[tuple[str, str | None], list[_Held]] = defaultdict(list)
        roles: Any = (
            select(Staff.code, Manager.id, Manager.since, Manager.until).join(Manager, Manager.staff_id == Staff.id)
        )
        for code, *held in ctx.session.execute(roles):
            self._roles[code].append(_Held(*held))
        terms: Any = (
            select(Customer.code, Area.code, Representation.id, Representation.since, Representation.until)
            .join(Customer, Representation.customer_id == Customer.id)
            .join(Area, Representation.area_id == Area.id).order_by(Representation.id)
        )  # fmt: skip
        for customer, area, *held in ctx.session.execute(terms):
            self._terms[customer, area].append(_Held(*held))
            self._terms[customer, None].append(_Held(*held))

    def role(self, staff_code: str | None, day: date) -> int | None:
        """The manager whose role an employee held on ``day``."""
        return _on(self._roles.get(staff_code or "", ()), day)

    def term(self, customer_code: str | None, area_code: str | None, day: date) -> int | None:
        """The customer's term for an area on ``day``; for whichever area if the line names none."""
        return _on(self._terms.get((customer_code or "", area_code or None), ()), day)
