"""One validator of weights for every door: scheme made, weights set, period opened (E3)."""

from collections.abc import Iterable
from fractions import Fraction

from app.features.appraisal.rules.scoring import exact
from app.features.appraisal.rules.standards import RESULTS
from app.kit.errors import Refusal
from app.kit.words import _

BANDS = {"normal": (70, 80), "abnormal": (45, 55)}
"""Share of results in per cent by market state (E3: 70-80 %, or each about half)."""


def check_weights(weights: Iterable[tuple[str, float]], market: str, reason: str | None) -> None:
    """Raise a Refusal unless the (family, points) add up to exactly 100 and results stand in the market's band."""
    listed = [(family, exact(points)) for family, points in weights]
    if any(points < 0 for _family, points in listed):
        raise Refusal(_("A weight may not be negative."), "weight")
    total = sum((points for _family, points in listed), Fraction(0))
    if total != 100:
        raise Refusal(_("The weights add up to {sum}, not to 100.", sum=f"{float(total):g}"), "weight")
    results = sum((points for family, points in listed if family == RESULTS), Fraction(0))
    low, high = BANDS[market]
    if not low <= results <= high:
        raise Refusal(
            _("Results weigh {results} %; in this market state they must weigh {low} to {high} %.",
              results=f"{float(results):g}", low=low, high=high), "weight")  # fmt: skip
    if market == "abnormal" and not (reason or "").strip():
        raise Refusal(_("Say why the market is abnormal: the weights of behaviour rest on it."), "market_reason")
