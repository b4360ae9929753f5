"""A workload told in words: hours and percent by cause, the sum behind each, and where the figures are from (d4)."""

from collections.abc import Iterable, Sequence
from functools import reduce

from app.features.allocation.queries.loads import AreaNow, coefficients
from app.features.allocation.rules.workload import NOTHING, Workload
from app.features.org.queries import chosen_settings, settings
from app.features.org.rules import spec_of
from app.kit.store.context import Context
from app.kit.words import _

Fact = tuple[str, str]
FIGURES = ("household.minutes", "visit.minutes.on_site", "request.minutes", "travel.speed")
"""The settings behind every workload; the terrain's factor comes with them."""


def area_facts(ctx: Context, area: AreaNow) -> list[Fact]:
    """One area: the workload, and each cause with how it is reckoned."""
    known = settings(ctx)
    by, demand = coefficients(known), area.demand
    factor = by.terrain.get(demand.terrain or "", 1.0)
    way = by.unknown_distance if demand.distance is None else demand.distance
    sums = (
        _("{n} × {minutes} min × {factor}", n=f"{demand.households:,}", minutes=f"{by.household_minutes:g}",
          factor=f"{factor:g}"),
        _("{n} × {minutes} min × {factor}", n=f"{demand.visits:.1f}", minutes=f"{by.visit_minutes:g}",
          factor=f"{factor:g}"),
        _("{n} × 2 × {km} km at {speed} km/h × {factor}", n=f"{demand.visits:.1f}", km=f"{way:.1f}",
          speed=f"{by.speed:g}", factor=f"{factor:g}"),
        _("{n} × {minutes} min × {factor}", n=f"{demand.requests:.1f}", minutes=f"{by.request_minutes:g}",
          factor=f"{factor:g}"),
    )  # fmt: skip
    found = [(_("Workload"), hours_told(area.work.total)), *_causes(area.work, sums)]
    if demand.distance is None:
        found.append((_("Way"), _("no distance known, {km} km assumed", km=f"{way:g}")))
    terrain = (f"terrain.{demand.terrain}",) if demand.terrain else ()
    return [*found, (_("Figures"), sources(ctx, (*FIGURES, *terrain)))]


def manager_facts(ctx: Context, areas: Sequence[AreaNow]) -> list[Fact]:
    """A manager's areas together: each cause with its share, and where the figures are from."""
    work = together(area.work for area in areas)
    return [*_causes(work, ("",) * 4), (_("Figures"), sources(ctx, FIGURES))]


def together(works: Iterable[Workload]) -> Workload:
    """Workloads added up, cause by cause."""
    return reduce(Workload.__add__, works, NOTHING)


def hours_told(hours: float) -> str:
    """Hours a month in words."""
    return _("{hours} h a month", hours=f"{hours:,.1f}")


def sources(ctx: Context, names: Sequence[str]) -> str:
    """Where the settings ``names`` are from: the office's own reason, or the source of the default."""
    own = chosen_settings(ctx)
    told: dict[str, list[str]] = {}
    for name in names:
        reason = own[name].reason or _("set by the office") if name in own else _(spec_of(name).source)
        told.setdefault(reason, []).append(_(spec_of(name).label))
    if len(told) == 1:
        return next(iter(told))
    return _("; ").join(f"{_(', ').join(labels)}: {reason}" for reason, labels in told.items())


def _causes(work: Workload, sums: Sequence[str]) -> list[Fact]:
    parts = ((_("Households"), work.households), (_("Visits"), work.visits), (_("Travel"), work.travel),
             (_("Requests"), work.requests))  # fmt: skip
    return [
        ("· " + name, " = ".join(part for part in (_share(hours, work.total), reckoned) if part))
        for (name, hours), reckoned in zip(parts, sums, strict=True)
    ]


def _share(hours: float, total: float) -> str:
    return _("{hours} h ({share})", hours=f"{hours:,.1f}", share=f"{hours / total:.0%}" if total else "–")
