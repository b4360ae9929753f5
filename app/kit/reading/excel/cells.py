"""One streaming look at the XML of a sheet: how far it reaches, and the cells that need a mark.

The library leaves error cells and formulas without a stored result empty, takes ``#kWh`` for a date
and -5 in a date column for midnight. A look at every cell by a parser costs seconds; regular
expressions over the usual spelling cost a tenth, and unusual spellings are rewritten to it first.
"""

import re
from collections import Counter
from html import unescape

from app.kit.reading.book import CellError, Uncalculated, Value
from app.kit.reading.excel.canonical import Canonical, column_number, letters
from app.kit.reading.excel.marks import Formats, Marks
from app.kit.reading.excel.tails import Tail, Tails
from app.kit.reading.limits import CELL_TEXT, Limits, Rejected, check_reach

_OPEN = rb'<c r="([A-Z]+)([0-9]+)"([^>]*)>'
_CELL = re.compile(_OPEN)
_TAIL = re.compile(rb'<c r="[A-Z]+[0-9]+"([^>]*)>')
_FORMULA = rb'\s*<f(?:\s[^>]*)?(?:/>|>([^<]*)</f>)\s*'
_NOT_STORED = re.compile(_OPEN + _FORMULA + rb"(<v\s*/>|<v>\s*(?:0\.0)?</v>|)\s*</c>")
_NOT_TRUSTED = re.compile(_OPEN + _FORMULA + rb"(<v\s*/>|<v>\s*(?:0|0\.0)?</v>|)\s*</c>")
_VALUE = rb"(?:" + _FORMULA + rb")?\s*<v>([^<]*)</v>"
_LOW_VALUE = rb"(?:" + _FORMULA + rb")?\s*<v>(-[^<]*|0|0?\.[^<]*|[^<]*[eE]-[^<]*)</v>"
_SEVEN_DIGITS = rb"[A-Z]+[0-9]{7,}"


class CellScan:
    """Feed the pieces of a sheet's XML, then ``close`` for its marks; raises Rejected beyond the limits.

    ``shared`` counts the cells that show a shared text.
    """

    def __init__(
        self, name: str, formats: Formats, limits: Limits, before: int, *, date_1904: bool, stale: bool
    ) -> None:
        self.marks = Marks(formats, date_1904)
        self.shared = 0
        self._about = (name, before, limits)
        self._unsure = _NOT_TRUSTED if stale else _NOT_STORED
        self._tails = Tails(formats)
        self._canonical = Canonical()
        self._beyond = _columns_beyond(-1)
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
        self._occupy(*self.marks.reach)
        return self.marks

    def _look(self, block: bytes) -> None:
        counts = Counter(_TAIL.findall(block))
        if self._is_unusual(block, counts):
            block = self._canonical.of(block)
            counts = Counter(_TAIL.findall(block))
        else:
            self._canonical.pass_by(block)
        tails = self._tails.of(counts)
        self.shared += sum(counts[tail.text] for tail in tails if tail.type == b"s")
        if any(tail.is_filled for tail in tails):
            self._look_how_far(block)
        if telling := [tail for tail in tails if tail.is_telling]:
            for column, row, text in self._tails.pattern(_CELL, rb"", telling).findall(block):
                if self._tails[text].is_telling:
                    self.marks.show(int(row) - 1, column_number(column), self._tails[text].kind)
        if b"<f" in block:
            self._look_at_formulas(block)
        self._look_at_values(block, tails)

    def _is_unusual(self, block: bytes, counts: "Counter[bytes]") -> bool:
        """Whether some cell is spelled otherwise than ``<c r="A1" ...>...</c>``, or may be a comment."""
        closed = sum(count for text, count in counts.items() if self._tails[text].is_filled)
        return (
            block.count(b"<c ") != counts.total() or block.count(b"</c>") != closed
            or b":c>" in block or b"<!--" in block or b'"></c>' in block
        )

    def _look_how_far(self, block: bytes) -> None:
        """The last filled row is near the end of the block; columns are searched for past the known ones."""
        if self._beyond.search(block):
            filled = [cell for cell in _CELL.findall(block) if self._tails[cell[2]].is_filled]
            column = max(map(column_number, {cell[0] for cell in filled}))
            self._occupy(max(int(cell[1]) for cell in filled) - 1, column)
            self._beyond = _columns_beyond(self.marks.reach[1])
        end = block.rfind(b"</c>")
        last = _CELL.match(block, block.rfind(b"<c ", 0, end))
        if last:
            self._occupy(int(last[2]) - 1, column_number(last[1]))

    def _occupy(self, row: int, column: int) -> None:
        self.marks.occupy(row, column)
        name, before, limits = self._about
        check_reach(name, *self.marks.reach, before, limits)

    def _look_at_formulas(self, block: bytes) -> None:
        for column, row, text, formula, stored in self._unsure.findall(block):
            if self._tails[text].type != b"str" or not stored:
                said = unescape(formula.decode("utf-8", "replace"))
                self._put(column, row, Uncalculated(said[:CELL_TEXT]))

    def _look_at_values(self, block: bytes, tails: list[Tail]) -> None:
        if wanted := [tail for tail in tails if tail.is_error or tail.is_misread]:
            self._take_values(self._tails.pattern(_CELL, _VALUE, wanted), block)
        if wanted := [tail for tail in tails if tail.is_dated and not tail.is_misread]:
            self._take_values(self._tails.pattern(_CELL, _LOW_VALUE, wanted), block)

    def _take_values(self, pattern: "re.Pattern[bytes]", block: bytes) -> None:
        for column, row, text, _formula, raw in pattern.findall(block):
            tail = self._tails[text]
            if tail.is_error:
                self._put(column, row, CellError(raw.decode("utf-8", "replace")))
            elif tail.is_misread or tail.is_dated:
                self.marks.number(int(row) - 1, column_number(column), tail.style, _float(raw))

    def _put(self, column: bytes, row: bytes, value: Value) -> None:
        self.marks.put(int(row) - 1, column_number(column), value)


def _columns_beyond(column: int) -> "re.Pattern[bytes]":
    """Matches cells right of ``column`` (zero-based), or with a row number of seven digits."""
    if column < 0:
        return re.compile(rb'<c r="')
    name = letters(column)
    choices = [_SEVEN_DIGITS, b"[A-Z]{%d}" % (len(name) + 1)]
    for at, letter in enumerate(name):
        if letter < ord("Z"):
            after = b"[A-Z]" * (len(name) - at - 1) + b"[0-9]"
            choices.append(name[:at] + b"[%c-Z]" % (letter + 1) + after)
    return re.compile(rb'<c r="(?:' + b"|".join(choices) + rb")")


def _float(raw: bytes) -> float:
    """A number as the library will read it; what is none is refused, since it would become text."""
    try:
        return float(raw)
    except ValueError:
        raise Rejected("damaged") from None
