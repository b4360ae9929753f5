"""Conflicting limits are named with sites and servers, and the smallest relaxation that works is found."""

from dataclasses import replace

import numpy as np
import pytest

from app.features.allocation.rules.engine.answer import IMPOSSIBLE, Answer, Fault
from app.features.allocation.rules.engine.problem import Aim, Group, Limits, Problem
from app.features.allocation.rules.engine.solving import solve


def problem(sites: int, capacity: list[float], hours: float = 3.0, **more: object) -> Problem:
    servers = len(capacity)
    plain = Problem(np.full((sites, servers), hours), np.array(capacity), (Aim("none", np.zeros((sites, servers))),))
    return replace(plain, **more)  # type: ignore[arg-type]


def solved(asked: Problem) -> Answer:
    answer = solve(asked, Limits(4.0))
    assert answer.ended == IMPOSSIBLE
    return answer


def kinds(answer: Answer) -> set[str]:
    return {fault.kind for fault in answer.faults}


def test_figures_that_are_none_are_named_by_site_and_server() -> None:
    loads = np.full((4, 2), 3.0)
    loads[2, 1], loads[3, 0] = -1.0, np.inf
    answer = solved(problem(4, [5.0, np.nan], loads=loads, incumbents=np.array([0, 7, -1, -1])))
    assert set(answer.faults) == {
        Fault("load", sites=(2, 3)), Fault("capacity", servers=(1,)), Fault("unknown_server", sites=(1,)),
    }  # fmt: skip


def test_locks_in_a_ring_of_villages_contradict_each_other() -> None:
    groups = (Group((0, 1)), Group((1, 2)), Group((2, 0)))
    answer = solved(problem(4, [50.0, 50.0], fixed=np.array([0, -1, 1, -1]), groups=groups))
    assert answer.faults == (Fault("lock_contradiction", (0, 2), (0, 1)),)


def test_a_lock_on_a_forbidden_server_and_a_site_without_any() -> None:
    allowed = np.array([[True, False], [False, False], [True, True]])
    answer = solved(problem(3, [50.0, 50.0], allowed=allowed, fixed=np.array([1, -1, -1])))
    assert set(answer.faults) == {Fault("lock_forbidden", (0,), (1,)), Fault("no_server", (1,))}


def test_locks_above_a_capacity_say_by_how_many_hours() -> None:
    answer = solved(problem(4, [5.0, 20.0], fixed=np.array([0, 0, -1, -1])))
    assert answer.faults == (Fault("lock_capacity", (0, 1), (0,), 1.0),)
    assert [(r.kind, r.hours, r.proven) for r in answer.relaxations] == [("capacity", {0: 1.0}, True)]


def test_a_total_above_the_total_is_relaxed_by_what_is_missing_at_least() -> None:
    answer = solved(problem(4, [5.0, 5.0]))
    assert answer.faults == (Fault("total", (), (0, 1), 2.0),)
    (relaxation,) = answer.relaxations
    assert relaxation.proven
    assert sum(relaxation.hours.values()) == pytest.approx(2.0)


def test_a_conflict_names_only_the_sites_and_servers_in_it() -> None:
    allowed = np.ones((5, 3), dtype=bool)
    allowed[:3, 2] = False
    answer = solved(problem(5, [4.0, 4.0, 20.0], allowed=allowed))
    assert answer.faults == (Fault("capacity_conflict", (0, 1, 2), (0, 1), 2.0),)
    (relaxation,) = answer.relaxations
    assert relaxation.proven
    assert sum(relaxation.hours.values()) == pytest.approx(2.0)
    raised = np.array([4.0, 4.0, 20.0])
    for server, hours in relaxation.hours.items():
        raised[server] += hours
    assert solve(problem(5, raised.tolist(), allowed=allowed)).is_possible


def test_too_few_moves_offer_more_moves_or_more_capacity() -> None:
    asked = problem(4, [6.0, 20.0], incumbents=np.zeros(4, dtype=np.int64), moves=1)
    answer = solved(asked)
    assert kinds(answer) == {"moves"}
    assert {r.kind: (r.moves, r.hours, r.proven) for r in answer.relaxations} == {
        "moves": (2, {}, True), "capacity": (0, {0: 3.0}, True),
    }  # fmt: skip
    assert solve(replace(asked, moves=2)).is_possible


def test_moves_forced_by_locks_are_counted() -> None:
    asked = problem(4, [60.0, 20.0], incumbents=np.zeros(4, dtype=np.int64), fixed=np.array([1, 1, -1, -1]), moves=1)
    assert solved(asked).faults == (Fault("moves", (0, 1), (), 1.0),)


def test_where_sites_may_be_left_as_few_as_possible_are() -> None:
    aims = (Aim("vacant", vacant=1.0), Aim("cost", np.arange(8.0).reshape(4, 2), stage=1))
    answer = solve(problem(4, [3.0, 6.0], may_leave=True, aims=aims), Limits(4.0))
    assert answer.is_possible
    assert answer.servers.count(-1) == 1
    assert answer.values["vacant"] == 1.0
    assert answer.gap == 0.0


def test_nothing_to_allocate_and_nobody_to_serve() -> None:
    assert solve(problem(0, [5.0])).servers == ()
    assert kinds(solved(problem(2, []))) == {"no_server"}


def test_a_server_without_capacity_gets_nothing() -> None:
    aims = (Aim("balance", spread=1.0, peak=3.0),)
    assert solve(problem(4, [0.0, 12.0], aims=aims), Limits(4.0)).servers == (1, 1, 1, 1)
