"""What the engine is asked: plain arrays over n sites and m servers."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Aim:
    """One thing that is wished for; everything adds up to ``value × weight`` and is made as small as possible.

    Aims of one ``stage`` are added. A later stage may worsen an earlier one by no more than its ``tolerance``
    (relative to the value reached; the largest of the stage's aims counts).
    """

    name: str
    pairs: Floats | None = None
    """n × m: what it costs to give site i to server j."""
    overload: float = 0.0
    """Per hour above a soft capacity, summed over servers."""
    spread: float = 0.0
    """Per hour beyond the band around a server's target, summed over servers."""
    peak: float = 0.0
    """Per unit of the largest relative deviation from a target beyond the band (0.1 = 10 %)."""
    apart: float = 0.0
    """Times Σ price × (servers of the group - 1) over the groups that have a price."""
    vacant: float = 0.0
    """Per site that nobody gets, where ``may_leave`` allows it."""
    stage: int = 0
    weight: float = 1.0
    tolerance: float = 0.0


@dataclass(frozen=True)
class Group:
    """Sites wished together (a village): with a price for every further server, or without one at any price."""

    sites: tuple[int, ...]
    price: float | None = None


@dataclass(frozen=True)
class Problem:
    """n sites × m servers. Servers are 0 … m-1; a site without one has -1.

    Shapes: ``loads`` n × m hours a month; ``capacity`` m hours (inf: none); ``hard`` m (default: all);
    ``allowed`` n × m (default: all); ``fixed`` and ``incumbents`` n, -1 for none; ``targets`` m hours for the
    balance (default: mean load shared in proportion to capacity), nan for a server outside of it; ``band`` the relative
    deviation that still counts as even; ``moves`` the most sites that may leave an incumbent, None for no limit.
    """

    loads: Floats
    capacity: Floats
    aims: tuple[Aim, ...]
    hard: Flags | None = None
    allowed: Flags | None = None
    fixed: Ints | None = None
    groups: tuple[Group, ...] = ()
    incumbents: Ints | None = None
    moves: int | None = None
    targets: Floats | None = None
    band: float = 0.0
    may_leave: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """(n, m)."""
        n, m = self.loads.shape
        return n, m


@dataclass(frozen=True)
class Limits:
    """How long and how well. ``seconds`` of processor time; work is counted, so that the same input and seed give
    the same answer unless a slow machine runs into the clock (then ``Answer.ended`` says so)."""

    seconds: float = 10.0
    gap: float = 0.0
    """Good enough: stop a stage at this proven relative gap."""
    seed: int = 1


def generalised(costs: Floats, loads: Floats, capacity: Floats) -> Problem:
    """Plain generalised assignment: n × m costs and loads, m hard capacities."""
    return Problem(np.asarray(loads, float), np.asarray(capacity, float), (Aim("cost", np.asarray(costs, float)),))


def move_costs(incumbents: Ints, prices: Floats, servers: int) -> Floats:
    """n × m: ``prices`` (n) where a site leaves its incumbent (A8); nothing for sites without one."""
    costs = np.repeat(np.where(incumbents >= 0, prices, 0.0)[:, None], servers, axis=1)
    kept = np.flatnonzero(incumbents >= 0)
    costs[kept, incumbents[kept]] = 0.0
    return costs


@dataclass(frozen=True)
class Form:
    """A sum of aims over the units of a model: U × M pair costs and the weights of the other terms."""

    pairs: Floats
    overload: float = 0.0
    spread: float = 0.0
    peak: float = 0.0
    apart: float = 0.0

    def plus(self, other: "Form", weight: float) -> "Form":
        """This form and ``weight`` times another."""
        return Form(
            self.pairs + weight * other.pairs,
            self.overload + weight * other.overload,
            self.spread + weight * other.spread,
            self.peak + weight * other.peak,
            self.apart + weight * other.apart,
        )


@dataclass(frozen=True)
class Task:
    """One stage: make ``form`` small while every limited form stays at or below its limit."""

    form: Form
    limits: tuple[tuple[Form, float], ...] = ()
    step: float = field(default=0.0)
    """Every value of ``form`` is a multiple of it; 0 when that is not known."""
