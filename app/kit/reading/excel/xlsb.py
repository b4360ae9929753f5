"""The pre-scan of an xlsb file: the records of its binary parts, streaming."""

import struct
from collections.abc import Iterable, Iterator

from app.kit.reading.archive import Archive
from app.kit.reading.book import CellError, Merge
from app.kit.reading.excel.marks import Format, Formats, Marks
from app.kit.reading.excel.xls import ERRORS, rk_number
from app.kit.reading.excel.xlsx import part_path
from app.kit.reading.limits import Limits, Rejected, check_reach

WORKBOOK_BINARY = "xl/workbook.bin"
_LONGEST = 16_000_000
_ROW, _RK, _ERROR, _REAL, _FORMULA_NUMBER, _FORMULA_ERROR, _LAST_CELL = 0, 2, 3, 5, 9, 11, 11
_FORMAT, _STYLE, _STYLES, _STYLES_END, _PROPERTIES, _SHEET, _STRINGS, _MERGE = 44, 47, 617, 618, 153, 156, 159, 176


class XlsbScan:
    """``marks`` by sheet in order and the epoch; raises Rejected where records make no sense."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self.marks: list[Marks] = []
        self.date_1904 = False
        try:
            self._scan(archive, limits)
        except (struct.error, IndexError, UnicodeError) as wrong:
            raise Rejected("damaged") from wrong

    def _scan(self, archive: Archive, limits: Limits) -> None:
        sheets = self._workbook(archive)
        formats = Formats(_formats([archive.read("xl/styles.bin")]))
        if archive.has("xl/sharedStrings.bin"):
            strings = archive.read("xl/sharedStrings.bin")
            for kind, body in records([strings]):
                if kind == _STRINGS and struct.unpack_from("<I", body, 4)[0] * 5 > len(strings):
                    raise Rejected("damaged")
                break
        cells = 0
        for name, path in sheets:
            marks = Marks(formats, self.date_1904)
            if archive.has(path):
                _scan_sheet(records(archive.stream(path)), marks, formats, (name, cells, limits))
            cells += marks.cells
            self.marks.append(marks)

    def _workbook(self, archive: Archive) -> list[tuple[str, str]]:
        relations = archive.relations("xl/_rels/workbook.bin.rels")
        sheets = []
        for kind, body in records([archive.read(WORKBOOK_BINARY)]):
            if kind == _PROPERTIES:
                self.date_1904 = bool(body[0] & 1)
            elif kind == _SHEET:
                relation, at = _text(body, 8)
                sheets.append((_text(body, at)[0], part_path(relations.get(relation, ""))))
        return sheets


def records(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Record numbers and bodies; raises Rejected where the last one is cut short."""
    kept = b""
    for piece in pieces:
        kept += piece
        at = 0
        while (head := _head(kept, at)) and head[2] <= len(kept):
            kind, start, at = head
            yield kind, kept[start:at]
        kept = kept[at:]
        if len(kept) > _LONGEST:
            raise Rejected("damaged")
    if kept:
        raise Rejected("damaged")


def _head(kept: bytes, at: int) -> tuple[int, int, int] | None:
    """Number, start and end of the record at ``at``; None where its head is not complete."""
    try:
        kind, start = kept[at], at + 1
        if kind & 128:
            kind, start = (kind & 127) | (kept[start] & 127) << 7, start + 1
        size = shift = 0
        while True:
            byte = kept[start]
            size |= (byte & 127) << shift
            start, shift = start + 1, shift + 7
            if byte < 128 or shift == 28:
                return kind, start, start + size
    except IndexError:
        return None


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A wide text and where it ends."""
    count = struct.unpack_from("<I", body, at)[0]
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _formats(pieces: Iterable[bytes]) -> list[Format]:
    codes: dict[int, str] = {}
    formats: list[Format] = []
    within = False
    for kind, body in records(pieces):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind in (_STYLES, _STYLES_END):
            within = kind == _STYLES
        elif kind == _STYLE and within:
            number = struct.unpack_from("<H", body, 2)[0]
            formats.append((number, codes.get(number)))
    return formats


def _scan_sheet(
    source: Iterator[tuple[int, bytes]], marks: Marks, formats: Formats, about: tuple[str, int, Limits]
) -> None:
    name, before, limits = about
    row = 0
    for kind, body in source:
        if kind == _ROW:
            row = int.from_bytes(body[:4], "little")
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            marks.merges.append(Merge(top, left, bottom, right))
        elif _RK <= kind <= _LAST_CELL:
            column, packed = struct.unpack_from("<II", body)
            if row > marks.reach[0] or column > marks.reach[1]:
                marks.occupy(row, column)
                check_reach(name, *marks.reach, before, limits)
            if kind in (_ERROR, _FORMULA_ERROR):
                marks.put(row, column, CellError(ERRORS.get(body[8], "#VALUE!")))
            elif kind in (_RK, _REAL, _FORMULA_NUMBER):
                style = packed & 0xFFFFFF
                number = rk_number(body[8:12]) if kind == _RK else struct.unpack_from("<d", body, 8)[0]
                marks.number(row, column, style, number)
                if formats.is_telling(style):
                    marks.show(row, column, formats.kind(style))
