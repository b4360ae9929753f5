"""Headquarters' forms filled: the rows are right, what speaks of them follows, all else keeps every byte."""

import io
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.kit.reading.cage import read_book
from app.kit.template import fill, read_template
from tests.kit.template.forms import FIELDS, FORMS, VALUES, records

SHEET, BOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
CELLS = {
    "monthly.xlsx": {SHEET}, "buttons.xlsx": {SHEET}, "sparklines.xlsx": {SHEET}, "prefixed.xlsx": {SHEET},
    "summary.xlsx": {SHEET, "xl/worksheets/sheet2.xml"},
    "macros.xlsm": {SHEET, "xl/worksheets/sheet2.xml", TYPES, "xl/_rels/workbook.xml.rels", "xl/calcChain.xml"},
}  # fmt: skip
"""The parts that change when values go into cells."""
MOVED = {
    "monthly.xlsx": {BOOK, "xl/drawings/drawing1.xml"}, "sparklines.xlsx": {BOOK}, "prefixed.xlsx": {BOOK},
    "buttons.xlsx": {BOOK, "xl/drawings/vmlDrawing1.vml", "xl/comments1.xml"},
    "summary.xlsx": {BOOK, "xl/charts/chart1.xml", "xl/pivotCache/pivotCacheDefinition1.xml"},
    "macros.xlsm": {BOOK, "xl/tables/table1.xml"},
}  # fmt: skip
"""And the parts that speak of rows which were moved: names, and what is pinned below the table."""
SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.filterwarnings("ignore:.*will be (ignored|removed)")  # what openpyxl would lose


def filled(forms: dict[str, Path], name: str, count: int) -> bytes:
    return fill(read_template(forms[name]), VALUES, {"明细": records(count)})


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def opened(content: bytes, **how: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), **how)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("count", [0, 1, 37])
def test_every_other_part_keeps_every_byte(forms: dict[str, Path], name: str, count: int) -> None:
    before, after = parts(forms[name].read_bytes()), parts(filled(forms, name, count))
    changed = {part for part in before if before[part] != after.get(part)}
    assert changed == CELLS[name] | (MOVED[name] if count > 1 else set())
    assert set(before) - set(after) == ({"xl/calcChain.xml"} if name == "macros.xlsm" else set())
    assert list(after) == [part for part in before if part in after]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("count", [1, 37])
def test_rows_values_and_formulas(forms: dict[str, Path], name: str, count: int) -> None:
    page = opened(filled(forms, name, count)).worksheets[0]
    total = 5 + count
    for number, record in enumerate(records(count)):
        row = 5 + number
        got = [page.cell(row, column).value for column in (2, 3, 4, 5, 6, 8, 9)]
        day = datetime.combine(record["走访日期"], datetime.min.time())
        assert got == [record[f] for f in FIELDS[:3]] + [
            float(record[FIELDS[3]]),
            record[FIELDS[4]],
            day,
            record["备注"],
        ]
        assert page.cell(row, 7).value == f"=IF(E{row}=0,0,F{row}/E{row})"
        assert page.row_dimensions[row].height == 24
        assert [page.cell(row, n)._style for n in range(1, 10)] == [page.cell(5, n)._style for n in range(1, 10)]
    assert page.cell(5, 9).data_type == ("s" if count else "n")
    assert [page.cell(total, n).value for n in (4, 5)] == [f"=SUM(D5:D{total - 1})", f"=SUM(E5:E{total - 1})"]
    assert page.cell(total, 7).value == f"=IF(E{total}=0,0,F{total}/E{total})"
    assert page["A2"].value == "填报单位：城关供电所"
    assert page.cell(total + 2, 1).value == "制表人：韦某"
    assert page.cell(total + 2, 8).value == "2026-11-24"


@pytest.mark.parametrize("name", FORMS)
def test_our_own_reader_takes_the_result_and_no_stale_number_is_left(
    forms: dict[str, Path], name: str, tmp_path: Path
) -> None:
    content = filled(forms, name, 37)
    (tmp_path / name).write_bytes(content)
    book = read_book(tmp_path / name)
    assert book.stale
    assert book.sheets[0].rows[40][1] == "0037"
    shown = opened(content, data_only=True)
    written = opened(content)
    for page in written.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert shown[page.title][cell.coordinate].value is None


def test_print_freeze_filter_and_rules_follow(forms: dict[str, Path]) -> None:
    content = filled(forms, "monthly.xlsx", 37)
    page = opened(content).worksheets[0]
    assert (page.print_area, page.print_title_rows) == ("'台区月报'!$A$1:$I$44", "$1:$4")
    assert (page.freeze_panes, page.auto_filter.ref) == ("A5", "A4:I41")
    rules = {str(each.sqref): [rule.formula for rule in each.rules] for each in page.conditional_formatting}
    assert rules == {"G5:G41": [["0.95"]], "A5:I41": [["SUM($E5:$F5)=0"]]}
    checks = {str(each.sqref): each.formula1 for each in page.data_validations.dataValidation}
    assert checks == {"I5:I41": '"正常,欠费,核实"', "D5:D42": "$D$42"}
    assert [each.id for each in page.row_breaks.brk] == [44]
    sheet, drawing = (parts(content)[name].decode() for name in (SHEET, "xl/drawings/drawing1.xml"))
    assert "<oddHeader>内部资料 第&amp;P页</oddHeader>" in sheet
    was = parts(forms["monthly.xlsx"].read_bytes())["xl/drawings/drawing1.xml"].decode()
    assert drawing == was.replace("<xdr:row>8</xdr:row>", "<xdr:row>44</xdr:row>").replace(
        "<xdr:row>11</xdr:row>", "<xdr:row>47</xdr:row>")  # fmt: skip


def test_merges_links_comments_and_buttons_follow(forms: dict[str, Path]) -> None:
    content = filled(forms, "buttons.xlsx", 37)
    page = opened(content).worksheets[0]
    merges = {str(each) for each in page.merged_cells.ranges}
    assert merges == {"A1:I1", "B42:C42", *(f"I{row}:J{row}" for row in range(5, 42))}
    assert 'mergeCells count="39"' in parts(content)[SHEET].decode()
    assert {page.cell(row, 11).hyperlink.location for row in range(5, 42)} == {"'走访登记'!A42"}
    assert page["K44"].hyperlink.target == "https://example.org/help"
    assert page["B4"].comment.text == "按台账填写"
    assert page["A42"].comment.text == "自动求和"
    before, after = (parts(each)["xl/drawings/vmlDrawing1.vml"].decode().split("<x:ClientData")
                     for each in (forms["buttons.xlsx"].read_bytes(), content))  # fmt: skip
    tops = [[int(box.split("<x:Anchor>")[1].split(",")[2]) for box in boxes[1:]] for boxes in (before, after)]
    assert [now - was for was, now in zip(*tops, strict=True)] == [0, 36, 0, 36]


def test_sparklines_bars_and_later_drop_downs_follow(forms: dict[str, Path]) -> None:
    text = parts(filled(forms, "sparklines.xlsx", 37))[SHEET].decode()
    for row in range(5, 42):
        assert f"<xm:f>'线损 指标'!D{row}:F{row}</xm:f><xm:sqref>J{row}</xm:sqref>" in text
    assert "<xm:f>'线损 指标'!D42:F42</xm:f><xm:sqref>J42</xm:sqref>" in text
    assert "<xm:f>'线损 指标'!D5:D41</xm:f><xm:sqref>K2</xm:sqref>" in text
    assert "<xm:f>选项!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>I5:I41</xm:sqref>" in text
    assert "</x14:cfRule><xm:sqref>D5:D41</xm:sqref>" in text


def test_other_sheets_names_and_charts_follow(forms: dict[str, Path]) -> None:
    content = filled(forms, "summary.xlsx", 37)
    book = opened(content)
    total = book["汇总"]
    assert [total[cell].value for cell in ("A1", "B2", "B3", "B4")] == [
        "城关供电所", "=SUM(明细表!E5:E41)", "=明细表!F42", '=COUNTA(明细表!$B$5:$B$41)&"个台区"'
    ]  # fmt: skip
    assert [total[f"C{row}"].value for row in range(6, 10)] == [f"=明细表!E{row}" for row in (5, 42, 43, 44)]
    names = {name: each.attr_text for name, each in book.defined_names.items()}
    assert names == {"应收合计": "明细表!$E$42", "应收列": "明细表!$E$5:$E$41", "明细": "'明细表'!$A$5:$I$41"}
    chart = parts(content)["xl/charts/chart1.xml"].decode()
    assert "<c:f>明细表!$C$5:$C$41</c:f>" in chart
    assert "<c:f>明细表!$E$5:$E$41</c:f>" in chart
    cache = parts(content)["xl/pivotCache/pivotCacheDefinition1.xml"].decode()
    assert '<worksheetSource ref="A4:I41" sheet="明细表"/>' in cache
    assert 'refreshOnLoad="1"' in cache, "a pivot table must not show what it added up before"


def test_macros_lists_and_the_chain_of_calculations(forms: dict[str, Path]) -> None:
    content = filled(forms, "macros.xlsm", 37)
    inside = parts(content)
    assert "calcChain" not in inside[TYPES].decode() + inside["xl/_rels/workbook.xml.rels"].decode()
    assert "vbaProject.bin" in inside[TYPES].decode() + inside["xl/_rels/workbook.xml.rels"].decode()
    book = opened(content, keep_vba=True)
    assert book.worksheets[0].tables["考核表"].ref == "A4:I41"
    assert book["参数"]["A1"].value == "=SUM(考核!F5:F42)"


def test_prefixes_rich_texts_merges_over_rows_and_arrays(forms: dict[str, Path]) -> None:
    content = filled(forms, "prefixed.xlsx", 37)
    page = opened(content, rich_text=True).worksheets[0]
    assert str(page["C2"].value) == "联系人：韦某（所长）"
    assert [run.font.color.rgb for run in page["C2"].value[1:2]] == ["FFC00000"]
    assert "J5:J42" in {str(each) for each in page.merged_cells.ranges}
    assert page["K41"].value == "=SUM(E$5:E41)"
    assert page["L41"].value == "=E41/SUM(E$5:E$41)"
    assert page["M41"].value == "=E41/E42"
    assert (page["N41"].value.ref, page["N41"].value.text) == ("N41", "=SUM(D41:D41*2)")
    assert page["K44"].value == "=MAX(K5:K41)"
    assert "<row" not in parts(content)[SHEET].decode()


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: the sums are not recomputed")
def test_libreoffice_computes_the_same(forms: dict[str, Path], tmp_path: Path) -> None:
    for name in FORMS:
        (tmp_path / name).write_bytes(filled(forms, name, 37))
    out = tmp_path / "out"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*command, *(str(tmp_path / name) for name in FORMS)], check=True, capture_output=True, timeout=180)
    rows = records(37)
    for name in FORMS:
        book = openpyxl.load_workbook(out / name.replace("xlsm", "xlsx"), data_only=True)
        page = book.worksheets[0]
        due, paid = sum(float(row["应收电费"]) for row in rows), sum(row["实收电费"] for row in rows)
        assert [page.cell(42, n).value for n in (4, 5, 6)] == [sum(row["户数"] for row in rows), due, paid]
        assert [page.cell(row, 1).value for row in range(5, 42)] == list(range(1, 38))
        assert page.cell(42, 7).value == pytest.approx(paid / due)
        if name == "prefixed.xlsx":
            assert (page["K41"].value, page["K44"].value) == (due, due)
            assert sum(page.cell(row, 12).value for row in range(5, 42)) == pytest.approx(1)
        if name == "summary.xlsx":
            assert [book["汇总"][cell].value for cell in ("B2", "B3", "B4")] == [due, paid, "37个台区"]
