"""Who gets an area that several wish for: worked cases, and laws that hold for any round."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.allocation.rules.wishes import (
    FAMILIARITY,
    LOT,
    ONLY,
    READING,
    STEPS,
    TENURE,
    WISH,
    Claim,
    Verdict,
    contested,
    decide,
    familiarity,
)

CLAIMS = st.lists(
    st.builds(
        Claim, st.sampled_from("ABC"), st.sampled_from(["G1", "G2", "G3", "G4", "G5"]), st.integers(1, 3),
        st.sampled_from([0.0, 3.0, 4.33]), st.sampled_from([6, 60]), st.booleans(),
    ),
    max_size=12, unique_by=lambda claim: (claim.area, claim.manager),
)  # fmt: skip
ORDERS = st.permutations(STEPS).flatmap(lambda steps: st.integers(0, 4).map(lambda n: tuple(steps[:n])))
MERITS = {
    WISH: lambda claim: -claim.wish, FAMILIARITY: lambda claim: claim.familiarity,
    TENURE: lambda claim: claim.months, READING: lambda claim: claim.reads,
}  # fmt: skip


def outcome(*claims: Claim, steps: tuple[str, ...] = STEPS, seed: int | None = 7) -> dict[str, tuple[bool, str]]:
    """Whether each manager won, and what decided it."""
    return {verdict.claim.manager: (verdict.won, verdict.ground) for verdict in decide(claims, steps, seed)}


@pytest.mark.parametrize(("first", "second", "ground"), [
    (Claim("A", "G1", 1), Claim("A", "G2", 2, 5.0, 300, True), WISH),
    (Claim("A", "G1", 1, 4.33), Claim("A", "G2", 1, 4.0, 300, True), FAMILIARITY),
    (Claim("A", "G1", 2, 4.0, 61), Claim("A", "G2", 2, 4.0, 60, True), TENURE),
    (Claim("A", "G1", 2, 4.0, 60, True), Claim("A", "G2", 2, 4.0, 60), READING),
])  # fmt: skip
def test_the_steps_decide_in_their_order(first: Claim, second: Claim, ground: str) -> None:
    assert outcome(second, first) == {"G1": (True, ground), "G2": (False, ground)}


def test_an_only_wish_is_granted_and_another_order_of_steps_decides_otherwise() -> None:
    alone = Claim("B", "G1", 3)
    assert outcome(alone) == {"G1": (True, ONLY)}
    eager, knowing = Claim("A", "G1", 1), Claim("A", "G2", 3, 5.0)
    assert outcome(eager, knowing)["G1"] == (True, WISH)
    assert outcome(eager, knowing, steps=(FAMILIARITY, WISH))["G2"] == (True, FAMILIARITY)


def test_equals_draw_numbered_lots_and_before_the_seed_is_told_nobody_has_won() -> None:
    equals = [Claim("A", f"G{n}", 1) for n in range(1, 6)]
    worse = Claim("A", "G9", 2)
    drawn = decide([*equals, worse], seed=2026)
    lots = {verdict.claim.manager: verdict.lot for verdict in drawn}
    assert lots == {"G1": 3, "G2": 2, "G3": 1, "G4": 4, "G5": 5, "G9": None}  # the same on every computer, for ever
    assert [verdict.claim.manager for verdict in drawn if verdict.won] == ["G3"]
    assert all(verdict.ground == LOT and verdict.lot is None and not verdict.won
               for verdict in decide(equals, seed=None))  # fmt: skip


def test_lots_are_fair_over_many_seeds() -> None:
    pair = [Claim("A", "G1", 1), Claim("A", "G2", 1)]
    wins = sum(outcome(*pair, seed=seed)["G1"][0] for seed in range(1000))
    assert 430 < wins < 570


def test_a_mark_not_given_counts_nothing() -> None:
    assert familiarity(5, 4, 4) == 4.33
    assert familiarity(5, None, None) == 1.67
    assert familiarity(None, None, None) == 0.0


@given(CLAIMS, ORDERS, st.integers(0, 10**9))
def test_every_area_has_exactly_one_winner_and_only_who_claimed_is_judged(
    claims: list[Claim], steps: tuple[str, ...], seed: int
) -> None:
    verdicts = decide(claims, steps, seed)
    assert {verdict.claim for verdict in verdicts} == set(claims) and len(verdicts) == len(claims)
    winners = [verdict.claim.area for verdict in verdicts if verdict.won]
    assert sorted(winners) == sorted({claim.area for claim in claims})
    assert {v.claim.area for v in verdicts if v.ground != ONLY} == contested(claims)


@given(CLAIMS, ORDERS, st.integers(0, 10**9), st.randoms())
def test_the_order_of_the_input_changes_nothing_and_a_seed_draws_the_same_again(
    claims: list[Claim], steps: tuple[str, ...], seed: int, random
) -> None:  # type: ignore[no-untyped-def]
    before = decide(claims, steps, seed)
    random.shuffle(claims)
    assert decide(claims, steps, seed) == before


@given(CLAIMS, st.integers(0, 10**9))
def test_other_areas_do_not_disturb_an_areas_lots(claims: list[Claim], seed: int) -> None:
    whole = {(v.claim.area, v.claim.manager): v for v in decide(claims, seed=seed)}
    for area in {claim.area for claim in claims}:
        for verdict in decide([claim for claim in claims if claim.area == area], seed=seed):
            assert whole[area, verdict.claim.manager] == verdict


@given(CLAIMS, ORDERS, st.integers(0, 10**9))
def test_the_ground_told_is_true(claims: list[Claim], steps: tuple[str, ...], seed: int) -> None:
    by_area: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in decide(claims, steps, seed):
        by_area[verdict.claim.area].append(verdict)
    for rivals in by_area.values():
        winner = next(verdict for verdict in rivals if verdict.won)
        losers = [verdict for verdict in rivals if not verdict.won]
        for loser in losers:
            before = steps[: steps.index(loser.ground)] if loser.ground in steps else steps
            assert all(MERITS[step](loser.claim) == MERITS[step](winner.claim) for step in before)
            if loser.ground in steps:
                assert MERITS[loser.ground](loser.claim) < MERITS[loser.ground](winner.claim)
            else:
                assert loser.ground == LOT and loser.lot > winner.lot >= 1  # type: ignore[operator]
        known = [*steps, LOT]
        last = max((known.index(loser.ground) for loser in losers), default=None)
        assert winner.ground == (ONLY if last is None else known[last])
