"""What the rows above the header tell about all rows below: year, month, units, and whom they concern."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.kit.reading.book import Value
from app.kit.values.cleaning import clean, folded, narrow
from app.kit.values.units import SPELLINGS, is_unit

_MADE = re.compile(
    r"(?:制表|填表|填报|打印|导出|上报|报送|编制|统计|截至|截止|更新)(?:日期|时间|日|于)?[:：]?"
    r"\d{4}[-/.年]\d{1,2}[-/.月](?:\d{1,2}日?)?"
)
DATE = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}[日号]?|([-/.])\d{1,2}\1\d{1,2})(?!\d)")
"""A whole date."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|[-/.]\d|学?年度)")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|[-/.])(\d{1,2})(?:月|(?!\d|[-/.]\d))")
_MONTH_ALONE = re.compile(r"(?<![\d年\-—–~～至到/.])(1[0-2]|0?[1-9])月份?(?!\d)")
_SPAN = re.compile(r"月?[-—–~～至到](?:\d{4}年)?\d{1,2}月|季度|半年|全年|累计")
_UNIT = re.compile(r"单位[:：]|单位均?[为是]|单位(?=[(])|以(?=[^,，。]{1,6}计)")
_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]{1,12})[)\]】]")
_LARGE = re.compile(r"[千万百亿十]+")
_MANY = re.compile(r"(?<![\d.])([千百十]*)((?:万|亿|千(?=[元度k]))(?:kwh|kw·h|千瓦时|度|元))")
_SEPARATORS = "、,，;；/()和及 "
_COLON = re.compile(r"[:：]")
_PAIR = re.compile(r"([^\s:,，;；、()]+):\s*(.*?)(?=[\s,，;；、()]+[^\s:,，;；、()]+:|[()]|$)")


@dataclass(frozen=True)
class Title:
    """What the title says; ``month`` is ``YYYY-MM``, ``units`` are folded spellings.

    ``unclear`` is a unit of which nothing is known. ``pairs`` are labels with what stands behind them
    (台区经理：韦某), ``texts`` everything above the header, ``tab`` the sheet's name.
    """

    year: int | None = None
    month: str | None = None
    units: tuple[str, ...] = ()
    unclear: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] = ()
    tab: str = ""
    lines: tuple[str, ...] = ()
    """The texts that are no group headings."""

    def named(self, pattern: str) -> tuple[str, ...]:
        """The texts that are a name themselves."""
        return tuple(dict.fromkeys(text for text in self.lines if re.fullmatch(pattern, text)))


def read_title(rows: Iterable[Sequence[Value]], tab: str = "", above: int | None = None) -> Title:
    """What ``rows`` above a header and the sheet's name say; ``above`` is how many of them are no group headings,
    which may name somebody but tell no time and no unit of all columns.

    Year and month count where exactly one is named; the day on which a list was made is no title.
    """
    lines = [[clean(cell) if isinstance(cell, str) else "" for cell in row] for row in rows]
    texts = tuple(text for line in lines for text in line if text)
    words = [folded(text) for line in lines[:above] for text in line if text]
    units, unclear = _units(words)
    year, month = _time([*words, folded(tab)])
    own = tuple(text for line in lines[:above] for text in line if text)
    return Title(year, month, units, unclear, (*_pairs(lines), *_beside(lines[:above])), texts, clean(tab), own)


def _time(words: Iterable[str]) -> tuple[int | None, str | None]:
    whole = [_MADE.sub("", word) for word in words]
    # A whole date is no title's month, and its year counts where nothing else could: 10月电费（2026年11月5日统计）.
    rest = [DATE.sub("", word) for word in whole]
    alone = [month for word in rest for month in _MONTH_ALONE.findall(_MONTH.sub("", word))]
    years = _years(rest) or (set() if alone else _years(whole))
    year = years.pop() if len(years) == 1 else None
    if any(_SPAN.search(word) for word in whole):
        return year, None
    told = [found for word in rest for found in _MONTH.findall(word)]
    months = {f"{of}-{int(month):02}" for of, month in told if 1 <= int(month) <= 12}
    months |= {f"{year or 0}-{int(month):02}" for month in alone}
    return year, months.pop() if year and len(months) == 1 else None


def _years(words: Iterable[str]) -> set[int]:
    return {int(found) for word in words for found in _YEAR.findall(word)}


def _units(words: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """Units told as 单位：万kWh、万元 or in brackets, and one that is a multiple of nothing known."""
    found: list[str] = []
    unclear = ""
    for word in words:
        for told in _UNIT.finditer(word):
            some, rest = _spelled(word[told.end() :])
            found += some
            if _LARGE.match(rest):
                unclear = rest[:8]
        if is_unit(word):
            found.append(word)
        for inside in _BRACKETS.findall(word):
            some, rest = _spelled(inside)
            found += some if not rest else ()
            unclear = inside if _LARGE.fullmatch(inside) else unclear
        for times, large in _MANY.findall(word):
            found += () if times else (large,)
            unclear = times + large if times else unclear
    return tuple(dict.fromkeys(found)), unclear


def _spelled(text: str) -> tuple[list[str], str]:
    """Units with which ``text`` begins, the longest spellings first, and what is left of it."""
    found: list[str] = []
    text = text.strip(_SEPARATORS)
    while spelling := next((each for each in SPELLINGS if text.startswith(each)), ""):
        behind = text[len(spelling) :]
        if spelling.isascii() and behind[:1].isascii() and behind[:1].isalpha():
            break
        found.append(spelling)
        text = behind.lstrip(_SEPARATORS)
    return found, text


def _pairs(rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Labels with a colon and what stands behind it, in the same cell or in the next one that is filled."""
    for row in rows:
        filled = [narrow(text) for text in row if text]
        for at, text in enumerate(filled):
            behind = filled[at + 1] if at + 1 < len(filled) else ""
            for label, value in _PAIR.findall(text.replace("\n", " ")):
                told = value.strip() or (behind if text.rstrip().endswith(f"{label}:") else "")
                if told and not is_unit(folded(told)):
                    yield folded(label), told


def _beside(rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """客户经理 | 韦某: a label in one cell and what it tells in the next, without a colon."""
    for row in rows:
        filled = [narrow(text) for text in row if text and not _COLON.search(text)]
        if len(filled) % 2 == 0:
            yield from ((folded(label), told) for label, told in zip(filled[::2], filled[1::2], strict=True))
