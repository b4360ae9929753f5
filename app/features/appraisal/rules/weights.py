"""One validator of weights for every door: scheme made, weights set, period opened (E3)."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from app.features.appraisal.rules.scoring import exact
from app.features.appraisal.rules.standards import RESULTS, STANDARDS
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


_LINE = re.compile(r"(.+?)[\s:=：]+(-?\d+(?:[.．]\d+)?)\s*%?")


def written_weights(weights: Mapping[str, float]) -> str:
    """Weights as a person edits them: one indicator and its points a line."""
    return "\n".join(f"{_(STANDARDS[code].label)} {points:g}" for code, points in weights.items())


def read_weights(text: str) -> dict[str, float]:
    """Weights from lines of an indicator (code, label or a spelling of it) and its points; raises a Refusal
    that names the line which is none, or an indicator that stands twice."""
    known = {name.casefold(): each.code for each in STANDARDS.values()
             for name in (each.code, each.label, _(each.label), *each.spellings)}  # fmt: skip
    found: dict[str, float] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        match = _LINE.fullmatch(line)
        code = known.get(match[1].strip().casefold()) if match else None
        if match is None or code is None:
            raise Refusal(_("{line} is no indicator with its points; write a line like: {example}", line=line,
                            example=f"{_(STANDARDS['line_loss'].label)} 20"), "weights")  # fmt: skip
        if code in found:
            raise Refusal(_("{indicator} stands twice.", indicator=_(STANDARDS[code].label)), "weights")
        found[code] = float(match[2].replace("．", "."))
    return found
