"""HiGHS on pruned pairs: improves an answer, and proves as far as the pruning allows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.model import Model
from app.features.allocation.rules.engine.problem import Flags, Floats, Ints, Task
from app.features.allocation.rules.engine.program import Program, build, open_solver, rest_limit
from app.features.allocation.rules.engine.state import State

CHECK = 1.5e-6
"""Counted seconds for each column between two questions of the solver whether it shall go on, where there are few."""
ITERATION, WIDER = 6e-5, 1e-7
"""Counted seconds for each iteration, and what each column adds."""

BLIND = 4e-4
"""Seconds for each column that the solver may work without asking: it is stopped so much earlier."""
TUNED = {"mip_pscost_minreliable": 4, "mip_allow_restart": False}
"""Fewer trials before the solver branches, and no new starts."""
MANY, GUESSING = 1_000_000, 0.05
"""Nodes of a proof; and the share of its time a solver spends on guesses where it is no proof: there they cannot be
stopped and help little, since the answer it starts from is good."""


@dataclass(frozen=True)
class Attempt:
    """What came of it: the units' columns if there is an answer, the solver's own bound, whether it finished."""

    choice: Ints | None
    bound: float
    finished: bool


def attempt(
    model: Model, task: Task, pairs: Flags, start: State, effort: Effort, *,
    units: Ints | None = None, cutoff: float = 0.0, nodes: int = MANY, found: Callable[[Ints], None] | None = None,
) -> Attempt:
    """Improve ``start`` over ``pairs`` (U × M, its own pairs added); units not among ``units`` stay.

    The bound counts everything, also what stays; ``cutoff`` is the gap that is as good as none. ``found`` hears of
    better answers at once. Limited by counted checks of the solver, so that it stops at the same place everywhere.
    """
    units = np.arange(model.shape[0]) if units is None else units
    rest = start.copy()
    for unit in units.tolist():
        rest.move(unit, -1)
    mask = pairs[units] & model.allowed[units]
    mask[np.arange(len(units)), start.choice[units]] = True
    row, column = np.nonzero(mask)
    program = build(model, task, units, (units[row], column), rest)
    solver = open_solver(mip_rel_gap=0.0, mip_abs_gap=max(cutoff, 1e-9), mip_max_nodes=nodes,
                         mip_heuristic_effort=GUESSING if nodes < MANY else 0.0, **TUNED)  # fmt: skip
    solver.passModel(program.sparse.lp(np.concatenate([program.x, program.y])))
    solver.setSolution(_solution(start, program))
    watch = _Watch(program, start, effort, found)
    solver.setCallback(watch.heard, None)
    for kind in watch.kinds:
        solver.startCallback(kind)
    solver.run()
    told = solver.getInfo()
    each = ITERATION + WIDER * program.sparse.columns
    effort.spend(2e-3 + 1e-5 * len(program.x) + max(watch.spent, each * told.simplex_iteration_count))
    finished = solver.getModelStatus().name == "kOptimal"
    bound = told.mip_dual_bound - rest_limit(task.form, task.form.apart * float(model.prices.sum()), rest)
    if told.primal_solution_status != 2:
        return Attempt(None, bound, finished)
    return Attempt(_choice(program, start, np.asarray(solver.getSolution().col_value)), bound, finished)


def _choice(program: Program, start: State, values: Floats) -> Ints:
    choice = start.choice.copy()
    taken = values[program.x] > 0.5
    choice[program.pair_unit[taken]] = program.pair_column[taken]
    return choice


def _solution(start: State, program: Program) -> Any:
    """The present answer as the solver's start, with loads, balance and groups worked out."""
    import highspy

    model, terms = start.model, start.terms()
    values = np.zeros(program.sparse.columns)
    values[program.x] = start.choice[program.pair_unit] == program.pair_column
    at = program.load_at >= 0
    values[program.load_at[at]] = start.loads[at]
    even, parts = np.flatnonzero(model.even), program.parts
    if "overload" in parts:
        soft = np.flatnonzero(~model.hard & np.isfinite(model.capacity))
        values[parts["overload"]] = np.maximum(start.loads - model.capacity, 0.0)[soft]
    if "above" in parts:
        high = start.loads[even] > model.targets[even]
        values[parts["above"]] = np.where(high, terms.uneven[even], 0.0)
        values[parts["below"]] = np.where(high, 0.0, terms.uneven[even])
    if "peak" in parts:
        values[parts["peak"]] = terms.ratio.max(initial=0.0)
    group, column = np.divmod(program.y_keys, model.shape[1])
    values[program.y] = start.counts[group, column] > 0 if len(program.y) else 0.0
    solution = highspy.HighsSolution()
    solution.col_value = values.tolist()
    return solution


class _Watch:
    """Hears the solver: stops it at its counted limit, passes better answers on."""

    def __init__(self, program: Program, start: State, effort: Effort, found: Callable[[Ints], None] | None) -> None:
        import highspy

        events = highspy.cb.HighsCallbackType
        self._program, self._start, self._effort, self._found = program, start, effort, found
        columns = len(program.x) + len(program.y)
        self._every = CHECK * columns * (1.0 + columns / 1000)
        self._blind = BLIND * columns
        self._checks = self._allowed = int(effort.left / self._every) + 1
        self._improving = int(events.kCallbackMipImprovingSolution)
        self.kinds = [events.kCallbackMipInterrupt]
        if found:
            self.kinds.append(events.kCallbackMipImprovingSolution)

    @property
    def spent(self) -> float:
        """Counted seconds by the number of questions."""
        return self._every * (self._allowed - self._checks)

    def heard(self, kind: int, _said: str, told: Any, answer: Any, _own: object) -> None:
        """The solver's callback."""
        if int(kind) == self._improving and self._found:
            self._found(_choice(self._program, self._start, np.asarray(told.mip_solution)))
            return
        self._checks -= 1
        if self._checks < 0 or self._effort.is_late_in(self._blind):
            answer.user_interrupt = True
