"""Fields bound to cells: the one cell changes, everything else keeps every byte."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from app.kit.errors import Refusal
from app.kit.template import bind, fill, read_template, repeat
from app.kit.template.reading import template_of
from tests.kit.template.forms import FORMS, records
from tests.kit.template.small import opened, template

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def changed(before: bytes, after: bytes) -> set[str]:
    """The parts that differ, those that went among them."""
    one, two = parts(before), parts(after)
    return {name for name in {*one, *two} if one.get(name) != two.get(name)}


@pytest.mark.parametrize("name", FORMS)
def test_a_bound_cell_changes_its_sheet_alone(forms: dict[str, Path], name: str) -> None:
    form = read_template(forms[name])
    after = bind(form.content, form.sheets[0], "M30", "{{备注说明}}")
    assert changed(form.content, after) == {SHEET}
    found = template_of(name, after)
    assert [each.cell for each in found.placeholders if each.field == "备注说明"] == ["M30"]
    assert len(found.placeholders) == len(form.placeholders) + 1


def test_the_look_of_the_cell_and_its_letters_stays(tmp_path: Path) -> None:
    def rich(book, page) -> None:
        bold = book.add_format({"bold": True})
        page.write_rich_string("B2", bold, "填报", "单位：", book.add_format({"bg_color": "#FFFF00"}))

    content = template(tmp_path, {"A1": "题"}, more=rich).read_bytes()
    bound = bind(content, "表", "B2", "填报单位：{{单位}}")
    loaded = openpyxl.load_workbook(io.BytesIO(bound), rich_text=True).worksheets[0]["B2"]
    assert [str(piece) for piece in loaded.value] == ["填报", "单位：{{单位}}"]
    assert loaded.value[0].font.b and loaded.fill.fgColor.rgb == "FFFFFF00"
    back = openpyxl.load_workbook(io.BytesIO(bind(bound, "表", "B2", "填报单位：")), rich_text=True).worksheets[0]["B2"]
    assert "".join(map(str, back.value)) == "填报单位：" and back.value[0].font.b


def test_an_emptied_cell_keeps_its_look_alone(tmp_path: Path) -> None:
    content = bind(template(tmp_path, {"B2": ("{{值}}", "0.00")}).read_bytes(), "表", "B2", "")
    cell = opened(content)["B2"]
    assert cell.value is None and cell.number_format == "0.00"


def test_a_cell_with_a_formula_leaves_the_chain_of_calculations(forms: dict[str, Path]) -> None:
    form = read_template(forms["macros.xlsm"])
    page = openpyxl.load_workbook(io.BytesIO(form.content)).worksheets[0]
    cell = next(c.coordinate for row in page.iter_rows() for c in row if str(c.value).startswith("=") and c.row > 5)
    assert "xl/calcChain.xml" in parts(form.content)
    after = bind(form.content, form.sheets[0], cell, "{{合计}}")
    assert "xl/calcChain.xml" not in parts(after)
    assert opened(after)[cell].value == "{{合计}}"


def test_formulas_shared_with_the_cell_stay_what_they_were(tmp_path: Path) -> None:
    content = template(tmp_path, {"A1": 1, "B1": "=A1", "B2": "=A2", "B3": "=A3"}).read_bytes()
    shared = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(shared, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == SHEET:
                text = text.replace(b"<f>A1</f>", b'<f t="shared" ref="B1:B3" si="0">A1</f>')
                for row in (2, 3):
                    text = text.replace(f"<f>A{row}</f>".encode(), b'<f t="shared" si="0"/>')
            after.writestr(name, text)
    page = opened(bind(shared.getvalue(), "表", "B1", "{{值}}"))
    assert [page[cell].value for cell in ("B1", "B2", "B3")] == ["{{值}}", "=A2", "=A3"]


def test_what_cannot_be_bound_is_refused(tmp_path: Path) -> None:
    content = template(
        tmp_path, {"A1": "题"}, more=lambda _book, page: page.write_array_formula("C1:C3", "{=A1:A3}")
    ).read_bytes()
    with pytest.raises(Refusal, match="array"):
        bind(content, "表", "C2", "{{值}}")
    with pytest.raises(Refusal, match="no sheet"):
        bind(content, "无", "A1", "{{值}}")
    with pytest.raises(Refusal, match="control character"):
        bind(content, "表", "A1", "{{\x01}}")


def test_a_row_repeats_moves_and_repeats_no_more(tmp_path: Path) -> None:
    file = template(tmp_path, {"A1": "单位", "A3": "x"}, more=lambda book, _page: book.add_worksheet("二's"))
    content = file.read_bytes()
    bound = bind(content, "表", "A3", "{{台区名称}}")
    once = repeat(bound, "表", 3)
    assert changed(bound, once) == {BOOK}
    form = template_of("form.xlsx", once)
    assert [(row.name, row.sheet, row.row) for row in form.repeating] == [("明细", "表", 3)]
    page = opened(fill(form, {}, {"明细": records(2)}))
    assert [page[f"A{row}"].value for row in (1, 3, 4)] == ["单位", "新村1号公变", "新村2号公变"]

    both = repeat(bind(once, "二's", "B7", "{{户数}}"), "二's", 7)
    assert {(row.name, row.sheet, row.row) for row in template_of("form.xlsx", both).repeating} == {
        ("明细", "表", 3), ("明细2", "二's", 7),
    }  # fmt: skip
    moved = template_of("form.xlsx", repeat(bind(once, "表", "B4", "{{户数}}"), "表", 4))
    assert [row.row for row in moved.repeating] == [4]
    assert repeat(once, "表", 0) == bound
