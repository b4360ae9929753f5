"""The table of areas: every one with its manager before and after, and why."""

from collections.abc import Callable

from app.features.allocation.queries.loads import AreaNow
from app.features.allocation.queries.outlook import WHY, Outlook
from app.features.allocation.rules.sites import BALANCE, FAMILIAR, HAND, LOCKED, NEAR, VILLAGE, WISH
from app.kit.words import _
from app.ui.chips import Chip
from app.ui.grid import GridColumn

TONES = {
    WISH: "ok", FAMILIAR: "ok", VILLAGE: "ok", NEAR: "info", BALANCE: "attention", LOCKED: "info", HAND: "info",
}  # fmt: skip
Colours = Callable[[int], int]


def columns(outlook: Outlook, colours: Colours) -> list[GridColumn]:
    """Columns over the areas of ``outlook``; ``colours`` gives a manager's categorical colour."""
    placements = outlook.placements

    def server(area: AreaNow) -> int | None:
        return placements[area.id].server if area.id in placements else None

    def why(area: AreaNow) -> str:
        return _(WHY[placements[area.id].reason]) if area.id in placements else _("nobody")

    def tone(area: AreaNow) -> str:
        return TONES.get(placements[area.id].reason, "soft") if area.id in placements else "late"

    def dot(area: AreaNow) -> int | None:
        return colours(placements[area.id].server) if area.id in placements else None

    return [
        GridColumn(_("Area"), lambda a: a.name, 172, sort=lambda a: a.code),
        GridColumn(_("Households"), lambda a: f"{a.households:,}", 56, right=True, sort=lambda a: -a.households),
        GridColumn(_("Hours"), lambda a: f"{a.work.total:.1f}", 52, right=True, sort=lambda a: -a.work.total),
        GridColumn(_("Before"), lambda a: outlook.name(a.manager), 88,
                   tone=lambda a: "soft" if a.manager == server(a) else ""),
        GridColumn(_("After"), lambda a: outlook.name(server(a)), 108, dot=dot),
        GridColumn(_("Why"), why, 76, tone=tone),
    ]  # fmt: skip


def shown(outlook: Outlook, only_moves: bool, only: frozenset[int]) -> list[AreaNow]:
    """Areas to list, by code: all or only those that move, among all or among some."""
    found = [outlook.areas[one.site] for one in outlook.moved()] if only_moves else list(outlook.areas.values())
    return [area for area in found if not only or area.id in only]


def chips(outlook: Outlook, moves_only: bool, chosen: int) -> list[Chip]:
    """What narrows the table, and how much a person decided."""
    count, found = len(outlook.moved()), []
    if count:
        found.append(Chip("moves", _("only the {n} that move", n=f"{count:,}"), moves_only))
    if outlook.hands:
        found.append(Chip("locked", _("{n} decided by hand", n=f"{len(outlook.hands):,}"), True))
    if chosen:
        found.append(Chip("only", _("{n} chosen", n=f"{chosen:,}"), True))
    return found
