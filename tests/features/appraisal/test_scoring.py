"""The deduction of d4: exact steps, both directions, caps, nothing lost without a reason."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.appraisal.rules.scoring import Item, exact, score, steps_between
from app.kit.measure import Reading, Record


def item(**changes: object) -> Item:
    usual: dict[str, object] = {
        "code": "line_loss", "label": "Line loss", "family": "results", "weight": 20.0, "target": 0.05,
        "step": 0.001, "per_step": 0.5, "unit": "%", "higher_is_better": False,
    }  # fmt: skip
    return Item(**{**usual, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "points"),
    [(0.05, 20), (0.04, 20), (0.051, 19.5), (0.0511, 19.0), (0.0531, 18.0), (0.09, 0), (0.5, 0)],
)
def test_lower_is_better(value: float, points: float) -> None:
    assert score(item(), Reading(value)).points == Fraction(str(points))


@pytest.mark.parametrize(("value", "points"), [(1.0, 15), (1.2, 15), (0.99, 14.7), (0.895, 11.7), (0.0, 0)])
def test_higher_is_better(value: float, points: float) -> None:
    visits = item(weight=15.0, target=1.0, step=0.01, per_step=0.3, higher_is_better=True)
    assert score(visits, Reading(value)).points == Fraction(str(points))


def test_three_tenths_by_a_tenth_are_three_steps() -> None:
    assert 0.3 / 0.1 < 3 and 0.6 / 0.2 != 3  # what floats make of it
    assert steps_between(exact(0.3), exact(0.1)) == 3
    assert steps_between(exact(0.1 + 0.2), exact(0.1)) == 3
    assert steps_between(exact(0.31), exact(0.1)) == 4
    assert steps_between(exact(-1), exact(0.1)) == 0


def test_the_cap_holds() -> None:
    assert score(item(cap=2.0), Reading(0.5)).points == 18
    assert score(item(cap=99.0), Reading(0.5)).points == 0


def test_without_a_step_points_are_in_proportion() -> None:
    rated = item(weight=5.0, target=100.0, step=0.0, per_step=0.0, unit="marks", higher_is_better=True, is_rated=True)
    assert score(rated, Reading(87.5)).points == Fraction("4.375")
    assert score(rated, Reading(100)).deductions == ()


def test_what_is_not_measured_neither_counts_nor_costs() -> None:
    found = score(item(), Reading(None))
    assert (found.applies, found.full, found.points, found.deductions) == (False, 0, 0, ())


def test_every_lost_point_has_its_sentence_and_records() -> None:
    record = Record("area_month", 7, "2号公变: loss 12 %", 120)
    (lost,) = score(item(), Reading(0.053, records=(record,))).deductions
    assert lost.points == 1.5 and lost.records == (record,)
    assert lost.text == "5.3 %, target 5.0 %; each 0.1 % above the target −0.5"


items = st.builds(
    item,
    weight=st.decimals(1, 40, places=1).map(float), target=st.decimals(0, 1, places=3).map(float),
    step=st.sampled_from([0.001, 0.005, 0.01, 0.1, 0.3]), per_step=st.decimals(0, 5, places=2).map(float),
    cap=st.none() | st.decimals(0, 50, places=1).map(float), higher_is_better=st.booleans(),
)  # fmt: skip
values = st.floats(0, 2, allow_nan=False)


@given(items, values)
def test_points_stay_between_full_less_cap_and_full(one: Item, value: float) -> None:
    found = score(one, Reading(value))
    most = exact(one.weight) if one.cap is None else min(exact(one.weight), exact(one.cap))
    assert exact(one.weight) - most <= found.points <= exact(one.weight)
    assert found.points + sum((exact(each.points) for each in found.deductions), Fraction(0)) == exact(one.weight)


@given(items, values, values)
def test_a_better_figure_never_gives_fewer_points(one: Item, left: float, right: float) -> None:
    worse, better = sorted((left, right), reverse=not one.higher_is_better)
    assert score(one, Reading(better)).points >= score(one, Reading(worse)).points
