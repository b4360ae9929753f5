"""Letters as they were meant: width, invisible characters, line breaks, blanks."""

import math
import re
from decimal import Decimal

BLANKS = frozenset(("", "-", "--", "—", "——", "–", "/", "\\", "无", "暂无", "n/a", "null"))
"""What offices write into a cell that has nothing to say."""
_LONGEST_BLANK = max(map(len, BLANKS))

# Digits, Latin letters and the signs of numbers and dates; Chinese punctuation is left alone.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ", 0xA0: " ", 0x2007: " ", 0x2009: " ", 0x202F: " ", 0x2212: "-", 0xFFE5: "¥",
}  # fmt: skip
_INVISIBLE = dict.fromkeys((0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xAD))
_VISIBLE = {code: 0x2400 + code for code in range(32) if code not in (9, 10, 13)} | {0x7F: 0x2421, 0x0B: 10, 0x0C: 10}
_SHOWN = str.maketrans(_VISIBLE)
_CLEAN = str.maketrans({**_VISIBLE, **_INVISIBLE})
_TROUBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\xad\u200b\u200e\u200f\u2060\ufeff\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACED = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff](?:\s+[\u3400-\u9fff\U00020000-\U0003ffff])+")


def clean(text: str) -> str:
    """``text`` without spaces at its ends and invisible characters; control characters made visible (``␇``)."""
    if _TROUBLE.search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEAN)
        text = _SURROGATE.sub("\ufffd", text)
    return text.strip()


def narrow(text: str) -> str:
    """``text`` with full-width digits, letters and signs made half-width."""
    return text if text.isascii() else text.translate(_NARROW)


def is_blank(text: str) -> bool:
    """Whether a clean text says that there is nothing to say."""
    return len(text) <= _LONGEST_BLANK and narrow(text).lower() in BLANKS


def joined(text: str) -> str:
    """A name spread over the width of a cell (``韦　某``) without the spaces inside."""
    return "".join(text.split()) if _SPACED.fullmatch(text) else text


def folded(text: str) -> str:
    """A spelling for comparing names: narrow, lower case, no spaces."""
    return "".join(narrow(clean(text)).lower().split())


def shown(raw: object) -> str:
    """A raw cell as its reader would show it: 7.0 as ``7``, never ``1.38E+10``."""
    if isinstance(raw, float) and math.isfinite(raw):
        return str(int(raw)) if raw.is_integer() else format(Decimal(repr(raw)), "f")
    return str(raw) if raw is not None else ""


def visible(text: str) -> str:
    """``text`` with control characters as pictures (``␇``), for a file that cannot hold them."""
    return _SURROGATE.sub("\ufffd", text.translate(_SHOWN)) if _TROUBLE.search(text) else text
