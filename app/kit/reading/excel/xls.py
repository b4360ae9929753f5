"""The pre-scan of an xls file (BIFF, also WPS et): every record once."""

import struct
from collections.abc import Iterator

from app.kit.reading.book import CellError, Uncalculated
from app.kit.reading.excel.compound import Compound
from app.kit.reading.excel.marks import Format, Formats, Marks
from app.kit.reading.limits import Limits, Rejected, check_reach

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}
_BOF, _EOF, _PASSWORD, _EPOCH, _SHEET, _FORMAT, _STYLE, _STRINGS = 0x809, 0x0A, 0x2F, 0x22, 0x85, 0x41E, 0xE0, 0xFC
_FORMULA, _NUMBER, _RK, _MANY_RK, _BOOL_OR_ERROR = 0x06, 0x203, 0x27E, 0xBD, 0x205
_TEXT = (0xFD, 0x204, 0xD6)
_PLACE = struct.Struct("<HHH")


class XlsScan:
    """``marks`` by sheet in order and the epoch; raises Rejected where records make no sense."""

    def __init__(self, compound: Compound, limits: Limits) -> None:
        name = next((each for each in ("Workbook", "Book") if compound.has(each)), "")
        if not name:
            raise Rejected("not_a_workbook")
        self.marks: list[Marks] = []
        self.date_1904 = False
        self._stream = compound.read(name)
        self._is_biff8 = self._stream[4:6] == b"\x00\x06"
        self._blank_results: list[tuple[Marks, int, int]] = []
        self._has_results = False
        try:
            self._scan(limits)
        except (struct.error, IndexError, UnicodeError) as wrong:
            raise Rejected("damaged") from wrong

    def _scan(self, limits: Limits) -> None:
        sheets, formats = self._globals()
        cells = 0
        for name, start in sheets:
            marks = Marks(formats, self.date_1904)
            self._sheet(marks, formats, start)
            check_reach(name, *marks.reach, cells, limits)
            cells += marks.cells
            self.marks.append(marks)
        if not self._has_results:
            for marks, row, column in self._blank_results:
                marks.put(row, column, Uncalculated(""))

    def _records(self, at: int) -> Iterator[tuple[int, bytes]]:
        stream = self._stream
        while at + 4 <= len(stream):
            kind, size = struct.unpack_from("<HH", stream, at)
            if at + 4 + size > len(stream):
                raise Rejected("damaged")
            if kind == _EOF:
                return
            yield kind, stream[at + 4 : at + 4 + size]
            at += 4 + size
        raise Rejected("damaged")

    def _globals(self) -> tuple[list[tuple[str, int]], Formats]:
        codes: dict[int, str] = {}
        numbers: list[int] = []
        sheets: list[tuple[str, int]] = []
        for kind, body in self._records(0):
            if kind == _PASSWORD:
                raise Rejected("protected")
            if kind == _EPOCH:
                self.date_1904 = body[:1] == b"\x01"
            elif kind == _SHEET:
                sheets.append((self._text(body[6:], 1), struct.unpack_from("<I", body)[0]))
            elif kind == _FORMAT:
                codes[struct.unpack_from("<H", body)[0]] = self._text(body[2:], 2 if self._is_biff8 else 1)
            elif kind == _STYLE:
                numbers.append(struct.unpack_from("<H", body, 2)[0])
            elif kind == _STRINGS and struct.unpack_from("<I", body, 4)[0] * 3 > len(self._stream):
                raise Rejected("damaged")
        formats: list[Format] = [(number, codes.get(number)) for number in numbers]
        return sheets, Formats(formats)

    def _text(self, body: bytes, width: int) -> str:
        """A text whose count of characters takes ``width`` bytes."""
        count = int.from_bytes(body[:width], "little")
        if not self._is_biff8:
            return body[width : width + count].decode("gb18030", "replace")
        if body[width] & 1:
            return body[width + 1 : width + 1 + 2 * count].decode("utf-16-le", "replace")
        return body[width + 1 : width + 1 + count].decode("latin-1")

    def _sheet(self, marks: Marks, formats: Formats, start: int) -> None:
        for kind, body in self._records(start):
            if kind in _TEXT:
                marks.occupy(*_PLACE.unpack_from(body)[:2])
            elif kind == _NUMBER:
                self._number(marks, formats, _PLACE.unpack_from(body), struct.unpack_from("<d", body, 6)[0])
            elif kind == _RK:
                self._number(marks, formats, _PLACE.unpack_from(body), rk_number(body[6:10]))
            elif kind == _MANY_RK:
                row, first = struct.unpack_from("<HH", body)
                for at in range((len(body) - 6) // 6):
                    style = struct.unpack_from("<H", body, 4 + 6 * at)[0]
                    self._number(marks, formats, (row, first + at, style), rk_number(body[6 + 6 * at : 10 + 6 * at]))
            elif kind == _BOOL_OR_ERROR:
                row, column, _style = _PLACE.unpack_from(body)
                marks.occupy(row, column)
                if body[7]:
                    marks.put(row, column, CellError(ERRORS.get(body[6], "#VALUE!")))
            elif kind == _FORMULA:
                self._formula(marks, formats, body)

    def _formula(self, marks: Marks, formats: Formats, body: bytes) -> None:
        row, column, style = _PLACE.unpack_from(body)
        marks.occupy(row, column)
        result = body[6:14]
        if result[6:] != b"\xff\xff":
            self._has_results = True
            self._number(marks, formats, (row, column, style), struct.unpack("<d", result)[0])
        elif result[0] == 3:
            # An empty text, or a formula that its writer never calculated: known only at the end.
            self._blank_results.append((marks, row, column))
        else:
            self._has_results = True
            if result[0] == 2:
                marks.put(row, column, CellError(ERRORS.get(result[2], "#VALUE!")))

    @staticmethod
    def _number(marks: Marks, formats: Formats, place: tuple[int, ...], number: float) -> None:
        row, column, style = place
        marks.occupy(row, column)
        marks.number(row, column, style, number)
        if formats.is_telling(style):
            marks.show(row, column, formats.kind(style))


def rk_number(packed: bytes) -> float:
    """Excel's four-byte number: 30 bits of an integer or of a float, perhaps in hundredths."""
    bits: int = struct.unpack("<i", packed)[0]
    number = float(bits >> 2) if bits & 2 else struct.unpack("<d", struct.pack("<q", (bits & ~3) << 32))[0]
    return number / 100 if bits & 1 else number
