"""The bound over few pairs is the bound over all of them, and what it says about pruned pairs is true."""

import numpy as np
import pytest

from app.features.allocation.rules.engine.bounds.bargain import applies, bargain
from app.features.allocation.rules.engine.bounds.linear import optimise
from app.features.allocation.rules.engine.bounds.relaxation import relax
from app.features.allocation.rules.engine.construct import construct
from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.judge import Judge
from app.features.allocation.rules.engine.model import Model, compile_model
from app.features.allocation.rules.engine.problem import Form, Task, generalised
from app.features.allocation.rules.question import question
from app.features.allocation.rules.terms import Terms
from tests.bench.instances import instance, optima
from tests.bench.instances.offices import office


def asked(areas: int, managers: int, hard: bool) -> tuple[Model, Task]:
    problem = question(*office(areas, managers, seed=4, locked=0.0), terms=Terms(hard_capacity=hard))
    model, forms = compile_model(problem)
    form = Form(np.zeros(model.shape))
    for own in forms:
        form = form.plus(own, 1.0)
    return model, Task(form)


@pytest.mark.parametrize("hard", [False, True])
def test_few_pairs_prove_as_much_as_all(hard: bool) -> None:
    model, task = asked(420, 50, hard)
    assert model.allowed.size > 20_000, "small enough for all pairs at once: nothing would be tested"
    known = construct(model, Judge(model, task), Effort(10.0)).choice
    bound = relax(model, task, [known], Effort(30.0))
    everything = optimise(model, task, model.allowed, None, Effort(30.0))
    assert everything is not None
    value = everything.value - task.form.apart * float(model.prices.sum())
    assert bound.value <= value + 1e-6 * abs(value)
    assert bound.value == pytest.approx(value, rel=1e-5)


def test_a_limit_counts_in_the_bound() -> None:
    model, task = asked(60, 6, hard=False)
    free = relax(model, task, [], Effort(10.0)).value
    moves = Task(task.form, ((Form(model.changes), 3.0),))
    known = np.where(model.changes.min(axis=1) < model.changes.max(axis=1), model.changes.argmin(axis=1), 0)
    tight = relax(model, moves, [known], Effort(10.0)).value
    assert tight > free + 1.0


def test_what_a_pair_adds_is_never_more_than_it_costs() -> None:
    """Forcing a pair raises the optimum of the linear program by at least its reduced cost."""
    model, task = asked(60, 6, hard=False)
    bound = relax(model, task, [], Effort(10.0))
    rng = np.random.default_rng(3)
    for unit in rng.choice(model.shape[0], 6, replace=False).tolist():
        column = int(rng.integers(model.shape[1]))
        forced = model.allowed.copy()
        forced[unit] = False
        forced[unit, column] = True
        found = optimise(model, task, forced, None, Effort(10.0))
        assert found is not None
        value = found.value - task.form.apart * float(model.prices.sum())
        assert value >= bound.value + bound.reduced[unit, column] - 1e-5


def bargained(loads: np.ndarray, costs: np.ndarray, capacity: np.ndarray, value: float) -> tuple[float, list[float]]:
    """The linear program's bound, and those of a bargain from there."""
    model, (form,) = compile_model(generalised(costs, loads, capacity))
    relaxed, found = relax(model, Task(form), [], Effort(10.0)), list[float]()

    def heard(bound: float) -> bool:
        found.append(bound)
        return False

    assert applies(model, Task(form))
    shares = bargain(model, Task(form), relaxed.prices, value, Effort(3.0), heard)
    assert ((shares >= 0) & (shares <= 1)).all()
    return relaxed.value, found


@pytest.mark.parametrize("name", ["d10100", "b05100", "gap12-0"])
def test_bargaining_proves_more_than_fractions_and_never_too_much(name: str) -> None:
    costs, loads, capacity = instance(name)
    linear, found = bargained(loads, costs, capacity, optima()[name])
    assert found == sorted(found)
    assert linear - 1e-6 <= found[0]
    assert linear + 0.5 * (optima()[name] - linear) < found[-1] <= optima()[name] + 1e-6


def test_loads_that_are_not_whole_are_rounded_to_the_safe_side() -> None:
    costs, loads, capacity = instance("gap3-1")
    exact = bargained(loads, costs, capacity, optima()["gap3-1"])[1]
    _linear, found = bargained(loads * np.pi, costs, capacity * np.pi, optima()["gap3-1"])
    assert found[-1] <= optima()["gap3-1"] + 1e-6
    assert found[-1] == pytest.approx(exact[-1], rel=0.02)


def test_balance_and_soft_capacities_are_not_bargained_about() -> None:
    assert not applies(*asked(60, 6, hard=True))
