"""The indicators of the trade in use, and how each is measured."""

from collections.abc import Callable, Mapping

from app.features.appraisal.rules.standards import MARKS, STANDARDS
from app.kit.measure import Facts, Indicator, Reading
from app.kit.profile import profile_in_use


def indicators() -> Mapping[str, Indicator]:
    """The indicators of the trade by code."""
    return {each.code: each for each in profile_in_use().indicators}


def indicator(code: str) -> Indicator:
    """One indicator; a code this trade does not measure is rated by hand, so that old schemes keep working."""
    return indicators().get(code) or made(code, by_hand(code))


def made(code: str, measure: Callable[[Facts], Reading]) -> Indicator:
    """The standard indicator ``code`` with a way to measure it."""
    known = STANDARDS[code]
    return Indicator(
        code, known.label, known.family, known.unit, known.decimals, known.higher_is_better, measure, known.help
    )


def by_hand(code: str) -> Callable[[Facts], Reading]:
    """A measure that reads the weighed marks people gave; does not apply while nobody rated."""

    def measure(facts: Facts) -> Reading:
        return Reading(facts.numbers.get(f"mark.{code}"), records=facts.records.get(f"mark.{code}", ()))

    return measure


def is_rated(one: Indicator) -> bool:
    """True if people give marks for it by hand."""
    return one.unit == MARKS
