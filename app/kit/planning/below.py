"""Titles and notes below the header that say otherwise than the title above it: for which rows is not known."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from app.kit.recognise.body import Cells
from app.kit.recognise.columns import MappedColumn
from app.kit.recognise.title import DATE, Title, read_title
from app.kit.recognise.vocabulary import bare
from app.kit.sheet import Problem
from app.kit.values.cleaning import folded, shown
from app.kit.values.units import factor
from app.kit.words import _

TELLING = frozenset(("title", "note", "group"))
"""Reasons for which rows are left out that may say something about others."""
Named = Callable[[Title], Mapping[str, Any]]


def said_below(
    rows: Sequence[tuple[int, Cells]], last: int, above: Title, mapping: Sequence[MappedColumn], named: Named
) -> Iterator[tuple[int, Problem]]:
    """From which sheet row on rows are in doubt, and why; ``rows`` are left out, ``last`` is the last row of data.

    ``named`` tells whom a title names for columns that the table does not have.
    """
    for row, cells in rows:
        texts = [DATE.sub("", folded(shown(cell))) if isinstance(cell, str) else None for cell in cells]
        alone = [text for text in texts if text]
        told = read_title([texts], alone[0] if len(alone) == 1 else "")
        if each := _other_unit(told, above, mapping):
            yield 0, Problem("unit_below", _(
                "Row {row} says “{text}”, but not for which rows it holds. Write the unit into the heading.",
                row=row + 1, text=_shown(cells)), each.letter, each.column.name)  # fmt: skip
        if row < last and (_other_time(told, above) or _others(named(told), named(above))):
            yield row, Problem("second_title", _(
                "Row {row} says “{text}”, which the title does not: another part of the table begins there. Put it "
                "into a sheet of its own.", row=row + 1, text=_shown(cells)))  # fmt: skip


def _shown(cells: Cells) -> str:
    return re.sub(r"\s+", " ", " ".join(shown(cell) for cell in cells if cell is not None))[:40]


def _other_unit(told: Title, above: Title, mapping: Sequence[MappedColumn]) -> MappedColumn | None:
    """The first column of numbers that the unit told would change."""
    news = [unit for unit in told.units if unit not in above.units]
    for each in mapping:
        field = each.column.field
        if field.is_numeric and field.unit:
            times = {found for unit in news if (found := factor(bare(field.unit), unit)) is not None}
            if (times - {each.meaning.factor} or told.unclear) and each.meaning.unit in {"", *above.units}:
                return each
    return None


def _other_time(told: Title, above: Title) -> bool:
    return (told.year is not None and told.year != above.year) or (
        told.month is not None and told.month != above.month
    )


def _others(told: Mapping[str, Any], above: Mapping[str, Any]) -> bool:
    return any(above.get(name) != code for name, code in told.items())
