"""The pre-scan of an xlsx or xlsm file: structure, styles, then every sheet once, streaming."""

import posixpath

from app.kit.reading.archive import Archive, elements
from app.kit.reading.cells import CellScan
from app.kit.reading.limits import Limits, Rejected
from app.kit.reading.marks import Format, Formats, Marks

WORKBOOK = "xl/workbook.xml"
_YES = ("1", "true", "on")


class XlsxScan:
    """Everything the library does not tell: ``marks`` by sheet name, the epoch, whether results are stale."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self.marks: dict[str, Marks] = {}
        self.date_1904 = False
        self.stale = False
        sheets = self._workbook(archive)
        formats = Formats(_formats(archive.read("xl/styles.xml")))
        cells = 0
        for name, path in sheets.items():
            if archive.has(path):
                scan = CellScan(name, formats, limits, cells, date_1904=self.date_1904, stale=self.stale)
                for piece in archive.stream(path):
                    scan.feed(piece)
                self.marks[name] = scan.close()
                cells += (self.marks[name].reach[0] + 1) * (self.marks[name].reach[1] + 1)

    def _workbook(self, archive: Archive) -> dict[str, str]:
        """Sheet name to the path of its part."""
        relations = archive.relations("xl/_rels/workbook.xml.rels")
        sheets: dict[str, str] = {}
        for tag, attributes in elements(archive.read(WORKBOOK), frozenset({"sheet", "workbookPr", "calcPr"})):
            if tag == "workbookPr":
                self.date_1904 = attributes.get("date1904") in _YES
            elif tag == "calcPr":
                self.stale = attributes.get("fullCalcOnLoad") in _YES
            else:
                ids = [value for key, value in attributes.items() if key.rpartition(":")[2] == "id"]
                target = relations.get(ids[0] if ids else "", "")
                sheets[attributes.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target))[1:]
        if not sheets:
            raise Rejected("damaged")
        return sheets


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
