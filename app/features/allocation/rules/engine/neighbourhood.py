"""Large neighbourhoods: a few servers that compete for the same units are settled anew by HiGHS, again and again."""

from collections.abc import Callable

import numpy as np

from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.exact import attempt
from app.features.allocation.rules.engine.judge import Judge
from app.features.allocation.rules.engine.model import Model
from app.features.allocation.rules.engine.problem import Flags, Floats, Ints, Task
from app.features.allocation.rules.engine.state import State

SMALLEST, LARGEST, FIRST = 16, 160, 40
"""Units settled at once."""
NODES = 400


def core_pairs(reduced: Floats, per_unit: int) -> Flags:
    """Each unit's ``per_unit`` pairs that add least to the bound."""
    few = min(per_unit, reduced.shape[1]) - 1
    core: Flags = reduced <= np.partition(reduced, few, axis=1)[:, few : few + 1]
    return core & np.isfinite(reduced)


def least_pairs(reduced: Floats, count: int) -> Flags:
    """The ``count`` pairs that add least to the bound, and whatever adds as little."""
    if reduced.size <= count:
        return np.isfinite(reduced)
    least: Flags = reduced <= np.partition(reduced, count, axis=None)[count]
    return least & np.isfinite(reduced)


def roam(
    model: Model, task: Task, state: State, core: Flags, effort: Effort, rng: np.random.Generator,
    enough: Callable[[float], bool], found: Callable[[State], None],
) -> State:
    """Improve ``state`` until ``enough(value)`` or effort ends; ``found`` hears of every better answer."""
    judge = Judge(model, task)
    value, size, idle = judge.value(state), float(FIRST), 0
    while not effort.is_over and not enough(value) and idle < 400:
        columns = _rivals(model, state, core, size, rng)
        units = np.flatnonzero(np.isin(state.choice, columns))
        if len(columns) < 2 or not len(units):
            idle += 1
            effort.spend(1e-3)
            continue
        pairs = np.zeros(model.shape, bool)
        pairs[np.ix_(units, columns)] = core[np.ix_(units, columns)]
        outcome = attempt(model, task, pairs, state, effort.part(0.1), units=units, cutoff=task.step * 0.999,
                          nodes=NODES)  # fmt: skip
        size = min(size * 1.03, LARGEST) if outcome.finished else max(size * 0.9, SMALLEST)
        idle += 1
        if outcome.choice is None:
            continue
        better = State(model, outcome.choice)
        if judge.value(better) < value - 1e-7 * max(1.0, abs(value)) and judge.broken(better) <= 0:
            state, value, idle = better, judge.value(better), 0
            found(state)
    return state


def _rivals(model: Model, state: State, core: Flags, size: float, rng: np.random.Generator) -> Ints:
    """Columns to settle together: one at random, then whoever else the units of those chosen could go to."""
    columns = model.shape[1]
    members = np.bincount(state.choice, minlength=columns)
    wanted = np.zeros((columns, columns))
    np.add.at(wanted, state.choice, core)
    affinity = wanted + wanted.T
    chosen = [int(rng.integers(columns))]
    while members[chosen].sum() < size and len(chosen) < columns:
        pull = affinity[chosen].sum(axis=0) * rng.uniform(0.0, 1.0, columns)
        pull[chosen] = -1.0
        chosen.append(int(pull.argmax()))
    return np.sort(np.array(chosen))
