"""Local search: shifts, swaps and ejection chains until none of them makes the answer cheaper."""

import numpy as np

from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.judge import Judge
from app.features.allocation.rules.engine.state import State

WORTH = 1e-7
DEPTH, FIRST = 3, 2
"""How many ejections in a row, and into how many columns a unit pushes first."""


def descend(state: State, judge: Judge, effort: Effort) -> None:
    """Improve ``state`` in place to a local optimum of shifts and swaps, then of chains, as far as effort allows."""
    while not effort.is_over:
        _shift_all(state, judge, effort)
        if _swap_all(state, judge, effort):
            continue
        if not _chain_all(state, judge, effort):
            return


def _shift_all(state: State, judge: Judge, effort: Effort) -> None:
    """Best shifts first, many at a time where they touch different columns."""
    units = np.arange(len(state.choice))
    while not effort.is_over:
        change = judge.shifts(state, units)
        effort.spend(6e-8 * change.size + 2e-4)
        best = change.min(axis=1, initial=np.inf)
        rows = np.flatnonzero(best < -WORTH)
        if not rows.size:
            return
        touched: set[int] = set()
        price, before = judge.price(state), state.choice.copy()
        for unit in rows[np.argsort(best[rows], kind="stable")].tolist():
            here, there = int(state.choice[unit]), int(change[unit].argmin())
            if not {here, there} & touched:
                touched |= {here, there}
                state.move(unit, there)
        if judge.price(state) > price + best.min() * 0.5:
            _restore(state, before)
            unit = int(best.argmin())
            state.move(unit, int(change[unit].argmin()))


def _restore(state: State, choice: np.ndarray) -> None:
    for unit in np.flatnonzero(state.choice != choice).tolist():
        state.move(unit, int(choice[unit]))


def _swap_all(state: State, judge: Judge, effort: Effort) -> bool:
    """Every pair of columns once; True when something became cheaper."""
    columns, better = state.model.shape[1], False
    for one in range(columns):
        for two in range(one + 1, columns):
            if effort.is_over:
                return better
            better = _swap(state, judge, effort, one, two) or better
    return better


def _swap(state: State, judge: Judge, effort: Effort, one: int, two: int) -> bool:
    """Exchange units between two columns while it pays."""
    better = False
    while not effort.is_over:
        ours, theirs = state.members(one), state.members(two)
        change = judge.exchanges(state, one, two, ours, theirs)
        effort.spend(1e-4 + 6e-8 * change.size)
        at = int(change.argmin())
        if change.flat[at] >= -WORTH:
            return better
        i, k = divmod(at, change.shape[1])
        if i < len(ours):
            state.move(int(ours[i]), two)
        if k < len(theirs):
            state.move(int(theirs[k]), one)
        better = True
    return better


def _chain_all(state: State, judge: Judge, effort: Effort) -> bool:
    """Ejection chains: a unit leaves its column for its best place elsewhere, another one fills the hole."""
    better = False
    for column in range(state.model.shape[1]):
        for unit in state.members(column).tolist():
            if effort.is_over:
                return better
            better = _chain(state, judge, effort, unit) or better
    return better


def _chain(state: State, judge: Judge, effort: Effort, unit: int) -> bool:
    """``unit`` pushes into another column, that one ejects its best unit, and so on; kept if it ends cheaper."""
    out = judge.shifts(state, np.array([unit]))[0]
    for there in np.argsort(out, kind="stable")[:FIRST].tolist():
        if not np.isfinite(out[there]):
            return False
        price, path = judge.price(state), [(unit, int(state.choice[unit]))]
        state.move(unit, there)
        at = there
        for _depth in range(DEPTH):
            pushed = state.members(at)
            pushed = pushed[~np.isin(pushed, [moved for moved, _home in path])]
            answer = judge.shifts(state, pushed)
            effort.spend(2e-4 + 5e-8 * answer.size)
            if not answer.size or not np.isfinite(answer.min()):
                break
            row, column = divmod(int(answer.argmin()), answer.shape[1])
            path.append((int(pushed[row]), at))
            state.move(int(pushed[row]), column)
            if judge.price(state) < price - WORTH:
                return True
            at = column
        for moved, home in reversed(path):
            state.move(moved, home)
    return False
