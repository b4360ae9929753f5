"""Text, HTML, OpenDocument and Excel's XML of 2003."""

import datetime as dt
from pathlib import Path

import pytest

from app.kit.errors import Unreadable
from app.kit.reading.book import Book, CellError, Merge, Uncalculated
from app.kit.reading.cage import read_book
from tests.kit.reading import files

TEXT = '台区编号,名称,户数\r\n0012345678,"韦家,村",12\r\n\r\n0012345679,"两\n行",\r\n'


def read(folder: Path, content: bytes, name: str = "表.xls") -> Book:
    path = folder / name
    path.write_bytes(content)
    return read_book(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_in_every_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    text = TEXT if separator == "," else TEXT.replace("韦家,村", "韦家村").replace(",", separator)
    book = read(tmp_path, text.encode(encoding), "六月.txt")
    name = "韦家,村" if separator == "," else "韦家村"
    assert (book.format, book.sheets[0].name) == ("csv", "六月")
    assert book.sheets[0].rows == (
        ("台区编号", "名称", "户数"), ("0012345678", name, "12"), (None,) * 3, ("0012345679", "两\n行", None),
    )


def test_a_short_gbk_text_is_not_guessed_at(tmp_path: Path) -> None:
    assert read(tmp_path, "联通,移动".encode("gbk")).sheets[0].rows == (("联通", "移动"),)


def test_codes_that_exporters_shield_from_excel(tmp_path: Path) -> None:
    assert read(tmp_path, b'sep=;\n="00123";4500\t;"="\n').sheets[0].rows == (("00123", "4500", "="),)


def test_sloppy_quotes_are_read_unless_rows_could_be_swallowed(tmp_path: Path) -> None:
    assert read(tmp_path, '"国网"营业厅,1\n甲,2'.encode()).sheets[0].rows == (("国网营业厅", "1"), ("甲", "2"))
    with pytest.raises(Unreadable) as refused:
        read(tmp_path, 'a,b\n"甲,2\n乙,3\n'.encode())
    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 abc", b"\x89PNG\r\n\x1a\n....", b"\x00\x01\x02\x03\xff\xfe\xfd" * 9, b"<svg/>",
     b"<html><p>no</p></html>",
     files.zipped({"word/document.xml": b"<w/>"}), files.zipped({"mimetype": b"application/epub+zip"}),
     files.compound({"WordDocument": b"x"}), b"\x09\x08\x10\x00" + bytes(20)],
    ids=["pdf", "png", "binary", "svg", "html", "docx", "epub", "doc", "bare biff"],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(tmp_path, content, "台账.xlsx")
    assert refused.value.code == "not_a_workbook"
    assert "台账.xlsx" in str(refused.value)


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("utf-8", "gbk")])
def test_html_tables_with_spans(tmp_path: Path, charset: str, encoding: str) -> None:
    page = f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
    <title>x</title><style>td {{ color: red }}</style></head><body><h3>六月线损</h3><table border=1>
    <tr><th rowspan="2">台区</th><th colspan=2 title="a>b">线损</th><th rowspan=2>经理</th></tr>
    <tr><th>电量<br>kWh</th><th>率</th></tr>
    <tr><td style='x'>0012&nbsp;</td><td>1,200</td><td><b>5.12%</b><td>韦&amp;某</td></tr>
    <!-- <tr><td>gone</td></tr> --><tr><td></td><td>&nbsp;</td></tr><tr><td>末</td></tr></table></body></html>"""
    sheet = read(tmp_path, page.encode(encoding)).sheets[0]
    assert sheet.rows == (
        ("六月线损", None, None, None), ("台区", "线损", None, "经理"), (None, "电量\nkWh", "率", None),
        ("0012", "1,200", "5.12%", "韦&某"), (None,) * 4, ("末", None, None, None),
    )
    assert sheet.merges == (Merge(1, 0, 2, 0), Merge(1, 1, 1, 2), Merge(1, 3, 2, 3))


def test_a_text_that_runs_over_its_neighbours_is_no_merged_cell(tmp_path: Path) -> None:
    page = b"""<table><tr><td colspan=3 style='mso-ignore: colspan'>a long title</td><td>x</td></tr>
    <tr><td rowspan=2>1</td><td>2</td></tr><tr><td>3</td></tr></table>"""
    sheet = read(tmp_path, page).sheets[0]
    assert sheet.rows == (("a long title", None, None, "x"), ("1", "2", None, None), (None, "3", None, None))
    assert sheet.merges == (Merge(1, 0, 2, 0),)


def test_html_entities_declared_in_the_file_are_refused(tmp_path: Path) -> None:
    page = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><table><tr><td>&x;</td></tr></table>'
    with pytest.raises(Unreadable) as refused:
        read(tmp_path, page)
    assert refused.value.code == "hostile"


def test_open_document(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="{}" {}>{}</table:table-cell>'
    two_lines = "<text:p>韦<text:s text:c='2'/>某</text:p><text:p>乙</text:p>"
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    cells = (
        '<table:table-cell table:number-columns-repeated="2"/>'
        + cell.format("string", 'table:number-columns-spanned="2"', two_lines)
        + '<table:covered-table-cell/>'
        + cell.format("float", 'office:value="7.5" table:number-columns-repeated="2"', "<text:p>8</text:p>")
        + cell.format("percentage", 'office:value="0.05"', "<text:p>5%</text:p>")
        + cell.format("date", 'office:date-value="2024-03-01"', "<text:p>3月1日</text:p>")
        + cell.format("time", 'office:time-value="PT26H30M00S"', "<text:p>26:30</text:p>")
        + cell.format("string", 'calcext:value-type="error" table:formula="of:=NA()"', "<text:p>#N/A</text:p>")
        + '<table:table-cell table:formula="of:=[.A1]+1"/>'
        + cell.format("boolean", 'office:boolean-value="true"', note)
    )
    rows = (
        f'<table:table-row table:number-rows-repeated="2"/><table:table-row table:number-rows-repeated="2">{cells}'
        '</table:table-row><table:table-row table:number-rows-repeated="1048572">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    styles = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    tables = (
        f'<table:table table:name="一">{rows}</table:table><table:table table:name="二" table:style-name="h"/>'
        '<table:table table:name="外"><table:table-source xlink:href="file:///x"/></table:table>'
    )
    book = read(tmp_path, files.ods(tables, styles=styles))
    first, second = book.sheets
    assert (book.format, first.hidden, second.name, second.hidden) == ("ods", False, "二", True)
    assert len(first.rows) == 4
    assert first.rows[2] == first.rows[3] == (
        None, None, "韦  某\n乙", None, 7.5, 7.5, 0.05, dt.date(2024, 3, 1), "26:30", CellError("#N/A"),
        Uncalculated("[.A1]+1"), True,
    )
    assert first.merges == (Merge(2, 2, 2, 3),)
    assert first.shown.is_percent(3, 6)


def test_excel_xml_of_2003(tmp_path: Path) -> None:
    page = """<?xml version="1.0" encoding="GBK"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
    <Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>
    <Worksheet ss:Name="表"><Table><Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">台区</Data>
    <Comment><ss:Data>批注</ss:Data></Comment></Cell><Cell><Data ss:Type="Number">7</Data></Cell></Row>
    <Row><Cell ss:Index="2" ss:StyleID="p"><Data ss:Type="Number">0.05</Data></Cell>
    <Cell><Data ss:Type="DateTime">2024-03-01T00:00:00.000</Data></Cell><Cell ss:Formula="=R1C1"/>
    <Cell ss:Formula="=NA()"><Data ss:Type="Error">#N/A</Data></Cell></Row></Table>
    <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""
    sheet = read(tmp_path, page.encode("gbk")).sheets[0]
    assert (sheet.name, sheet.hidden, sheet.merges) == ("表", True, (Merge(1, 0, 1, 1),))
    assert sheet.rows == (
        (None,) * 5, ("台区", None, 7.0, None, None),
        (None, 0.05, dt.date(2024, 3, 1), Uncalculated("R1C1"), CellError("#N/A")),
    )
    assert sheet.shown.is_percent(2, 1)
