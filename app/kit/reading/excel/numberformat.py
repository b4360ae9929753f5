"""What a number format makes of a number: a date, a percentage, a padded code, a scaled amount."""

import re
from functools import lru_cache

from app.kit.reading.displayed import scaled_kind

GENERAL = ""
PERCENT = "percent"
DATE = "date"
TIME = "time"
ELAPSED = "elapsed"

_BUILT_IN = {
    **dict.fromkeys((9, 10), PERCENT),
    **dict.fromkeys((14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), DATE),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), TIME),
    46: ELAPSED,
}
_QUOTED = re.compile(r'"[^"]*"|[\\!_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]|E[+-]|AM/PM|A/P|上午/下午', re.I)
_GENERAL_WORD = re.compile(r"G/通用格式|General|标准", re.I)
_LITERAL_POINT = re.compile(r'[#,0?]*0(?:[!\\]\.|"\.")(0+)(,*)')
_SECOND_FRACTION = re.compile(r"s\.0+", re.I)
_THOUSANDS_OFF = re.compile(r"[0#?](,+)(?![0#?,.])")
_NUMBER_PART = re.compile(r"[0#?][0#?,.]*|G/通用格式|General|标准", re.I)
_SPACING = re.compile(r"[_*].|\[[^\]]*\]")
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)')
_UNIT = re.compile(r"[%‰A-Za-z\u3400-\u9fff·]{1,8}")
TELLING = (PERCENT, "pad:", "scale:", "told:", "unit:")
"""How the kinds begin of which numbers mean something else than they are."""


@lru_cache(maxsize=4096)
def kind_of(number: int, code: str | None) -> str:
    """The kind of format ``number`` with its ``code`` (None: built in): see this module's constants,
    ``pad:N`` (N digits with leading zeros), ``scale:N`` (shown divided by 10**N), ``told:N`` (so, and a 万 behind
    it says so), ``unit:X`` (shown with the unit X behind it) or ``""``.
    """
    if code is None:
        return _BUILT_IN.get(number, GENERAL)
    section = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)[0]
    scaled = _LITERAL_POINT.search(section)
    bare = _GENERAL_WORD.sub("", _QUOTED.sub("", section))
    if re.search(r"\[(h+|m+|s+)\]", bare, re.I):
        return ELAPSED
    if re.search(r"[ymdhse]|aaa", bare, re.I) and not re.search(r"[#?0]", _SECOND_FRACTION.sub("s", bare)):
        return DATE if re.search(r"[yde]|aaa", bare, re.I) or not re.search(r"[hs]", bare, re.I) else TIME
    if "%" in bare:
        return PERCENT
    off = _THOUSANDS_OFF.search(bare)
    unit = _unit_behind(section)
    if scaled or off:
        places = len(scaled[1]) + 3 * len(scaled[2]) if scaled else 3 * len(off[1]) if off else 0
        return scaled_kind(unit, places)
    if unit:
        return f"unit:{unit}"
    padded = re.fullmatch(r"\s*(0{2,})\s*", bare)
    return f"pad:{len(padded[1])}" if padded else GENERAL


def _unit_behind(section: str) -> str:
    """The unit that a format writes behind every number: ``0.00"万kWh"``."""
    behind = _NUMBER_PART.split(_SPACING.sub("", section))[-1]
    told = "".join(_LITERAL.sub(lambda found: found[1] or found[2] or "", behind).split())
    return told if _UNIT.fullmatch(told) else ""


def taken_for_date(number: int, code: str | None) -> bool:
    """Whether the workbook library, which looks for the letters of dates, takes this for a date."""
    if code is None:
        return number in _BUILT_IN and _BUILT_IN[number] != PERCENT
    return bool(re.search(r"[ymdhs]", _GENERAL_WORD.sub("", _QUOTED.sub("", code)), re.I))
