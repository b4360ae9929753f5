"""When limits conflict: which, on which sites, and the smallest relaxations that work."""

from dataclasses import dataclass, replace

import numpy as np

from app.features.allocation.rules.engine.answer import Fault, Relaxation
from app.features.allocation.rules.engine.construct import construct
from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.judge import Judge
from app.features.allocation.rules.engine.model import Model
from app.features.allocation.rules.engine.problem import Flags, Form, Ints, Limits, Problem, Task
from app.features.allocation.rules.engine.stage import Stage
from app.features.allocation.rules.engine.state import State

ENOUGH = 1e-6


@dataclass(frozen=True)
class Relief:
    """An answer that breaks capacities as little as could be found, why it must, and what would help."""

    state: State
    faults: tuple[Fault, ...]
    relaxations: tuple[Relaxation, ...]


def relieve(
    problem: Problem, model: Model, limited: tuple[tuple[Form, float], ...], held: Ints, limits: Limits, effort: Effort
) -> Relief | State:
    """The answer with the fewest hours above hard capacities; a plain state where that is none at all."""
    over = _least_over(model, limited, held, limits, effort.part(0.4))
    if over.value <= ENOUGH:
        return State(model, over.state.choice)
    free = _least_over(model, (), held, limits, effort.part(0.4)) if limited else over
    is_reachable = over.value < np.inf
    shown = over if is_reachable else free
    state = State(model, shown.state.choice)
    excess = state.terms().hard
    hours = {int(model.servers[at]): float(excess[at]) for at in np.flatnonzero(excess > ENOUGH).tolist()}
    proven = shown.value - shown.bound <= ENOUGH * max(1.0, shown.value)
    capacity = (Relaxation("capacity", hours, proven=proven),) if is_reachable and hours else ()
    if limited and free.value <= ENOUGH:
        return _too_few_moves(problem, model, capacity, state, State(model, free.state.choice), limits, effort)
    return Relief(state, (_conflict(model, state, excess > ENOUGH, shown.value),), capacity)


def _least_over(
    model: Model, limited: tuple[tuple[Form, float], ...], held: Ints, limits: Limits, effort: Effort
) -> Stage:
    """Hard capacities made soft, and every hour above them counted."""
    soft = replace(
        model, capacity=np.where(model.hard, model.capacity, np.inf), hard=np.zeros_like(model.hard)
    )  # fmt: skip
    task = Task(Form(np.zeros(model.shape), overload=1.0), limited)
    stage = Stage(soft, task, replace(limits, gap=0.0), effort, lambda state, value, bound: None)
    stage.improve(construct(soft, Judge(soft, task), effort, held))
    return stage


def _too_few_moves(
    problem: Problem, model: Model, capacity: tuple[Relaxation, ...], state: State, free: State, limits: Limits,
    effort: Effort,
) -> Relief:
    """Capacities suffice if more sites may change hands: the fewest that do."""
    stage = Stage(model, Task(Form(model.changes), step=1.0), limits, effort, lambda state, value, bound: None)
    stage.improve(free)
    needed, allowed = round(stage.value), problem.moves or 0
    moved = np.flatnonzero(model.changes[np.arange(len(stage.state.choice)), stage.state.choice] > 0)
    sites = tuple(site for unit in moved.tolist() for site in model.units[unit])
    full = {server for relaxation in capacity for server in relaxation.hours}
    fault = Fault("moves", sites, tuple(sorted(full)), float(needed - allowed))
    moves = Relaxation("moves", moves=needed, proven=stage.value - stage.bound <= ENOUGH)
    return Relief(state, (fault,), (moves, *capacity))


def _conflict(model: Model, state: State, over: Flags, hours: float) -> Fault:
    """The sites that can only go to servers that are full, and these servers.

    From the overfull servers on, whoever could take one of their sites is full as well, or he would have taken it.
    """
    inside = over.copy()
    while True:
        reach = model.allowed[inside[state.choice]].any(axis=0) | inside
        if (reach == inside).all():
            break
        inside = reach
    units = np.flatnonzero(~(model.allowed & ~inside).any(axis=1))
    sites = tuple(sorted(site for unit in units.tolist() for site in model.units[unit]))
    servers = tuple(sorted(int(server) for server in model.servers[inside]))
    return Fault("capacity_conflict", sites, servers, hours)
