"""What a file is, by its first bytes and never by its name."""

import re

from app.kit.reading.limits import Rejected
from app.kit.reading.text import decoded

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLDER_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_OTHERS = (
    b"%PDF", b"{\\rtf", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x7fELF",
)
_HTML = re.compile(r"<\s*(html|head|body|table|meta|!doctype\s+html)\b", re.I)
_SPREADSHEET_2003 = "urn:schemas-microsoft-com:office:spreadsheet"


def form_of(content: bytes) -> str:
    """``zip``, ``compound``, ``xml``, ``html`` or ``csv``; raises Rejected for anything else."""
    if not content.strip(b"\0 \t\r\n"):
        raise Rejected("empty")
    if content.startswith(b"PK"):
        return "zip"
    if content.startswith(_COMPOUND):
        return "compound"
    if content.startswith(_OLDER_EXCEL):
        raise Rejected("older_excel")
    if content.startswith(_OTHERS):
        raise Rejected("not_a_workbook")
    start = decoded(content[:4096], cut=True).lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return _form_of_markup(start)
    return "csv"


def _form_of_markup(start: str) -> str:
    if _SPREADSHEET_2003 in start:
        return "xml"
    if _HTML.search(start):
        return "html"
    raise Rejected("not_a_workbook")
