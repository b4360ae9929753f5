"""One call of the engine: reports, repeatability, ending it at any moment, and who comes second."""

import numpy as np
import pytest

from app.features.allocation.rules.engine.answer import Answer
from app.features.allocation.rules.engine.problem import Aim, Group, Limits, Problem, generalised
from app.features.allocation.rules.engine.second import Seconds, explain
from app.features.allocation.rules.engine.solving import solve
from app.kit.job import Progress
from app.kit.process import run_killable
from tests.bench.instances import instance


def test_the_same_question_has_the_same_answer() -> None:
    """A gap that is reached by work, not by the clock."""
    asked = generalised(*instance("d10100"))
    first, again = (solve(asked, Limits(60.0, gap=0.012)) for _turn in range(2))
    assert first == again


def test_reports_get_better_and_their_gaps_smaller() -> None:
    heard: list[Answer] = []
    answer = solve(generalised(*instance("c10100")), Limits(3.0), heard.append)
    values = [one.stages[-1].value for one in [*heard, answer]]
    assert values == sorted(values, reverse=True)
    gaps = [one.gap for one in [*heard, answer]]
    assert gaps == sorted(gaps, reverse=True)
    assert all(one.is_possible and len(one.servers) == 100 for one in heard)


def test_an_answer_is_kept_when_the_run_is_cancelled() -> None:
    asked, progress = generalised(*instance("d05100")), Progress()
    heard: list[Answer] = []

    def stop(answer: Answer) -> None:
        heard.append(answer)
        progress.cancel()

    kept = run_killable(solve, (asked, Limits(120.0)), progress, stop)
    assert kept == heard[-1]
    assert min(kept.servers) >= 0


def test_the_second_server_is_the_next_cheapest() -> None:
    costs = np.array([[1.0, 4.0, 2.5], [1.0, 1.5, 9.0]])
    asked = Problem(np.ones((2, 3)), np.full(3, 5.0), (Aim("cost", costs),))
    answer = solve(asked)
    assert answer.servers == (0, 0)
    found = explain(asked, answer, 0)
    assert (found.server, found.cost, found.values, found.exchanged) == (2, 1.5, {"cost": 1.5}, ())
    assert Seconds(asked, answer).at_once() == [(2, 1.5), (1, 0.5)]


def test_a_second_server_that_is_full_gives_a_site_in_exchange() -> None:
    costs = np.array([[1.0, 2.0], [4.0, 1.0]])
    asked = Problem(np.ones((2, 2)), np.ones(2), (Aim("cost", costs),))
    answer = solve(asked)
    found = explain(asked, answer, 0)
    assert (found.server, found.cost, found.exchanged) == (1, 4.0, (1,))
    assert Seconds(asked, answer).at_once() == [(-1, 0.0), (-1, 0.0)]


def test_a_village_has_its_second_as_a_whole() -> None:
    costs = np.array([[1.0, 2.0], [1.0, 5.0], [1.0, 9.0]])
    asked = Problem(np.ones((3, 2)), np.full(2, 9.0), (Aim("cost", costs),), groups=(Group((0, 1)),))
    answer = solve(asked)
    assert [explain(asked, answer, site).cost for site in range(3)] == [5.0, 5.0, 8.0]


def test_who_alone_may_serve_has_no_second() -> None:
    asked = Problem(np.ones((1, 2)), np.ones(2), (Aim("cost", np.zeros((1, 2))),), fixed=np.array([1]))
    answer = solve(asked)
    assert answer.servers == (1,)
    assert explain(asked, answer, 0).server == -1


@pytest.mark.parametrize("name", ["c05100", "d10100"])
def test_hard_instances_are_answered_within_a_hundredth(name: str) -> None:
    costs, loads, capacity = instance(name)
    answer = solve(generalised(costs, loads, capacity), Limits(4.0, gap=0.01))
    used = np.bincount(answer.servers, loads[np.arange(len(loads)), list(answer.servers)], minlength=len(capacity))
    assert (used <= capacity).all()
    assert answer.gap <= 0.01
