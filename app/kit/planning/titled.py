"""Whom the title names for every row below: 台区经理：韦某, 韦某经理走访记录, or a tab called 城关供电所."""

import re
from collections.abc import Iterator
from typing import Any

from app.kit.planning.references import Lookup
from app.kit.recognise.title import Title
from app.kit.recognise.vocabulary import words_of
from app.kit.sheet import SheetColumn
from app.kit.values.bad import BadValue
from app.kit.values.cleaning import folded

_BEHIND = re.compile(
    r"$|[^\w]|_|\d|的|片区|台区|管辖|负责|所辖|名下|责任|走访|工作|考核|记录|计划|台账|同志|经理|供电|月|年"
)
_TIME = re.compile(r"(?:\d{4}年?)?\d{1,2}月份?|\d{4}年|[-_.()]")
_BEFORE = re.compile(r"(?:^|[^\w]|_|\d|[年月所站班组度])$")
_AREA_OF = ("片区", "所辖", "管辖", "负责", "名下", "责任区")


def told_by_title(column: SheetColumn, lookup: Lookup, title: Title) -> tuple[Any, str] | None:
    """The office code that every row has in this column, and the words that say so; None if nothing does.

    Raises BadValue where the title names somebody the office does not know, or two of them.
    """
    found: dict[Any, str] = {}
    reference = column.reference
    is_open = reference is not None and reference.introduces and not reference.titled
    for written, is_code in _labelled(column, title):
        if is_open and folded(written) not in lookup.names:
            continue  # 单位：县供电公司 may be whoever made the list: a title makes nothing new
        code = lookup.resolve(written, None) if is_code else lookup.resolve(None, written)
        found.setdefault(code, written)
    if not found and reference is not None and reference.titled:
        found = {lookup.resolve(None, text): text for text in title.named(reference.titled)}
    elif not found:
        found = {code: name for code, name in _named(column, lookup, title)}
    if found and (tab := _tab(title)) in lookup.names:
        found.setdefault(lookup.names[tab], title.tab)
    if len(found) > 1:
        raise BadValue("several", "、".join(found.values()))
    return next(iter(found.items()), None)


def _labelled(column: SheetColumn, title: Title) -> Iterator[tuple[str, bool]]:
    own, codes = words_of(column)
    for label, value in title.pairs:
        if label in codes:
            yield value, True
        elif label in own:
            yield value, False


def _tab(title: Title) -> str:
    return _TIME.sub("", folded(title.tab))


def _named(column: SheetColumn, lookup: Lookup, title: Title) -> Iterator[tuple[Any, str]]:
    """Known names beside the column's own word in the title, or alone as the name of the tab."""
    known = lookup.names
    if (tab := _tab(title)) in known:
        yield known[tab], title.tab
    words, _codes = words_of(column)
    texts = [folded(text) for text in (*title.texts, title.tab)]
    names = sorted((name for name in known if len(name) > 1), key=len, reverse=True)
    for text in texts:
        longer: list[str] = []
        for name in names:
            at = text.find(name)
            if at < 0 or any(name in other for other in longer):
                continue
            longer.append(name)
            if _is_meant(text[:at], text[at + len(name) :], words):
                yield known[name], name


def _is_meant(before: str, behind: str, words: set[str]) -> bool:
    """客户经理 | 韦某 | 走访记录, or 2026年 | 韦某 | 经理…, 韦某 | 片区…: one side is the column's word, the other
    side cannot belong to the name."""
    if any(before.endswith(word) for word in words):
        return bool(_BEHIND.match(behind))
    return bool(_BEFORE.search(before)) and behind.startswith((*words, *_AREA_OF))
