"""Large neighbourhoods: a few servers that compete for the same units are settled anew by HiGHS, again and again."""

from collections.abc import Callable

import numpy as np

from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.exact import attempt
from app.features.allocation.rules.engine.judge import Judge
from app.features.allocation.rules.engine.model import Model
from app.features.allocation.rules.engine.problem import Flags, Floats, Ints, Task
from app.features.allocation.rules.engine.state import State

SMALLEST, LARGEST, FIRST = 16, 160, 60
"""Units settled at once."""
WIDTHS = (2.0, 1.5, 3.0, 5.0)
"""Pairs a unit to choose from, on average."""
PATIENCE, NODES, DEAR = 30, 400, 0.05
"""Attempts without a better answer before the width changes; nodes of one attempt; counted seconds that are much."""


def least_pairs(reduced: Floats, count: int) -> Flags:
    """The ``count`` pairs that add least to the bound, and whatever adds as little."""
    if reduced.size <= count:
        return np.isfinite(reduced)
    least: Flags = reduced <= np.partition(reduced, count, axis=None)[count]
    return least & np.isfinite(reduced)


def roam(
    model: Model, task: Task, state: State, reduced: Floats, effort: Effort, rng: np.random.Generator,
    enough: Callable[[float], bool], found: Callable[[State], None],
) -> None:
    """Improve upon ``state`` until ``enough(value)`` or effort ends; ``found`` hears of every better answer.

    First among few pairs, which settles many units at once; among more when that leads no further.
    """
    judge = Judge(model, task)
    value, size, idle, width = judge.value(state), float(FIRST), 0, 0
    core = least_pairs(reduced, int(WIDTHS[0] * model.shape[0]))
    while not effort.is_over and not enough(value):
        columns = _rivals(model, state, core, size, rng)
        units = np.flatnonzero(np.isin(state.choice, columns))
        pairs = np.zeros(model.shape, bool)
        pairs[np.ix_(units, columns)] = core[np.ix_(units, columns)]
        before = effort.left
        outcome = attempt(model, task, pairs, state, effort.part(0.1), units=units, cutoff=task.step * 0.999,
                          nodes=NODES)  # fmt: skip
        dear = before - effort.left > DEAR or not outcome.finished
        size, idle = max(size * 0.9, SMALLEST) if dear else min(size * 1.05, LARGEST), idle + 1
        if outcome.choice is not None:
            better = State(model, outcome.choice)
            gain = value - judge.value(better)
            if gain > 1e-7 * max(1.0, abs(value)) and judge.broken(better) <= 0:
                state, value, idle = better, value - gain, 0
                found(state)
        if idle > PATIENCE + len(columns):
            idle, size, width = 0, float(FIRST), (width + 1) % len(WIDTHS)
            core = least_pairs(reduced, int(WIDTHS[width] * model.shape[0]))


def _rivals(model: Model, state: State, core: Flags, size: float, rng: np.random.Generator) -> Ints:
    """Columns to settle together: one at random, then whoever else the units of those chosen could go to."""
    columns = model.shape[1]
    members = np.bincount(state.choice, minlength=columns)
    chosen, pull = [int(rng.integers(columns))], np.zeros(columns)
    while members[chosen].sum() < size and len(chosen) < columns:
        last = chosen[-1]
        pull += core[state.choice == last].sum(axis=0) + np.bincount(state.choice[core[:, last]], minlength=columns)
        drawn = pull * rng.uniform(0.0, 1.0, columns)
        drawn[chosen] = -1.0
        chosen.append(int(drawn.argmax()))
    return np.sort(np.array(chosen))
