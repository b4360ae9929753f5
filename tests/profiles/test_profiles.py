"""The trades: weights that hold, indicators that measure, words that replace known ones."""

import pytest

from app.features.appraisal.rules.standards import STANDARDS
from app.features.appraisal.rules.weights import check_weights
from app.kit import words
from app.kit.errors import Refusal
from app.kit.measure import Facts, Record
from app.kit.words import _
from app.profiles import PROFILES, profile


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_a_trade_is_whole(name: str) -> None:
    found = profile(name)
    weights = found.scheme()
    check_weights([(STANDARDS[code].family, points) for code, points in weights.items()], "normal", None)
    codes = [each.code for each in found.indicators]
    assert len(codes) == len(set(codes)) and set(weights) <= set(codes)
    assert found.tabs[0] == "today" and 0 < found.load.fair < found.load.most and set(found.words) <= {"zh_CN", "en"}


def test_an_unknown_trade_is_refused() -> None:
    with pytest.raises(Refusal, match="power, tobacco"):
        profile("fuel")


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_nothing_known_means_nothing_measured(name: str) -> None:
    assert all(each.measure(Facts()).value is None for each in profile(name).indicators)


def test_measures_are_quotients_of_sums_with_their_records() -> None:
    record = Record("area_month", 1, "x")
    facts = Facts({"lost": 5.0, "supplied": 100.0, "complaints": 1.0, "households": 2000.0, "mark.drive": 91.0},
                  {"loss": (record,)})  # fmt: skip
    by_code = {each.code: each.measure(facts) for each in profile("power").indicators}
    assert (by_code["line_loss"].value, by_code["line_loss"].records) == (0.05, (record,))
    assert (by_code["complaints"].value, by_code["complaints"].top) == (5.0, 1.0)
    assert by_code["drive"].value == 91.0


def test_tobacco_speaks_its_own_words() -> None:
    words.use_trade(profile("tobacco").words["zh_CN"])
    assert (_("Transformer area"), _("Reading day")) == ("零售线路", "访销日")
    words.use_trade(profile("power").words.get("zh_CN", {}))
    assert _("Transformer area") == "Transformer area"
