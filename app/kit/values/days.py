"""Days, moments and months in the ways offices write them; a missing year is never made up."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from app.kit.fields import Field, Kind
from app.kit.values.bad import BadValue
from app.kit.values.cleaning import clean, is_blank, narrow, shown
from app.kit.values.hints import Hints
from app.kit.words import _

FIRST_YEAR, LAST_YEAR = 1901, 2100  # a workbook makes 1900 of 0 and 1
_NEAR = 6
_WEEKDAY = r"\s*\(?(?:星期|周)[一二三四五六日天]\)?"
_TIME = re.compile(r"(?:[ T]+|(?<=[日号)]))(\d{1,2})(?:[:时点](\d{1,2})(?::(\d{2})(?:\.\d+)?|分)?)\s*$")
_FULL = re.compile(r"(\d{4})\s*([-/.年])\s*(\d{1,2})\s*([-/.月])\s*(\d{1,2})\s*[日号]?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT_YEAR = re.compile(r"(\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*[日号]?")
_MONTH = re.compile(r"(\d{4})\s*(?:[-/.年]\s*(\d{1,2})|(\d{2}))\s*(?:月份?)?")
_MONTH_ONLY = re.compile(r"(\d{1,2})\s*月份?")
_NUMBER = re.compile(r"\d+(\.\d+)?")
Reader = Callable[[Field, object, Hints], object]


def calendar_day(field: Field, raw: object, hints: Hints) -> date | None:
    """A day; the time of day that may follow it is left out."""
    if type(raw) is date:
        return _sensible(field, raw)
    found = _moment(field, raw, hints)
    return found.date() if isinstance(found, datetime) else found


def moment(field: Field, raw: object, hints: Hints) -> datetime | None:
    """A day with a time, to the minute; midnight where none is said."""
    found = _moment(field, raw, hints)
    if found is None or isinstance(found, datetime):
        return found and (found + timedelta(seconds=0.5)).replace(second=0, microsecond=0)
    return datetime(found.year, found.month, found.day)


def calendar_month(field: Field, raw: object, hints: Hints) -> str | None:
    """A month as ``YYYY-MM``; of a whole date its month."""
    if isinstance(raw, date):
        return _sensible(field, raw).strftime("%Y-%m")
    if isinstance(raw, bool | time):
        raise _no_day(field, raw)
    if isinstance(raw, int | float):
        return _month_of_number(field, float(raw), hints)
    text = narrow(clean(str(raw)))
    if is_blank(text):
        return None
    if hints.is_text_only and _NUMBER.fullmatch(text):
        return _month_of_number(field, float(text), hints)
    found = _MONTH.fullmatch(text)
    if found:
        return _month(field, text, int(found[1]), int(found[2] or found[3]))
    only = _MONTH_ONLY.fullmatch(text)
    if only:
        return _month(field, text, _year(hints, text), int(only[1]))
    if _FULL.match(text) or _DIGITS.fullmatch(text):
        day = calendar_day(field, text, hints)
        return day.strftime("%Y-%m") if day else None
    raise _no_day(field, text)


READERS: dict[Kind, Reader] = {Kind.DAY: calendar_day, Kind.MOMENT: moment, Kind.MONTH: calendar_month}


def _moment(field: Field, raw: object, hints: Hints) -> date | datetime | None:
    """The day or moment written; None for a blank."""
    if isinstance(raw, datetime):
        _sensible(field, raw)
        return raw
    if isinstance(raw, date):
        return _sensible(field, raw)
    if isinstance(raw, bool | time):
        raise _no_day(field, raw)
    if isinstance(raw, int | float):
        return _of_number(field, float(raw), hints)
    text = narrow(clean(str(raw)))
    if is_blank(text):
        return None
    return _from_text(field, text, hints)


def _from_text(field: Field, text: str, hints: Hints) -> date | datetime:
    digits = _DIGITS.fullmatch(text)
    if not digits and _NUMBER.fullmatch(text) and (hints.is_text_only or "." not in text):
        return _of_number(field, float(text), hints)
    bare = re.sub(_WEEKDAY, "", text)
    at = _TIME.search(bare)
    bare = bare[: at.start()].strip() if at else bare
    day = _day_of_text(field, text, bare, hints)
    if not at:
        return day
    hour, minute, second = int(at[1]), int(at[2] or at[4] or 0), int(at[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise _no_day(field, text)
    return datetime(day.year, day.month, day.day, hour, minute, second)


def _day_of_text(field: Field, text: str, bare: str, hints: Hints) -> date:
    found = _FULL.fullmatch(bare)
    if found and found[2] + found[4] in {"--", "//", "..", "年月"}:
        return _day(field, text, int(found[1]), int(found[3]), int(found[5]))
    found = _DIGITS.fullmatch(bare)
    if found:
        return _day(field, text, int(found[1]), int(found[2]), int(found[3]))
    found = _SHORT_YEAR.fullmatch(bare)
    if found and hints.year and hints.year % 100 == int(found[1]):
        return _day(field, text, hints.year, int(found[2]), int(found[3]))
    found = _MONTH_DAY.fullmatch(bare)
    if found:
        return _in_title_year(field, text, hints, int(found[1]), int(found[2]))
    if _MONTH.fullmatch(bare):
        raise BadValue("no_day", _("“{raw}” is a month without its day. Write it as 2026-11-24.", raw=text))
    raise _no_day(field, text)


def _of_number(field: Field, number: float, hints: Hints) -> date | datetime:
    """A serial number, 20240305, or 10.8 under a title with its year."""
    text = shown(number)
    if number.is_integer() and len(text) == 8:
        return _day_of_text(field, text, text, hints)
    if 10_000 <= number < 73_051:
        days = number + 1462 if hints.date_1904 else number
        whole = date(1899, 12, 30) + timedelta(days=int(days))
        if number.is_integer():
            return _sensible(field, whole)
        return datetime(whole.year, whole.month, whole.day) + timedelta(milliseconds=round(days % 1 * 86_400_000))
    month, _point, day = text.partition(".")
    if 1 <= number < 13 and day and len(day) <= 2:
        if day in {"1", "2", "3"}:
            raise BadValue("lost_zero", _(
                "“{raw}” may be the {day}. or the {day}0. of the month: a number loses its last zero. "
                "Write the whole date.", raw=text, day=day))  # fmt: skip
        return _in_title_year(field, text, hints, int(month), int(day))
    raise _no_day(field, text)


def _month_of_number(field: Field, number: float, hints: Hints) -> str | None:
    """202611, 2026.11 (but not 2026.1, which may have been October), or the serial number of a day."""
    text = shown(number)
    year, _point, month = text.partition(".")
    if len(year) == 6 and not month:
        return _month(field, text, int(year[:4]), int(year[4:]))
    if len(year) == 4 and 1 <= len(month) <= 2:
        if month == "1":
            raise BadValue("lost_zero", _(
                "“{raw}” may be January or October: a number loses its last zero. Write it as 2026-10.",
                raw=text))  # fmt: skip
        return _month(field, text, int(year), int(month))
    if len(year) in {5, 8}:
        found = _of_number(field, number, hints)
        return found.strftime("%Y-%m")
    raise _no_day(field, text)


def _year(hints: Hints, text: str) -> int:
    if hints.year is None:
        raise BadValue("no_year", _("“{raw}” has no year, nor has the title. Write it as 2026-11-24.", raw=text))
    return hints.year


def _in_title_year(field: Field, text: str, hints: Hints, month: int, day: int) -> date:
    """A day of the title's year; refused where the title's month is nearer to it in the year before or after."""
    found = _day(field, text, _year(hints, text), month, day)
    if hints.month and abs(found.month - int(hints.month[5:])) > _NEAR:
        raise BadValue("no_year", _(
            "“{raw}” has no year, and under a title of {month} it may be another one. Write it as 2026-11-24.",
            raw=text, month=hints.month))  # fmt: skip
    return found


def _day(field: Field, text: str, year: int, month: int, day: int) -> date:
    try:
        return _sensible(field, date(year, month, day))
    except ValueError:
        raise BadValue("no_such_day", _("“{raw}” does not exist in the calendar.", raw=text)) from None


def _month(field: Field, text: str, year: int, month: int) -> str:
    return _day(field, text, year, month, 1).strftime("%Y-%m")


def _sensible(field: Field, day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadValue("out_of_range", _("{day} is no day for {field}: check the year.", day=day, field=_(field.label)))
    return day


def _no_day(field: Field, raw: object) -> BadValue:
    if field.kind is Kind.MONTH:
        return BadValue("not_a_month", _("{field} is a month; “{raw}” is none. Write it as 2026-11.",
                                         field=_(field.label), raw=shown(raw)))  # fmt: skip
    return BadValue("not_a_day", _("{field} is a date; “{raw}” is none. Write it as 2026-11-24.",
                                   field=_(field.label), raw=shown(raw)))  # fmt: skip
