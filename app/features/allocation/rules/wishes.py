"""Who gets an area that several wish for (A4): a stated rule, step by step, and then the lot.

Every area is decided on its own, so a manager may win several. Whoever is best in the first step
stays, whoever is not is out and the step is his ground; the next step judges those who stayed. The
usual order: a first wish goes before a second and a second before a third; then who knows the area
better (the mean of 地形地貌, 风土人情 and 群众基础, a mark not given counting 0: A6); then who is longer
in the role; then whose own meter-reading area it is. Who is still equal draws lots.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

WISH, FAMILIARITY, TENURE, READING = "wish", "familiarity", "tenure", "reading"
ONLY, LOT = "only", "lot"
STEPS = (WISH, FAMILIARITY, TENURE, READING)
FACTORS = 3


@dataclass(frozen=True)
class Claim:
    """One manager's wish for one area, both by the office's codes; ``months`` in the role, ``familiarity`` 0–5."""

    area: str
    manager: str
    wish: int
    familiarity: float = 0.0
    months: int = 0
    reads: bool = False


@dataclass(frozen=True)
class Verdict:
    """What became of a claim: the step that decided it, and the number drawn where lots were drawn."""

    claim: Claim
    won: bool
    ground: str
    lot: int | None = None


_MERIT: dict[str, Callable[[Claim], float]] = {
    WISH: lambda claim: -claim.wish,
    FAMILIARITY: lambda claim: claim.familiarity,
    TENURE: lambda claim: claim.months,
    READING: lambda claim: claim.reads,
}


def familiarity(*marks: int | None) -> float:
    """Mean of the three factors' marks, 0–5, to two places as the minutes show it; one not given counts 0.

    >>> familiarity(5, 4, None)
    3.0
    """
    return round(sum(mark or 0 for mark in marks) / FACTORS, 2)


def lot_of(seed: int, claim: Claim) -> bytes:
    """What orders the lots of an area: SHA-256 of ``seed:area code:staff no.``, so that anybody can draw them again."""
    return sha256(f"{seed}:{claim.area}:{claim.manager}".encode()).digest()


def decide(claims: Iterable[Claim], steps: Sequence[str] = STEPS, seed: int | None = None) -> list[Verdict]:
    """The verdict on every claim, by area and staff number; neither depends on the order of ``claims``.

    A pair of area and manager occurs once. Without a ``seed`` no lots are drawn: those equal to the
    end have not won, their ground is the lot, and their number is open.
    """
    rivals: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        rivals[claim.area].append(claim)
    found = [verdict for own in rivals.values() for verdict in _contest(own, steps, seed)]
    return sorted(found, key=lambda verdict: (verdict.claim.area, verdict.claim.manager))


def _contest(rivals: list[Claim], steps: Sequence[str], seed: int | None) -> list[Verdict]:
    if len(rivals) == 1:
        return [Verdict(rivals[0], True, ONLY)]
    found, left = [], rivals
    for step in steps:
        best = max(map(_MERIT[step], left))
        found += [Verdict(claim, False, step) for claim in left if _MERIT[step](claim) < best]
        left = [claim for claim in left if _MERIT[step](claim) == best]
        if len(left) == 1:
            return [*found, Verdict(left[0], True, step)]
    if seed is None:
        return [*found, *(Verdict(claim, False, LOT) for claim in left)]
    drawn = sorted(left, key=lambda claim: lot_of(seed, claim))
    return [*found, *(Verdict(claim, number == 1, LOT, number) for number, claim in enumerate(drawn, 1))]


def contested(claims: Iterable[Claim]) -> set[str]:
    """Codes of the areas that more than one manager wishes for."""
    seen: set[str] = set()
    several: set[str] = set()
    for claim in claims:
        (several if claim.area in seen else seen).add(claim.area)
    return several
