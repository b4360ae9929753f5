"""The pre-scan of an xlsx or xlsm file: structure, styles, then every sheet once, streaming."""

import posixpath
from itertools import chain

from app.kit.reading.archive import Archive, elements
from app.kit.reading.excel.cells import CellScan
from app.kit.reading.excel.marks import Format, Formats, Marks
from app.kit.reading.excel.strings import check_shared_strings
from app.kit.reading.limits import Limits

WORKBOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
_YES = ("1", "true", "on")


class XlsxScan:
    """Everything the library does not tell: ``marks`` by sheet in order, the epoch, whether results are stale."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self.marks: list[Marks] = []
        self.date_1904 = False
        self.stale = False
        sheets = self._workbook(archive)
        formats = Formats(_formats(archive.read("xl/styles.xml")))
        cells = shared = 0
        for name, path in sheets:
            scan = CellScan(name, formats, limits, cells, date_1904=self.date_1904, stale=self.stale)
            if archive.has(path):
                for piece in archive.stream(path):
                    scan.feed(piece)
            self.marks.append(scan.close())
            cells += scan.marks.cells
            shared += scan.shared
        if archive.has(STRINGS):
            paths = [path for _name, path in sheets if archive.has(path)]
            check_shared_strings(
                archive.stream(STRINGS), shared, lambda: chain.from_iterable(map(archive.again, paths)),
                limits.inflated_bytes,
            )

    def _workbook(self, archive: Archive) -> list[tuple[str, str]]:
        """Sheet names and the paths of their parts, in the workbook's order."""
        relations = archive.relations("xl/_rels/workbook.xml.rels")
        sheets: list[tuple[str, str]] = []
        for tag, attributes in elements(archive.read(WORKBOOK), frozenset({"sheet", "workbookPr", "calcPr"})):
            if tag == "workbookPr":
                self.date_1904 = attributes.get("date1904") in _YES
            elif tag == "calcPr":
                self.stale = attributes.get("fullCalcOnLoad") in _YES
            else:
                ids = [value for key, value in attributes.items() if key.rpartition(":")[2] == "id"]
                target = relations.get(ids[0] if ids else "", "")
                sheets.append((attributes.get("name", ""), part_path(target)))
        return sheets


def part_path(target: str) -> str:
    """The path in the archive of what the workbook part calls ``target``."""
    return posixpath.normpath(posixpath.join("/xl", target))[1:]


def _formats(styles: bytes) -> list[Format]:
    """The number format of each cell style, in order."""
    codes: dict[int, str] = {}
    formats: list[Format] = []
    within = False
    wanted = frozenset({"numFmt", "xf", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs"})
    for tag, attributes in elements(styles, wanted):
        if tag == "numFmt":
            codes.setdefault(_number(attributes.get("numFmtId")), attributes.get("formatCode", ""))
        elif tag == "xf" and within:
            number = _number(attributes.get("numFmtId"))
            formats.append((number, codes.get(number)))
        elif tag != "xf":
            within = tag == "cellXfs"
    return formats


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
