"""A profile is a trade: its words, its tabs, and its indicators. Pure values and functions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.kit.measure import Indicator


@dataclass(frozen=True)
class Profile:
    """``words`` replace catalogue words per language; ``tabs`` are shown in this order."""

    name: str
    label: str
    words: Mapping[str, Mapping[str, str]]
    tabs: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    load_ceiling: float
    """Hours a month (or households) one manager can reasonably carry; a setting may override it."""
    scheme: Callable[[], Mapping[str, float]]
    """The weights a new office starts with: indicator code to points, adding up to 100."""
