"""What the engine answers: plain values that travel between processes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

PROVED, EFFORT, CLOCK, IMPOSSIBLE, FIRST = "proved", "effort", "clock", "impossible", "first"


@dataclass(frozen=True)
class Fault:
    """One thing that makes the problem senseless or its limits conflict; words are made of it elsewhere.

    ``kind``: ``load`` (NaN, infinite or negative), ``cost``, ``capacity`` (NaN or negative), ``no_server``,
    ``unknown_server``, ``lock_forbidden``, ``lock_contradiction`` (together, but locked to different servers),
    ``lock_capacity`` (locks alone exceed a capacity), ``too_heavy`` (fits nobody), ``total`` (total load above total
    capacity), ``moves`` (more changes are forced than allowed), ``capacity_conflict`` (allowed pairs and capacities).
    ``sites`` and ``servers`` are indices; ``amount`` is hours, or changes for ``moves``: by how much it fails.
    """

    kind: str
    sites: tuple[int, ...] = ()
    servers: tuple[int, ...] = ()
    amount: float = 0.0


@dataclass(frozen=True)
class Relaxation:
    """A smallest change that makes the problem solvable: ``capacity`` (hours more for each server named) or
    ``moves`` (allow ``moves`` changes). ``proven``: nothing smaller works."""

    kind: str
    hours: Mapping[int, float] = field(default_factory=dict)
    moves: int = 0
    proven: bool = False


@dataclass(frozen=True)
class Reached:
    """One stage's result: its value, the proven bound over the whole problem, and the gap between them.

    ``gap`` is (value - bound) / |value|, 0 when they meet, 1 at most.
    """

    stage: int
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """Relative, proven."""
        return relative_gap(self.value, self.bound)


@dataclass(frozen=True)
class Answer:
    """``servers[i]`` serves site i (-1: nobody). Without ``faults`` it keeps every limit."""

    servers: tuple[int, ...]
    values: Mapping[str, float]
    """Unweighted value by aim."""
    stages: tuple[Reached, ...]
    loads: tuple[float, ...]
    ended: str
    faults: tuple[Fault, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()

    @property
    def is_possible(self) -> bool:
        """No limit is broken."""
        return not self.faults

    @property
    def gap(self) -> float:
        """The largest proven gap of any stage."""
        return max((stage.gap for stage in self.stages), default=0.0)


Report = Callable[[Answer], None]


def relative_gap(value: float, bound: float) -> float:
    """(value - bound) / |value| between 0 and 1; differences below a millionth count as none."""
    if value - bound <= 1e-6 * max(1.0, abs(value)):
        return 0.0
    return min(1.0, (value - bound) / abs(value)) if value else 1.0
