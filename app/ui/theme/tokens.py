"""The colours every widget paints with, by meaning; read from ``resources/themes/NAME.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from app.kit.words import RESOURCES

Scheme = Literal["light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")

# Heights and radii in device-independent pixels: one grid for the whole window.
TAB, TOOLBAR, ROW, STATUS, CHIP, RADIUS, GAP = 40, 44, 28, 26, 24, 6, 8


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme; each colour is ``#rrggbb``, ready for a painter, a style sheet or ``QColor``."""

    bg: str
    surface: str
    raised: str
    zebra: str
    hover: str
    line: str
    edge: str
    track: str
    ghost: str
    ink: str
    soft: str
    muted: str
    accent: str
    press: str
    on_accent: str
    tint: str
    glow: str
    ok: str
    info: str
    attention: str
    late: str
    refused: str
    series: tuple[str, ...]
    heat_good: tuple[str, str]
    heat_bad: tuple[str, str]

    def tone(self, name: str) -> str:
        """The colour of a tone (``ok info attention late refused muted soft accent``); "" is ink."""
        return str(getattr(self, name)) if name else self.ink

    def nth(self, index: int) -> str:
        """The categorical colour of ``index``; after twelve they begin again."""
        return self.series[index % len(self.series)]


_worn: Scheme = "light"


@cache
def read_tokens(scheme: Scheme) -> Tokens:
    """The tokens of one scheme as its file declares them."""
    told = tomllib.loads((RESOURCES / "themes" / f"{scheme}.toml").read_text("utf-8"))
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in told.items()
    }
    return Tokens(**fields)


def tokens() -> Tokens:
    """The tokens worn now."""
    return read_tokens(_worn)


def inverse() -> Tokens:
    """The tokens of the other scheme, for what stands on ink: a toast."""
    return read_tokens("light" if _worn == "dark" else "dark")


def wear(scheme: Scheme) -> None:
    """Remember which scheme is worn; :func:`app.ui.theme.use_theme` does the rest."""
    global _worn
    _worn = scheme
