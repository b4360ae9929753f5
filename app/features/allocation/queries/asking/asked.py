"""From a ready-made question to sites, servers and prices (A4–A8), and back to an outlook."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import chain

from app.features.allocation.queries.asking.away import deputies, leaving, long_away
from app.features.allocation.queries.asking.bars import Bars, bars
from app.features.allocation.queries.asking.places import places
from app.features.allocation.queries.asking.pricing import costs_of
from app.features.allocation.queries.asking.refusing import (
    refuse_contradictions,
    refuse_nonsense,
    refuse_unknown,
)  # fmt: skip
from app.features.allocation.queries.asking.siting import Siting
from app.features.allocation.queries.asking.ties import known_by_service, ties, wished_inside
from app.features.allocation.queries.loads import bonds
from app.features.allocation.queries.outlook import Outlook, present
from app.features.allocation.rules.freedom import ANEW, AWAY, EVEN, LEAVER, NEWCOMER, REST, Freedom
from app.features.allocation.rules.running import Case, Found
from app.features.allocation.rules.sites import HAND, STANDS_IN, Bond, Costs, Server, Site
from app.features.allocation.rules.terms import FEEDER, STABILITY, Terms
from app.features.org.queries import settings
from app.kit.errors import Refusal
from app.kit.store.context import Context
from app.kit.words import _


@dataclass(frozen=True)
class Ask:
    """What is wanted: a kind of :data:`~app.features.allocation.rules.freedom.KINDS` under some terms.

    ``managers`` leave, are new or away; only ``areas`` may change hands when ``touched``; ``locked`` areas stay with
    whoever has them; ``hands`` are areas decided by hand, with their manager; the areas of each set of ``together`` go
    to one and the same manager.
    """

    kind: str = EVEN
    terms: Terms = Terms()
    managers: tuple[int, ...] = ()
    areas: tuple[int, ...] = ()
    locked: frozenset[int] = frozenset()
    hands: Mapping[int, int] = field(default_factory=dict)
    together: tuple[frozenset[int], ...] = ()


@dataclass(frozen=True)
class Question:
    """All that the engine is told, in plain values; ``could_not`` says in words what could not be used."""

    ask: Ask
    outlook: Outlook
    sites: tuple[Site, ...]
    servers: tuple[Server, ...]
    bonds: Mapping[int, Mapping[int, Bond]]
    costs: Costs
    terms: Terms
    could_not: tuple[str, ...] = ()
    together: tuple[frozenset[int], ...] = ()

    @property
    def case(self) -> Case:
        """What :func:`~app.features.allocation.rules.running.run` wants."""
        return Case(self.sites, self.servers, self.bonds, self.costs, self.terms, self.together)

    def outlook_of(self, found: Found) -> Outlook:
        """An answer beside the present state."""
        placed = [
            replace(one, reason=STANDS_IN) if one.reason == HAND and one.site not in self.ask.hands else one
            for one in found.placements
        ]
        return self.outlook.with_(placed, by_hand=self.ask.hands)

    def to_json(self) -> str:
        """Kind, managers and terms, to be kept beside a scenario; ``terms_of`` reads the terms back."""
        return json.dumps({"kind": self.ask.kind, "managers": self.ask.managers, **asdict(self.ask.terms)})


def asked(ctx: Context, ask: Ask) -> Question:
    """The question as of today. Raises a Refusal in words for what makes no sense, before anything is reckoned."""
    outlook = present(ctx)
    refuse_unknown(outlook, ask.kind, ask.managers, [*ask.areas, *ask.locked, *chain(*ask.together)], ask.hands)
    away = long_away(ctx, outlook)
    ask = _of_those_away(ask, away)
    gone = frozenset(ask.managers) if ask.kind in (AWAY, LEAVER) else frozenset()
    barred = bars(ctx, outlook)
    refuse_contradictions(outlook, ask.locked, ask.hands, barred, gone)
    hands, unmanned = _stand_ins(outlook, gone, barred, ask) if ask.kind == AWAY else (ask.hands, [])
    where, unplaced = places(outlook.areas.values())
    known, outside = wished_inside(outlook, bonds(ctx))
    reserved = {one: words for one, words in {**leaving(outlook), **away}.items() if one not in gone}
    siting = Siting(outlook, _freedom(outlook, ask, gone), barred, ties(ctx), where, frozenset(reserved), ctx.today,
                    ask.locked, hands, is_anew=ask.kind == ANEW)  # fmt: skip
    sites = tuple(siting.site(area) for area in outlook.areas.values())
    staying = [one for one in outlook.managers.values() if one.id not in gone]
    servers = tuple(Server(one.id, one.capacity, one.district) for one in staying)
    refuse_nonsense(outlook, sites, servers)
    return Question(
        ask, outlook, sites, servers, known_by_service(outlook, known, ctx.today), costs_of(settings(ctx)),
        _terms(ask, is_placed=bool(where), has_feeders=any(site.feeder for site in sites)),
        (*barred.could_not, *unplaced, *outside, *reserved.values(), *unmanned, *siting.notes(sites),
         *_too_much(outlook, servers)),
        (*ask.together, *_heirlooms(outlook, ask, gone)),
    )  # fmt: skip


def _of_those_away(ask: Ask, away: Collection[int]) -> Ask:
    """A question about absences that names nobody is about everybody who is away for long."""
    if ask.kind != AWAY or ask.managers:
        return ask
    if not away:
        raise Refusal(_("Nobody is away for long today. Say who is away."), "managers")
    return replace(ask, managers=tuple(sorted(away)))


def _heirlooms(outlook: Outlook, ask: Ask, gone: frozenset[int]) -> tuple[frozenset[int], ...]:
    """The areas of each leaver, where they go to one successor."""
    if ask.kind != LEAVER or not ask.terms.as_one:
        return ()
    return tuple(_theirs(outlook, one) for one in sorted(gone))


def _freedom(outlook: Outlook, ask: Ask, gone: frozenset[int]) -> Freedom:
    """Heavy are those above their share: all hours in proportion to capacity, the new ones included."""
    loads, capacity = outlook.before(), sum(one.capacity for one in outlook.managers.values())
    share = sum(area.work.total for area in outlook.areas.values()) / capacity if capacity else 0.0
    heavy = frozenset(one.id for one in outlook.managers.values() if loads[one.id] > share * one.capacity)
    newcomers = frozenset(ask.managers) if ask.kind == NEWCOMER else frozenset()
    return Freedom(ask.kind, gone, newcomers, heavy - newcomers, frozenset(ask.areas))


def _terms(ask: Ask, *, is_placed: bool, has_feeders: bool) -> Terms:
    """Where everything is placed anew no move is priced; where there are no ways, feeders are kept together."""
    terms = ask.terms
    if ask.kind in (ANEW, REST):
        kept = {name: one for name, one in terms.priorities.items() if name != STABILITY}
        terms = replace(terms, priorities=kept, moves=None)
    if not is_placed and has_feeders and not terms.contiguous:
        terms = replace(terms, contiguous=FEEDER)
    return terms


def _stand_ins(
    outlook: Outlook, gone: frozenset[int], barred: Bars, ask: Ask
) -> tuple[dict[int, int], list[str]]:
    """Whom the areas of managers who are away go to: their deputies, as far as these may serve them."""
    standing, hands, told = deputies(outlook, gone), dict(ask.hands), []
    for manager, deputy in standing.items():
        if deputy is None:
            told.append(_("{name} has no deputy: the areas were spread.", name=outlook.name(manager)))
            continue
        for area in _theirs(outlook, manager):
            if deputy not in barred.of(area):
                hands.setdefault(area, deputy)
    return hands, told


def _theirs(outlook: Outlook, manager: int) -> frozenset[int]:
    return frozenset(area.id for area in outlook.areas.values() if area.manager == manager)


def _too_much(outlook: Outlook, servers: tuple[Server, ...]) -> list[str]:
    total, room = sum(area.work.total for area in outlook.areas.values()), sum(one.capacity for one in servers)
    if total <= room or not servers:
        return []
    return [_("The areas ask for {total} h a month, the managers can carry {room} h: somebody will be above his "
              "capacity.", total=f"{total:,.0f}", room=f"{room:,.0f}")]  # fmt: skip
