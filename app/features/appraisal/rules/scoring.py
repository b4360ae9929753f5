"""Points from a figure: the linear deduction of d4, exact, every lost point with its reason and records."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from app.kit.measure import Reading, Record
from app.kit.words import _

FINE = 9
"""Decimals to which a gap is counted in steps: 0.3 / 0.1 is three steps, not four."""


@dataclass(frozen=True)
class Item:
    """One indicator of a scheme: full mark, target, and the deduction; ``step`` 0 gives points in proportion."""

    code: str
    label: str
    family: str
    weight: float
    target: float
    step: float
    per_step: float
    cap: float | None = None
    unit: str = ""
    decimals: int = 1
    higher_is_better: bool = True
    is_rated: bool = False

    def show(self, value: float | None) -> str:
        """A figure of this indicator as a person reads it, with its unit."""
        if value is None:
            return _("does not apply")
        if self.unit == "%":
            return f"{value * 100:,.{self.decimals}f} %"
        return f"{value:,.{self.decimals}f}" if self.is_rated else f"{value:,.{self.decimals}f} {_(self.unit)}".rstrip()

    def rule(self) -> str:
        """The deduction in words."""
        if not self.step:
            return _("in proportion: full mark × figure / target")
        step = f"{self.step * 100:g} %" if self.unit == "%" else f"{self.step:g}"
        said = _("each {step} short of the target −{points}", step=step, points=f"{self.per_step:g}")
        if not self.higher_is_better:
            said = _("each {step} above the target −{points}", step=step, points=f"{self.per_step:g}")
        return said if self.cap is None else said + _(", at most −{cap}", cap=f"{self.cap:g}")


@dataclass(frozen=True)
class Deduction:
    """Points lost, why in words, and the records behind them."""

    points: float
    text: str
    records: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Scored:
    """An item with its figure and exact points; ``full`` and ``points`` are 0 where it does not apply."""

    item: Item
    reading: Reading
    full: Fraction
    points: Fraction
    deductions: tuple[Deduction, ...] = ()

    @property
    def applies(self) -> bool:
        """False when there was nothing to measure."""
        return self.reading.value is not None

    def times(self, factor: Fraction) -> "Scored":
        """The same result on another scale: full mark, points and deductions alike."""
        lost = tuple(replace(each, points=float(exact(each.points) * factor)) for each in self.deductions)
        return replace(self, full=self.full * factor, points=self.points * factor, deductions=lost)


def exact(number: float) -> Fraction:
    """The decimal a person wrote, not its binary neighbour: 0.1 is one tenth."""
    return Fraction(str(number))


def steps_between(gap: Fraction, step: Fraction) -> int:
    """How many steps a gap makes, a started step counting whole (⌈gap/step⌉); nothing for no gap."""
    return max(0, ceil(round(gap / step, FINE)))


def score(item: Item, reading: Reading) -> Scored:
    """Points of one item: max(full − cap, full − ⌈gap/step⌉ × points per step), never below 0 or above full."""
    if reading.value is None:
        return Scored(item, reading, Fraction(0), Fraction(0))
    full, value, target = exact(item.weight), exact(reading.value), exact(item.target)
    gap = target - value if item.higher_is_better else value - target
    if item.step:
        lost = steps_between(gap, exact(item.step)) * exact(item.per_step)
    else:
        lost = full * max(Fraction(0), gap) / target if target else Fraction(0)
    most = full if item.cap is None else min(full, exact(item.cap))
    lost = min(lost, most)
    return Scored(item, reading, full, full - lost, (_because(item, reading, lost),) if lost else ())


def _because(item: Item, reading: Reading, lost: Fraction) -> Deduction:
    text = _("{figure}, target {target}; {rule}", figure=item.show(reading.value), target=item.show(item.target),
             rule=item.rule())  # fmt: skip
    return Deduction(float(lost), text, tuple(reading.records))
