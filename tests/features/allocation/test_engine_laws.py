"""Laws of the engine on small offices, held against trying everything: every term, limit and bound of the model."""

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.features.allocation.rules.engine.answer import IMPOSSIBLE, Answer
from app.features.allocation.rules.engine.problem import Aim, Group, Limits, Problem, move_costs
from app.features.allocation.rules.engine.solving import solve

QUICK = Limits(4.0)


def value(problem: Problem, servers: tuple[int, ...]) -> float:
    """The weighted sum of all aims, worked out the long way."""
    loads = [sum(problem.loads[i, s] for i, s in enumerate(servers) if s == j) for j in range(problem.shape[1])]
    targets = problem.targets
    assert targets is not None and problem.hard is not None
    uneven = [max(0.0, abs(load - t) - problem.band * t) for load, t in zip(loads, targets, strict=True)]
    over = [max(0.0, load - c) for load, c, hard in zip(loads, problem.capacity, problem.hard, strict=True) if not hard]
    apart = sum(g.price * (len({servers[i] for i in g.sites}) - 1) for g in problem.groups if g.price is not None)
    total = 0.0
    for aim in problem.aims:
        own = sum(aim.pairs[i, s] for i, s in enumerate(servers)) if aim.pairs is not None else 0.0
        own += aim.overload * sum(over) + aim.spread * sum(uneven) + aim.apart * apart
        own += aim.peak * max(u / t for u, t in zip(uneven, targets, strict=True))
        total += aim.weight * own
    return float(total)


def keeps(problem: Problem, servers: tuple[int, ...]) -> bool:
    """Capacities, forbidden pairs, locks, whole villages and the limit of moves."""
    assert problem.hard is not None and problem.allowed is not None and problem.fixed is not None
    assert problem.incumbents is not None
    for j in range(problem.shape[1]):
        load = sum(problem.loads[i, s] for i, s in enumerate(servers) if s == j)
        if problem.hard[j] and load > problem.capacity[j] + 1e-6:
            return False
    moved = sum(i >= 0 and s != i for s, i in zip(servers, problem.incumbents, strict=True))
    return (
        all(problem.allowed[i, s] for i, s in enumerate(servers))
        and all(f in (-1, s) for s, f in zip(servers, problem.fixed, strict=True))
        and all(len({servers[i] for i in g.sites}) == 1 for g in problem.groups if g.price is None)
        and (problem.moves is None or moved <= problem.moves)
    )


def best(problem: Problem) -> float | None:
    """The least value of any assignment that keeps everything; None without one."""
    n, m = problem.shape
    values = [value(problem, one) for one in product(range(m), repeat=n) if keeps(problem, one)]
    return min(values) if values else None


@st.composite
def offices(draw: st.DrawFn) -> Problem:
    """Three to six sites, two or three servers, everything an office may ask for."""
    n, m = draw(st.integers(3, 6)), draw(st.integers(2, 3))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    loads = np.repeat(rng.integers(1, 9, (n, 1)) / 2.0, m, axis=1) * rng.choice([1.0, 1.0, 1.25], m)
    incumbents = rng.integers(-1, m, n)
    total = loads.mean(axis=1).sum()
    groups = tuple(
        Group(tuple(sorted(rng.choice(n, 2, replace=False).tolist())), price) for price in (None, 1.5)
        if draw(st.booleans())
    )  # fmt: skip
    return Problem(
        loads=loads,
        capacity=np.round(total / m * rng.choice([0.9, 1.2, 1.6], m), 1),
        hard=rng.random(m) < 0.6,
        aims=(
            Aim("pairs", np.round(rng.uniform(0, 5, (n, m)), 1)),
            Aim("moves", move_costs(incumbents, np.full(n, 0.7), m), weight=1.5),
            Aim("balance", overload=2.0, spread=0.5, peak=draw(st.sampled_from([0.0, 6.0])), apart=1.0),
        ),
        allowed=rng.random((n, m)) < 0.9,
        fixed=np.where(rng.random(n) < 0.1, rng.integers(0, m, n), -1),
        groups=groups,
        incumbents=incumbents,
        moves=draw(st.none() | st.integers(0, 3)),
        targets=np.full(m, total / m),
        band=0.1,
    )


def total(answer: Answer) -> float:
    return answer.stages[-1].value


@settings(max_examples=60, deadline=None)
@given(offices())
def test_the_answer_is_the_best_of_all_and_its_bound_true(problem: Problem) -> None:
    answer, known = solve(problem, QUICK), best(problem)
    if known is None:
        assert answer.ended == IMPOSSIBLE
        assert answer.faults
        return
    assert answer.is_possible
    assert keeps(problem, answer.servers)
    assert value(problem, answer.servers) == pytest.approx(total(answer), abs=1e-6)
    assert total(answer) == pytest.approx(known, abs=1e-5)
    assert answer.stages[-1].bound <= known + 1e-6


@settings(max_examples=20, deadline=None)
@given(offices())
def test_more_moves_never_make_it_worse(problem: Problem) -> None:
    values = []
    for moves in (0, 1, 2, None):
        answer = solve(replace(problem, moves=moves), QUICK)
        values.append(total(answer) if answer.is_possible else np.inf)
    assert all(later <= earlier + 1e-5 for earlier, later in pairwise(values))


@settings(max_examples=20, deadline=None)
@given(offices(), st.randoms(use_true_random=False))
def test_the_order_of_sites_and_servers_does_not_matter(problem: Problem, chance: object) -> None:
    n, m = problem.shape
    rng = np.random.default_rng(chance.getrandbits(32))  # type: ignore[attr-defined]
    rows, columns = rng.permutation(n), rng.permutation(m)
    back, server_at = np.argsort(rows), np.append(np.argsort(columns), -1)
    assert problem.allowed is not None and problem.fixed is not None and problem.hard is not None
    assert problem.incumbents is not None and problem.targets is not None
    turned = replace(
        problem,
        loads=problem.loads[rows][:, columns], capacity=problem.capacity[columns], hard=problem.hard[columns],
        aims=tuple(a if a.pairs is None else replace(a, pairs=a.pairs[rows][:, columns]) for a in problem.aims),
        allowed=problem.allowed[rows][:, columns], fixed=server_at[problem.fixed[rows]],
        groups=tuple(Group(tuple(int(back[i]) for i in g.sites), g.price) for g in problem.groups),
        incumbents=server_at[problem.incumbents[rows]], targets=problem.targets[columns],
    )  # fmt: skip
    here, there = solve(problem, QUICK), solve(turned, QUICK)
    assert here.is_possible == there.is_possible
    if here.is_possible:
        assert total(here) == pytest.approx(total(there), abs=1e-5)


@settings(max_examples=15, deadline=None)
@given(offices())
def test_a_later_stage_gives_nothing_of_an_earlier_one_away(problem: Problem) -> None:
    first, second, third = problem.aims
    staged = replace(
        problem, aims=(first, replace(second, stage=1, tolerance=0.5), replace(third, stage=2)), moves=None
    )
    answer = solve(staged, QUICK)
    if not answer.is_possible:
        return
    alone = solve(replace(staged, aims=(first,)), QUICK)
    assert answer.values["pairs"] <= total(alone) + 1e-5
    assert answer.values["moves"] * 1.5 <= answer.stages[1].value * 1.5 + 1e-5
    assert len(answer.stages) == 3
