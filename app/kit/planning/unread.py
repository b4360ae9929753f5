"""Columns that are written to be read only: nothing of them is taken in, and where they were changed, that is said."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.kit.planning.comparing import Key
from app.kit.reading.book import SheetCells, Uncalculated
from app.kit.recognise.header import Header
from app.kit.recognise.letters import letters
from app.kit.recognise.vocabulary import bare, words_of
from app.kit.sheet import PlannedRow, Sheet, SheetColumn, Values
from app.kit.values.bad import BadValue
from app.kit.values.hints import Hints
from app.kit.values.understanding import reader
from app.kit.words import _

SHOWN = 8


def left_alone(
    sheet: Sheet, header: Header, cells: SheetCells, rows: Sequence[PlannedRow], stored: Mapping[Key, Values],
    hints: Hints,
) -> tuple[str, ...]:  # fmt: skip
    """A note of the cells in read-only columns that say something else than the office's records; () if none do."""
    places: list[str] = []
    names: list[str] = []
    for at, column in _columns(sheet, header):
        found = dict.fromkeys(_changed(at, column, cells, rows, stored, hints))
        places += found
        names += [_(column.field.label)] if found else []
    if not places:
        return ()
    return (_(
        "{fields}: these columns are for reading only. {count} changed cells are not taken in ({cells}).",
        fields=_(", ").join(names), count=len(places),
        cells=_(", ").join(places[:SHOWN]) + ("…" if len(places) > SHOWN else "")),)  # fmt: skip


def _columns(sheet: Sheet, header: Header) -> Iterator[tuple[int, SheetColumn]]:
    """The read-only columns of the sheet that the tab has, by their place."""
    headings = {bare(header.heading(at)): at for at in reversed(range(len(header.texts)))}
    for column in sheet.columns:
        words = {*words_of(column)[0], bare(column.field.heading())} if not column.read else set()
        at = min((headings[word] for word in words if word in headings), default=-1)
        if at >= 0:
            yield at, column


def _changed(
    at: int, column: SheetColumn, cells: SheetCells, rows: Sequence[PlannedRow], stored: Mapping[Key, Values],
    hints: Hints,
) -> Iterator[str]:  # fmt: skip
    """The addresses of a column's changed cells; what was emptied or is computed is no change."""
    read = reader(column.field, hints)
    for row in rows:
        raw, kept = cells.rows[row.row - 1][at], stored.get(row.key)
        if kept is None or raw is None or isinstance(raw, Uncalculated):
            continue
        try:
            value: Any = read(raw)
        except BadValue:
            value = raw
        if value is not None and not _is_same(value, kept.get(column.name)):
            yield f"{letters(at)}{row.row}"


def _is_same(value: object, kept: object) -> bool:
    if isinstance(value, float) and isinstance(kept, float):
        return math.isclose(value, kept, rel_tol=1e-9)
    return value == kept
