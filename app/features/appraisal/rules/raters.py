"""Marks of several raters made one: weighed, re-based over the raters present (E13, d4)."""

from collections.abc import Mapping
from fractions import Fraction

from app.features.appraisal.rules.scoring import exact


def one_mark(marks: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """The mark of all raters together, or None if nobody with a weight rated; only proportions matter.

    >>> one_mark({"supervisor": 90, "self": 96}, {"supervisor": 50, "self": 10, "peers": 40})
    91.0
    """
    present = {rater: exact(weights.get(rater, 0)) for rater in marks}
    whole = sum(present.values(), Fraction(0))
    if not whole:
        return None
    return float(sum((exact(marks[rater]) * weight for rater, weight in present.items()), Fraction(0)) / whole)
