"""The words below the table: why this manager, who is second, what it would cost."""

from collections.abc import Hashable, Sequence

from app.features.allocation.queries.outlook import Outlook, explain
from app.kit.words import _


def telling(outlook: Outlook, keys: Sequence[Hashable]) -> str:
    """One area in full, several as a sum, none as what to do next."""
    found = [outlook.areas[key] for key in keys if isinstance(key, int) and key in outlook.areas]
    if not found:
        return _next_step(outlook)
    if len(found) > 1:
        hours, households = sum(area.work.total for area in found), sum(area.households for area in found)
        return _("{n} areas · {households} households · {hours} h a month. Right-click to give them to a manager.",
                 n=len(found), households=f"{households:,}", hours=f"{hours:.1f}")  # fmt: skip
    area, work = found[0], found[0].work
    head = _("{name} · {households} households · {hours} h a month", name=area.name, households=area.households,
             hours=f"{work.total:.1f}")  # fmt: skip
    parts = _("households {a} + visits {b} + travel {c} + requests {d}", a=f"{work.households:.1f}",
              b=f"{work.visits:.1f}", c=f"{work.travel:.1f}", d=f"{work.requests:.1f}")  # fmt: skip
    why = explain(outlook, area.id) if area.id in outlook.placements else _("Nobody serves this area.")
    return f"{head}\n{parts}\n{why}"


def _next_step(outlook: Outlook) -> str:
    if not outlook.areas:
        return _("There are no areas to assign yet. Import headquarters' ledger: drag the workbook onto the window.")
    if not outlook.managers:
        return _("There are no managers yet. Import the staff roster, or appoint one under People.")
    lacking = sum(area.manager is None for area in outlook.areas.values())
    moves = len(outlook.moves())
    if moves:
        return _("{n} areas would move. Choose one to read why; right-click to decide otherwise; then apply.", n=moves)
    if lacking:
        return _("{n} areas have no manager. Ask for a proposal.", n=lacking)
    return _("Every area has its manager. Choose one to read its workload, or ask for a proposal.")
