"""One streaming look at the XML of a sheet: how far it reaches, and the cells that need a mark.

The library leaves error cells and formulas without a stored result empty, takes ``#kWh`` for a date
and -5 in a date column for midnight. A look at every cell by a parser costs seconds; regular
expressions over the usual spelling cost a tenth, and unusual spellings are rewritten to it first.
"""

import re
from collections.abc import Iterable
from html import unescape

from app.kit.reading.book import CellError, Uncalculated, Value
from app.kit.reading.canonical import Canonical
from app.kit.reading.limits import CELL_TEXT, Limits, Rejected, check_reach
from app.kit.reading.marks import Formats, Marks

_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"([^>]*)>')
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_FORMULA = rb'\s*<f(?:\s[^>]*)?(?:/>|>([^<]*)</f>)\s*'
_OPEN = rb'<c r="([A-Z]+)([0-9]+)"([^>]*)>'
_NOT_STORED = re.compile(_OPEN + _FORMULA + rb"(<v\s*/>|<v>\s*(?:0\.0)?</v>|)\s*</c>")
_NOT_TRUSTED = re.compile(_OPEN + _FORMULA + rb"(<v\s*/>|<v>\s*(?:0|0\.0)?</v>|)\s*</c>")
_VALUE = re.compile(_OPEN + rb"(?:" + _FORMULA + rb")?\s*<v>([^<]*)</v>")
_LOW_VALUE = re.compile(_OPEN + rb"(?:" + _FORMULA + rb")?\s*<v>(-[^<]*|0|0?\.[^<]*|[^<]*[eE]-[^<]*)</v>")


class Tail:
    """What follows a cell's address in its tag: style and type, the same for thousands of cells."""

    def __init__(self, attributes: bytes, formats: Formats) -> None:
        given = dict(_ATTRIBUTE.findall(attributes))
        style = given.get(b"s", b"0")
        self.style = int(style) if style.isdigit() else 0
        self.type = given.get(b"t", b"n")
        self.is_filled = not attributes.rstrip().endswith(b"/")
        self.is_error = self.type == b"e"
        is_number = self.is_filled and self.type == b"n"
        self.kind = formats.kind(self.style)
        self.is_telling = is_number and formats.is_telling(self.style)
        self.is_dated = is_number and formats.is_dated(self.style)
        self.is_misread = is_number and self.style in formats.misread


class CellScan:
    """Feed the pieces of a sheet's XML, then ``close`` for its marks; raises Rejected beyond the limits."""

    def __init__(
        self, name: str, formats: Formats, limits: Limits, before: int, *, date_1904: bool, stale: bool
    ) -> None:
        self.marks = Marks(formats, date_1904)
        self._about = (name, before, limits)
        self._formats = formats
        self._unsure = _NOT_TRUSTED if stale else _NOT_STORED
        self._tails: dict[bytes, Tail] = {}
        self._columns: dict[bytes, int] = {}
        self._canonical = Canonical()
        self._kept: list[bytes] = []

    def feed(self, piece: bytes) -> None:
        """Take the next piece; what lies before its last row boundary is looked at, the rest waits."""
        cut = max(piece.rfind(b"row>") + 4, piece.rfind(b"<row"))
        if cut < 4:
            self._kept.append(piece)
            return
        block = b"".join((*self._kept, piece[:cut]))
        self._kept = [piece[cut:]]
        self._look(block)

    def close(self) -> Marks:
        """Look at what is left and hand over the marks."""
        self._look(b"".join(self._kept))
        name, before, limits = self._about
        if self.marks.reach >= (0, 0):
            check_reach(name, *self.marks.reach, before, limits)
        return self.marks

    def _look(self, block: bytes) -> None:
        block = self._canonical.of(block)
        cells = _CELL.findall(block)
        tails = {tail: self._tail(tail) for tail in {cell[2] for cell in cells}}
        filled = {tail for tail, about in tails.items() if about.is_filled}
        if filled:
            self._reach(cell for cell in cells if cell[2] in filled)
        if any(about.is_telling for about in tails.values()):
            telling = {tail: about.kind for tail, about in tails.items() if about.is_telling}
            for column, row, tail in cells:
                if tail in telling:
                    self.marks.show(int(row) - 1, self._column(column), telling[tail])
        if b"<f" in block:
            self._look_at_formulas(block)
        self._look_at_values(block, tails.values())

    def _reach(self, cells: Iterable[tuple[bytes, bytes, bytes]]) -> None:
        columns, rows = set(), set()
        for column, row, _tail in cells:
            columns.add(column)
            rows.add(row)
        name, before, limits = self._about
        self.marks.occupy(max(map(int, rows)) - 1, max(map(self._column, columns)))
        check_reach(name, *self.marks.reach, before, limits)

    def _look_at_formulas(self, block: bytes) -> None:
        for column, row, tail, formula, stored in self._unsure.findall(block):
            if self._tail(tail).type == b"str" and stored:
                continue
            self._put(column, row, Uncalculated(unescape(formula.decode("utf-8", "replace"))[:CELL_TEXT]))

    def _look_at_values(self, block: bytes, tails: Iterable[Tail]) -> None:
        if any(tail.is_error or tail.is_misread for tail in tails):
            found = _VALUE.findall(block)
        elif any(tail.is_dated for tail in tails):
            found = _LOW_VALUE.findall(block)
        else:
            return
        for column, row, attributes, _formula, raw in found:
            tail = self._tail(attributes)
            if tail.is_error:
                self._put(column, row, CellError(raw.decode("utf-8", "replace")))
            elif tail.is_misread or tail.is_dated:
                self.marks.number(int(row) - 1, self._column(column), tail.style, _float(raw))

    def _put(self, column: bytes, row: bytes, value: Value) -> None:
        self.marks.put(int(row) - 1, self._column(column), value)

    def _tail(self, attributes: bytes) -> Tail:
        if attributes not in self._tails:
            self._tails[attributes] = Tail(attributes, self._formats)
        return self._tails[attributes]

    def _column(self, letters: bytes) -> int:
        if letters not in self._columns:
            number = 0
            for letter in letters[:4]:
                number = number * 26 + letter - 64
            self._columns[letters] = number - 1
        return self._columns[letters]


def _float(raw: bytes) -> float:
    """A number as the library will read it; what is none is refused, since it would become text."""
    try:
        return float(raw)
    except ValueError:
        raise Rejected("damaged") from None
