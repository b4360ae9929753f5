"""Sheets as bytes between the cage and the program: JSON, and packed numbers for the bulk.

Nothing here can name a class or call anything when decoded: even a captured child can only send
wrong cells. One frame is two lengths, a JSON header, and the packed part.
"""

import json
import struct
from array import array
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial
from itertools import compress
from operator import is_
from typing import Any

from app.kit.reading.book import CellError, Merge, SheetCells, Shown, Span, Uncalculated, Value
from app.kit.reading.draft import Draft

_LENGTHS = struct.Struct("<II")
_CODE: dict[type, str] = {
    type(None): "n", str: "s", float: "f", int: "i", bool: "b", date: "d", datetime: "m", time: "t",
    CellError: "e", Uncalculated: "u",
}
_PLAIN: dict[str, Callable[[Any], Any]] = {
    "i": int, "b": bool, "d": date.toordinal, "m": datetime.isoformat, "t": time.isoformat,
    "e": lambda error: error.code, "u": lambda cell: cell.formula,
}
_VALUE: dict[str, Callable[[Any], Any]] = {
    "i": int, "b": bool, "d": date.fromordinal, "m": datetime.fromisoformat, "t": time.fromisoformat,
    "e": CellError, "u": Uncalculated,
}


def frame(header: dict[str, Any], packed: bytes = b"") -> bytes:
    """One message."""
    text = json.dumps(header).encode("ascii")
    return _LENGTHS.pack(len(text), len(packed)) + text + packed


def frames(stream: bytes) -> Iterator[tuple[dict[str, Any], memoryview]]:
    """The messages in ``stream``; raises ValueError where it ends too early."""
    at, view = 0, memoryview(stream)
    while at < len(view):
        if at + _LENGTHS.size > len(view):
            raise ValueError("cut short")
        text, packed = _LENGTHS.unpack_from(view, at)
        start = at + _LENGTHS.size
        at = start + text + packed
        if at > len(view):
            raise ValueError("cut short")
        yield json.loads(bytes(view[start : start + text])), view[start + text : at]


def pack_sheet(draft: Draft) -> bytes:
    """A finished sheet as one message."""
    columns = draft.columns()
    height = len(draft.rows)
    packed: list[bytes] = []
    header = {
        "name": draft.name, "hidden": draft.hidden, "height": height,
        "columns": [_pack_column(column, packed) for column in columns],
        "merges": draft.merges_within(height, len(columns)),
        "spans": list(draft.spans.items()),
    }
    return frame(header, b"".join(packed))


def _pack_column(column: tuple[Value, ...], packed: list[bytes]) -> dict[str, Any]:
    types = list(map(type, column))
    kinds = set(types)
    if len(kinds) == 1:
        code = _CODE[kinds.pop()]
        return {"codes": code, **_pack_values(code, column, packed)}
    out: dict[str, Any] = {"codes": "".join(map(_CODE.__getitem__, types))}
    for kind in kinds:
        values = tuple(compress(column, map(partial(is_, kind), types)))
        out.update(_pack_values(_CODE[kind], values, packed))
    return out


def _pack_values(code: str, values: tuple[Any, ...], packed: list[bytes]) -> dict[str, Any]:
    """``{code: values}``; what lies in the packed part leaves only its count, and texts that
    repeat are listed once (``words``) and numbered.
    """
    if code == "n":
        return {}
    if code == "f":
        packed.append(array("d", values).tobytes())
        return {"f": len(values)}
    if code != "s":
        return {code: list(map(_PLAIN[code], values))}
    words = dict.fromkeys(values)
    if 2 * len(words) > len(values):
        return {"s": values}
    numbers = dict(zip(words, range(len(words)), strict=True))
    packed.append(array("I", map(numbers.__getitem__, values)).tobytes())
    return {"s": len(values), "words": list(words)}


def unpack_sheet(header: dict[str, Any], packed: memoryview) -> SheetCells:
    """The sheet in a message of ``pack_sheet``."""
    height = header["height"]
    reader = _Packed(packed)
    columns = [_unpack_column(column, height, reader) for column in header["columns"]]
    spans = {column: tuple(Span(*span) for span in runs) for column, runs in header["spans"]}
    rows = tuple(zip(*columns, strict=True))
    return SheetCells(
        header["name"], header["hidden"], rows, tuple(Merge(*each) for each in header["merges"]), Shown(spans)
    )


class _Packed:
    """The packed part, read from front to back."""

    def __init__(self, view: memoryview) -> None:
        self._view = view
        self._at = 0

    def take(self, code: str, count: int) -> "array[Any]":
        """The next ``count`` numbers."""
        numbers = array(code)
        size = count * numbers.itemsize
        numbers.frombytes(self._view[self._at : self._at + size])
        self._at += size
        return numbers


def _unpack_column(column: dict[str, Any], height: int, packed: _Packed) -> list[Value]:
    codes: str = column["codes"]
    values = {code: _unpack_values(code, column, packed) for code in column if code in _CODE.values()}
    if len(codes) == 1:
        return values[codes] if codes != "n" else [None] * height
    queues = {code: iter(queue) for code, queue in values.items()}
    return [None if code == "n" else next(queues[code]) for code in codes]


def _unpack_values(code: str, column: dict[str, Any], packed: _Packed) -> list[Value]:
    """Values of one type; called in the order in which they were packed."""
    if code == "f":
        return packed.take("d", column["f"]).tolist()
    if code != "s":
        return list(map(_VALUE[code], column[code]))
    if "words" not in column:
        texts: list[Value] = column["s"]
        return texts
    words: list[Value] = column["words"]
    return list(map(words.__getitem__, packed.take("I", column["s"])))
