"""What a number means by the way it is displayed, where a file tells both."""

import re

_SHOWN = re.compile(r"[^\d%‰A-Za-z\u3400-\u9fff]*(\d[\d,]*(?:\.\d+)?)\s*([%‰A-Za-z\u3400-\u9fff·]{0,8})")
_LARGE = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8}


def kind_shown(number: float, text: str) -> str:
    """The kind of number format (as for a workbook's own) that makes ``text`` of ``number``; "" for a plain one."""
    found = _SHOWN.fullmatch(text)
    if not found or not number:
        return ""
    told, unit = found[1].replace(",", ""), found[2]
    places = _places(abs(number) / float(told)) if float(told) else 0
    if places:
        return scaled_kind(unit, places)
    if unit:
        return f"unit:{unit}"
    return f"pad:{len(told)}" if told.isdigit() and told.startswith("0") else ""


def scaled_kind(unit: str, places: int) -> str:
    """The kind of a number shown divided by 10**``places``, with ``unit`` behind it that may say so (``万``)."""
    return f"{'told' if _LARGE.get(unit[:2], _LARGE.get(unit[:1])) == places else 'scale'}:{places}"


def _places(ratio: float) -> int:
    """By how many powers of ten the number is larger than what is shown, rounding aside."""
    return next((places for places in _LARGE.values() if 0.9 < ratio / 10**places < 1.1), 0)
