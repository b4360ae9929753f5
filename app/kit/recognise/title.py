"""What the rows above the header tell about all rows below: year, month, units."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.kit.values.cleaning import folded
from app.kit.values.units import is_unit

_MADE = re.compile(
    r"(?:制表|填表|填报|打印|导出|上报|报送|编制|统计|截至|截止|更新)(?:日期|时间|日|于)?[:：]?"
    r"\d{4}[-/.年]\d{1,2}[-/.月](?:\d{1,2}日?)?"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|[-/.]\d|学?年度)")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|[-/.])(\d{1,2})(?:月|(?!\d|[-/.]\d))")
_SPAN = re.compile(r"月?[-—–~～至到](?:\d{4}年)?\d{1,2}月|季度|半年|全年|累计")
_UNIT = re.compile(r"(?:计量)?单位[:：]([^:：]+)")


@dataclass(frozen=True)
class Title:
    """What the title says; ``month`` is ``YYYY-MM``, ``units`` are folded spellings."""

    year: int | None = None
    month: str | None = None
    units: tuple[str, ...] = ()


def read_title(texts: Iterable[str]) -> Title:
    """Year and month where the title names exactly one; the day on which a list was made is no title."""
    words = [folded(text) for text in texts]
    units: list[str] = []
    years: set[int] = set()
    months: set[str] = set()
    is_span = False
    for word in words:
        if told := _UNIT.search(word):
            units += [part for part in re.split(r"[、,，;；/]", told[1]) if is_unit(part)]
        rest = _MADE.sub("", word)
        years |= {int(found) for found in _YEAR.findall(rest)}
        months |= {f"{year}-{int(month):02}" for year, month in _MONTH.findall(rest) if 1 <= int(month) <= 12}
        is_span = is_span or bool(_SPAN.search(rest))
    return Title(
        years.pop() if len(years) == 1 else None,
        months.pop() if len(months) == 1 and not is_span else None,
        tuple(units),
    )
