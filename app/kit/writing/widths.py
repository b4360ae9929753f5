"""How wide the columns of a worksheet must be, counted in half-width letters."""

import re
import unicodedata
from collections.abc import Sequence

from app.kit.fields import Kind
from app.kit.writing.page import PageColumn

_WIDEST = 60
_WIDEST_NOTE = 40  # it goes on in the next line
_BESIDE_TEXT = 3
_BESIDE_HEADING = 4  # the button of the filter
_ONE_LINE = 10  # a heading up to here stays in one
_SETTLED = frozenset({Kind.TEXT, Kind.CODE, Kind.CHOICE, Kind.LINK, Kind.PHONE, Kind.FLAG, Kind.CHOICES})
"""Kinds of which the first rows are as wide as the rest, more or less."""
_UNBROKEN = re.compile(r"[(（]?(?:[^\W\u2e80-\uffff]|[%./&·-])+[)）*、，：]*|[(（]?.[)）*、，：]*", re.DOTALL)
_HAN_UNIT = re.compile(r"[(（][\u2e80-\uffff]{2,}[)）]")  # programs would break it


def width(text: str) -> int:
    """Columns of a half-width letter that the widest line of ``text`` takes."""
    return max((sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line) for line in text.split("\n")),
               default=0)  # fmt: skip


def folded_width(heading: str) -> int:
    """The width of ``heading``, where it is long in two lines, broken as it may be: between words or Han signs."""
    whole, parts = width(heading), _UNBROKEN.findall(heading)
    if whole <= _ONE_LINE or len(parts) == 1 or _HAN_UNIT.search(heading):
        return whole
    halves = (("".join(parts[:n]), "".join(parts[n:])) for n in range(1, len(parts)))
    return max(_ONE_LINE, min(max(width(one.strip()), width(two.strip())) for one, two in halves))


def widths_of(columns: Sequence[PageColumn], samples: Sequence[Sequence[str]]) -> list[int]:
    """Column widths by the headings and the texts of the first rows; by the field where these do not tell enough."""
    told = [max((width(text) for text in texts), default=0) for texts in zip(*samples, strict=True)]
    return [_column(each, wide) for each, wide in zip(columns, told or [0] * len(columns), strict=True)]


def _column(column: PageColumn, told: int) -> int:
    field = column.field
    least = 0 if told and field.kind in _SETTLED else field.width
    widest = _WIDEST_NOTE if field.kind is Kind.NOTE else _WIDEST
    return min(max(folded_width(column.heading) + _BESIDE_HEADING, told + _BESIDE_TEXT, least), widest)
