"""What makes no sense to ask, told in words before anything is reckoned: which area, which manager, what to do."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from math import isfinite

from app.features.allocation.queries.asking.bars import Bars
from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.rules.freedom import KINDS, LEAVER, NEWCOMER, TOUCHED
from app.features.allocation.rules.sites import Server, Site
from app.kit.errors import Refusal
from app.kit.words import _

NAMED = 5


def several(names: Iterable[str]) -> str:
    """The first few of ``names``, and how many more there are."""
    each = list(names)
    told = _(", ").join(each[:NAMED])
    return told if len(each) <= NAMED else _("{names} and {n} more", names=told, n=len(each) - NAMED)


def area_named(outlook: Outlook, area: int) -> str:
    """An area with its code."""
    found = outlook.areas.get(area)
    return f"{found.name} ({found.code})" if found else str(area)


def refuse_unknown(
    outlook: Outlook, kind: str, managers: Collection[int], areas: Iterable[int], hands: Mapping[int, int]
) -> None:
    """Refuse a kind nobody knows, a question without its managers or areas, and strangers among them."""
    if kind not in KINDS:
        raise Refusal(_("There is no question {kind}. There are: {kinds}.", kind=kind, kinds=", ".join(KINDS)), "kind")
    if kind in (LEAVER, NEWCOMER) and not managers:
        raise Refusal(_("Say which managers leave or are new."), "managers")
    named = list(areas)
    if kind == TOUCHED and not named:
        raise Refusal(_("Say which areas may change hands."), "areas")
    for area in (*named, *hands):
        if area not in outlook.areas:
            raise Refusal(
                _("Area {area} is not served by this office: it is archived, out of operation, without households, "
                  "or unknown.", area=area), "areas")  # fmt: skip
    for manager in (*managers, *hands.values()):
        if manager not in outlook.managers:
            raise Refusal(_("Manager {manager} does not hold the role today.", manager=manager), "managers")


def refuse_nonsense(outlook: Outlook, sites: Collection[Site], servers: Collection[Server]) -> None:
    """Refuse double area codes, hours that are no number, managers without a capacity, an office without managers."""
    codes = Counter(area.code for area in outlook.areas.values())
    if double := [code for code, count in codes.items() if count > 1]:
        raise Refusal(_("The area code {codes} is there twice.", codes=several(sorted(double))), "areas")
    if len({site.id for site in sites}) < len(sites):
        twice = [site for site, count in Counter(site.id for site in sites).items() if count > 1]
        raise Refusal(_("{area} stands in the list twice.", area=area_named(outlook, twice[0])), "areas")
    for site in sites:
        if not isfinite(site.hours) or site.hours < 0:
            raise Refusal(
                _("The workload of {area} is no number of hours. Correct its households, distance or the settings.",
                  area=area_named(outlook, site.id)), "areas")  # fmt: skip
    for server in servers:
        if not isfinite(server.capacity) or server.capacity <= 0:
            raise Refusal(
                _("{name} can carry no hours a month. Give him a capacity, or end his role.",
                  name=outlook.name(server.id)), "managers")  # fmt: skip
    if sites and not servers:
        raise Refusal(
            _("Nobody is left to take the areas. Import the staff roster, or appoint a manager under People."),
            "managers")  # fmt: skip


def refuse_contradictions(
    outlook: Outlook, locked: Iterable[int], hands: Mapping[int, int], barred: Bars, gone: Collection[int]
) -> None:
    """Refuse locks and decisions by hand that contradict each other, or what is barred."""
    held = {area: outlook.areas[area].manager for area in locked}
    for area, manager in hands.items():
        if held.get(area, manager) not in (manager, None):
            raise Refusal(
                _("{area} is locked with {one} and given to {other} by hand. Release one of the two.",
                  area=area_named(outlook, area), one=outlook.name(held[area]), other=outlook.name(manager)),
                "locked")  # fmt: skip
    for area, who in (*held.items(), *hands.items()):
        if who in gone:
            raise Refusal(
                _("{area} is locked with or given to {name}, who leaves or is away. Release it.",
                  area=area_named(outlook, area), name=outlook.name(who)), "managers")  # fmt: skip
        if who is not None and (why := barred.why(area, who)):
            raise Refusal(
                _("{name} may not serve {area}: {why}. Release the lock, or lift the limit.", name=outlook.name(who),
                  area=area_named(outlook, area), why=why), "locked")  # fmt: skip
