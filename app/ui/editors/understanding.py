"""What people type, understood by the kind of field: 11.24 is a day, 4.3 a percentage, 1,200 a number."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.values.bad import BadValue
from app.kit.values.hints import POINTS, Hints
from app.kit.values.numbers import READERS
from app.kit.words import _

DAYS_AWAY = {
    "今天": 0, "今日": 0, "today": 0, "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2, "昨天": -1, "昨日": -1,
    "yesterday": -1, "前天": -2,
}  # fmt: skip
MONTHS_AWAY = {"本月": 0, "这个月": 0, "this month": 0, "上月": -1, "last month": -1, "下月": 1, "next month": 1}
YES = {"yes", "y", "true", "1", "是", "有", "√", "✓"}
NO = {"no", "n", "false", "0", "否", "无", "×"}


def understood(field: Field, text: str, today: date) -> Any:
    """The value ``text`` stands for, None if it is blank; a Refusal in words if it makes no sense.

    Days may be 11.24, 1124, 20261124, 24 (of this month), +3, 今天 or 明天; percentages are typed as
    percent and kept as ratios; amounts may carry separators, the unit or 万.
    """
    if field.kind in {Kind.TEXT, Kind.NOTE}:
        return text.strip() or None
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    match field.kind:
        case kind if kind in READERS:
            return _amount(field, plain)
        case Kind.DAY:
            return day_of(plain, today)
        case Kind.MOMENT:
            return _moment(plain, today)
        case Kind.MONTH:
            return _month(plain, today)
        case Kind.FLAG:
            return _flag(plain)
        case Kind.PHONE:
            return re.sub(r"[\s\-]+(?=\d)", "", plain) if re.fullmatch(r"[\d\s\-+]+", plain) else plain
    return plain


def _amount(field: Field, text: str) -> Any:
    try:
        return READERS[field.kind](field, text, Hints(percent=POINTS))
    except BadValue as bad:
        raise Refusal(str(bad), field.name) from bad


def day_of(text: str, today: date) -> date:
    """The day people mean; without a year it is this year's, without a month this month's."""
    word = text.lower()
    if word in DAYS_AWAY:
        return today + timedelta(DAYS_AWAY[word])
    if re.fullmatch(r"[+-]\d{1,4}", text):
        return today + timedelta(int(text))
    parts = _parts(text)
    try:
        return date(*_completed(parts, today))
    except (TypeError, ValueError) as error:
        raise Refusal(_("“{text}” is not a day. Type it as 11.24, 1124 or 2026-11-24.", text=text)) from error


def _parts(text: str) -> list[int]:
    if re.fullmatch(r"\d{8}", text):
        return [int(text[:4]), int(text[4:6]), int(text[6:])]
    if re.fullmatch(r"\d{6}", text):
        return [int(text[:2]), int(text[2:4]), int(text[4:])]
    if re.fullmatch(r"\d{3,4}", text):
        return [int(text[:-2]), int(text[-2:])]
    if not re.fullmatch(r"\d+([.\-/年月 ]\d+)*[日号]?", text):
        return []
    return [int(part) for part in re.findall(r"\d+", text)]


def _completed(parts: list[int], today: date) -> tuple[int, int, int]:
    given = [today.year, today.month, today.day][: max(0, 3 - len(parts))]
    year, month, day = (*given, *parts)
    return (year + 2000 if year < 100 else year), month, day


def _moment(text: str, today: date) -> datetime:
    found = re.fullmatch(r"(?:(.+?)[ T]+)?(\d{1,2})[:点时](\d{2})?分?", text)
    if not found:
        day = day_of(text, today)
        return datetime(day.year, day.month, day.day)
    day = day_of(found[1], today) if found[1] else today
    try:
        return datetime(day.year, day.month, day.day, int(found[2]), int(found[3] or 0))
    except ValueError as error:
        raise Refusal(_("“{text}” is not a time. Type it as 11.24 8:30.", text=text)) from error


def _month(text: str, today: date) -> str:
    word = text.lower()
    if word in MONTHS_AWAY:
        months = today.year * 12 + today.month - 1 + MONTHS_AWAY[word]
        return f"{months // 12:04}-{months % 12 + 1:02}"
    found = re.fullmatch(r"(?:(\d{4})[-./年]?)?(\d{1,2})月?", text)
    if not found or not 1 <= int(found[2]) <= 12:
        raise Refusal(_("“{text}” is not a month. Type it as 2026-11, 202611 or 11.", text=text))
    return f"{int(found[1] or today.year):04}-{int(found[2]):02}"


def _flag(text: str) -> bool:
    word = text.lower()
    if word in YES | {_("yes")}:
        return True
    if word in NO | {_("no")}:
        return False
    raise Refusal(_("“{text}” is neither yes nor no.", text=text))
