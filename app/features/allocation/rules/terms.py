"""How the allocation is asked: what counts first, what must hold. Plain values, cheap to import."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from app.kit.errors import Refusal
from app.kit.words import N_, _

WISHES, BALANCE, TRAVEL, VILLAGES, STABILITY = "wishes", "balance", "travel", "villages", "stability"
AIMS: Mapping[str, str] = {
    WISHES: N_("wishes and familiarity"), BALANCE: N_("even loads"), TRAVEL: N_("short ways"),
    VILLAGES: N_("villages together"), STABILITY: N_("few changes"),
}  # fmt: skip
FEEDER, VILLAGE = "feeder", "village"
SECONDS = 15.0


@dataclass(frozen=True)
class Priority:
    """Where an aim stands: its stage (earlier stages win), its weight among the aims of its stage, and the share of
    the stage's value that later stages may give away."""

    stage: int = 0
    weight: float = 1.0
    tolerance: float = 0.0


STAGED: Mapping[str, Priority] = {
    WISHES: Priority(0, tolerance=0.02), BALANCE: Priority(1, tolerance=0.05), TRAVEL: Priority(2, tolerance=0.05),
    VILLAGES: Priority(2), STABILITY: Priority(3),
}  # fmt: skip
"""Wishes and familiarity, then balance, then travel and villages, then stability."""
WEIGHED: Mapping[str, Priority] = {name: Priority() for name in STAGED}
"""Everything in hours, added."""


@dataclass(frozen=True)
class Terms:
    """How the question is put (A5–A8).

    ``hard_capacity``: no manager above his capacity, otherwise hours above it cost. ``whole_villages``: a village
    goes to one manager at any price. ``contiguous``: every further manager on a ``feeder`` or in a ``village``
    costs dearly. ``moves``: at most so many areas leave a manager who could keep them. ``as_one``: all areas of a
    leaver go to one successor. ``seconds`` of processor time; the same ``seed`` gives the same answer.
    """

    priorities: Mapping[str, Priority] = field(default_factory=lambda: WEIGHED)
    hard_capacity: bool = False
    whole_villages: bool = False
    moves: int | None = None
    as_one: bool = False
    contiguous: str = ""
    seconds: float = SECONDS
    seed: int = 1

    def to_json(self) -> str:
        """Everything as JSON, for keeping beside a scenario."""
        return json.dumps(asdict(self), sort_keys=True)


def asked_of(text: str | None) -> dict[str, Any]:
    """Everything a scenario keeps of its question as JSON: kind, managers, terms. A Refusal where it is none."""
    try:
        known = json.loads(text or "{}")
    except ValueError:
        known = None
    if not isinstance(known, dict):
        raise Refusal(_("The terms of this scenario cannot be read."), "terms")
    return known


def terms_of(text: str | None) -> Terms:
    """The terms kept as JSON; what is missing has its default. A Refusal where it is none."""
    known = asked_of(text)
    kept = {name: value for name, value in known.items() if name in Terms.__dataclass_fields__}
    try:
        if "priorities" in kept:
            kept["priorities"] = {name: Priority(**one) for name, one in kept["priorities"].items()}
        return Terms(**kept)
    except (TypeError, AttributeError):
        raise Refusal(_("The terms of this scenario cannot be read."), "terms") from None
