"""Measures: what an indicator is, and the frozen facts it is computed from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Record:
    """A record behind a figure: where to find it, what to call it, and what it cost or gave."""

    table: str
    row_id: int
    text: str
    effect: float = 0.0


@dataclass(frozen=True)
class Facts:
    """What is known of one manager in one period, by name: numbers and the records behind them."""

    numbers: Mapping[str, float] = field(default_factory=dict)
    records: Mapping[str, Sequence[Record]] = field(default_factory=dict)

    def get(self, name: str) -> float:
        """The number called ``name``, 0 if nothing was recorded."""
        return self.numbers.get(name, 0.0)


@dataclass(frozen=True)
class Reading:
    """An indicator's value for one manager: the figure, its numerator and denominator, and the records."""

    value: float | None
    """None when there is nothing to measure (no denominator): the indicator does not apply."""
    top: float = 0.0
    bottom: float = 0.0
    records: Sequence[Record] = ()


@dataclass(frozen=True)
class Indicator:
    """A named measure; ``family`` is results or behaviour (E3), ``kind`` a Field kind for showing it."""

    code: str
    label: str
    family: str
    unit: str
    decimals: int
    higher_is_better: bool
    measure: Callable[[Facts], Reading]
    help: str = ""


def ratio(top: float, bottom: float, records: Sequence[Record] = ()) -> Reading:
    """A quotient of sums, never a mean of quotients; does not apply when there is nothing below the line."""
    return Reading(top / bottom if bottom else None, top, bottom, records)
