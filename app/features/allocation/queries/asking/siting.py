"""One area as the engine sees it: how free it is, what it costs to move, who may not have it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from app.features.allocation.queries.asking.bars import Bars
from app.features.allocation.queries.asking.places import Place
from app.features.allocation.queries.asking.refusing import area_named, several
from app.features.allocation.queries.asking.ties import Ties
from app.features.allocation.queries.loads import AreaNow
from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.rules.balance import months_between
from app.features.allocation.rules.freedom import Freedom
from app.features.allocation.rules.sites import Site
from app.kit.words import _

NOWHERE: tuple[None, None] = (None, None)


@lru_cache(1024)
def _others(managers: frozenset[int], takers: frozenset[int] | None) -> frozenset[int]:
    """All but the takers; one set for all areas with the same, for they go through a pipe together."""
    return frozenset() if takers is None else managers - takers


@dataclass(frozen=True)
class Siting:
    """What sites are made from. ``reserved`` managers get no further areas; ``hands`` and ``locked`` hold anyway."""

    outlook: Outlook
    freedom: Freedom
    barred: Bars
    ties: Ties
    where: Mapping[int, Place]
    reserved: frozenset[int]
    today: date
    locked: frozenset[int]
    hands: Mapping[int, int]
    is_anew: bool = False

    @cached_property
    def _everybody(self) -> frozenset[int]:
        return frozenset(self.outlook.managers)

    def site(self, area: AreaNow) -> Site:
        """An area whose only taker is its manager is locked; whoever has it keeps it against limits of today."""
        takers, now, given = self.freedom.takers(area.id, area.manager), area.manager, self.hands.get(area.id)
        is_locked = now is not None and (area.id in self.locked or takers == frozenset((now,)))
        barred: frozenset[int] = frozenset()
        if given is None and not is_locked:
            others = _others(self._everybody, takers)
            own = self.barred.of(area.id) | (self.reserved - {now})
            barred = own | others if own else others
        x, y = self.where.get(area.id, NOWHERE)
        return Site(
            area.id, area.work.total, area.village, area.district, x, y,
            None if self.is_anew and not is_locked else now, is_locked,
            months_between(area.since, self.today) if area.since else 0.0, barred, area.feeder,
            self.ties.trust.get(area.id, 0.0), area.id in self.ties.recent, given,
        )  # fmt: skip

    def notes(self, sites: Iterable[Site]) -> list[str]:
        """In words: areas kept by somebody who may not serve them, and those whose way was guessed."""
        found = []
        kept = [
            _("{area} by {name}", area=area_named(self.outlook, site.id), name=self.outlook.name(site.incumbent))
            for site in sites
            if site.locked and site.incumbent in self.barred.of(site.id)
        ]
        if kept:
            found.append(_("Served by somebody who may not, and left so by this question: {areas}.",
                           areas=several(kept)))  # fmt: skip
        guessed = sum(area.demand.distance is None for area in self.outlook.areas.values())
        if guessed:
            found.append(_("{n} areas have no distance to the office: the setting's kilometres were assumed.",
                           n=guessed))  # fmt: skip
        return found
