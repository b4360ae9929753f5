"""Limits that conflict, in words: which, on which areas, and the smallest relaxation that works."""

from app.features.allocation.queries.asking.refusing import area_named, several
from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.rules.engine.answer import Fault, Relaxation
from app.features.allocation.rules.running import Found
from app.kit.words import N_, _

SAID = {
    "load": N_("The workload of {areas} is no number of hours."),
    "cost": N_("The way to {areas} cannot be reckoned: correct the coordinates."),
    "capacity": N_("The capacity of {names} is no number of hours."),
    "unknown_server": N_("{areas} are locked with somebody who does not hold the role."),
    "no_server": N_("Nobody may serve {areas}: avoidances, grades, vehicles and locks leave nobody. "
                    "Lift one of these limits."),
    "lock_forbidden": N_("{areas} are locked with {names}, who may not serve them. Release the lock, or lift the "
                         "limit."),
    "lock_contradiction": N_("{areas} must go to one manager, but are locked with {names}. Release all locks but "
                             "one."),
    "lock_capacity": N_("{areas} can only go to {names}, who would be {hours} h above his capacity."),
    "too_heavy": N_("{areas} together fit nobody who may serve them: {hours} h are lacking."),
    "total": N_("All areas together ask for {hours} h a month more than the managers can carry."),
    "moves": N_("{count} more areas must change hands than the limit of moves allows: {areas}."),
    "capacity_conflict": N_("{areas} can only go to {names}, who together lack {hours} h."),
}  # fmt: skip


def conflict_words(found: Found, outlook: Outlook) -> list[str]:
    """One sentence for each conflict, and one for what would help; nothing where every limit is kept."""
    return [_fault(one, outlook) for one in found.faults] + [_help(one, outlook) for one in found.relaxations]


def _fault(fault: Fault, outlook: Outlook) -> str:
    return _(
        SAID[fault.kind],
        areas=several(area_named(outlook, area) for area in fault.sites),
        names=several(outlook.name(manager) for manager in fault.servers),
        hours=f"{fault.amount:,.1f}", count=f"{fault.amount:.0f}",
    )  # fmt: skip


def _help(relaxation: Relaxation, outlook: Outlook) -> str:
    """The smallest relaxation as an order; where it is not proven the smallest, it says so by *enough*."""
    if relaxation.kind == "moves":
        if relaxation.proven:
            return _("What would help: allow {n} moves; fewer do not work.", n=relaxation.moves)
        return _("What would help: allow {n} moves; that is enough.", n=relaxation.moves)
    more = several(
        _("{name} {hours} h more", name=outlook.name(manager), hours=f"{hours:.1f}")
        for manager, hours in relaxation.hours.items()
    )
    if relaxation.proven:
        return _("What would help: {more}; less does not work.", more=more)
    return _("What would help: {more}; that is enough.", more=more)
