"""One column of a sheet, read from top to bottom: each distinct text is understood once."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from app.kit.fields import Field, Kind
from app.kit.planning.doubts import refuse_lost_zeros, refuse_merged, refuse_other_scale
from app.kit.planning.read import ColumnRead
from app.kit.reading.book import SheetCells, Value
from app.kit.recognise.body import DITTO
from app.kit.recognise.columns import MappedColumn
from app.kit.recognise.vocabulary import CODE
from app.kit.values.bad import BadValue
from app.kit.values.cleaning import folded, shown
from app.kit.values.hints import POINTS, RATIO, UNCLEAR, Hints
from app.kit.values.understanding import Read, reader
from app.kit.values.units import is_unit
from app.kit.words import _

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_MISSING = object()


def read_column(mapped: MappedColumn, cells: SheetCells, rows: Sequence[int], raws: Sequence[Value],
                hints: Hints, percent: str = "") -> ColumnRead:  # fmt: skip
    """The cells ``raws`` of one physical column, standing in sheet rows ``rows`` (zero-based)."""
    declared = _field(mapped)
    if declared.kind is Kind.PERCENT:
        hints = replace(hints, percent=percent or percent_meaning(raws, mapped.meaning.unit == "%"))
    found = ColumnRead(mapped, raws)
    readers = _Readers(declared, mapped, hints)
    if mapped.index in cells.shown.spans or not _read_alike(found, readers):
        _read_each(found, cells, rows, readers)
    if declared.kind is Kind.CODE:
        refuse_lost_zeros(found, hints.is_text_only)
    if declared.is_numeric:
        refuse_other_scale(found)
        refuse_merged(found, cells.merges, rows)
    return found


def _read_alike(found: ColumnRead, readers: "_Readers") -> bool:
    """The quick way for a column of one type in which nothing is wrong; False where that is not so."""
    if len(set(map(type, found.raws)) - {type(None)}) > 1:
        return False
    read = readers.of("")
    known = {raw: None if raw is None else _understood(read, raw) for raw in dict.fromkeys(found.raws)}
    if any(value is DITTO or type(value) is BadValue for value in known.values()):
        return False
    found.values = list(map(known.__getitem__, found.raws))
    return True


def _read_each(found: ColumnRead, cells: SheetCells, rows: Sequence[int], readers: "_Readers") -> None:
    """Cell by cell, each distinct one once for every number format."""
    column = found.mapped.index
    kinds = cells.shown.spans.get(column)
    seen: dict[str, dict[type, dict[Any, Any]]] = defaultdict(lambda: defaultdict(dict))
    add = found.values.append
    for at, raw in enumerate(found.raws):
        if raw is None:
            add(None)
            continue
        kind = cells.shown.kind(rows[at], column) if kinds and isinstance(raw, int | float) else ""
        known = seen[kind][type(raw)]
        value = known.get(raw, _MISSING)
        if value is _MISSING:
            value = known[raw] = _understood(readers.of(kind), raw)
        if value is DITTO:
            value = _repeated(found, at)
        if type(value) is BadValue:
            found.problems[at] = found.problem(at, value)
            value = None
        add(value)


def percent_meaning(raws: Sequence[Value], has_sign: bool) -> str:
    """What bare numbers of a percent column mean: points where the heading says so and no ratio contradicts."""
    numbers = [abs(float(raw)) for raw in raws if _is_number(raw) and float(raw) != 0]  # type: ignore[arg-type]
    return POINTS if has_sign and (not numbers or max(numbers) > 1) else UNCLEAR


def _is_number(raw: Value) -> bool:
    if isinstance(raw, str):
        return bool(_NUMBER.fullmatch(raw.strip()))
    return isinstance(raw, int | float) and not isinstance(raw, bool)


def _field(mapped: MappedColumn) -> Field:
    """The field of a cell: of a reference its code or its name, which are texts."""
    column = mapped.column
    if column.reference is None:
        return column.field
    label = column.reference.code_heading if mapped.meaning.part == CODE else column.field.label
    return column.field.but(kind=Kind.CODE, label=label or column.field.label)


class _Readers:
    """The reader of a column for each number format that changes what a number means."""

    def __init__(self, declared: Field, mapped: MappedColumn, hints: Hints) -> None:
        self._field = declared
        self._unit = mapped.meaning.unit
        self._factor = mapped.meaning.factor
        self._hints = replace(hints, unit=self._unit, factor=self._factor or Decimal(1))
        if not declared.is_numeric or declared.kind is Kind.PERCENT:
            self._hints = replace(hints, unit="", factor=Decimal(1))
        self._made: dict[str, Read] = {}

    def of(self, kind: str) -> Read:
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        return self._made[kind]

    def _make(self, kind: str) -> Read:
        declared, hints = self._field, self._hints
        if self._factor is None:
            return _refusing("unit", _(
                "The heading counts in {unit}, {field} in {own}. Give the column in {own}.", unit=self._unit,
                field=_(declared.label), own=_(declared.unit) or _("pieces")))  # fmt: skip
        if kind == "percent" and declared.kind is Kind.PERCENT:
            return reader(declared, replace(hints, percent=RATIO))
        if kind == "percent":
            return _refusing("unit", _(
                "The cell shows a percentage, but {field} is none. Change the cell's format.",
                field=_(declared.label)))  # fmt: skip
        if kind.startswith("pad:"):
            return reader(declared, replace(hints, padding=int(kind[4:])))
        if kind.startswith("unit:") and declared.is_numeric and _is_measure(kind[5:]):
            read = reader(declared, hints)
            return lambda raw: read(f"{shown(raw)}{kind[5:]}")
        if kind.startswith(("scale:", "told:")) and declared.is_numeric:
            how, _colon, places = kind.partition(":")
            if self._factor != Decimal(10) ** int(places) and (how == "scale" or self._factor != 1):
                return _refusing("scaled", _(
                    "The cell shows its number scaled down, and the heading does not say so. Change the cell's format "
                    "to show the whole number."))  # fmt: skip
            return reader(declared, replace(hints, factor=Decimal(1)))
        return reader(declared, hints)


def _is_measure(unit: str) -> bool:
    return is_unit(folded(unit)) or unit[0] in "千百万亿"


def _refusing(code: str, message: str) -> Read:
    def read(raw: object) -> object:
        raise BadValue(code, message)

    return read


def _understood(read: Read, raw: Value) -> object:
    if isinstance(raw, str) and raw.strip() in DITTO:
        return DITTO
    try:
        return read(raw)
    except BadValue as wrong:
        return wrong


def _repeated(found: ColumnRead, at: int) -> Any:
    """What 同上 or 〃 repeats: the value above, with whatever is wrong there."""
    if at - 1 in found.problems:
        return BadValue(found.problems[at - 1].code, found.problems[at - 1].message)
    if at == 0 or found.values[at - 1] is None:
        return BadValue("ditto", _("“{raw}” has nothing above it to repeat. Write it out.", raw=found.raws[at]))
    return found.values[at - 1]
