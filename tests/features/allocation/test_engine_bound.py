"""The bound over few pairs is the bound over all of them, and what it says about pruned pairs is true."""

import numpy as np
import pytest

from app.features.allocation.rules.engine.construct import construct
from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.judge import Judge
from app.features.allocation.rules.engine.linear import optimise
from app.features.allocation.rules.engine.model import Model, compile_model
from app.features.allocation.rules.engine.problem import Form, Task
from app.features.allocation.rules.engine.relaxation import relax
from app.features.allocation.rules.question import Terms, question
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
