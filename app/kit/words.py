"""Words: English source strings, one catalogue per language, a trade's own words on top.

``_`` translates when it is called; ``N_`` only marks a string that is translated later, where it
is shown. A profile may replace words of the catalogue (``台区`` by ``零售线路`` for tobacco).
"""

import gettext
import locale
import os
from collections.abc import Mapping
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
LANGUAGES = ("zh_CN", "en")

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_trade: Mapping[str, str] = {}
_language = "en"


def N_(text: str) -> str:
    """Mark ``text`` for the catalogue and return it unchanged."""
    return text


def _(text: str, /, **values: object) -> str:
    """Translate ``text`` into the current language and fill its ``{names}``."""
    if not text:
        return ""
    said = _trade.get(text) or _catalogue.gettext(text)
    return said.format(**values) if values else said


def use_language(language: str) -> None:
    """Speak ``language`` (``zh_CN`` or ``en``) from now on; other languages fall back to English."""
    global _catalogue, _language
    _language = language if language in LANGUAGES else "en"
    _catalogue = gettext.translation("pianqu", RESOURCES / "i18n", [_language], fallback=True)


def use_trade(words: Mapping[str, str]) -> None:
    """Let a profile replace words: English source string to the trade's word in this language."""
    global _trade
    _trade = dict(words)


def language() -> str:
    """The language spoken now."""
    return _language


def system_language() -> str:
    """Chinese unless the system clearly speaks English; a bare C locale speaks nothing."""
    names = ("PIANQU_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    told = next((os.environ[name] for name in names if os.environ.get(name)), "")
    if not told and os.name == "nt":
        told = locale.getlocale()[0] or ""
    return "en" if told.lower().startswith("en") else "zh_CN"
