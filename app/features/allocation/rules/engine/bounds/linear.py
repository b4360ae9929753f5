"""The linear program solved again and again over more pairs, each time from where it stood."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.model import Model
from app.features.allocation.rules.engine.problem import Flags, Floats, Ints, Task
from app.features.allocation.rules.engine.program import Program, build, open_solver

PRIMAL = 4


@dataclass(frozen=True)
class Optimum:
    """An optimal basis: value, pair shares in the order of the program's pairs, row duals, and the basis itself."""

    program: Program
    value: float
    shares: Floats
    duals: Floats
    basis: Any


def optimise(model: Model, task: Task, chosen: Flags, before: Optimum | None, effort: Effort) -> Optimum | None:
    """The optimum over the ``chosen`` pairs (U × M); None if it was not reached."""
    unit, column = np.nonzero(chosen)
    program = build(model, task, np.arange(model.shape[0]), (unit, column))
    solver = open_solver(time_limit=max(1.0, 4 * effort.left))
    solver.passModel(program.sparse.lp())
    if before is not None:
        solver.setOptionValue("simplex_strategy", PRIMAL)
        solver.setBasis(_carried(model, before, program))
    solver.run()
    found = solver.getInfo()
    effort.spend(3e-6 * len(unit) + found.simplex_iteration_count * (1e-5 + 2e-9 * program.sparse.rows))
    if solver.getModelStatus().name != "kOptimal":
        return None
    solution = solver.getSolution()
    shares = np.asarray(solution.col_value)[program.x]
    return Optimum(program, found.objective_function_value, shares, np.asarray(solution.row_dual), solver.getBasis())


def _carried(model: Model, before: Optimum, program: Program) -> Any:
    """The basis of ``before`` for a program with more pairs: new pairs at zero, new links slack."""
    import highspy

    lower, basic = highspy.HighsBasisStatus.kLower, highspy.HighsBasisStatus.kBasic
    old = before.program
    keys_old, keys = _keys(model, old), _keys(model, program)
    columns, rows = list(before.basis.col_status), list(before.basis.row_status)
    status = [lower] * program.sparse.columns
    for name_old, name in ((keys_old, keys), (old.y_keys, program.y_keys)):
        source, target = (old.x, program.x) if name is keys else (old.y, program.y)
        for at, place in zip(source.tolist(), target[np.searchsorted(name, name_old)].tolist(), strict=True):
            status[place] = columns[at]
    between = slice(len(keys_old), len(columns) - len(old.y))
    status[len(keys) : len(keys) + between.stop - between.start] = columns[between]
    links_old, links = _links(model, old), _links(model, program)
    fixed = len(rows) - len(links_old)
    row_status = rows[:fixed] + [basic] * len(links)
    for at, place in enumerate(np.searchsorted(links, links_old).tolist()):
        row_status[fixed + place] = rows[fixed + at]
    basis = highspy.HighsBasis()
    basis.col_status, basis.row_status, basis.valid, basis.alien = status, row_status, True, False
    return basis


def _keys(model: Model, program: Program) -> Ints:
    keys: Ints = program.pair_unit * model.shape[1] + program.pair_column
    return keys


def _links(model: Model, program: Program) -> Ints:
    """Keys of the pairs that have a link row, in the order of these rows."""
    if not len(program.y):
        return np.zeros(0, dtype=np.int64)
    return _keys(model, program)[model.group[program.pair_unit] >= 0]
