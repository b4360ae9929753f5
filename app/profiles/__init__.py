"""Trades: power utilities and tobacco companies. Words, tabs, indicators and starting weights, nothing else."""

from app.kit.errors import Refusal
from app.kit.profile import Profile
from app.kit.words import _
from app.profiles.power import POWER
from app.profiles.tobacco import TOBACCO

PROFILES = {each.name: each for each in (POWER, TOBACCO)}


def profile(name: str) -> Profile:
    """The trade called ``name``; a Refusal in words if there is none."""
    found = PROFILES.get(name)
    if found is None:
        raise Refusal(_("There is no trade {name}. Known: {known}.", name=name, known=", ".join(PROFILES)))
    return found
