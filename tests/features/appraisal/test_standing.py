"""Families, re-basing over what applies, places, bands, raters, weights."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.appraisal.rules.raters import one_mark
from app.features.appraisal.rules.scoring import Item, exact, score
from app.features.appraisal.rules.standing import Bands, combine, places, rounded
from app.features.appraisal.rules.weights import check_weights
from app.kit.errors import Refusal
from app.kit.measure import Reading


def one(code: str, weight: float, family: str = "results") -> Item:
    return Item(code, code, family, weight, 100.0, 0.0, 0.0, is_rated=True)


SCHEME = (one("loss", 45), one("fees", 30), one("drive", 15, "behaviour"), one("calm", 10, "behaviour"))



def test_everything_known_adds_up_plainly() -> None:
    found = combine([score(item, Reading(figure)) for item, figure in zip(SCHEME, (80, 90, 100, 50), strict=True)])
    assert found.total == Decimal("83.00") and found.remarks == ()
    assert (found.of("results"), found.of("behaviour")) == (Decimal("63.00"), Decimal("20.00"))


def test_a_missing_item_gives_its_weight_to_its_family_not_a_zero() -> None:
    found = combine([score(item, Reading(figure)) for item, figure in zip(SCHEME, (None, 90, 100, 50), strict=True)])
    assert found.of("results") == Decimal("67.50")  # 30 points of fees stand for the family's 75
    assert found.total == Decimal("87.50")
    assert found.remarks == ("Does not apply: loss; the weight goes to the other items of results.",)


def test_a_missing_family_leaves_the_rest_as_the_whole() -> None:
    found = combine([score(item, Reading(figure)) for item, figure in zip(SCHEME, (80, 90, None, None), strict=True)])
    assert found.total == Decimal("84.00") == round(Decimal(63) / 75 * 100, 2)
    assert found.remarks == ("Nothing is known of behaviour yet; the total counts the rest as 100.",)


def test_a_third_of_a_point_does_not_tip_a_half() -> None:
    """22/3 as a binary number is a hair too small; with 84.0916… it makes 91.425, which people round up."""
    assert rounded(exact(22 / 3) + Fraction("84.0916666666666")) == Decimal("91.43")
    assert [rounded(Fraction(text)) for text in ("91.425", "91.4249", "0.005")] == [
        Decimal("91.43"), Decimal("91.42"), Decimal("0.01"),
    ]  # fmt: skip


figures = st.lists(st.none() | st.decimals(0, 100, places=1).map(float), min_size=4, max_size=4)


@given(figures)
def test_points_add_up_to_the_total_and_full_marks_to_a_hundred(found: list[float | None]) -> None:
    whole = combine([score(item, Reading(figure)) for item, figure in zip(SCHEME, found, strict=True)])
    assert sum((each.points for each in whole.items), Fraction(0)) == whole.exact_total
    assert sum(whole.families.values(), Fraction(0)) == whole.exact_total
    known = any(figure is not None for figure in found)
    assert sum((each.full for each in whole.items), Fraction(0)) == (100 if known else 0)
    lost = sum(deduction.points for each in whole.items for deduction in each.deductions)
    assert float(whole.exact_total) + lost == pytest.approx(100 if known else 0, abs=1e-9)


@given(st.dictionaries(st.integers(), st.decimals(0, 100, places=2), min_size=1), st.randoms())
def test_the_order_of_managers_changes_no_place(totals: dict[int, Decimal], random: object) -> None:
    shuffled = list(totals.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = places(dict(shuffled))
    assert found == places(totals)
    assert all((found[a] < found[b]) == (totals[a] > totals[b]) for a in totals for b in totals)


def test_equals_share_a_place_and_the_next_is_skipped() -> None:
    assert places({"a": Decimal(90), "b": Decimal(95), "c": Decimal(90), "d": Decimal(80)}) == {
        "b": 1, "a": 2, "c": 2, "d": 4,
    }  # fmt: skip


def test_bands_begin_at_their_limits() -> None:
    assert [Bands(95, 85, 75).band(Decimal(t)) for t in ("95.00", "94.99", "85", "75", "74.99")] == [
        "excellent", "good", "good", "pass", "fail",
    ]  # fmt: skip


def test_raters_who_are_absent_do_not_count() -> None:
    weights = {"self": 1, "customers": 3, "supervisor": 6}
    assert one_mark({"self": 100, "customers": 80, "supervisor": 90}, weights) == 88.0
    assert one_mark({"supervisor": 90}, weights) == 90.0
    assert one_mark({"peers": 10}, weights) is None


def test_weights_of_the_bands() -> None:
    check_weights([("results", 74.75), ("behaviour", 25.25)], "normal", None)
    check_weights([("results", 49.9), ("behaviour", 50.1)], "abnormal", "供应紧张")


@pytest.mark.parametrize(
    ("results", "behaviour", "market", "reason", "told"),
    [
        (74.75, 25.2, "normal", None, "add up to 99.95"), (69.9, 30.1, "normal", None, "70 to 80"),
        (50, 50, "normal", None, "70 to 80"), (75, 25, "abnormal", "x", "45 to 55"),
        (50, 50, "abnormal", " ", "Say why"), (110, -10, "normal", None, "negative"),
    ],
)  # fmt: skip
def test_weights_outside_are_refused(
    results: float, behaviour: float, market: str, reason: str | None, told: str
) -> None:
    with pytest.raises(Refusal, match=told):
        check_weights([("results", results), ("behaviour", behaviour)], market, reason)


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=12))
def test_a_hundred_in_tenths_is_a_hundred(parts: list[int]) -> None:
    """Decimals are summed as written: 0.1 ten times is 1 (floats make 0.9999999999999999)."""
    scaled = [part * 750 // sum(parts) for part in parts]
    scaled[0] += 750 - sum(scaled)
    check_weights([("results", tenth / 10) for tenth in scaled] + [("behaviour", 2.5)] * 10, "normal", None)
