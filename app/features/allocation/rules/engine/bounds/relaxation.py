"""The proven bound: the linear program over ever more pairs, then Lagrange's bound over all of them.

Whatever pairs the program was solved over, its duals give a bound that is valid for every pair: given prices of
hours and limits, each unit chooses on its own, and each priced group chooses column by column.
"""

from dataclasses import dataclass

import numpy as np

from app.features.allocation.rules.engine.bounds.linear import Optimum, optimise
from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.model import Model
from app.features.allocation.rules.engine.problem import Flags, Floats, Form, Ints, Task
from app.features.allocation.rules.engine.program import build, needs_of, open_solver

FIRST, MORE, ROUNDS = 6, 5, 40
"""Pairs a unit starts with, pairs a unit may gain in one round, and rounds at most."""


@dataclass(frozen=True)
class Bound:
    """A proven lower bound; what using each pair adds to it at least (U × M, inf where forbidden); the share of each
    pair in the fractional answer (U × M); what each unit is worth (U)."""

    value: float
    reduced: Floats
    shares: Floats
    prices: Floats


@dataclass(frozen=True)
class _Priced:
    """Lagrange's bound, the reduced cost of each pair, and which pairs would lower the linear program."""

    value: float
    reduced: Floats
    wanted: Flags


def no_bound(model: Model) -> Bound:
    """Nothing is known."""
    return Bound(-np.inf, np.where(model.allowed, 0.0, np.inf), np.zeros(model.shape), np.zeros(model.shape[0]))


def relax(model: Model, task: Task, known: list[Ints], effort: Effort) -> Bound:
    """The bound of the linear relaxation; ``known`` possible answers lend their pairs, so that there is one."""
    chosen = _first_pairs(model, task, known)
    best, optimum, constant = no_bound(model), None, task.form.apart * float(model.prices.sum())
    for _round in range(ROUNDS):
        optimum = optimise(model, task, chosen, optimum, effort)
        if optimum is None:
            break
        priced = _price(model, task, optimum)
        effort.spend(1e-7 * chosen.size)
        if priced.value > best.value:
            shares = np.zeros(model.shape)
            shares[optimum.program.pair_unit, optimum.program.pair_column] = optimum.shares
            best = Bound(priced.value, priced.reduced, shares, optimum.duals[optimum.program.unit_rows])
        wanted = priced.wanted & ~chosen
        is_tight = optimum.value - constant - best.value <= 1e-7 * max(1.0, abs(best.value))
        if not wanted.any() or is_tight or effort.is_over:
            break
        chosen = chosen | wanted
    return best


def _first_pairs(model: Model, task: Task, known: list[Ints]) -> Flags:
    """Each unit's cheapest pairs by cost, and by cost an hour's worth of load; all of them where there are few."""
    units, columns = model.shape
    if units * columns <= 20_000:
        return model.allowed.copy()
    chosen = np.zeros(model.shape, dtype=bool)
    costs = np.where(model.allowed, task.form.pairs, np.inf)
    few = min(FIRST, columns) - 1
    chosen[costs <= np.partition(costs, few, axis=1)[:, few : few + 1]] = True
    rows = np.arange(units)
    for answer in known:
        chosen[rows, answer] = True
    return chosen & model.allowed


def _price(model: Model, task: Task, optimum: Optimum) -> _Priced:
    program, duals = optimum.program, optimum.duals
    hours = -duals[program.load_rows]
    loaded = program.load_at >= 0
    hours = np.where(loaded, hours, np.where(np.isfinite(model.capacity) & model.hard, np.maximum(hours, 0.0), 0.0))
    form, constant = task.form, 0.0
    for dual, (limited, limit) in zip(-duals[program.limit_rows], task.limits, strict=True):
        form = form.plus(limited, max(0.0, float(dual)))
        constant -= max(0.0, float(dual)) * limit
    costs = np.where(model.allowed, form.pairs + hours * model.loads, np.inf)
    rest = _rest(model, task, form, np.where(loaded, hours, 0.0))
    held = ~loaded & (hours > 0)
    rest -= float((hours[held] * model.capacity[held]).sum())
    own, reduced, wanted = _choose(model, form, costs, duals[program.unit_rows])
    return _Priced(own + rest + constant, reduced, wanted)


def _rest(model: Model, task: Task, form: Form, hours: Floats) -> float:
    """The least that loads, balance and soft capacities cost when an hour of load earns ``hours``."""
    if not hours.any() and not form.overload + form.spread + form.peak:
        return 0.0
    none = np.zeros(0, dtype=np.int64)
    free = Form(np.zeros(model.shape), form.overload, form.spread, form.peak)
    program = build(model, Task(free), none, (none, none), needs=needs_of(model, task))
    # An empty program of loads alone: its load rows would hold the loads at zero.
    program.sparse.row_lower[1] = np.full(model.shape[1], -np.inf)
    program.sparse.row_upper[1] = np.full(model.shape[1], np.inf)
    lp = program.sparse.lp()
    costs = np.array(lp.col_cost_)
    at = program.load_at[program.load_at >= 0]
    costs[at] -= hours[program.load_at >= 0]
    lp.col_cost_ = costs
    solver = open_solver()
    solver.passModel(lp)
    solver.run()
    if solver.getModelStatus().name != "kOptimal":
        return -np.inf
    value = float(solver.getInfo().objective_function_value)
    return value - 1e-9 * max(1.0, abs(value))


def _choose(model: Model, form: Form, costs: Floats, duals: Floats) -> tuple[float, Floats, Flags]:
    """What units and priced groups choose at these costs: total, reduced costs, and pairs that want in."""
    alone = model.group < 0 if form.apart else np.ones(len(costs), bool)
    least = costs.min(axis=1, initial=np.inf)
    total = float(least[alone].sum())
    reduced = costs - least[:, None]
    gain = np.maximum(duals[:, None] - costs, 0.0)
    wanted = gain > 1e-7 * (1.0 + np.abs(duals[:, None]))
    few = min(MORE, costs.shape[1]) - 1
    wanted &= gain >= -np.partition(-gain, few, axis=1)[:, few : few + 1]
    if not alone.all():
        grouped = np.flatnonzero(~alone)
        group, prices = model.group[grouped], form.apart * model.prices
        sums = np.zeros((len(prices), costs.shape[1]))
        np.add.at(sums, group, gain[grouped])
        short = prices[:, None] - sums
        total += float(duals[grouped].sum() + np.minimum(short, 0.0).sum() - prices.sum())
        with_one = short[group] + gain[grouped] + costs[grouped] - duals[grouped, None]
        reduced[grouped] = np.maximum(with_one - np.minimum(short[group], 0.0), 0.0)
        wanted[grouped] = (gain[grouped] > 0) & (short[group] < -1e-7 * (1.0 + prices[group, None]))
    return total, reduced, wanted
