"""Workbooks for the tests, written byte by byte where no library writes them."""

import io
import struct
import zipfile
from collections.abc import Callable

from xlsxwriter import Workbook

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def xlsx(fill: Callable[[Workbook], object], **options: object) -> bytes:
    """A workbook that ``fill`` has filled."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, **options})
    fill(book)
    book.close()
    return out.getvalue()


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of ``parts``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_xml(body: bytes, *, root: bytes = b"worksheet") -> bytes:
    """A workbook whose one sheet has ``body`` as its rows."""
    prefix = root.rpartition(b"worksheet")[0].rstrip(b":")
    space = b"xmlns:" + prefix if prefix else b"xmlns"
    data = (prefix + b":" if prefix else b"") + b"sheetData"
    xml = b'<?xml version="1.0"?><%s %s="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><%s>%s</%s></%s>'
    parts = parts_of(xlsx(lambda book: [book.add_worksheet("表"), book.add_format({"num_format": "0%"})]))
    return zipped({**parts, SHEET: xml % (root, space, data, body, data, root)})


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE file of one allocation sector; each stream is padded past the mini stream's cut-off."""
    table: list[int] = [FAT]
    sectors: list[bytes] = []

    def put(content: bytes) -> int:
        start = len(table)
        pieces = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        sectors.extend(pieces)
        table.extend(range(start + 1, start + len(pieces)))
        table.append(END)
        return start

    entries = []
    for name, content in streams.items():
        padded = content.ljust(4608, b"\0")
        entries.append(_entry(name, 2, put(padded), len(padded)))
    entries.insert(0, _entry("Root Entry", 5, END, 0, child=1))
    directory = put(b"".join(entries).ljust(512, b"\0"))
    assert len(table) <= 128
    header = OLE + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, directory, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    fat = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    return header + fat + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    right = FREE
    return (
        coded.ljust(64, b"\0") + struct.pack("<HBBIII", len(coded), kind, 1, FREE, right, child)
        + bytes(36) + struct.pack("<IQ", start, size)
    )


def record(kind: int, body: bytes = b"") -> bytes:
    """One BIFF record."""
    return struct.pack("<HH", kind, len(body)) + body


def bof(kind: int) -> bytes:
    """The record that opens the workbook's globals (5), a sheet (16) or a chart (32)."""
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def text8(text: str, width: str = "<H") -> bytes:
    """A BIFF8 text with its count of characters."""
    return struct.pack(width, len(text)) + b"\x01" + text.encode("utf-16-le")


def xls(cells: bytes, *, formats: tuple[str, ...] = (), before: bytes = b"", hidden: int = 0) -> bytes:
    """A BIFF8 file with one sheet; cell style 0 is General, then one style for each of ``formats``."""
    globals_ = bof(5) + before
    for at, code in enumerate(formats):
        globals_ += record(0x41E, struct.pack("<H", 200 + at) + text8(code))
    for number in (0, *(200 + at for at in range(len(formats)))):
        globals_ += record(0xE0, struct.pack("<HH16x", 0, number))
    name = text8("台区", "<B")
    start = len(globals_) + 4 + 6 + len(name) + 4
    globals_ += record(0x85, struct.pack("<IBB", start, hidden, 0) + name) + record(0x0A)
    return compound({"Workbook": globals_ + bof(16) + cells + record(0x0A)})


def xls_number(row: int, column: int, number: float, style: int = 0) -> bytes:
    """A NUMBER record."""
    return record(0x203, struct.pack("<HHHd", row, column, style, number))


def xls_text(row: int, column: int, text: str) -> bytes:
    """A LABEL record."""
    return record(0x204, struct.pack("<HHH", row, column, 0) + text8(text))


def xls_formula(row: int, column: int, result: bytes) -> bytes:
    """A FORMULA record for ``1`` with the eight bytes of its stored result."""
    return record(0x06, struct.pack("<HHH", row, column, 0) + result + struct.pack("<HIH", 0, 0, 3) + b"\x1e\x01\x00")


def binary(kind: int, body: bytes = b"") -> bytes:
    """One record of an xlsb part."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size, length = len(body), b""
    while True:
        length += bytes([size & 127 | (128 if size > 127 else 0)])
        size >>= 7
        if not size:
            return head + length + body


def wide(text: str) -> bytes:
    """A text of an xlsb part."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows: dict[int, bytes], *, tail: bytes = b"") -> bytes:
    """An xlsb file with one sheet; cell style 1 is a percentage."""
    sheet = binary(129) + binary(148, bytes(16)) + binary(145)
    for row, cells in rows.items():
        sheet += binary(0, struct.pack("<I", row) + bytes(21)) + cells
    sheet += binary(146) + tail + binary(130)
    book = binary(131) + binary(153, bytes(8) + wide("")) + binary(143)
    book += binary(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("表")) + binary(144) + binary(132)
    styles = binary(278) + binary(615, bytes(4)) + binary(616) + binary(617, struct.pack("<I", 2))
    styles += binary(47, struct.pack("<HH12x", 0, 0)) + binary(47, struct.pack("<HH12x", 0, 10))
    styles += binary(618) + binary(279)
    space = b"http://schemas.openxmlformats.org/package/2006/relationships"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    relation = (
        b'<Relationships xmlns="%s"><Relationship Id="rId1" Type="%s" Target="worksheets/sheet1.bin"/>'
        b"</Relationships>"
    )
    return zipped({
        "[Content_Types].xml": b"<Types/>", "xl/workbook.bin": book, "xl/styles.bin": styles,
        "xl/_rels/workbook.bin.rels": relation % (space, kind), "xl/worksheets/sheet1.bin": sheet,
    })


def ods(tables: str, *, styles: str = "", manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument spreadsheet with ``tables`` as its body."""
    spaces = "".join(
        f' xmlns:{each}="urn:{each}"' for each in ("office", "table", "text", "style", "calcext", "draw", "xlink")
    )
    content = (
        f"<office:document-content{spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(),
    })
