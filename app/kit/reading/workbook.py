"""Any workbook's content to drafts of its sheets: sniff, pre-scan, read."""

from collections.abc import Iterator

from app.kit.reading.archive import Archive
from app.kit.reading.draft import Draft
from app.kit.reading.excel.compound import Compound
from app.kit.reading.excel.library import read_sheets
from app.kit.reading.excel.xls import XlsScan
from app.kit.reading.excel.xlsb import WORKBOOK_BINARY, XlsbScan
from app.kit.reading.excel.xlsx import WORKBOOK, XlsxScan
from app.kit.reading.html import read_html
from app.kit.reading.limits import Limits, Rejected
from app.kit.reading.ods import MIMETYPE, read_ods
from app.kit.reading.sniff import form_of
from app.kit.reading.text import read_text
from app.kit.reading.xml2003 import read_xml


class Source:
    """A workbook being read: its ``format``, ``date_1904``, ``stale`` and an iterator over ``sheets``.

    Everything about the file as a whole is checked before the first sheet comes; raises Rejected.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.date_1904 = False
        self.stale = False
        self.sheets: Iterator[Draft]
        self.format = form_of(content)
        if self.format == "zip":
            self._open_zip(content, limits)
        elif self.format == "compound":
            self._open_compound(content, limits)
        elif self.format == "xml":
            self.sheets = iter(read_xml(content, limits))
        elif self.format == "html":
            self.sheets = iter([read_html(content, limits)])
        else:
            self.sheets = iter([read_text(content, limits)])

    def _open_zip(self, content: bytes, limits: Limits) -> None:
        archive = Archive(content, limits)
        if archive.has(WORKBOOK):
            self.format = "xlsx"
            xlsx = XlsxScan(archive, limits)
            self.date_1904, self.stale, marks = xlsx.date_1904, xlsx.stale, xlsx.marks
        elif archive.has(WORKBOOK_BINARY):
            self.format = "xlsb"
            xlsb = XlsbScan(archive, limits)
            self.date_1904, marks = xlsb.date_1904, xlsb.marks
        elif archive.read("mimetype").strip().startswith(MIMETYPE):
            self.format = "ods"
            self.sheets = iter(read_ods(archive, limits))
            archive.check_rest()
            return
        else:
            raise Rejected("not_a_workbook")
        archive.check_rest()
        self.sheets = read_sheets(content, marks, limits)

    def _open_compound(self, content: bytes, limits: Limits) -> None:
        compound = Compound(content)
        if compound.has("EncryptedPackage") or compound.has("EncryptionInfo"):
            raise Rejected("protected")
        self.format = "xls"
        scan = XlsScan(compound, limits)
        self.date_1904 = scan.date_1904
        self.sheets = read_sheets(content, scan.marks, limits)
