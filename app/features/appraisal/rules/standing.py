"""From scored items to a total, a place and a band: families, re-based over what applies (d4, E3)."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TypeVar

from app.features.appraisal.rules.scoring import Scored, exact
from app.features.appraisal.rules.standards import BEHAVIOUR, RESULTS
from app.kit.words import N_, _

FULL = Fraction(100)
FAMILY_WORDS = {RESULTS: N_("results"), BEHAVIOUR: N_("behaviour")}
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Bands:
    """Lowest totals of the bands; below the last one fails. Settings of the office."""

    excellent: float
    good: float
    passed: float

    def band(self, total: Decimal) -> str:
        """The band of a total: excellent, good, pass or fail."""
        for name, low in (("excellent", self.excellent), ("good", self.good), ("pass", self.passed)):
            if total >= Decimal(str(low)):
                return name
        return "fail"


BAND_WORDS = {"excellent": N_("excellent"), "good": N_("good"), "pass": N_("pass"), "fail": N_("below pass")}


@dataclass(frozen=True)
class Standing:
    """What one person came to: items on the common scale of 100, family sums, and what was re-based."""

    items: tuple[Scored, ...]
    families: Mapping[str, Fraction]
    remarks: tuple[str, ...] = ()

    @property
    def exact_total(self) -> Fraction:
        """The sum of all points, exact."""
        return sum((each.points for each in self.items), Fraction(0))

    @property
    def total(self) -> Decimal:
        """The total as it is published: two decimals, half up."""
        return rounded(self.exact_total)

    def of(self, family: str) -> Decimal:
        """A family's points, two decimals."""
        return rounded(self.families.get(family, Fraction(0)))

    def item(self, code: str) -> Scored | None:
        """The scored item of an indicator."""
        return next((each for each in self.items if each.item.code == code), None)


def rounded(number: Fraction) -> Decimal:
    """Two decimals, half up, as people round; first to six, so that a third of a point written as a binary
    number does not tip a half. The workbook's formulas do the same."""
    written = Decimal(number.numerator) / Decimal(number.denominator)
    return written.quantize(Decimal("0.000001"), ROUND_HALF_UP).quantize(Decimal("0.01"), ROUND_HALF_UP)


def combine(scored: Sequence[Scored]) -> Standing:
    """Add up. What does not apply is left out, not counted as 0: its weight goes to the rest of its family,
    and where a whole family is missing, to the other one."""
    present = {family: sum((each.full for each in scored if each.item.family == family), Fraction(0))
               for family in FAMILY_WORDS}  # fmt: skip
    planned = {family: sum((exact(e.item.weight) for e in scored if e.item.family == family), Fraction(0))
               for family in FAMILY_WORDS}  # fmt: skip
    reached = sum((planned[family] for family in FAMILY_WORDS if present[family]), Fraction(0))
    scale = {family: planned[family] / present[family] * FULL / reached if present[family] else Fraction(0)
             for family in FAMILY_WORDS}  # fmt: skip
    items = tuple(each.times(scale[each.item.family]) for each in scored)
    sums = {family: sum((each.points for each in items if each.item.family == family), Fraction(0))
            for family in FAMILY_WORDS}  # fmt: skip
    return Standing(items, sums, tuple(_remarks(scored, present, planned)))


def _remarks(
    scored: Sequence[Scored], present: Mapping[str, Fraction], planned: Mapping[str, Fraction]
) -> list[str]:
    said = []
    for family, word in FAMILY_WORDS.items():
        missing = [each.item for each in scored if each.item.family == family and not each.applies and each.item.weight]
        if missing and present[family]:
            names = _(", ").join(_(item.label) for item in missing)
            said.append(_("Does not apply: {items}; the weight goes to the other items of {family}.", items=names,
                          family=_(word)))  # fmt: skip
        elif planned[family] and not present[family]:
            said.append(_("Nothing is known of {family} yet; the total counts the rest as 100.", family=_(word)))
    return said


def places(totals: Mapping[K, Decimal]) -> dict[K, int]:
    """The place of each: best is 1, equal totals share a place and the next is skipped."""
    order = sorted(totals.values(), reverse=True)
    first: dict[Decimal, int] = {}
    for place, total in enumerate(order, 1):
        first.setdefault(total, place)
    return {key: first[total] for key, total in totals.items()}
