"""Where the header of a sheet stands: one to three rows, group headings over several columns."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.kit.reading.book import Merge, SheetCells, Value
from app.kit.recognise.months import heading_text
from app.kit.recognise.vocabulary import AROUND, Meaning, Vocabulary, is_answer, is_running_number, is_surplus
from app.kit.values.cleaning import folded
from app.kit.values.units import is_unit

SEARCHED_ROWS = 40
_WHOLE = re.compile(r"[:：]|\d{4}")
_DEEPEST = 3
Label = Callable[[Value, Value], bool]


@dataclass(frozen=True)
class Header:
    """Rows ``first`` to ``last`` (zero-based) with the heading texts of every column, top to bottom."""

    first: int
    last: int
    texts: tuple[tuple[str, ...], ...]

    def heading(self, column: int) -> str:
        """The heading of a column as one text; "" if it has none."""
        texts = self.texts[column]
        return texts[-1] if len(texts) > 1 and texts[-1] == texts[-2] else "".join(texts[-2:])

    def meanings(self, words: Vocabulary) -> dict[int, Meaning]:
        """What the columns mean, by zero-based column, for those that mean something."""
        found = {column: words.understand(*texts) for column, texts in enumerate(self.texts) if texts}
        return {column: meaning for column, meaning in found.items() if meaning}

    def counting(self) -> tuple[int, ...]:
        """The columns that only number the rows."""
        return tuple(i for i, texts in enumerate(self.texts) if texts and is_running_number(texts[-1]))

    def surplus(self, is_strict: bool) -> tuple[int, ...]:
        """The columns in which nothing may stand: called so, or, ``is_strict``, right of all headings."""
        last = max((i for i, texts in enumerate(self.texts) if texts), default=-1)
        beyond = range(last + 1, len(self.texts)) if is_strict else ()
        return (*(i for i, texts in enumerate(self.texts) if texts and is_surplus(texts[-1])), *beyond)

    def named(self) -> int:
        """How many columns have a heading of the sender's own that is more than a running number."""
        last = [texts[-1] for texts in self.texts if texts]
        return sum(not (is_running_number(text) or is_answer(text) or is_surplus(text)) for text in last)


def headers(cells: SheetCells, is_label: Label = lambda _label, _beside: False) -> Iterator[Header]:
    """Every place where the header could be, one row deep and two, or as deep as its merged cells say.

    ``is_label`` knows a label that tells something of all rows by the cell beside it (客户经理 | 韦某).
    """
    groups = [_has_groups(row) and not _is_labels(row, is_label) for row in cells.rows[:SEARCHED_ROWS]]
    for first in range(min(len(cells.rows), SEARCHED_ROWS)):
        texts = sum(isinstance(cell, str) and bool(cell.strip()) for cell in cells.rows[first])
        if texts < 2 and not _has_groups(cells.rows[first]):
            continue
        deep = _depth(cells.merges, first)
        if deep > 1:
            yield _header(cells, first, first + deep - 1)
            continue
        if first + 1 < len(cells.rows) and _is_units(cells.rows[first + 1]):
            yield _header(cells, first, first + 1)
            continue
        if first == 0 or not groups[first - 1]:
            yield _header(cells, first, first)
        is_pairs = _is_labels(cells.rows[first], is_label)
        if not is_pairs and first + 1 < len(cells.rows) and _may_be_second(cells.rows[first], cells.rows[first + 1]):
            yield _header(cells, first, first + 1)


def _depth(merges: Sequence[Merge], first: int) -> int:
    tall = [m.bottom - m.top + 1 for m in merges if m.top == first and m.bottom > m.top]
    return min(max(tall, default=1), _DEEPEST)


def _has_groups(above: Sequence[Value]) -> bool:
    """Whether a row above a header says something about single columns, such as 上年同期 or 电量(万kWh).

    A title begins in the first column; what has a colon (or stands behind one) or a year, or is a unit, tells
    about the whole table.
    """
    texts = [cell.strip() if isinstance(cell, str) else "" for cell in above]
    told = [text for text in texts if text]
    behind = {told[at + 1] for at in range(len(told) - 1) if told[at].endswith((":", "："))}
    return any(
        text and text not in behind and not _WHOLE.search(text) and not is_unit(folded(text).strip(AROUND))
        for text in texts[1:]
    )


def _is_labels(row: Sequence[Value], is_label: Label) -> bool:
    """Whether a row above a header holds labels, each with the cell beside it that it tells."""
    filled = [cell for cell in row if cell is not None and not (isinstance(cell, str) and _WHOLE.search(cell))]
    pairs = list(zip(filled[::2], filled[1::2], strict=False))
    return bool(pairs) and len(filled) % 2 == 0 and all(is_label(label, beside) for label, beside in pairs)


def _is_units(row: Sequence[Value]) -> bool:
    """Whether a row below the headings tells their units and nothing else."""
    filled = [cell for cell in row if cell is not None]
    return bool(filled) and all(isinstance(cell, str) and is_unit(folded(cell).strip(AROUND)) for cell in filled)


def _may_be_second(upper: Sequence[Value], lower: Sequence[Value]) -> bool:
    """A second row of headings is all text and has something below an empty or a wide heading above."""
    return all(cell is None or heading_text(cell) for cell in lower) and any(
        below and not above for above, below in zip(upper, lower, strict=True)
    )


def _header(cells: SheetCells, first: int, last: int) -> Header:
    rows = [[heading_text(cell) for cell in cells.rows[i]] for i in range(first, last + 1)]
    merged = [m for m in cells.merges if first <= m.top <= last and m.right > m.left]
    for merge in merged:
        for column in range(merge.left + 1, merge.right + 1):
            rows[merge.top - first][column] = rows[merge.top - first][merge.left]
    if not merged:
        _spread(rows)
    columns = zip(*rows, strict=True)
    return Header(first, last, tuple(tuple(text for text in column if text) for column in columns))


def _spread(rows: list[list[str]]) -> None:
    """Where a file knows no merged cells, a group heading reaches as far as the columns below have headings."""
    for upper, lower in pairwise(rows):
        for column in range(1, len(upper)):
            if not upper[column] and lower[column] and lower[column - 1]:
                upper[column] = upper[column - 1]
