"""Orders about arrears: they are paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.features.arrears.model import Arrear
from app.kit.errors import Refusal
from app.kit.store.change import Change, wants
from app.kit.store.context import Context
from app.kit.words import N_, _


@dataclass(frozen=True)
class ClearArrears(Change):
    """Write down that bills were paid on a day; what had been owed stays on record (A8)."""

    title: ClassVar[str] = N_("Clear {count} arrears")
    permission: ClassVar[str] = "arrears.clear"
    arrear_ids: tuple[int, ...]
    cleared_on: date = wants(Arrear.cleared_on, required=True)

    def subject(self) -> Mapping[str, object]:
        return {"count": len(self.arrear_ids)}

    def apply(self, ctx: Context) -> None:
        if self.cleared_on > ctx.today:
            raise Refusal(_("A bill cannot be paid on a day to come."), "cleared_on")
        for id_ in self.arrear_ids:
            bill = ctx.get(Arrear, id_)
            if bill.cleared_on is not None:
                raise Refusal(_("{name}'s bill of {month} is cleared already.", name=bill.name, month=bill.month))
            bill.cleared_on = self.cleared_on
