"""What a cell holds comes out exactly, in its place; nothing unknown reads as empty, zero or a day."""

import datetime as dt
import struct
from pathlib import Path

import pytest

from app.kit.reading.book import Book, CellError, Merge, Uncalculated
from app.kit.reading.cage import read_book
from tests.kit.reading import files


def read(folder: Path, content: bytes, name: str = "book") -> Book:
    path = folder / name
    path.write_bytes(content)
    return read_book(path)


def test_rows_and_columns_keep_their_numbers(tmp_path: Path) -> None:
    def fill(book: files.Workbook) -> None:
        sheet = book.add_worksheet("六月")
        sheet.write_string("C4", "台区")
        sheet.write_number("D4", 7)
        sheet.write_boolean("E6", True)
        sheet.merge_range("C8:D9", "合并")
        book.add_worksheet("旧").hide()

    book = read(tmp_path, files.xlsx(fill), "不是表.txt")
    first, second = book.sheets
    assert (book.format, first.name, first.hidden, second.name, second.hidden) == ("xlsx", "六月", False, "旧", True)
    assert first.rows[0] == (None,) * 5
    assert first.rows[3] == (None, None, "台区", 7.0, None)
    assert first.rows[5][4] is True
    assert first.merges == (Merge(7, 2, 7, 3),), "cut to the rows in use"
    assert second.rows == ()


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [
        ("yyyy-mm-dd", 45352, dt.date(2024, 3, 1)),
        ('yyyy"年"m"月"', 45352.5, dt.datetime(2024, 3, 1, 12)),
        (57, 45352, dt.date(2024, 3, 1)),
        ("[$-804]aaaa", 45352, dt.date(2024, 3, 1)),
        ("h:mm", 0.5, dt.time(12)),
        ("h:mm", 0, dt.time(0)),
        ("[h]:mm", 1.25, "30:00"),
        ("yyyy-mm-dd", -5, -5.0),
        ("yyyy-mm-dd", 0, 0.0),
        ("yyyy-mm-dd", 0.25, 0.25),
        ("#kWh", 1250, 1250.0),
        ('0"天"', 12, 12.0),
        ("General", 1.5, 1.5),
    ],
)
def test_a_number_is_a_day_only_where_excel_shows_one(
    tmp_path: Path, code: str | int, number: float, expected: object
) -> None:
    def fill(book: files.Workbook) -> None:
        book.add_worksheet().write_number(0, 0, number, book.add_format({"num_format": code}))

    value = read(tmp_path, files.xlsx(fill)).sheets[0].rows[0][0]
    assert (value, type(value)) == (expected, type(expected))


def test_the_1904_epoch(tmp_path: Path) -> None:
    def fill(book: files.Workbook) -> None:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        sheet.write_datetime(0, 0, dt.datetime(2024, 3, 1), days)
        sheet.write_datetime(1, 0, dt.datetime(2024, 3, 1), book.add_format({"num_format": "aaaa"}))

    book = read(tmp_path, files.xlsx(fill, date_1904=True))
    assert book.date_1904
    assert [row[0] for row in book.sheets[0].rows] == [dt.date(2024, 3, 1)] * 2


def test_telling_formats_are_known_by_cell(tmp_path: Path) -> None:
    def fill(book: files.Workbook) -> None:
        sheet = book.add_worksheet()
        for column, code in enumerate(("0.00%", "00000", '0!.0,"万"', "#,##0.00")):
            style = book.add_format({"num_format": code})
            for row in range(1, 4):
                sheet.write_number(row, column, 0.5, style)
        sheet.write_string(2, 0, "—")

    shown = read(tmp_path, files.xlsx(fill)).sheets[0].shown
    assert [shown.is_percent(row, 0) for row in range(5)] == [False, True, False, True, False]
    assert (shown.padding(1, 1), shown.scale(3, 2), shown.kind(1, 3), shown.kind(1, 9)) == (5, 4, "", "")


def test_errors_and_formulas_without_result_are_marked(tmp_path: Path) -> None:
    content = files.sheet_xml(
        b'<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        b'<c r="C2"><f>SUM(A1,&quot;&lt;&quot;)</f></c><c r="D2"><f>A1</f><v></v></c><c r="E2"><f>A1</f><v /></c>'
        b'<c r="F2" t="str"><f>A1</f><v></v></c><c r="G2"><f t="shared" si="0"/></c><c r="H2"><f>A1</f><v>5</v></c>'
        b'<c r="I2"><f>A1</f><v>0.0</v></c><c r="J2" t="str"><f>A1</f></c></row>'
        b'<row r="9"><c r="Z9"><f>LAST()</f></c></row>'
    )
    rows = read(tmp_path, content).sheets[0].rows
    assert rows[1][:5] == (
        CellError("#N/A"), CellError("#DIV/0!"), Uncalculated('SUM(A1,"<")'), Uncalculated("A1"), Uncalculated("A1"),
    )
    assert rows[1][5:10] == (None, Uncalculated(""), 5.0, Uncalculated("A1"), Uncalculated("A1"))
    assert rows[8][25] == Uncalculated("LAST()")


def test_a_zero_is_not_trusted_where_the_file_asks_for_calculation(tmp_path: Path) -> None:
    book = read(tmp_path, files.xlsx(lambda book: book.add_worksheet().write_formula(0, 0, "=1+1")))
    assert book.stale
    assert book.sheets[0].rows == ((Uncalculated("1+1"),),)


@pytest.mark.parametrize(
    ("body", "root"),
    [
        (b'<x:row r="2"><x:c r="A2"><x:v>7</x:v></x:c><x:c r="B2" t="e"><x:v>#N/A</x:v></x:c></x:row>', b"x:worksheet"),
        (b'<row/><row><c><v>7</v></c><c t="e"><v>#N/A</v></c></row>', b"worksheet"),
        (b"<row r='2'>\n<c\n r='A2'>\n<v>7</v>\n</c>\n<c t='e' r='B2'>\n<v>#N/A</v>\n</c>\n</row>", b"worksheet"),
        (b'<row r="2"><!-- <c r="Z9"><v>1</v></c> --><c r="A2"><v>7</v></c><c t="e" r="B2"><v>#N/A</v></c></row>',
         b"worksheet"),
    ],
    ids=["prefix", "no addresses", "spacing", "comment"],
)
def test_unusual_spellings_lose_nothing(tmp_path: Path, body: bytes, root: bytes) -> None:
    content = files.sheet_xml(body, root=root)
    assert read(tmp_path, content).sheets[0].rows == ((None, None), (7.0, CellError("#N/A")))


def test_formatted_but_empty_cells_far_out_do_no_harm(tmp_path: Path) -> None:
    body = (
        b'<row r="1" s="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'
        b'<row r="1048576" s="1"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"></c></row>'
    )
    assert read(tmp_path, files.sheet_xml(body)).sheets[0].rows == ((1.0,),)


def test_xls_also_named_et(tmp_path: Path) -> None:
    cells = (
        files.xls_text(0, 0, "名称") + files.xls_number(1, 1, 0.05, 1) + files.xls_number(2, 1, 45352, 2)
        + files.xls_number(3, 1, -5, 2) + files.xls_number(4, 1, 1250, 3)
        + files.record(0x205, struct.pack("<HHHBB", 5, 0, 0, 0x2A, 1))
        + files.xls_formula(6, 0, b"\x02\0\x07\0\0\0\xff\xff") + files.xls_formula(7, 0, struct.pack("<d", 12.5))
        + files.xls_formula(8, 0, b"\x03\0\0\0\0\0\xff\xff")
        + files.bof(32) + files.xls_number(0, 0, 999) + files.record(0x0A)
    )
    book = read(tmp_path, files.xls(cells, formats=("0.00%", "yyyy-mm-dd", "#kWh")), "表.et")
    sheet = book.sheets[0]
    assert (book.format, sheet.name, sheet.shown.is_percent(1, 1)) == ("xls", "台区", True)
    assert [row[1] for row in sheet.rows[1:5]] == [0.05, dt.date(2024, 3, 1), -5.0, 1250.0]
    assert [row[0] for row in sheet.rows] == [
        "名称", None, None, None, None, CellError("#N/A"), CellError("#DIV/0!"), 12.5,
    ], "a formula with a blank result is blank where others were calculated"


def test_an_xls_that_was_never_calculated(tmp_path: Path) -> None:
    cells = files.xls_number(0, 0, 5) + files.xls_formula(1, 0, b"\x03\0\0\0\0\0\xff\xff")
    assert read(tmp_path, files.xls(cells)).sheets[0].rows == ((5.0,), (Uncalculated(""),))


def test_xls_hidden_sheet_and_1904(tmp_path: Path) -> None:
    content = files.xls(
        files.xls_number(0, 0, 43890, 1), formats=("yyyy-mm-dd",), hidden=1, before=files.record(0x22, b"\x01\0")
    )
    book = read(tmp_path, content)
    assert (book.date_1904, book.sheets[0].hidden, book.sheets[0].rows) == (True, True, ((dt.date(2024, 3, 1),),))


def test_xlsb(tmp_path: Path) -> None:
    cells = files.binary(5, struct.pack("<IId", 1, 1, 0.05)) + files.binary(3, struct.pack("<IIB", 2, 0, 0x2A))
    cells += files.binary(6, struct.pack("<II", 3, 0) + files.wide("文"))
    content = files.xlsb({1: cells}, tail=files.binary(176, struct.pack("<4I", 1, 2, 0, 1)))
    sheet = read(tmp_path, content).sheets[0]
    assert sheet.rows == ((None,) * 4, (None, 0.05, CellError("#N/A"), "文"))
    assert (sheet.merges, sheet.shown.is_percent(1, 1)) == ((Merge(1, 0, 1, 1),), True)
