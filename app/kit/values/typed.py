"""What a person types into a form, a filter or a command line: shorter than a workbook, relative to today."""

import re
from dataclasses import replace
from datetime import date, timedelta

from app.kit.fields import Field, Kind
from app.kit.values.cleaning import clean, narrow
from app.kit.values.hints import POINTS, Hints
from app.kit.values.understanding import understand

_FROM_TODAY = {
    "大前天": -3, "前天": -2, "昨天": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3,
    "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip
_MONTHS = {"上月": -1, "上个月": -1, "本月": 0, "这个月": 0, "下月": 1, "下个月": 1,
           "last month": -1, "this month": 0, "next month": 1}  # fmt: skip
_FOUR_DIGITS = re.compile(r"(\d{2})(\d{2})")
_TWO_PARTS = re.compile(r"\d{1,2}")


def typed(field: Field, text: str, today: date | None = None) -> object:
    """The value of ``text``; raises BadValue.

    A percentage is typed in per cent. With ``today`` given, days may lack their year (11.24, 1124) and be
    told from today (明天), months too (11, 本月).
    """
    written = narrow(clean(text)).lower()
    if today and field.kind is Kind.DAY:
        if written in _FROM_TODAY:
            return today + timedelta(days=_FROM_TODAY[written])
        written = _FOUR_DIGITS.sub(r"\1-\2", written) if _FOUR_DIGITS.fullmatch(written) else written
    elif today and field.kind is Kind.MONTH:
        if written in _MONTHS:
            month = today.year * 12 + today.month - 1 + _MONTHS[written]
            return f"{month // 12:04}-{month % 12 + 1:02}"
        written = f"{written}月" if _TWO_PARTS.fullmatch(written) else written
    else:
        written = text
    hints = Hints(percent=POINTS)
    return understand(field, written, replace(hints, year=today.year) if today else hints)
