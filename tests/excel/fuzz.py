"""Malformed files, the same for the same number: cut, flipped, lying, far, deep, huge, cyclic, doubled."""

import contextlib
import io
import random
import struct
import warnings
import zipfile
from collections.abc import Callable, Sequence

from tests.excel.ledgers import CODES, DATES, HTML, MERGED, ODS, PLAIN, UTF16, XLS
from tests.kit.reading import files

SHEET, BOOK, STRINGS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
XML2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
    'spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="台账"><Table><Row><Cell>'
    '<Data ss:Type="String">台区编号</Data></Cell><Cell><Data ss:Type="String">台区名称</Data></Cell></Row><Row>'
    '<Cell ss:Index="1"><Data ss:Type="String">0451000001</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell>'
    "</Row></Table></Worksheet></Workbook>"
).encode()
XLSB = files.xlsb({0: files.binary(6, struct.pack("<II", 0, 0) + files.wide("台区编号")),
                   1: files.binary(5, struct.pack("<IId", 0, 0, 7.0))})  # fmt: skip
WHEN = (2026, 11, 24, 8, 0, 0)
Mend = Callable[[random.Random, bytes], bytes]


def _zip_of(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip that is the same whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, WHEN), content, compression)
    return out.getvalue()


def _steady(content: bytes) -> bytes:
    return _zip_of({name: part for name, part in files.parts_of(content).items() if name != "docProps/core.xml"})


SEEDS: tuple[tuple[str, bytes], ...] = (
    ("a.xlsx", _steady(PLAIN.content)), ("b.xlsx", _steady(MERGED.content)), ("c.xlsx", _steady(DATES.content)),
    ("d.xls", XLS.content), ("e.ods", _steady(ODS.content)), ("f.xls", HTML.content), ("g.txt", UTF16.content),
    ("h.csv", "台区编号,户数\n1,2\n".encode("gbk")), ("i.xml", XML2003), ("j.xlsb", _steady(XLSB)),
    ("k.xlsx", _steady(CODES.content)),
)  # fmt: skip


def malformed(seed: int) -> tuple[str, bytes]:
    """File name and content number ``seed``."""
    dice = random.Random(seed)
    if seed % 3:
        name, content = dice.choice(SEEDS)
        for _time in range(dice.randint(1, 3)):
            content = dice.choice(ON_BYTES)(dice, content)
        return f"{seed}_{name}", content
    name, content = dice.choice([each for each in SEEDS if each[1].startswith(b"PK")])
    if name.endswith("xlsx"):
        return f"{seed}_{name}", _in_zip(dice, content)
    return f"{seed}_{name}", _inside(dice, content)


def _in_zip(dice: random.Random, content: bytes) -> bytes:
    parts = files.parts_of(content)
    for change in dice.sample(IN_PARTS, dice.randint(1, 2)):
        with contextlib.suppress(KeyError, ValueError):  # the part it wants is gone or spoilt already
            change(dice, parts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _zipped(dice, parts)


def _inside(dice: random.Random, content: bytes) -> bytes:
    """One part of a zip with broken bytes, the zip itself whole."""
    parts = files.parts_of(content)
    name = dice.choice(sorted(parts))
    parts[name] = dice.choice(ON_BYTES)(dice, parts[name])
    return _zip_of(parts)


def _cut(dice: random.Random, content: bytes) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _flip(dice: random.Random, content: bytes) -> bytes:
    changed = bytearray(content or b"\0")
    for _time in range(dice.choice((1, 4, 16, 64))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _drop(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content) + 1)
    return content[:at] + content[at + dice.choice((1, 7, 64, 512)) :]


def _double(dice: random.Random, content: bytes) -> bytes:
    at, size = dice.randrange(len(content) + 1), dice.choice((2, 30, 400))
    return content[: at + size] + content[at : at + size] * dice.choice((1, 3, 50)) + content[at + size :]


def _insert(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content) + 1)
    odd = (
        b"\0" * 40, b'"', b"\xff\xfe\xff", b"<!DOCTYPE a>", b"]]>", b"<table>" * 3000, dice.randbytes(60), b"\n" * 5000,
    )  # fmt: skip
    return content[:at] + dice.choice(odd) + content[at:]


def _false_number(dice: random.Random, content: bytes) -> bytes:
    """Four bytes become a number that is far too large: lengths, counts, sectors."""
    at = dice.randrange(max(len(content) - 4, 1))
    number = dice.choice((0xFFFFFFFF, 0x7FFFFFFF, 0xFFFF, 0x80000000, 0xFFFFFFFE, 0))
    return content[:at] + struct.pack("<I", number) + content[at + 4 :]


ON_BYTES: Sequence[Mend] = (_cut, _flip, _flip, _drop, _double, _insert, _false_number, _false_number)
Change = Callable[[random.Random, dict[str, bytes]], None]


def _row(dice: random.Random, parts: dict[str, bytes], row: bytes) -> None:
    """``row`` as another row of the sheet, first or last."""
    sheet = parts[SHEET]
    mark = dice.choice((b"<sheetData>", b"</sheetData>"))
    parts[SHEET] = sheet.replace(mark, mark + row if mark == b"<sheetData>" else row + mark, 1)


def _odd_cell(dice: random.Random, parts: dict[str, bytes]) -> None:
    where = dice.choice((b"XFD1048576", b"A1048577", b"ZZZZ9", b"A0", b"A-1", b"", b"A1", b"1A", b"A99999999999"))
    value = dice.choice((
        b"<v>1e999</v>", b"<v>NaN</v>", b"<v></v>", b"<v>999999999</v>", b"<v>-1</v>", b"<is><t>&#1;&#xD800;</t></is>",
        b"<is><t>" + b"x" * 40_000 + b"</t></is>", b"<f>A1+</f><v/>", b"<f t='shared' si='9'/><v>1</v>",
        b"<v>1</v>" * 100, "<is><t>\ufffe\uffff</t></is>".encode(),
    ))  # fmt: skip
    kind = dice.choice((b"s", b"n", b"b", b"e", b"str", b"d", b"inlineStr", b"?", b""))
    number = dice.choice((b"1", b"0", b"-5", b"1048577", b"99999999999", b"x", b""))
    _row(dice, parts, b'<row r="%s"><c r="%s" t="%s" s="%d">%s</c></row>' % (
        number, where, kind, dice.choice((0, 1, 99999, -1)), value))  # fmt: skip


def _far_cells(dice: random.Random, parts: dict[str, bytes]) -> None:
    column = dice.choice((b"XFD", b"ALL", b"B"))
    numbers = range(50, 1_048_577, 40_000)
    rows = b"".join(b'<row r="%d"><c r="%s%d"><v>1</v></c></row>' % (n, column, n) for n in numbers)
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")


def _cyclic(_dice: random.Random, parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", b'<row r="90"><c r="A90"><f>B90+1</f></c><c r="B90"><f>A90+1'
                                        b'</f><v>3</v></c></row></sheetData>')  # fmt: skip


def _deep(dice: random.Random, parts: dict[str, bytes]) -> None:
    depth = dice.choice((100, 5_000, 200_000))
    name = dice.choice((SHEET, BOOK, "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"))
    part = parts[name]
    at = part.rindex(b"</")
    parts[name] = part[:at] + b"<a>" * depth + b"</a>" * depth + part[at:]


def _dimension(dice: random.Random, parts: dict[str, bytes]) -> None:
    ref = dice.choice((b"A1:XFD1048576", b"A1", b"", b"ZZZ1:A1", b"A1:A99999999999", b"?"))
    head, _mark, tail = parts[SHEET].partition(b'<dimension ref="')
    parts[SHEET] = head + b'<dimension ref="' + ref + tail[tail.find(b'"') :] if tail else head


def _merges(dice: random.Random, parts: dict[str, bytes]) -> None:
    refs = dice.choice((
        [b"A1:XFD1048576"], [b"A1:B2"] * 5_000, [b"A%d:D%d" % (n, n + 3) for n in range(1, 3_000)], [b"B2:A1"], [b":"],
        [b"A1:ZZZZZ9"], [b"A2:A1048576", b"A3:C9"],
    ))  # fmt: skip
    cells = b"".join(b'<mergeCell ref="%s"/>' % ref for ref in refs)
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", b"</sheetData><mergeCells>" + cells + b"</mergeCells>")


def _false_counts(dice: random.Random, parts: dict[str, bytes]) -> None:
    count = dice.choice((b"4294967295", b"-1", b"999999999999999999999", b"x"))
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="%s" uniqueCount="%s">'
    parts[STRINGS] = head % (count, count) + b"<si><t>a</t></si></sst>"


def _missing(dice: random.Random, parts: dict[str, bytes]) -> None:
    del parts[dice.choice(sorted(parts))]


def _empty(dice: random.Random, parts: dict[str, bytes]) -> None:
    parts[dice.choice(sorted(parts))] = dice.choice((b"", b"\xef\xbb\xbf", b"<", b"<a/>", b"\0" * 9))


def _entity(dice: random.Random, parts: dict[str, bytes]) -> None:
    name = dice.choice(sorted(parts))
    laughs = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    parts[name] = parts[name].replace(b"<", laughs + b"<", 1)


def _outside(dice: random.Random, parts: dict[str, bytes]) -> None:
    name = dice.choice(("xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"))
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
    head = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    link = b'<Relationship Id="rId1" Type="%s" Target="http://x.invalid/" TargetMode="External"/></Relationships>'
    parts[name] = head + link % kind


def _bomb(dice: random.Random, parts: dict[str, bytes]) -> None:
    size = dice.choice((60_000_000, 220_000_000))
    parts[dice.choice(("xl/media/image1.png", STRINGS, SHEET))] = b" " * size


def _tabs(dice: random.Random, parts: dict[str, bytes]) -> None:
    name = dice.choice(("台账", "", "x" * 300, "a]b", "&#0;"))
    one = f'<sheet name="{name}" sheetId="7" r:id="rId1" state="odd"/>'.encode()
    parts[BOOK] = parts[BOOK].replace(b"<sheets>", b"<sheets>" + one * dice.choice((1, 2, 400)))


def _wide_text(dice: random.Random, parts: dict[str, bytes]) -> None:
    name = dice.choice((SHEET, BOOK))
    parts[name] = parts[name].decode("utf-8").encode(dice.choice(("utf-16", "gbk", "utf-8-sig")), "replace")


def _formats(dice: random.Random, parts: dict[str, bytes]) -> None:
    code = dice.choice((b"[" * 3000, b"0" * 9000, b"yy" * 900, b"0;" * 900, b"&quot;" * 901))
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(
        b"<fonts", b'<numFmts count="1"><numFmt numFmtId="0" formatCode="%s"/></numFmts><fonts' % code, 1)  # fmt: skip


IN_PARTS: Sequence[Change] = (
    _odd_cell, _odd_cell, _odd_cell, _far_cells, _cyclic, _deep, _dimension, _merges, _false_counts, _missing, _empty,
    _entity, _outside, _bomb, _tabs, _wide_text, _formats,
)  # fmt: skip


def _zipped(dice: random.Random, parts: dict[str, bytes]) -> bytes:
    """The parts as a zip: sometimes with a part twice, a path that climbs, another compression, or false sizes."""
    trick = dice.choice(("plain", "plain", "twice", "climb", "stored", "lie", "lock"))
    more = {"twice": (SHEET, b"<worksheet/>"), "climb": ("../../etc/passwd", b"x")}
    out = io.BytesIO(_zip_of(parts, zipfile.ZIP_STORED if trick == "stored" else zipfile.ZIP_DEFLATED))
    if trick in more:
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(zipfile.ZipInfo(more[trick][0], WHEN), more[trick][1])
    content = out.getvalue()
    at = content.find(b"PK\x01\x02")
    if trick == "lie":
        return content[: at + 20] + struct.pack("<II", 10, 0xFFFFFFF0) + content[at + 28 :]
    if trick == "lock":
        return content[: at + 8] + b"\x01\x00" + content[at + 10 :]
    return content
