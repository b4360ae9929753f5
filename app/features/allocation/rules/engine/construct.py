"""The first answer: whoever would lose most by waiting is placed first."""

import numpy as np

from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.judge import Judge
from app.features.allocation.rules.engine.model import Model
from app.features.allocation.rules.engine.problem import Floats, Ints
from app.features.allocation.rules.engine.state import State

ROUNDS, FEWER, LARGE = 40, 12, 500_000
"""Looks at all units that are still open; fewer where there are very many pairs."""


def construct(model: Model, judge: Judge, effort: Effort, start: Ints | None = None) -> State:
    """Every unit somewhere, by regret; ``start`` keeps those of its placements (-1: none) that are allowed."""
    state = State(model, None if start is None else _permitted(model, start))
    while (open_ := np.flatnonzero(state.choice < 0)).size:
        prices = judge.shifts(state, open_)
        effort.spend(4e-8 * prices.size + 2e-4)
        regret, weight = _regret(prices), model.loads[open_].max(axis=1)
        batch = max(1, -(-len(model.units) // (ROUNDS if model.loads.size < LARGE else FEWER)))
        for row in np.lexsort((np.arange(open_.size), -weight, -regret))[:batch]:
            unit = int(open_[row])
            state.move(unit, _cheapest(model, judge, state, unit, prices[row]))
    return state


def _permitted(model: Model, start: Ints) -> Ints:
    """The placements of ``start`` that are allowed and keep hard capacities, cheapest columns first come."""
    kept, loads = start.copy(), np.zeros(model.shape[1])
    for unit in range(len(start)):
        column = int(start[unit])
        if column < 0:
            continue
        after = loads[column] + model.loads[unit, column]
        if not model.allowed[unit, column] or (model.hard[column] and after > model.capacity[column] + 1e-9):
            kept[unit] = -1
        else:
            loads[column] = after
    return kept


def _regret(prices: Floats) -> Floats:
    """What waiting may cost: second best less best; inf for a unit with one column."""
    if prices.shape[1] < 2:
        return np.full(len(prices), np.inf)
    best = np.partition(prices, 1, axis=1)[:, :2]
    with np.errstate(invalid="ignore"):
        regret: Floats = np.nan_to_num(best[:, 1] - best[:, 0], nan=np.inf, posinf=np.inf)
    return regret


def _cheapest(model: Model, judge: Judge, state: State, unit: int, seen: Floats) -> int:
    """The cheapest column: as seen before the batch while it has room left, else looked at again."""
    column = int(np.argmin(seen))
    after = state.loads[column] + model.loads[unit, column]
    room = min(model.capacity[column], model.targets[column] if judge.is_even and model.even[column] else np.inf)
    if after <= room and (model.group[unit] < 0 or not judge.has_groups):
        return column
    return int(np.argmin(judge.shifts(state, np.array([unit]))[0]))
