"""A sharper bound for plain assignment with hard capacities: units bargain with columns for their price.

Each column takes the set of units that earns most at the present prices and fits its capacity exactly; the price of a
unit that nobody takes rises, of one that several take falls (Lagrange, by subgradients). Whole sets prove more than
the fractions of the linear program do, and the pairs often taken are those of good answers.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.model import Model
from app.features.allocation.rules.engine.problem import Flags, Floats, Ints, Task
from app.features.allocation.rules.engine.state import TOLERANCE

STEPS, WHOLE = 2_000, 20_000
"""Steps of a capacity's grid; whole loads are counted exactly up to the second."""
LARGEST = 20_000
"""Pairs up to which rounds are quick enough to lead somewhere."""
ROUNDS, PATIENCE, SLOWEST, MOMENTUM = 400, 8, 0.03, 0.3
HOPE = 0.002
"""How much better than the best bound, relatively, the next one is hoped to be."""
MEMORY = 0.9
"""How much of what was taken before counts against the last round."""


@dataclass(frozen=True)
class _Deal:
    """The bound at some prices, how often each unit was taken, and the pairs taken (U × M)."""

    value: float
    counts: Ints
    pairs: Flags


def applies(model: Model, task: Task) -> bool:
    """Costs of pairs under hard capacities and nothing else, few enough to bargain often."""
    form = task.form
    is_plain = not (form.overload or form.spread or form.peak or task.limits or (form.apart and len(model.prices)))
    return is_plain and model.loads.size <= LARGEST and bool((model.hard & np.isfinite(model.capacity)).any())


def bargain(
    model: Model, task: Task, prices: Floats, value: float, effort: Effort, proved: Callable[[float], bool]
) -> Floats:
    """How often each pair was taken lately, 0 to 1 (U × M), from the units' ``prices`` on.

    ``value`` is what an answer costs; ``proved`` hears of every better bound and says whether it is good enough.
    """
    best, kept, pace, idle = -np.inf, prices, 1.0, 0
    shares, way = np.zeros(model.shape), np.zeros(len(prices))
    for _round in range(ROUNDS):
        deal = _deal(model, task.form.pairs, prices, effort)
        shares = MEMORY * shares + (1.0 - MEMORY) * deal.pairs
        idle = 0 if deal.value > best + 1e-5 * max(1.0, abs(best)) else idle + 1
        if deal.value > best:
            best, kept = deal.value, prices
            if proved(best):
                break
        if idle > PATIENCE:
            pace, idle, prices = pace / 2, 0, kept
        way = (1.0 - deal.counts) + MOMENTUM * way
        length = float(way @ way)
        if effort.is_over or pace < SLOWEST or not length:
            break
        hoped = min(value, best + HOPE * abs(best))
        prices = prices + pace * max(hoped - deal.value, 0.0) / length * way
    return shares


def _deal(model: Model, costs: Floats, prices: Floats, effort: Effort) -> _Deal:
    """Each column's best set at these prices."""
    pairs, total, pushes = np.zeros(model.shape, bool), float(prices.sum()), 0.0
    gains = np.where(model.allowed, prices[:, None] - costs, 0.0)
    for column in range(model.shape[1]):
        units = np.flatnonzero(gains[:, column] > 0)
        loads = model.loads[units, column]
        capacity = float(model.capacity[column]) if model.hard[column] else np.inf
        earned, taken, steps = _pack(gains[units, column], loads, capacity + TOLERANCE * max(1.0, capacity))
        total -= earned
        pairs[units[taken], column] = True
        pushes += len(units) * (3e-6 + 2e-9 * steps)
    effort.spend(pushes + 1e-5 * model.shape[1] + 2e-8 * pairs.size)
    return _Deal(total, pairs.sum(axis=1), pairs)


def _pack(gains: Floats, loads: Floats, capacity: float) -> tuple[float, Ints, int]:
    """The most that units of a total load up to ``capacity`` earn, which ones, and the steps of the grid.

    Loads that are not whole are rounded down, so that no set that fits is missed.
    """
    if loads.sum() <= capacity:
        return float(gains.sum()), np.arange(len(gains)), 0
    is_whole = capacity <= WHOLE and bool((loads == np.round(loads)).all())
    grid = 1.0 if is_whole else capacity / STEPS
    width, weights = int(capacity / grid), np.floor(loads / grid + 1e-9).astype(int)
    earned, took = np.zeros(width + 1), np.zeros((len(gains), width + 1), bool)
    for unit, (gain, weight) in enumerate(zip(gains.tolist(), weights.tolist(), strict=True)):
        if weight <= width:
            offered = earned[: width + 1 - weight] + gain
            np.greater(offered, earned[weight:], out=took[unit, weight:])
            np.maximum(offered, earned[weight:], out=earned[weight:])
    at, taken = width, []
    for unit in range(len(gains) - 1, -1, -1):
        if took[unit, at]:
            taken.append(unit)
            at -= int(weights[unit])
    return float(earned[width]), np.array(taken, dtype=np.int64), width
