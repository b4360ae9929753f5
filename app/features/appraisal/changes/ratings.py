"""Marks given by hand, several at once: one change, one undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from app.features.appraisal.model import RATERS, Period, Rating
from app.features.appraisal.queries.results import KEPT
from app.kit.errors import Refusal
from app.kit.store.change import Change
from app.kit.store.context import Context
from app.kit.words import N_, _

_RATERS = frozenset(choice.code for choice in RATERS)


@dataclass(frozen=True)
class Mark:
    """One mark out of 100; None takes a mark back."""

    manager_id: int
    item: str
    mark: float | None
    rater: str = "supervisor"
    reason: str | None = None


@dataclass(frozen=True)
class GiveMarks(Change):
    """Give, change or take back marks of a period that is not published yet (E12, E13)."""

    title: ClassVar[str] = N_("Rate managers: {count} marks")
    permission: ClassVar[str] = "appraisal.rate"
    period_id: int
    marks: tuple[Mark, ...]

    def subject(self) -> Mapping[str, object]:
        return {"count": len(self.marks)}

    def apply(self, ctx: Context) -> int:
        period = ctx.get(Period, self.period_id)
        if period.stage in KEPT:
            raise Refusal(_("The results of {month} are published; open the period again first.", month=period.month))
        known = {
            (row.manager_id, row.item, row.rater): row
            for row in ctx.session.scalars(select(Rating).where(Rating.period_id == period.id))
        }
        fresh = []
        for each in self.marks:
            _refuse_odd(each)
            row = known.get((each.manager_id, each.item, each.rater))
            if each.mark is None:
                if row is not None:
                    ctx.session.delete(row)
            elif row is None:
                fresh.append({"period_id": period.id, "manager_id": each.manager_id, "item": each.item,
                              "rater": each.rater, "mark": each.mark, "reason": each.reason})  # fmt: skip
            else:
                row.mark, row.reason, row.archived_on = each.mark, each.reason or row.reason, None
        ctx.insert(Rating, fresh)
        return len(self.marks)


def _refuse_odd(mark: Mark) -> None:
    if mark.rater not in _RATERS:
        raise Refusal(_("There is no rater {rater}.", rater=mark.rater), "rater")
    if mark.mark is not None and not 0 <= mark.mark <= 100:
        raise Refusal(_("A mark lies between 0 and 100, not at {mark}.", mark=f"{mark.mark:g}"), "mark")
