"""Workload, balance and the proposal."""

import doctest
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.features.allocation.rules import balance, workload
from app.features.allocation.rules.proposal import propose
from app.features.allocation.rules.sites import (
    BALANCE,
    FAMILIAR,
    KEEP,
    LOCKED,
    VILLAGE,
    WISH,
    Bond,
    Placement,
    Server,
    Site,
)  # fmt: skip


def test_hand_worked_cases_of_the_docstrings() -> None:
    for module in (workload, balance):
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


def by_site(found: list[Placement]) -> dict[int, Placement]:
    return {placement.site: placement for placement in found}


def test_incumbents_keep_and_leavers_lose() -> None:
    sites = [Site(1, 5, incumbent=10), Site(2, 5, incumbent=99), Site(3, 5, incumbent=11, locked=True)]
    found = by_site(propose(sites, [Server(10, 100), Server(11, 100)], {}))
    assert (found[1].server, found[1].reason) == (10, KEEP)
    assert (found[3].server, found[3].reason) == (11, LOCKED)
    assert found[2].server in {10, 11}
    assert found[2].before == 99


def test_wishes_come_before_familiarity_and_both_before_balance() -> None:
    sites = [Site(1, 5), Site(2, 5), Site(3, 5)]
    bonds = {1: {10: Bond(familiarity=1.0), 11: Bond(wish=1)}, 2: {10: Bond(familiarity=0.9)}}
    found = by_site(propose(sites, [Server(10, 100), Server(11, 100), Server(12, 100)], bonds))
    assert (found[1].server, found[1].reason) == (11, WISH)
    assert (found[2].server, found[2].reason) == (10, FAMILIAR)
    assert (found[3].server, found[3].reason) == (12, BALANCE)


def test_a_wish_beyond_capacity_is_not_granted_while_another_can_serve() -> None:
    sites = [Site(i, 10) for i in range(4)]
    bonds = {i: {10: Bond(wish=1)} for i in range(4)}
    found = propose(sites, [Server(10, 20), Server(11, 20)], bonds)
    assert Counter(placement.server for placement in found) == {10: 2, 11: 2}


def test_a_village_stays_together_while_loads_allow() -> None:
    sites = [Site(i, 2, village=f"村{i // 3}", district=1) for i in range(12)]
    found = propose(sites, [Server(m, 40, 1) for m in range(2)], {})
    villages = {}
    for site, placement in zip(sites, found, strict=True):
        villages.setdefault(site.village, set()).add(placement.server)
    assert all(len(servers) == 1 for servers in villages.values())
    assert VILLAGE in {placement.reason for placement in found}


def test_the_second_choice_never_costs_less() -> None:
    sites = [Site(i, 1 + i % 5, x=i % 7, y=i % 3, district=i % 2) for i in range(40)]
    found = propose(sites, [Server(m, 30, m % 2) for m in range(4)], {})
    assert all(placement.regret >= 0 for placement in found)
    assert all(placement.second != placement.server for placement in found)


def test_without_managers_there_is_no_answer() -> None:
    assert propose([Site(1, 5)], [], {}) == []


offices = st.tuples(
    st.lists(st.tuples(st.floats(0, 12), st.integers(0, 4), st.integers(0, 2), st.booleans()), max_size=30),
    st.lists(st.floats(1, 160), min_size=1, max_size=6),
)


@given(offices)
def test_every_area_gets_exactly_one_known_manager_and_locks_hold(
    office: tuple[list[tuple[float, int, int, bool]], list[float]],
) -> None:
    areas, capacities = office
    servers = [Server(m, capacity, m % 3) for m, capacity in enumerate(capacities)]
    sites = [
        Site(i, hours, f"村{village}", district, incumbent=i % len(servers) if locked else None, locked=locked)
        for i, (hours, village, district, locked) in enumerate(areas)
    ]
    found = propose(sites, servers, {}, keep=False)
    assert [placement.site for placement in found] == [site.id for site in sites]
    assert {placement.server for placement in found} <= {server.id for server in servers}
    assert all(p.server == s.incumbent for s, p in zip(sites, found, strict=True) if s.locked)
    assert found == propose(sites, servers, {}, keep=False)


@given(st.lists(st.floats(0.1, 200), min_size=1, max_size=20))
def test_balance_does_not_depend_on_order_or_unit(loads: list[float]) -> None:
    here, there = balance.balance(loads), balance.balance([2 * load for load in reversed(loads)])
    assert abs(here.gini - there.gini) < 1e-9
    assert abs(here.variation - there.variation) < 1e-9
    assert -1e-9 <= here.gini < 1
