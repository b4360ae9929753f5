"""The vital few: how much of a sum the largest parts bring (A12), and what is left for the many (A13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

VITAL, FEW = 0.8, 0.2
"""「创造80%的业务和利润,且占客户总量20%」"""


@dataclass(frozen=True)
class Curve:
    """Cumulated shares of the parts, largest first; how many of them bring 80 %; what the largest fifth brings."""

    shares: tuple[float, ...]
    vital: int
    fifth: float


def curve(values: Sequence[float]) -> Curve:
    """The curve of ``values``, none of them negative, in any order.

    Hand-worked: 50, 30, 10, 5, 5 cumulate to 50, 80, 90, 95, 100 %; two of five bring 80 %, and the
    largest fifth, one part, brings 50 %. Of six equal parts five are needed, and the largest fifth
    (1.2 parts) brings 20 %.

    >>> found = curve([10, 50, 5, 30, 5])
    >>> [round(share, 2) for share in found.shares], found.vital, found.fifth
    ([0.5, 0.8, 0.9, 0.95, 1.0], 2, 0.5)
    >>> six = curve([1] * 6)
    >>> six.vital, round(six.fifth, 3)
    (5, 0.2)
    >>> curve([0, 0])
    Curve(shares=(), vital=0, fifth=0.0)
    """
    total = sum(values)
    if not total:
        return Curve((), 0, 0.0)
    shares = tuple(part / total for part in accumulate(sorted(values, reverse=True)))
    vital = next(n for n, share in enumerate(shares, 1) if share >= VITAL - 1e-12)
    return Curve(shares, vital, _at(shares, FEW))


def _at(shares: Sequence[float], where: float) -> float:
    """The curve at a share of the parts, straight between two of them."""
    whole, rest = divmod(where * len(shares), 1)
    before = shares[int(whole) - 1] if whole else 0.0
    after = shares[int(whole)] if whole < len(shares) else 1.0
    return before + rest * (after - before)
