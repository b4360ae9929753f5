"""Templates that are no good say what is wrong, where, and what to do."""

import io
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from app.kit.errors import Refusal, Unreadable
from app.kit.template import check, fill, read_template
from tests.kit.reading.files import compound
from tests.kit.template.forms import FIELDS, VALUES, edited
from tests.kit.template.small import opened, template

ROW = {"A4": "{{姓名}}"}


@pytest.mark.parametrize(
    ("cells", "names", "told"),
    [
        (
            {"B2": "单位：{{单位"},
            {},
            "表, cell B2: a field is empty or not closed in “单位：{{单位”. Write it as {{…}}.",
        ),
        ({"B2": "{{ }}"}, {}, "表, cell B2: a field is empty or not closed"),
        ({"B2": "{{明细.姓名}}"}, {}, "表, cell B2: {{明细.姓名}} belongs into the row named 明细."),
        ({"B2": "{{明细.姓名}}", **ROW}, {"明细": "=表!$4:$4"}, "表, cell B2: {{明细.姓名}} belongs into the row"),
        (ROW, {"明细": "=表!$A$4:$D$5"}, "表: the name 明细 stands for 表!$A$4:$D$5. A repeating row is one row"),
        (ROW, {"明细": "=表!$A:$D"}, "表: the name 明细 stands for 表!$A:$D. A repeating row is one row"),
        (ROW, {"明细": "=表!$A$4,表!$C$4"}, "The name 明细 stands for 表!$A$4,表!$C$4, which is no row."),
        (ROW, {"明细": "=#REF!"}, "The name 明细 stands for #REF!, which is no row."),
        (ROW, {"明细": "=别处!$4:$4"}, "The name 明细 stands for 别处!$4:$4, but the workbook has no such sheet."),
        (ROW, {"明细": "=表!$4:$4", "明细2": "=表!$6:$6"}, "表 has two repeating rows, 明细 and 明细2. Keep one"),
        (ROW, {"明细": "=表!$6:$6"}, "表: the row named 明细 (row 6) has no field. Write {{…}} into its cells."),
    ],
)
def test_what_is_wrong_with_it(tmp_path: Path, cells: dict[str, Any], names: dict[str, str], told: str) -> None:
    path = template(tmp_path, cells, names)
    with pytest.raises(Refusal) as refused:
        read_template(path)
    assert str(refused.value).startswith(told)


def test_damaged_protected_and_other_files(tmp_path: Path) -> None:
    path = template(tmp_path, ROW)
    whole = path.read_bytes()
    codes = {}
    for name, content in {
        "cut": whole[:-200],
        "shut": compound({"EncryptedPackage": b"x" * 4096}),
        "no": b"%PDF-1.7",
    }.items():
        path.write_bytes(content)
        with pytest.raises(Unreadable) as refused:
            read_template(path)
        codes[name] = refused.value.code
    assert codes == {"cut": "damaged", "shut": "protected", "no": "not_a_workbook"}
    path.write_bytes("姓名,电话\n{{姓名}},1\n".encode())
    with pytest.raises(Refusal, match=r"is no \.xlsx or \.xlsm workbook"):
        read_template(path)
    with pytest.raises(Unreadable, match="is not there any more"):
        read_template(tmp_path / "none.xlsx")


def test_no_room_for_so_many_rows(tmp_path: Path) -> None:
    read = read_template(template(tmp_path, {**ROW, "A1048575": "末"}, {"明细": "=表!$4:$4"}))
    assert opened(fill(read, {}, {"明细": [{"姓名": "a"}] * 2}))["A1048576"].value == "末"
    with pytest.raises(Refusal, match="表 has no room for 3 rows"):
        fill(read, {}, {"明细": [{"姓名": "a"}] * 3})


def test_fields_where_none_is_filled_are_told(tmp_path: Path) -> None:
    def more(book: Any, page: Any) -> None:
        book.add_worksheet("别的").insert_textbox("A1", "{{单位}}")
        book.add_worksheet("批注").write_comment("A1", "{{单位}}")
        page.write_formula("C1", '="{{单位}}"')

    read = read_template(template(tmp_path, ROW, {}, more))
    assert read.outside == ("表", "别的", "批注")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("&L{{单位}}&C&14{{月份}}台区表&R第&P页", "&LA&&B所&C&14 2026年11月台区表&R第&P页"),
        ("&C&&14{{月份}}", "&C&&142026年11月"),
        ("&R{{ 单位 }} {{月份}}", "&RA&&B所 2026年11月"),
    ],
)
def test_headers_and_footers_are_filled(tmp_path: Path, header: str, expected: str) -> None:
    read = read_template(template(tmp_path, ROW, {}, lambda _book, page: page.set_header(header)))
    assert "header or footer" in {each.cell for each in read.placeholders}
    content = fill(read, {"姓名": "a", "单位": "A&B所", "月份": "2026年11月"})
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    assert f"<oddHeader>{escape(expected)}</oddHeader>" in sheet


def test_a_header_that_cannot_be_filled_is_told(tmp_path: Path) -> None:
    read = read_template(template(tmp_path, ROW, {}, lambda _book, page: page.set_footer("&C{{单位}}")))
    with pytest.raises(Refusal, match="表, cell header or footer: there is no value for the field 单位"):
        fill(read, {"姓名": "a"})
    with pytest.raises(Refusal, match="表: the header or footer becomes longer than 255 signs"):
        fill(read, {"姓名": "a", "单位": "所" * 254})
    path = template(tmp_path, ROW, {"明细": "=表!$4:$4"}, lambda _book, page: page.set_footer("&C{{明细.姓名}}"))
    with pytest.raises(Refusal, match=r"表: \{\{明细.姓名\}\} stands in the header or footer"):
        read_template(path)


def test_the_check_tells_unknown_and_unused_fields(forms: dict[str, Path]) -> None:
    read = read_template(forms["monthly.xlsx"])
    names = [f"明细.{field}" for field in FIELDS]
    assert check(read, [*VALUES, *names]).is_fine
    report = check(read, ["单位", "所长", *names[1:], "户数"])
    assert [(each.sheet, each.cell, each.field) for each in report.unknown] == [
        ("台区月报", cell, field)
        for cell, field in (("F2", "月份"), ("B5", "台区编号"), ("A8", "制表人"), ("H8", "日期"))
    ]
    assert report.unused == ("所长", "户数")
    dotted = read_template(forms["buttons.xlsx"])
    assert [each.field for each in check(dotted, [*VALUES, *names[1:], "台区编号"]).unknown] == ["台区编号"]


def test_nonsense_numbers_in_a_part_are_a_damaged_file(tmp_path: Path) -> None:
    path = template(tmp_path, ROW, {"明细": "=表!$4:$4"}, lambda _book, page: page.insert_textbox("C9", "x"))
    edited(
        path, {"xl/drawings/drawing1.xml": lambda text: text.replace("<xdr:row>8</xdr:row>", "<xdr:row>x</xdr:row>")}
    )
    with pytest.raises(Unreadable) as refused:
        fill(read_template(path), {}, {"明细": [{"姓名": "a"}] * 2})
    assert refused.value.code == "damaged"
