"""What somebody typed back from paper: days, marks of done or missed, and when a result is complete."""

import re
from datetime import date, timedelta

from app.kit.words import _

DONE_MARKS = frozenset({"1", "y", "v", "√", "✓", "是", "完成", "done"})
MISSED_MARKS = frozenset({"0", "n", "x", "×", "否", "未", "missed"})


def read_mark(text: str) -> str | None:
    """``done``, ``missed`` or None for a mark such as √ × 1 0 y n; raises ValueError for anything else."""
    word = text.strip().lower()
    if not word:
        return None
    if word in DONE_MARKS:
        return "done"
    if word in MISSED_MARKS:
        return "missed"
    raise ValueError(_("{text} is neither done (1, y, √) nor missed (0, n, ×).", text=text))


def read_day(text: str, month: str, today: date) -> date | None:
    """A day typed short: ``5`` and ``05`` in ``month``, ``11.5``, ``1105``, ``2026-11-05``, 今天, 昨天."""
    word = text.strip().lower()
    if not word:
        return None
    spoken = {"今天": 0, "今": 0, "t": 0, "today": 0, "昨天": -1, "昨": -1, "明天": 1, "明": 1}
    if word in spoken:
        return today + timedelta(days=spoken[word])
    parts = [int(part) for part in re.findall(r"\d+", word)]
    year, number = map(int, month.split("-"))
    if len(parts) == 1 and re.fullmatch(r"\d{4}", word):
        parts = [int(word[:2]), int(word[2:])]
    numbers = {1: (year, number), 2: (year,), 3: ()}.get(len(parts))
    try:
        if numbers is None:
            raise ValueError
        return date(*numbers, *parts)
    except ValueError:
        raise ValueError(_("{text} is no day.", text=text)) from None


def fault(state: str, day: date | None, missed_for: str | None, today: date) -> str:
    """Empty if a result can be recorded; else what is missing or wrong, in words."""
    if state == "done" and day is None:
        return _("A visit that was made needs its day.")
    if state == "done" and day is not None and day > today:
        return _("{day} has not come yet.", day=day.isoformat())
    if state == "missed" and not missed_for:
        return _("A visit that was missed needs a reason.")
    return ""
