"""The linear program of one task for HiGHS, over chosen pairs; what is not chosen stays where a state has it."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.features.allocation.rules.engine.model import Model
from app.features.allocation.rules.engine.problem import Flags, Floats, Form, Ints, Task
from app.features.allocation.rules.engine.state import State

INF = float("inf")


@dataclass
class Sparse:
    """Rows and columns under construction: entries as (row, column, value) arrays."""

    costs: list[Floats] = field(default_factory=list)
    lower: list[Floats] = field(default_factory=list)
    upper: list[Floats] = field(default_factory=list)
    row_lower: list[Floats] = field(default_factory=list)
    row_upper: list[Floats] = field(default_factory=list)
    entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)
    columns: int = 0
    rows: int = 0

    def add_columns(self, costs: Floats, lower: Floats | float, upper: Floats | float) -> Ints:
        """New columns; their numbers."""
        count = len(costs)
        self.costs.append(costs)
        self.lower.append(np.broadcast_to(np.asarray(lower, float), count))
        self.upper.append(np.broadcast_to(np.asarray(upper, float), count))
        self.columns += count
        return np.arange(self.columns - count, self.columns)

    def add_rows(self, lower: Floats, upper: Floats) -> Ints:
        """New rows; their numbers."""
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.rows += len(lower)
        return np.arange(self.rows - len(lower), self.rows)

    def put(self, rows: Ints, columns: Ints, values: Floats | float) -> None:
        """Entries of the matrix; zeros are left out."""
        values = np.broadcast_to(np.asarray(values, float), len(rows))
        kept = values != 0
        self.entries.append((rows[kept], columns[kept], values[kept]))

    def lp(self, integers: Ints | None = None) -> Any:
        """A HighsLp; ``integers`` are the columns that must be whole."""
        import highspy

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, self.rows
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = (np.concatenate(p) for p in (self.costs, self.lower, self.upper))
        lp.row_lower_, lp.row_upper_ = np.concatenate(self.row_lower), np.concatenate(self.row_upper)
        rows, columns, values = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        order = np.lexsort((rows, columns))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.searchsorted(columns[order], np.arange(self.columns + 1)).astype(np.int32)
        lp.a_matrix_.index_, lp.a_matrix_.value_ = rows[order].astype(np.int32), values[order]
        if integers is not None:
            kinds = np.zeros(self.columns, dtype=int)
            kinds[integers] = 1
            whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
            lp.integrality_ = [whole if kind else real for kind in kinds.tolist()]
        return lp


@dataclass
class Program:
    """Where everything stands: pair columns ``x`` of (unit, column), rows of units, loads and limits."""

    sparse: Sparse
    pair_unit: Ints
    pair_column: Ints
    x: Ints
    unit_rows: Ints
    load_rows: Ints
    limit_rows: Ints
    load_at: Ints
    """Column of the load variable of each of the model's columns; -1 where its load has no variable."""
    parts: dict[str, Ints]
    y: Ints
    """Columns that say: this group is in this column."""
    y_keys: Ints
    """group × M + column of each y."""


@dataclass(frozen=True)
class Needs:
    """Which terms any form of a task uses."""

    soft: Flags
    spread: bool
    peak: bool
    apart: bool

    @property
    def load(self) -> bool:
        """Loads need a variable in the balance."""
        return self.spread or self.peak


def needs_of(model: Model, task: Task) -> Needs:
    """Terms with a weight in the form or in a limit."""
    forms = (task.form, *(form for form, _limit in task.limits))
    is_soft = ~model.hard & np.isfinite(model.capacity) & any(form.overload for form in forms)
    return Needs(
        is_soft, any(form.spread for form in forms), any(form.peak for form in forms),
        any(form.apart for form in forms) and len(model.prices) > 0,
    )  # fmt: skip


def build(
    model: Model, task: Task, units: Ints, pairs: tuple[Ints, Ints], rest: State | None = None,
    needs: Needs | None = None,
) -> Program:
    """The program over ``pairs`` of ``units``; all other units stay as in ``rest`` (which has ``units`` unplaced).

    ``needs`` may ask for more terms than the task has weights for.
    """
    sparse, needs = Sparse(), needs or needs_of(model, task)
    unit, column = pairs
    loads = rest.loads if rest else np.zeros(model.shape[1])
    x = sparse.add_columns(task.form.pairs[unit, column], 0.0, 1.0)
    unit_rows = sparse.add_rows(np.ones(len(units)), np.ones(len(units)))
    sparse.put(unit_rows[np.searchsorted(units, unit)], x, 1.0)
    load_at, load_rows = _load_rows(sparse, model, needs, loads)
    sparse.put(load_rows[column], x, model.loads[unit, column])
    parts = _balance(sparse, model, task.form, needs, load_at)
    limit_rows = _limit_rows(sparse, model, task, parts, (unit, column, x), rest)
    program = Program(sparse, unit, column, x, unit_rows, load_rows, limit_rows, load_at, parts, *_no_groups())
    if needs.apart:
        _link_groups(program, model, task, rest)
    return program


def _load_rows(sparse: Sparse, model: Model, needs: Needs, loads: Floats) -> tuple[Ints, Ints]:
    """Rows Σ w x (- L) against what is there already; L only where something else asks for it."""
    columns = model.shape[1]
    with_load = needs.soft | (model.even & needs.load)
    load_at = np.full(columns, -1)
    top = np.where(model.hard, model.capacity, np.maximum(model.loads.sum(axis=0), 1.0) + loads)
    top = np.maximum(top, loads)
    load_at[with_load] = sparse.add_columns(np.zeros(int(with_load.sum())), 0.0, top[with_load])
    free = np.where(np.isfinite(model.capacity) & model.hard, np.maximum(model.capacity - loads, 0.0), INF)
    rows = sparse.add_rows(np.where(with_load, -loads, -INF), np.where(with_load, -loads, free))
    sparse.put(rows[with_load], load_at[with_load], -1.0)
    return load_at, rows


def _balance(sparse: Sparse, model: Model, form: Form, needs: Needs, load_at: Ints) -> dict[str, Ints]:
    """Columns for hours above soft capacities, hours out of the band, and the largest ratio."""
    parts: dict[str, Ints] = {}
    soft, even = np.flatnonzero(needs.soft), np.flatnonzero(model.even)
    low, high = model.targets * (1 - model.band), model.targets * (1 + model.band)
    if soft.size:
        parts["overload"] = sparse.add_columns(np.full(soft.size, form.overload), 0.0, INF)
        rows = sparse.add_rows(np.full(soft.size, -INF), model.capacity[soft])
        sparse.put(rows, load_at[soft], 1.0)
        sparse.put(rows, parts["overload"], -1.0)
    if needs.spread and even.size:
        parts["above"] = sparse.add_columns(np.full(even.size, form.spread), 0.0, INF)
        parts["below"] = sparse.add_columns(np.full(even.size, form.spread), 0.0, INF)
        rows = sparse.add_rows(low[even], high[even])
        sparse.put(rows, load_at[even], 1.0)
        sparse.put(rows, parts["above"], -1.0)
        sparse.put(rows, parts["below"], 1.0)
    if needs.peak and even.size:
        parts["peak"] = sparse.add_columns(np.array([form.peak]), 0.0, INF)
        for sign, lower, upper in ((-1.0, np.full(even.size, -INF), high[even]),
                                   (1.0, low[even], np.full(even.size, INF))):  # fmt: skip
            rows = sparse.add_rows(lower, upper)
            sparse.put(rows, load_at[even], 1.0)
            sparse.put(rows, np.repeat(parts["peak"], even.size), sign * model.targets[even])
    return parts


WEIGHTS = {"overload": "overload", "above": "spread", "below": "spread", "peak": "peak"}


def _limit_rows(
    sparse: Sparse, model: Model, task: Task, parts: dict[str, Ints], pairs: tuple[Ints, Ints, Ints], rest: State | None
) -> Ints:
    """One row for each limited form; what units outside the program cost is taken off its limit."""
    unit, column, x = pairs
    rows = sparse.add_rows(np.full(len(task.limits), -INF), np.array(
        [rest_limit(form, limit + form.apart * float(model.prices.sum()), rest) for form, limit in task.limits]
    ))  # fmt: skip
    for row, (form, _limit) in zip(rows.tolist(), task.limits, strict=True):
        sparse.put(np.full(len(x), row), x, form.pairs[unit, column])
        for name, at in parts.items():
            sparse.put(np.full(len(at), row), at, float(getattr(form, WEIGHTS[name])))
    return rows


def rest_limit(form: Form, limit: float, rest: State | None) -> float:
    """A limit without what the placed units of ``rest`` and their groups cost already."""
    if rest is None:
        return limit
    placed = np.flatnonzero(rest.choice >= 0)
    columns = (rest.counts > 0).sum(axis=1)
    scattered = float(rest.model.prices @ columns)
    return limit - float(form.pairs[placed, rest.choice[placed]].sum()) - form.apart * scattered


def _no_groups() -> tuple[Ints, Ints]:
    return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)


def _link_groups(program: Program, model: Model, task: Task, rest: State | None) -> None:
    """x ≤ y for every pair of a priced group that is not in that column already; limits count y."""
    sparse = program.sparse
    group = model.group[program.pair_unit]
    there = np.zeros(len(group), bool) if rest is None else rest.counts[group, program.pair_column] > 0
    linked = np.flatnonzero((group >= 0) & ~there)
    keys = group[linked] * model.shape[1] + program.pair_column[linked]
    found, which = np.unique(keys, return_inverse=True)
    price = model.prices[found // model.shape[1]]
    y = sparse.add_columns(task.form.apart * price, 0.0, 1.0)
    rows = sparse.add_rows(np.full(len(linked), -INF), np.zeros(len(linked)))
    sparse.put(rows, program.x[linked], 1.0)
    sparse.put(rows, y[which], -1.0)
    program.y, program.y_keys = y, found
    for row, (form, _limit) in zip(program.limit_rows.tolist(), task.limits, strict=True):
        sparse.put(np.full(len(y), row), y, form.apart * price)


def open_solver(**options: Any) -> Any:
    """A solver with one thread; further options by their own names."""
    import highspy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in {"output_flag": False, "threads": 1, "random_seed": 1, **options}.items():
        solver.setOptionValue(name, value)
    return solver
