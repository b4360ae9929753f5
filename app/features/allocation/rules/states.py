"""Which way a scenario goes: drawn, submitted, approved, applied; withdrawn until it is applied (A8)."""

from collections.abc import Mapping

from app.kit.errors import Refusal
from app.kit.words import N_, _

DRAFT, SUBMITTED, APPROVED, APPLIED, WITHDRAWN = "draft", "submitted", "approved", "applied", "withdrawn"
COMES_FROM: Mapping[str, frozenset[str]] = {
    SUBMITTED: frozenset({DRAFT}), APPROVED: frozenset({SUBMITTED}), APPLIED: frozenset({APPROVED}),
    WITHDRAWN: frozenset({DRAFT, SUBMITTED, APPROVED}),
}  # fmt: skip
_WHY_NOT: Mapping[str, str] = {
    DRAFT: N_("Scenario {name} is still a draft. Submit it first."),
    SUBMITTED: N_("Scenario {name} is submitted and waits for approval. Withdraw it, or work on a copy."),
    APPROVED: N_("Scenario {name} is approved. Withdraw it, or work on a copy."),
    APPLIED: N_("Scenario {name} is applied already. Undo that, or work on a copy."),
    WITHDRAWN: N_("Scenario {name} is withdrawn. Work on a copy."),
}


def refuse_step(name: str, state: str, to: str) -> None:
    """Raise a Refusal that says what to do instead, unless a scenario in ``state`` may become ``to``."""
    if state not in COMES_FROM[to]:
        raise Refusal(_(_WHY_NOT[state], name=name), "state")


def refuse_edit(name: str, state: str) -> None:
    """Raise a Refusal unless a scenario in ``state`` may still be drawn on."""
    if state != DRAFT:
        raise Refusal(_(_WHY_NOT[state], name=name), "state")
