"""Months that stand as columns: the month in a heading, and what the heading says besides."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.kit.reading.book import Value
from app.kit.values.cleaning import clean, folded

_HAN = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {"十一": 11, "十二": 12}
_YEAR = re.compile(r"((?:19|20)\d{2})年?度?")
_MONTH = re.compile(
    r"(?:((?:19|20)\d{2})[年\-./]?)?(?:(0?[1-9]|1[0-2])|(十[一二]?|[一二三四五六七八九]))月份?(?![末初底]|\d)"
)
_WHOLE = re.compile(r"((?:19|20)\d{2})[-/.年]?(0[1-9]|1[0-2]|[1-9](?!\d))")
_BETWEEN = "-_/:：·"


class MonthHeading(NamedTuple):
    """``year`` None: the heading does not tell it. ``rest`` is what the heading says besides the month."""

    year: int | None
    month: int
    rest: tuple[str, ...]


def heading_text(cell: Value) -> str:
    """A cell as a heading: a text, or a month that the workbook holds as a date or as 202611."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, date) and cell.day == 1:
        return f"{cell.year}年{cell.month}月"
    if isinstance(cell, float) and 190001 <= cell <= 210012 and 1 <= cell % 100 <= 12 and cell.is_integer():
        return f"{cell // 100:.0f}年{cell % 100:.0f}月"
    return ""


def month_heading(texts: Sequence[str]) -> MonthHeading | None:
    """The one month that a heading (its rows from top to bottom) names; None if there is none, or more."""
    year: int | None = None
    month: int | None = None
    rest: list[str] = []
    for text in map(folded, texts):
        if alone := _YEAR.fullmatch(text):
            year = int(alone[1])
            continue
        found = _WHOLE.fullmatch(text) or _at_an_end(text)
        if found is None:
            rest.append(text)
            continue
        if month is not None:
            return None
        month = int(found[2]) if found[2] else _HAN[found[3]]
        year = int(found[1]) if found[1] else year
        if left := (text[: found.start()] + text[found.end() :]).strip(_BETWEEN):
            rest.append(left)
    return None if month is None else MonthHeading(year, month, tuple(rest))


def _at_an_end(text: str) -> re.Match[str] | None:
    """The month with which a heading begins or ends; nothing where it is one end of a span or names a day."""
    found = _MONTH.match(text)
    if found is None:
        found = next((each for each in _MONTH.finditer(text) if each.end() == len(text)), None)
        if found is not None and re.search(r"[-~—–至到\d]$", text[: found.start()].rstrip("_")):
            return None
    return found
