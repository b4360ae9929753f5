"""Managers who get no further areas: those away for long and those whose end is known; and who stands in for whom."""

from collections.abc import Collection

from sqlalchemy import select

from app.features.allocation.queries.outlook import Outlook
from app.features.managers.model import Absence
from app.features.org.queries import settings
from app.kit.errors import Refusal
from app.kit.store.context import Context
from app.kit.words import _


def leaving(outlook: Outlook) -> dict[int, str]:
    """Managers in office whose end is known, each in a sentence."""
    return {
        holder.id: _("{name} leaves on {day}: no further areas.", name=holder.name, day=holder.leaves_on)
        for holder in outlook.managers.values()
        if holder.leaves_on is not None
    }


def long_away(ctx: Context, outlook: Outlook) -> dict[int, str]:
    """Managers who are away today, in all for longer than the office's setting, each in a sentence."""
    days = int(float(settings(ctx)["allocation.absent"]))
    absences = select(Absence).where(
        Absence.archived_on.is_(None), Absence.first <= ctx.today, Absence.last >= ctx.today
    )
    return {
        absence.manager_id: _("{name} is away until {day}: no further areas.",
                              name=outlook.name(absence.manager_id), day=absence.last)
        for absence in ctx.session.scalars(absences)
        if absence.manager_id in outlook.managers and (absence.last - absence.first).days + 1 > days
    }  # fmt: skip


def deputies(outlook: Outlook, away: Collection[int]) -> dict[int, int | None]:
    """Who stands in for each manager who is away: his deputy, or the deputy's deputy where he is away as well.

    None where there is nobody. Raises a Refusal where deputies who are all away stand in for each other.
    """
    return {manager: _stands_in(outlook, manager, away) for manager in away}


def _stands_in(outlook: Outlook, manager: int, away: Collection[int]) -> int | None:
    passed = [manager]
    now = outlook.managers[manager].deputy
    while now is not None and now in away:
        if now in passed:
            names = _(", ").join(outlook.name(one) for one in passed)
            raise Refusal(_("{names} stand in for each other and are all away. Name another deputy.", names=names),
                          "managers")  # fmt: skip
        passed.append(now)
        now = outlook.managers[now].deputy
    return now if now in outlook.managers else None
