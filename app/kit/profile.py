"""A profile is a trade: its words, its tabs, and its indicators; one is in use, set when an office is opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.kit import words
from app.kit.errors import Refusal
from app.kit.measure import Indicator
from app.kit.words import _


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


_in_use: Profile | None = None


def use_profile(profile: Profile) -> None:
    """Speak and appraise as ``profile`` does from now on."""
    global _in_use
    _in_use = profile
    words.use_trade(profile.words.get(words.language(), {}))


def profile_in_use() -> Profile:
    """The trade of this office; a Refusal while none was chosen."""
    if _in_use is None:
        raise Refusal(_("No trade is chosen yet: choose power or tobacco first."))
    return _in_use
