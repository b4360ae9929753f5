"""The ready-made questions: how free each area is under each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from app.features.allocation.rules.sites import FAMILIAR, WISH
from app.kit.words import N_

REST, EVEN, ANEW, LEAVER, NEWCOMER, TOUCHED, AWAY = "rest", "even", "anew", "leaver", "newcomer", "touched", "away"
KINDS: Mapping[str, str] = {
    REST: N_("Areas without a manager"), EVEN: N_("Even out the loads"), ANEW: N_("Place every area anew"),
    LEAVER: N_("A manager leaves"), NEWCOMER: N_("A manager is new"), TOUCHED: N_("Only some areas"),
    AWAY: N_("A manager is away"),
}  # fmt: skip


@dataclass(frozen=True)
class Freedom:
    """What a question of one kind leaves open; areas and managers by id.

    ``leaving`` give all their areas away (a leaver, somebody away), ``newcomers`` take from ``heavy`` managers, whose
    load is above their share, and ``touched`` areas may go to anybody. An area that nobody serves is always open.
    """

    kind: str
    leaving: frozenset[int] = field(default_factory=frozenset)
    newcomers: frozenset[int] = field(default_factory=frozenset)
    heavy: frozenset[int] = field(default_factory=frozenset)
    touched: frozenset[int] = field(default_factory=frozenset)

    def takers(self, area: int, now: int | None) -> frozenset[int] | None:
        """Who may have an area that ``now`` serves: everybody (None), or only these.

        >>> freedom = Freedom(NEWCOMER, newcomers=frozenset({3}), heavy=frozenset({1}))
        >>> [sorted(freedom.takers(9, now)) for now in (1, 2)]
        [[1, 3], [2]]
        >>> freedom.takers(9, None) is None
        True
        """
        if now is None or now in self.leaving or self.kind in (EVEN, ANEW):
            return None
        if self.kind == TOUCHED and area in self.touched:
            return None
        if self.kind == NEWCOMER and now in self.heavy:
            return self.newcomers | {now}
        return frozenset({now})


def change_reason(why: str, before: int | None, after: int, asked: Mapping[str, Any] = MappingProxyType({})) -> str:
    """The reason a change of hands carries in the area's history.

    What was ``asked`` (the ``kind`` of question and the ``managers`` it was about) tells more than ``why`` it was
    this manager.

    >>> leaver = {"kind": LEAVER, "managers": [7]}
    >>> [change_reason("near", before, 9, leaver) for before in (7, 8, None)]
    ['leaver', 'balance', 'first']
    >>> change_reason("wish", 7, 9), change_reason("near", 8, 9, {"kind": NEWCOMER, "managers": [9]})
    ('wish', 'newcomer')
    """
    kind, managers = asked.get("kind"), asked.get("managers", ())
    if before is None:
        return "first"
    if kind in (LEAVER, AWAY) and before in managers:
        return "leaver" if kind == LEAVER else "other"
    if kind == NEWCOMER and after in managers:
        return "newcomer"
    if kind == TOUCHED:
        return "split"
    return "wish" if why in (WISH, FAMILIAR) else "balance"


def reason_in_books(reason: str, is_held: bool) -> str:
    """Nobody is the first where somebody, who left meanwhile, still stands in the books (``is_held``).

    >>> reason_in_books("first", True), reason_in_books("first", False), reason_in_books("wish", True)
    ('leaver', 'first', 'wish')
    """
    return "leaver" if reason == "first" and is_held else reason
