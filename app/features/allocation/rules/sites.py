"""What the engine's question is made of and what comes back: plain values without numerics, cheap to import."""

from dataclasses import dataclass

KEEP, LOCKED, WISH, FAMILIAR, VILLAGE, NEAR, BALANCE, HAND, STANDS_IN = (
    "keep", "locked", "wish", "familiar", "village", "near", "balance", "hand", "stands_in",
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    """An area to be served: hours a month, where it is, who has it now. ``x``/``y`` in km, or None.

    ``tenure`` is how many months the incumbent has had it, ``trust`` how many years its representatives have known
    him (summed over them), ``is_recent`` whether it changed hands less than a year ago (A8). ``barred`` may not
    serve it (relatives, grade, vehicle, A14). A ``locked`` one stays with its incumbent, one that is ``given`` was
    decided by hand.
    """

    id: int
    hours: float
    village: str = ""
    district: int | None = None
    x: float | None = None
    y: float | None = None
    incumbent: int | None = None
    locked: bool = False
    tenure: float = 0.0
    barred: frozenset[int] = frozenset()
    feeder: str = ""
    trust: float = 0.0
    is_recent: bool = False
    given: int | None = None

    @property
    def is_fixed(self) -> bool:
        """Decided before the engine is asked."""
        return self.locked or self.given is not None


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
    """What is weighed, all in hours a month so that it can be added: settings of the office."""

    overload: float = 4.0
    """An hour above a manager's capacity."""
    uneven: float = 0.5
    """An hour further from a manager's share than ``band`` allows."""
    peak: float = 40.0
    """The largest relative deviation from a share beyond ``band``: 40 means that 10 % costs 4 hours."""
    band: float = 0.05
    """Relative deviation that still counts as even."""
    move: float = 1.0
    """Taking an area from its manager (A8)."""
    move_per_year: float = 0.5
    """What every year of his tenure adds, up to ten years."""
    move_per_trust: float = 0.2
    """What every year that a representative has known him adds, up to ten years together."""
    move_recent: float = 2.0
    """What it adds that the area changed hands less than a year ago."""
    per_km: float = 0.05
    other_district: float = 6.0
    village_apart: float = 0.8
    """A further manager in a village."""
    broken: float = 5.0
    """A further manager on a feeder or in a village where they are wished whole."""
    stranger: float = 0.5


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


@dataclass(frozen=True)
class PlannedPlace:
    """One area of a scenario: whom it is taken from, who gets it and why; ``by_hand`` holds for the next run."""

    area: int
    before: int | None
    manager: int
    why: str = BALANCE
    second: int | None = None
    regret: float = 0.0
    by_hand: bool = False
