"""The office's question as arrays, and the engine's answer as placements."""

from dataclasses import replace

import numpy as np
import pytest

from app.features.allocation.rules.centres import centres
from app.features.allocation.rules.engine.problem import Limits
from app.features.allocation.rules.engine.solving import solve
from app.features.allocation.rules.question import question
from app.features.allocation.rules.reasons import placements
from app.features.allocation.rules.sites import (
    FAMILIAR,
    KEEP,
    LOCKED,
    VILLAGE,
    WISH,
    Bond,
    Costs,
    Placement,
    Server,
    Site,
)  # fmt: skip
from app.features.allocation.rules.terms import STABILITY, STAGED, TRAVEL, VILLAGES, WISHES, Priority, Terms
from tests.bench.instances.offices import office

QUICK = Limits(4.0)
SERVERS = [Server(10, 40.0, 1), Server(11, 40.0, 1), Server(12, 40.0, 2)]


def placed(
    sites: list[Site], bonds: dict[int, dict[int, Bond]], terms: Terms = Terms(),
    together: tuple[frozenset[int], ...] = (),
) -> dict[int, Placement]:
    asked = question(sites, SERVERS, bonds, terms=terms, together=together)
    answer = solve(asked, QUICK)
    return {one.site: one for one in placements(sites, SERVERS, bonds, asked, answer)}


def test_wishes_tenure_and_borders_in_hours() -> None:
    sites = [Site(1, 5.0, district=1, x=0.0, y=0.0, incumbent=10, tenure=24.0), Site(2, 5.0, x=3.0, y=4.0)]
    costs = Costs()
    asked = question(sites, SERVERS, {2: {11: Bond(wish=1), 99: Bond(wish=1)}}, costs)
    pairs = {aim.name: aim.pairs for aim in asked.aims if aim.pairs is not None}
    assert pairs[WISHES][1].tolist() == [costs.stranger, 0.0, costs.stranger]
    assert pairs[STABILITY].tolist() == [[0.0, *[costs.move + 2 * costs.move_per_year] * 2], [0.0, 0.0, 0.0]]
    # 10's centre is his area, 11's the one he wishes for, 5 km away; 12 has neither: half way, across the border.
    ways = [0.0, 5 * costs.per_km, costs.other_district + 2.5 * costs.per_km]
    assert pairs[TRAVEL][0].tolist() == pytest.approx(ways)


def test_a_leaver_frees_his_areas_and_locks_hold() -> None:
    sites = [Site(i, 5.0, incumbent=held, locked=locked) for i, held, locked in ((1, 99, False), (2, 11, True),
                                                                                 (3, 99, True))]  # fmt: skip
    asked = question(sites, SERVERS, {}, terms=Terms(moves=0))
    assert asked.incumbents is not None and asked.fixed is not None
    assert asked.incumbents.tolist() == [-1, 1, -1]
    assert asked.fixed.tolist() == [-1, 1, -1]
    assert solve(asked, QUICK).is_possible


def test_a_leavers_areas_can_go_to_one_successor() -> None:
    sites = [Site(i, 4.0, incumbent=99, x=float(i), y=0.0) for i in range(4)]
    found = placed(sites, {}, together=(frozenset(range(4)),))
    assert len({one.server for one in found.values()}) == 1


def test_whoever_is_barred_does_not_serve() -> None:
    sites = [Site(1, 5.0, incumbent=None, barred=frozenset({10, 12, 99}))]
    assert placed(sites, {1: {10: Bond(wish=1)}})[1].server == 11


def test_every_placement_says_why_and_who_is_second() -> None:
    sites = [
        Site(1, 5.0, incumbent=10, locked=True), Site(2, 5.0, incumbent=11), Site(3, 5.0), Site(4, 5.0),
        *(Site(i, 2.0, village="V", district=2) for i in (5, 6)),
    ]  # fmt: skip
    weighed = {name: Priority() for name in (WISHES, VILLAGES, STABILITY)}
    found = placed(sites, {3: {12: Bond(wish=1)}, 4: {12: Bond(familiarity=0.9)}}, Terms(priorities=weighed))
    assert [found[i].reason for i in (1, 2, 3, 4)] == [LOCKED, KEEP, WISH, FAMILIAR]
    assert {found[i].reason for i in (5, 6)} == {VILLAGE}
    assert found[1].second is None
    assert all(one.second not in (one.server, None) and one.regret >= 0 for i, one in found.items() if i != 1)


def test_wishes_in_the_first_stage_are_not_traded_for_balance() -> None:
    sites = [Site(i, 10.0) for i in range(4)]
    wishes = {i: {10: Bond(wish=1)} for i in range(4)}
    assert {one.server for one in placed(sites, wishes, Terms(priorities=STAGED)).values()} == {10}


def test_managers_nobody_knows_are_spread_over_their_district() -> None:
    sites = [Site(i, 1.0, district=1, x=float(i), y=0.0) for i in range(40)]
    found = centres(sites, [Server(j, 20.0, 1) for j in range(4)], {})
    assert sorted(found[:, 0]) == pytest.approx([4.5, 14.5, 24.5, 34.5], abs=2.0)
    assert np.isnan(centres([replace(site, x=None) for site in sites], SERVERS, {})).all()


def test_a_generated_office_is_proven_close() -> None:
    asked = question(*office(60, 5), terms=Terms(hard_capacity=True, moves=12))
    answer = solve(asked, Limits(8.0, gap=0.02))
    assert answer.is_possible
    assert answer.gap <= 0.02
    assert asked.incumbents is not None
    assert sum(i >= 0 and s != i for s, i in zip(answer.servers, asked.incumbents.tolist(), strict=True)) <= 12
    assert all(load <= capacity * (1 + 1e-6) for load, capacity in zip(answer.loads, asked.capacity, strict=True))
