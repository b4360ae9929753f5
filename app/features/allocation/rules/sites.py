"""What the proposal is asked and answers: plain values without numerics, cheap to import."""

from dataclasses import dataclass

KEEP, LOCKED, WISH, FAMILIAR, VILLAGE, NEAR, BALANCE = (
    "keep", "locked", "wish", "familiar", "village", "near", "balance",
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    """An area to be served: hours a month, where it is, who has it now. ``x``/``y`` in km, or None."""

    id: int
    hours: float
    village: str = ""
    district: int | None = None
    x: float | None = None
    y: float | None = None
    incumbent: int | None = None
    locked: bool = False


@dataclass(frozen=True)
class Server:
    """A manager: hours a month he can carry, where he sits."""

    id: int
    capacity: float
    district: int | None = None


@dataclass(frozen=True)
class Bond:
    """What ties a manager to an area: wish 1–3 (0: none) and familiarity 0–1 (A4, A6)."""

    wish: int = 0
    familiarity: float = 0.0

    @property
    def strength(self) -> float:
        """0–1: a wish counts before any familiarity without one."""
        return (1.0 - 0.15 * (self.wish - 1)) if self.wish else 0.6 * self.familiarity


@dataclass(frozen=True)
class Costs:
    """What the second round weighs, in hours: settings of the office."""

    overload: float = 4.0
    per_km: float = 0.05
    other_district: float = 6.0
    village_apart: float = 0.8
    stranger: float = 0.5
    familiar_from: float = 0.75


@dataclass(frozen=True)
class Placement:
    """One area's answer: who serves it, why, who came second and what he would cost more (hours)."""

    site: int
    before: int | None
    server: int
    reason: str
    second: int | None = None
    regret: float = 0.0


@dataclass(frozen=True)
class Move:
    """One area goes to one manager, with the reason that is kept in its history."""

    area: int
    manager: int
    reason: str = "first"
    explanation: str = ""
