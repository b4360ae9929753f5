"""A foreign file can be refused, never obeyed: what is hostile, broken or shut ends with a clear sentence."""

import json
import os
import random
import struct
import subprocess
import sys
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.kit.errors import Cancelled, Unreadable
from app.kit.reading import cage
from app.kit.reading.book import Book
from app.kit.reading.cage import read_book
from app.kit.reading.limits import Limits
from tests.kit.reading import files

ROW = b'<row r="1"><c r="A1"><v>1</v></c></row>'
PLAIN = files.sheet_xml(ROW)
RELATION = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://x/%s" Target="file:///c:/other.xlsx" TargetMode="External"/></Relationships>'
)


def with_parts(**parts: bytes) -> bytes:
    """The plain workbook with further or other parts; ``__`` is a slash and ``_dot_`` a point."""
    named = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    return files.zipped({**files.parts_of(PLAIN), **named})


def shared(claimed: int, text: bytes, rows: int) -> bytes:
    cell = b'<c r="%c%d" t="s"><v>0</v></c>'
    cells = b"".join(
        b'<row r="%d">%s</row>' % (row, b"".join(cell % (65 + at, row) for at in range(26)))
        for row in range(1, rows + 1)
    )
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = b'<sst xmlns="%s" uniqueCount="%d"><si><t>%s</t></si></sst>' % (space, claimed, text)
    return files.zipped({**files.parts_of(files.sheet_xml(cells)), "xl/sharedStrings.xml": strings})


def looped_chain() -> bytes:
    content = files.xls(files.xls_number(0, 0, 1))
    return content[:512] + struct.pack("<128I", files.FAT, *[1] * 127) + content[1024:]


def repeated(attribute: str) -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
    return files.ods(f'<table:table table:name="a"><table:table-row {attribute}>{cell}</table:table-row></table:table>')


HOSTILE = {
    "zip bomb": with_parts(xl__media__a_dot_bin=bytes(300_000_000)),
    "xml bomb": files.sheet_xml(ROW * 6_000_000),
    "many members": files.zipped({f"xl/{number}": b"" for number in range(2100)}),
    "deep ods": files.ods("<a>" * 300_000 + "</a>" * 300_000),
    "repeated rows": repeated('table:number-rows-repeated="1000000"'),
    "repeats of repeats": repeated('table:number-rows-repeated="999999999999"'),
    "repeated text": shared(1, b"x" * 32_000, 15_000),
    "doctype": with_parts(xl__workbook_dot_xml=b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'),
    "doctype in a corner": with_parts(docProps__core_dot_xml=b"<!DOCTYPE a><a/>"),
    "external relation": with_parts(xl__externalLinks___rels__e_dot_xml_dot_rels=RELATION % b"externalLinkPath"),
    "external image": with_parts(xl__drawings___rels__d_dot_xml_dot_rels=RELATION % b"image"),
    "far cell": files.sheet_xml(ROW + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "far cell in the middle": files.sheet_xml(ROW.replace(b"A1", b"XFD900000") + ROW.replace(b"1", b"2")),
    "impossible cell": files.sheet_xml(b'<row r="1"><c r="ABCD99999999"><v>1</v></c></row>'),
    "far error": files.sheet_xml(b'<row r="1048576"><c r="XFD1048576" t="e"><v>#N/A</v></c></row>'),
    "far xls": files.xls(files.xls_number(65535, 65535, 1)),
    "far xlsb": files.xlsb({2**31: files.binary(5, struct.pack("<IId", 2**31, 0, 1))}),
    "far text": b"1\n" * 20_000 + b"," * 16_000 + b"1",
    "spans": b"<table>" + b"<tr><td rowspan=9999 colspan=9999>x</td></tr>" * 20_000 + b"</table>",
}
BROKEN = {
    "truncated zip": PLAIN[: len(PLAIN) // 2],
    "no zip at all": b"PK\x03\x04" + bytes(200),
    "truncated sheet": files.zipped({**files.parts_of(PLAIN), files.SHEET: files.parts_of(PLAIN)[files.SHEET][:-60]}),
    "wrong sum": files.zipped(files.parts_of(PLAIN), zipfile.ZIP_STORED).replace(b"<v>1", b"<v>2"),
    "false count": shared(4_000_000_000, b"x", 1),
    "unknown error": files.sheet_xml(b'<row r="1"><c r="A1" t="e"><v>#FOO!</v></c></row>'),
    "looped chain": looped_chain(),
    "truncated xls": files.xls(files.xls_number(0, 0, 1))[:3000],
    "false count in xls": files.xls(b"", before=files.record(0xFC, struct.pack("<II", 9, 0xFFFFFFF0))),
    "no sheets": with_parts(xl__workbook_dot_xml=b"<workbook/>"),
    "truncated ods": files.zipped({**files.parts_of(files.ods("")), "content.xml": b"<a><b>"}),
}
SHUT = {
    "xlsx": files.compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}),
    "xls": files.xls(b"", before=files.record(0x2F, bytes(6))),
    "ods": files.ods("", manifest="<manifest><file-entry><encryption-data/></file-entry></manifest>"),
}


def refusal(folder: Path, content: bytes) -> Unreadable:
    path = folder / "台账.xlsx"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        read_book(path)
    assert "台账.xlsx" in str(refused.value)
    return refused.value


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path, HOSTILE[name]).code in ("hostile", "too_large")


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_told(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path, BROKEN[name]).code == "damaged"


@pytest.mark.parametrize("name", SHUT)
def test_protected_files_are_told_apart(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path, SHUT[name]).code == "protected"


@pytest.mark.parametrize(
    "content",
    [
        with_parts(xl__worksheets___rels__sheet1_dot_xml_dot_rels=RELATION % b"hyperlink"),
        with_parts(xl__vbaProject_dot_bin=b"macros"),
        with_parts(xl__embeddings__a_dot_xlsx=HOSTILE["far cell"]),
    ],
    ids=["hyperlinks", "macros", "workbook inside"],
)
def test_what_is_carried_along_does_no_harm(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    assert read_book(path).sheets[0].rows == ((1.0,),)


def test_bombs_cost_little_memory(tmp_path: Path) -> None:
    for number, content in enumerate(HOSTILE.values()):
        (tmp_path / f"{number}.xlsx").write_bytes(content)
    script = (
        "import resource, sys, pathlib\nfrom app.kit.errors import Unreadable\n"
        "from app.kit.reading.cage import read_book\n"
        "for path in pathlib.Path(sys.argv[1]).iterdir():\n"
        "    try: read_book(path)\n"
        "    except Unreadable: pass\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, check=True, cwd=cage._ROOT)
    assert int(done.stdout) < 100_000


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").touch()
    os.mkfifo(tmp_path / "pipe.xlsx")
    expected = {".": "directory", "gone.xlsx": "missing", "a/b.xlsx": "missing", "empty.xlsx": "empty",
                "pipe.xlsx": "not_a_workbook", "nul\0.xlsx": "missing"}
    for name, code in expected.items():
        with pytest.raises(Unreadable) as refused:
            read_book(tmp_path / name)
        assert (name, refused.value.code) == (name, code)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "shut.xlsx"
    path.write_bytes(PLAIN)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this account may read everything")
    with pytest.raises(Unreadable) as refused:
        read_book(path)
    assert refused.value.code == "no_permission"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=100), "too_large"), (Limits(inflated_bytes=1000), "too_large"),
        (Limits(cells=0), "too_large"), (Limits(members=3), "hostile"), (Limits(seconds=0), "timeout"),
    ],
)
def test_limits_can_be_set(tmp_path: Path, limits: Limits, code: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(PLAIN)
    with pytest.raises(Unreadable) as refused:
        read_book(path, limits=limits)
    assert refused.value.code == code


@pytest.mark.parametrize("program", ["import os; os.abort()", "import sys; sys.exit(3)", "print('not a frame')"])
def test_a_child_that_dies_means_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(cage, "_command", lambda: [sys.executable, "-c", program])
    assert refusal(tmp_path, PLAIN).code == "damaged"


def test_cancel_and_timeout_leave_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(PLAIN)
    monkeypatch.setattr(cage, "_command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    asked = threading.Event()
    threading.Timer(0.2, asked.set).start()
    with pytest.raises(Cancelled):
        read_book(path, cancel=asked.is_set)
    with pytest.raises(Unreadable) as refused:
        read_book(path, limits=replace(Limits(), seconds=0.2))
    assert refused.value.code == "timeout"
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_the_child_opens_nothing_after_the_door_is_shut() -> None:
    watch = (
        "import sys\nseen = []\non = False\n"
        "def hook(event, about):\n"
        "    global on\n"
        "    on = on or event == 'sys.addaudithook'\n"
        "    if on and event.split('.')[0] in ('open', 'socket', 'os', 'subprocess', 'import', 'ctypes', 'shutil'):\n"
        "        seen.append((event, about[:1]))\n"
        "sys.addaudithook(hook)\nfrom app.kit.reading.child import main\nmain()\nprint(seen, file=sys.stderr)"
    )
    contents = [
        PLAIN, HOSTILE["external relation"], HOSTILE["doctype"], files.ods(""), files.xls(files.xls_number(0, 0, 1)),
        files.xlsb({}), "甲,乙".encode("gbk"), "甲,乙".encode("utf-16"), BROKEN["false count"],
        b'<html><meta charset=big5><table><tr><td><img src="http://x/">1</td></tr></table>',
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ]
    limits = json.dumps(cage.asdict(Limits()))
    for content in contents:
        done = subprocess.run(
            [sys.executable, "-c", watch, limits], input=content, capture_output=True, check=True, cwd=cage._ROOT
        )
        assert done.stderr.splitlines()[-1] == b"[]"


def test_the_child_is_small() -> None:
    heavy = ("sqlalchemy", "PySide6", "numpy", "openpyxl", "subprocess", "gettext")
    code = f"import sys, app.kit.reading.child; print([each for each in {heavy} if each in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=cage._ROOT)
    assert done.stdout.strip() == b"[]"


def test_mutated_files_end_in_a_book_or_a_refusal(tmp_path: Path) -> None:
    chance = random.Random(20240301)
    cells = b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c><c r="B1"><f>A1</f><v>2</v></c></row>'
    seeds = [
        files.sheet_xml(cells), files.xls(files.xls_number(0, 0, 1) + files.xls_text(1, 1, "甲")),
        files.xlsb({1: files.binary(5, struct.pack("<IId", 1, 1, 0.05))}), files.ods(_SMALL),
        "甲,乙\n1,2".encode("gbk"), "<table><tr><td>甲</td></tr></table>".encode(),
    ]
    loose = [files.parts_of(seed) for seed in (seeds[0], seeds[2], seeds[3])]
    path = tmp_path / "a.xlsx"
    for number in range(150):
        if number % 2:
            content = _flipped(seeds[number % len(seeds)], chance)
        else:
            parts = dict(loose[number // 2 % len(loose)])
            telling = ("sheet", "content", "workbook", "styles")
            name = chance.choice([each for each in parts if any(word in each for word in telling)])
            content = files.zipped({**parts, name: _flipped(parts[name], chance)})
        path.write_bytes(content)
        try:
            assert isinstance(read_book(path), Book)
        except Unreadable as refused:
            assert str(refused).startswith("a.xlsx")


_SMALL = (
    '<table:table table:name="一"><table:table-row><table:table-cell office:value-type="float" office:value="1"/>'
    "</table:table-row></table:table>"
)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    out = bytearray(content)
    for _each in range(chance.choice((1, 3, 20))):
        out[chance.randrange(len(out))] = chance.choice((0, 0x22, 0x3C, 0x39, 0xFF, chance.randrange(256)))
    return bytes(out[: chance.choice((len(out), len(out), chance.randrange(1, len(out))))])
