"""The name of one person as a cell holds it: never a dash, never two, never with a telephone number."""

import re

from app.kit.values.bad import BadValue
from app.kit.values.cleaning import is_blank, narrow
from app.kit.words import _

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff·]"
_HAN_PAIR = re.compile(f"{_HAN}{{2,4}}")
_SEVERAL = re.compile(rf"[、/|,，;；&｜\n]|\s+和\s*|及\s+|(?<={_HAN})[+＋](?={_HAN})")
_JOINED = re.compile(f"{_HAN}{{2,4}}[和及与]{_HAN}{{2,4}}")
_AND_OTHERS = re.compile(r"..+等[\d一二三四五六七八九十两几多]*[人户位名]?")
_SOMEBODY_ELSE = re.compile(r".+[(\[【].*(?:代$|代[)\]】]|[ab]角|兼|[:]|电话|手机).*", re.I)
_NOBODY = frozenset(("待定", "不详", "未知", "空缺", "暂缺", "缺", "匿名", "某某", "xxx", "同前"))


def name_of(written: str) -> str:
    """``written`` as a name, without the spaces that only fill its cell; raises BadValue."""
    folded = narrow(written).lower()
    if is_blank(written) or folded in _NOBODY or not any(map(str.isalpha, written)):
        raise BadValue("no_name", _("“{raw}” is no name. Write the name.", raw=written))
    if re.search(r"\d{7}", folded):
        raise BadValue("several", _("“{raw}” holds more than a name. Give the number its own cell.", raw=written))
    parts = written.split()
    several = _SEVERAL.split(written.strip())
    is_spread = all(len(part.strip()) == 1 for part in several)
    if len(several) > 1 and not is_spread:
        raise _two_persons(written)
    if _AND_OTHERS.fullmatch(folded) or _JOINED.fullmatch(written) or _SOMEBODY_ELSE.fullmatch(folded):
        raise _two_persons(written)
    if len(parts) > 1 and all(_HAN_PAIR.fullmatch(part) for part in parts):
        raise _two_persons(written)
    return "".join(parts) if any("\u3400" <= letter <= "\u9fff" for letter in written) else " ".join(parts)


def _two_persons(written: str) -> BadValue:
    return BadValue("several", _("“{raw}” seems to name several persons. One row names one: split it.", raw=written))
