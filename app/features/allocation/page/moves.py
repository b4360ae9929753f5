"""The table of placements: every area with its manager before and after, and why."""

from collections.abc import Callable, Mapping

from app.features.allocation.queries.loads import Holder
from app.features.allocation.queries.outlook import KEPT, WHY, Outlook
from app.features.allocation.rules.sites import BALANCE, FAMILIAR, NEAR, VILLAGE, WISH, Placement
from app.kit.words import _
from app.ui.chips import Chip
from app.ui.grid import GridColumn

TONES = {
    WISH: "ok", FAMILIAR: "ok", VILLAGE: "ok", NEAR: "info", BALANCE: "attention", "locked": "info", "hand": "info",
}  # fmt: skip


def columns(outlook: Outlook, colours: Callable[[int], int]) -> list[GridColumn]:
    """Columns over placements of ``outlook``; ``colours`` gives a manager's categorical colour."""
    areas = outlook.areas

    def why(placement: Placement) -> str:
        return _(WHY[placement.reason])

    def tone(placement: Placement) -> str:
        return TONES.get(placement.reason, "soft")

    return [
        GridColumn(_("Area"), lambda p: areas[p.site].name, 206, sort=lambda p: areas[p.site].code),
        GridColumn(_("Households"), lambda p: f"{areas[p.site].households:,}", 56, right=True,
                   sort=lambda p: -areas[p.site].households),
        GridColumn(_("Hours"), lambda p: f"{areas[p.site].work.total:.1f}", 56, right=True,
                   sort=lambda p: -areas[p.site].work.total),
        GridColumn(_("Before"), lambda p: outlook.name(p.before), 84,
                   tone=lambda p: "soft" if p.reason in KEPT else ""),
        GridColumn(_("After"), lambda p: outlook.name(p.server), 104, dot=lambda p: colours(p.server)),
        GridColumn(_("Why"), why, 90, tone=tone),
    ]  # fmt: skip


def shown(outlook: Outlook, only_moves: bool, only: frozenset[int]) -> list[Placement]:
    """Placements to list: all or only those that move, of all areas or of some."""
    found = [
        placement
        for placement in outlook.placements.values()
        if (not only_moves or placement.server != outlook.areas[placement.site].manager)
        and (not only or placement.site in only)
    ]
    return sorted(found, key=lambda placement: outlook.areas[placement.site].code)


def chips(outlook: Outlook, moves_only: bool, locked: int, chosen: int) -> list[Chip]:
    """What narrows the table, and how much is locked."""
    count, found = len(outlook.moves()), []
    if count:
        found.append(Chip("moves", _("only the {n} that move", n=count), moves_only))
    if locked:
        found.append(Chip("locked", _("{n} locked", n=locked), True))
    if chosen:
        found.append(Chip("only", _("{n} chosen", n=chosen), True))
    return found


def takers(outlook: Outlook, loads: Mapping[int, float], area: int, most: int = 15) -> list[Holder]:
    """Who could take an area: managers of its own office first, the lightest first."""
    home = outlook.areas[area].district
    return sorted(outlook.managers.values(), key=lambda one: (one.district != home, loads[one.id]))[:most]
