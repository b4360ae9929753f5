"""Workload, balance, freedoms and scopes by hand-worked cases."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from app.features.allocation.rules import balance, bands, freedom, pareto, question, scopes, workload


def test_hand_worked_cases_of_the_docstrings() -> None:
    for module in (workload, balance, bands, freedom, pareto, question, scopes):
        result = doctest.testmod(module)
        assert result.attempted > 0
        assert result.failed == 0


def test_an_area_without_any_distance_uses_the_stated_one() -> None:
    by = workload.Coefficients()
    known = workload.Demand(60, 1, 0, by.unknown_distance, "plain")
    unknown = workload.Demand(60, 1, 0, None, "plain")
    assert workload.workload(unknown, by) == workload.workload(known, by)


def test_a_degree_of_latitude_is_110_km() -> None:
    assert round(workload.kilometres(108.0, 24.0, 108.0, 25.0), 1) == 110.6


@given(st.lists(st.floats(0.1, 200), min_size=1, max_size=20))
def test_balance_does_not_depend_on_order_or_unit(loads: list[float]) -> None:
    here, there = balance.balance(loads), balance.balance([2 * load for load in reversed(loads)])
    assert abs(here.gini - there.gini) < 1e-9
    assert abs(here.variation - there.variation) < 1e-9
    assert -1e-9 <= here.gini < 1
