"""Runs from plain values to plain values: laws of the answers, in this process and in one that can be killed."""

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.features.allocation.rules.running import Case, Found, run
from app.features.allocation.rules.sites import HAND, Bond, Costs, Server, Site
from app.features.allocation.rules.terms import FEEDER, STAGED, VILLAGE, WEIGHED, Terms, terms_of
from app.kit.errors import Refusal
from app.kit.process import run_killable
from tests.bench.instances.offices import office

SMALL = Terms(seconds=0.4)


def silent(_found: Found) -> None:
    """Nobody listens."""


def served(found: Found) -> dict[int, int]:
    return {one.site: one.server for one in found.placements}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Offices small enough to be solved to the end, with locks, hands, bars and a limit of moves."""
    managers = draw(st.integers(1, 4))
    servers = tuple(Server(100 + j, draw(st.sampled_from([20.0, 30.0, 45.0])), j % 2) for j in range(managers))
    ids = [one.id for one in servers]
    sites = []
    for i in range(draw(st.integers(1, 9))):
        now = draw(st.sampled_from([None, *ids]))
        given_to = draw(st.sampled_from([None, None, None, *ids]))
        barred = frozenset(draw(st.lists(st.sampled_from(ids), max_size=managers - 1))) if managers > 1 else frozenset()
        locked = now is not None and draw(st.booleans())
        sites.append(Site(
            i, draw(st.sampled_from([0.0, 2.5, 4.0, 7.0])), f"V{i % 3}", i % 2, float(i % 4), float(i // 4), now,
            locked, draw(st.sampled_from([0.0, 30.0])), barred - {now if locked else None, given_to},
            f"F{i % 2}", given=given_to,
        ))  # fmt: skip
    bonds = {i: {draw(st.sampled_from(ids)): Bond(draw(st.integers(0, 3)), 0.5)} for i in range(len(sites))}
    return Case(tuple(sites), servers, bonds, terms=replace(SMALL, hard_capacity=draw(st.booleans())))


@settings(max_examples=25, deadline=None)
@given(cases())
def test_one_principal_for_every_area_capacity_and_locks_kept(case: Case) -> None:
    found = run(case, silent)
    if not found.is_possible:
        assert found.faults and case.terms.hard_capacity
        return
    by_site, loads = served(found), dict.fromkeys((one.id for one in case.servers), 0.0)
    assert sorted(by_site) == [site.id for site in case.sites]
    for site in case.sites:
        loads[by_site[site.id]] += site.hours
        assert by_site[site.id] not in site.barred
        if site.is_fixed:
            assert by_site[site.id] == (site.given if site.given is not None else site.incumbent)
    if case.terms.hard_capacity:
        assert all(loads[one.id] <= one.capacity + 1e-6 for one in case.servers)


@settings(max_examples=25, deadline=None)
@given(cases(), st.integers(0, 3))
def test_more_moves_allowed_never_give_a_worse_objective(case: Case, moves: int) -> None:
    case = replace(case, terms=replace(SMALL, moves=moves))
    fewer, more = run(case, silent), run(replace(case, terms=replace(case.terms, moves=moves + 1)), silent)
    if fewer.is_possible:
        assert more.is_possible and more.value <= fewer.value + more.gap * abs(more.value) + 1e-6


@settings(max_examples=25, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_areas_and_managers_does_not_change_the_objective(case: Case, order) -> None:  # type: ignore[no-untyped-def]
    sites, servers = list(case.sites), list(case.servers)
    order.shuffle(sites), order.shuffle(servers)
    first, again = run(case, silent), run(replace(case, sites=tuple(sites), servers=tuple(servers)), silent)
    assert first.is_possible == again.is_possible
    if first.is_possible:
        assert again.value == pytest.approx(first.value, rel=first.gap + again.gap, abs=1e-6)


def test_a_case_travels_and_is_answered_in_a_process_of_its_own() -> None:
    sites, servers, bonds = office(24, 3)
    case = Case(tuple(sites), tuple(servers), bonds, Costs(), Terms(seconds=2.0))
    assert pickle.loads(pickle.dumps(case)) == case
    heard: list[Found] = []
    found = run_killable(run, (case,), None, heard.append)
    assert heard and len(found.placements) == 24 and found.gap <= heard[0].gap
    assert all(one.second is None for one in heard[0].placements)
    assert any(one.second is not None for one in found.placements)


def test_the_same_case_has_the_same_answer() -> None:
    sites, servers, bonds = office(14, 3)
    case = Case(tuple(sites), tuple(servers), bonds, terms=Terms(seconds=20.0))
    first, again = (replace(run(case, silent), seconds=0.0) for _turn in range(2))
    assert first == again


def test_nothing_to_place_and_nobody_to_place_it_with_are_answers() -> None:
    assert run(Case((), (Server(1, 10.0),), {}), silent).placements == ()
    assert run(Case((Site(1, 1.0),), (), {}), silent).placements == ()


def test_what_conflicts_comes_back_by_id() -> None:
    case = Case((Site(7, 30.0), Site(8, 5.0)), (Server(70, 10.0), Server(71, 20.0)), {}, terms=replace(
        SMALL, hard_capacity=True))  # fmt: skip
    found = run(case, silent)
    assert not found.is_possible
    assert {one.kind for one in found.faults} <= {"too_heavy", "total"} and found.faults[0].sites in {(7,), ()}
    assert found.relaxations and set(found.relaxations[0].hours) <= {70, 71}


@pytest.mark.parametrize(("wished", "expected"), [(FEEDER, "feeder"), (VILLAGE, "village")])
def test_feeders_or_villages_are_kept_whole_where_it_pays(wished: str, expected: str) -> None:
    """Eight equal areas in two villages that cross two feeders: two managers with four each split one of the two."""
    sites = tuple(Site(i, 5.0, village=f"V{i % 2}", feeder=f"F{i // 4}") for i in range(8))
    case = Case(sites, (Server(1, 40.0), Server(2, 40.0)), {}, terms=Terms(contiguous=wished, seconds=3.0))
    found = served(run(case, silent))
    groups: dict[str, set[int]] = {}
    for site in sites:
        groups.setdefault(getattr(site, expected), set()).add(found[site.id])
    assert [len(each) for each in groups.values()] == [1, 1]


def test_a_hand_is_told_as_such_and_costs_no_move() -> None:
    case = Case((Site(1, 5.0, incumbent=10, given=11),), (Server(10, 40.0), Server(11, 40.0)), {},
                terms=replace(SMALL, moves=0))  # fmt: skip
    assert [(one.server, one.before, one.reason) for one in run(case, silent).placements] == [(11, 10, HAND)]


@pytest.mark.parametrize("terms", [
    Terms(), Terms(STAGED, True, True, 5, True, FEEDER, 60.0, 7), Terms(WEIGHED, moves=0),
])  # fmt: skip
def test_terms_are_kept_as_text(terms: Terms) -> None:
    assert terms_of(terms.to_json()) == terms


@pytest.mark.parametrize("text", ["[", "[]", "3", '{"priorities": 3}', '{"priorities": {"wishes": {"odd": 1}}}'])
def test_terms_nobody_can_read_are_refused(text: str) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        terms_of(text)


def test_terms_that_were_never_kept_are_the_usual_ones() -> None:
    assert terms_of(None) == terms_of("") == terms_of('{"kind": "even"}') == Terms()
