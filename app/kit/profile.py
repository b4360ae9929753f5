"""A profile is a trade: its words, its tabs, and its indicators; one is in use, set when an office is opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.kit import words
from app.kit.errors import Refusal
from app.kit.measure import Indicator
from app.kit.words import _


@dataclass(frozen=True)
class LoadBand:
    """What one manager can carry: reasonable up to ``fair``, to be watched up to ``most``, above it too much (A15)."""

    unit: str
    """``households``, or ``percent`` of the hours a month that he can work."""
    fair: float
    most: float


HOURS = LoadBand("percent", 100.0, 110.0)
"""The band of a trade that counts hours: the working month, and a tenth above it."""


@dataclass(frozen=True)
class Profile:
    """``words`` replace catalogue words per language; ``tabs`` are shown in this order."""

    name: str
    label: str
    words: Mapping[str, Mapping[str, str]]
    tabs: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    load: LoadBand
    """What one manager can reasonably carry; settings may override its limits."""
    scheme: Callable[[], Mapping[str, float]]
    """The weights a new office starts with: indicator code to points, adding up to 100."""


_in_use: Profile | None = None


def use_profile(profile: Profile) -> None:
    """Speak and appraise as ``profile`` does from now on."""
    global _in_use
    _in_use = profile
    words.use_trade(profile.words.get(words.language(), {}))


def load_band() -> LoadBand:
    """The band of the trade in use; the working month while none was chosen."""
    return _in_use.load if _in_use else HOURS


def profile_in_use() -> Profile:
    """The trade of this office; a Refusal while none was chosen."""
    if _in_use is None:
        raise Refusal(_("No trade is chosen yet: choose power or tobacco first."))
    return _in_use
