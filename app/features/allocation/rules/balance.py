"""How even loads are, and how stable relations are (d4, A8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Balance:
    """Mean load, largest deviation from it as a ratio, coefficient of variation, Gini coefficient."""

    mean: float
    deviation: float
    variation: float
    gini: float


def balance(loads: Sequence[float]) -> Balance:
    """Evenness of ``loads`` (hours a month, one a manager).

    Hand-worked: loads 80, 100, 120 have mean 100, deviation max|L-100|/100 = 0.2, variation
    sqrt((400+0+400)/3)/100 = 0.163, and Gini Σ|Li-Lj| / (2 n² mean) = (20+40+20)·2 / (2·9·100) = 0.0889.

    >>> b = balance([80, 100, 120])
    >>> (b.mean, b.deviation, round(b.variation, 4), round(b.gini, 4))
    (100.0, 0.2, 0.1633, 0.0889)
    >>> balance([])
    Balance(mean=0.0, deviation=0.0, variation=0.0, gini=0.0)
    """
    if not loads or not sum(loads):
        return Balance(0.0, 0.0, 0.0, 0.0)
    n, mean = len(loads), sum(loads) / len(loads)
    variance = sum((load - mean) ** 2 for load in loads) / n
    # Σ|Li-Lj| over all ordered pairs equals 2 Σ (2k-n-1) L(k) over the sorted loads, k from 1.
    spread = 2 * sum((2 * k - n - 1) * load for k, load in enumerate(sorted(loads), 1))
    return Balance(
        mean=mean,
        deviation=max(abs(load - mean) for load in loads) / mean,
        variation=variance**0.5 / mean,
        gini=spread / (2 * n * n * mean),
    )


def months_between(since: date, until: date) -> float:
    """Length of a span in months of 30.4375 days."""
    return (until - since).days / 30.4375


def stability(areas: int, changed: int) -> float | None:
    """关系稳定度: areas whose manager did not change this year / areas; None without areas (A8, d4).

    Hand-worked: of 20 areas 3 changed hands, one of them twice: 17 / 20.

    >>> stability(20, 3), stability(0, 0)
    (0.85, None)
    """
    return (areas - changed) / areas if areas else None


def change_rate(areas: int, changes: int) -> float | None:
    """Changes of hands this year / areas: an area that changed twice counts twice; None without areas (A8).

    Hand-worked: of 20 areas 3 changed hands, one of them twice: 4 / 20.

    >>> change_rate(20, 4), change_rate(0, 0)
    (0.2, None)
    """
    return changes / areas if areas else None


def mean_tenure(since: Iterable[date], today: date) -> float | None:
    """平均任职月数: months of the present managers with their areas, a mean over areas; None without any (A8).

    Hand-worked: 365 and 730 days are 11.99 and 23.98 months, their mean 17.99.

    >>> round(mean_tenure([date(2025, 11, 24), date(2024, 11, 24)], date(2026, 11, 24)), 2)
    17.99
    """
    spans = [months_between(day, today) for day in since]
    return sum(spans) / len(spans) if spans else None
