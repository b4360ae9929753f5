"""The engine: optima of public instances, capacities and locks kept, infeasibility named, gaps that are true."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.features.allocation.rules.engine.answer import IMPOSSIBLE
from app.features.allocation.rules.engine.problem import Aim, Limits, Problem, generalised
from app.features.allocation.rules.engine.solving import solve
from tests.bench.instances import instance, optima


def cost(costs: np.ndarray, servers: tuple[int, ...]) -> float:
    return float(costs[np.arange(len(costs)), np.array(servers)].sum())


@pytest.mark.parametrize("name", ["gap1-0", "gap6-2", "a05100", "b10100"])
def test_optima_of_public_instances_are_found_and_proven(name: str) -> None:
    costs, loads, capacity = instance(name)
    answer = solve(generalised(costs, loads, capacity), Limits(10.0))
    assert cost(costs, answer.servers) == optima()[name]
    assert answer.gap == pytest.approx(0.0, abs=1e-6)
    used = np.zeros(len(capacity))
    np.add.at(used, np.array(answer.servers), loads[np.arange(len(loads)), np.array(answer.servers)])
    assert (used <= capacity + 1e-9).all()


def test_the_proven_gap_is_never_smaller_than_the_true_one() -> None:
    costs, loads, capacity = instance("d05100")
    answer = solve(generalised(costs, loads, capacity), Limits(1.0))
    found, best = cost(costs, answer.servers), optima()["d05100"]
    assert found / best - 1 <= answer.gap + 1e-9
    assert found / best - 1 <= 0.006


def test_a_lock_is_kept_whatever_it_costs() -> None:
    costs = np.array([[1.0, 9.0], [1.0, 9.0], [9.0, 1.0]])
    problem = Problem(np.ones((3, 2)), np.array([3.0, 3.0]), (Aim("cost", costs),), fixed=np.array([1, -1, -1]))
    assert solve(problem).servers == (1, 0, 1)


def test_loads_beyond_all_capacities_are_named_with_what_is_missing() -> None:
    answer = solve(generalised(np.ones((4, 2)), np.full((4, 2), 5.0), np.array([5.0, 5.0])))
    assert answer.ended == IMPOSSIBLE
    assert [(fault.kind, fault.amount) for fault in answer.faults] == [("total", 10.0)]


def test_a_load_that_is_no_number_is_named_with_its_site() -> None:
    loads = np.ones((3, 2))
    loads[1, 0] = np.nan
    (fault, *_more) = solve(generalised(np.ones((3, 2)), loads, np.array([9.0, 9.0]))).faults
    assert fault.kind == "load"
    assert 1 in fault.sites


small = st.integers(2, 6).flatmap(
    lambda n: st.tuples(
        st.lists(st.lists(st.integers(1, 20), min_size=2, max_size=2), min_size=n, max_size=n),
        st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=2), min_size=n, max_size=n),
    )
)


@settings(max_examples=25, deadline=None)
@given(small)
def test_small_offices_are_solved_as_by_trying_everything(office: tuple[list[list[int]], list[list[int]]]) -> None:
    costs, loads = (np.array(part, float) for part in office)
    n, capacity = len(costs), np.array([12.0, 12.0])
    choices = [[(code >> site) & 1 for site in range(n)] for code in range(2**n)]
    fits = [
        cost(costs, tuple(servers))
        for servers in choices
        if all(sum(loads[i, s] for i, s in enumerate(servers) if s == m) <= capacity[m] for m in (0, 1))
    ]
    answer = solve(generalised(costs, loads, capacity), Limits(2.0))
    if not fits:
        assert answer.ended == IMPOSSIBLE
        return
    assert cost(costs, answer.servers) == pytest.approx(min(fits))
    turned = np.arange(n)[::-1]
    again = solve(generalised(costs[turned], loads[turned], capacity), Limits(2.0))
    assert cost(costs[turned], again.servers) == pytest.approx(min(fits))
