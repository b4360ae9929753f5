"""What a value becomes in a cell: what it is, and never something else."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.kit.errors import Refusal
from app.kit.template import fill, read_template
from tests.kit.template.small import opened, put, template


@pytest.mark.parametrize(
    ("value", "code", "expected", "kind"),
    [
        (7, "", 7, "n"),
        (0, "", 0, "n"),
        (0.0435, "0.0%", 0.0435, "n"),
        (Decimal("1234.50"), "#,##0.00", 1234.5, "n"),
        (True, "", True, "b"),
        (date(2026, 11, 24), "yyyy-mm-dd", datetime(2026, 11, 24), "d"),
        (datetime(2026, 11, 24, 8, 30), 'yyyy"年"m"月"d"日" h:mm', datetime(2026, 11, 24, 8, 30), "d"),
        (date(2026, 11, 24), "", "2026-11-24", "s"),
        (date(1899, 12, 31), "yyyy-mm-dd", "1899-12-31", "s"),
        ("0331", "", "0331", "s"),
        ("2026-11", "yyyy-mm-dd", "2026-11", "s"),
        ("=1+1", "", "=1+1", "s"),
        ("+86", "", "+86", "s"),
        ("-", "", "-", "s"),
        ("@SUM(A1)", "", "@SUM(A1)", "s"),
        ("a\r\n  b & <c>", "", "a\n  b & <c>", "s"),
        ("_x000D_", "", "_x005F_x000D_", "s"),  # as the file spells those letters
        ("{{值}}", "", "{{值}}", "s"),
        (450123199001011234, "", "450123199001011234", "s"),
        ("𠮷" * 16_383, "", "𠮷" * 16_383, "s"),
        (None, "", None, "n"),
        ("", "", None, "n"),
    ],
)
def test_a_lone_placeholder_takes_the_value_as_it_is(
    tmp_path: Path, value: Any, code: str, expected: Any, kind: str
) -> None:
    cell = put(tmp_path, value, code=code)
    assert (cell.value, cell.data_type) == (expected, kind)
    assert cell.number_format == (code or "General")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("城关供电所", "单位：城关供电所（章）"),
        (12.0, "单位：12（章）"),
        (0.1, "单位：0.1（章）"),
        (Decimal("12.50"), "单位：12.50（章）"),
        (date(2026, 11, 24), "单位：2026-11-24（章）"),
        (None, "单位：（章）"),
        ("{{值}}", "单位：{{值}}（章）"),
    ],
)
def test_inside_a_text_it_is_spelled(tmp_path: Path, value: Any, expected: str) -> None:
    assert put(tmp_path, value, "单位：{{ 值\n}}（章）").value == expected


def test_a_day_in_the_other_epoch(tmp_path: Path) -> None:
    cell = put(tmp_path, date(2026, 11, 24), code="yyyy-mm-dd", date_1904=True)
    assert cell.value == datetime(2026, 11, 24)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("a\x07b", "表, cell B2: 值 contains the control character U+0007"),
        ("\ud800", "表, cell B2: 值 contains the control character U+D800"),
        ("字" * 32_768, "表, cell B2: 值 makes it 32768 characters; a cell holds 32767."),
        ("𠮷" * 16_384, "表, cell B2: 值 makes it 32768 characters"),
        (float("nan"), "表, cell B2: 值 is no number that a cell can hold."),
    ],
)
def test_what_no_cell_can_hold_is_refused_with_its_place(tmp_path: Path, value: Any, told: str) -> None:
    with pytest.raises(Refusal) as refused:
        put(tmp_path, value)
    assert str(refused.value).startswith(told)


ROWS = {"A4": "{{序号}}", "B4": "{{明细.姓名}}", "C4": "{{单位}}", "D4": "{{姓名}}-{{工号}}"}


def test_a_row_looks_in_its_record_first_and_then_in_the_form(tmp_path: Path) -> None:
    read = read_template(template(tmp_path, {"A1": "{{姓名}}", **ROWS}, {"明细": "=表!$4:$4"}))
    rows = [
        {"序号": 1, "姓名": "韦明", "工号": "0007"},
        {"序号": 2, "姓名": "莫兰", "工号": "0008", "单位": "东山"},
    ]
    page = opened(fill(read, {"单位": "城关", "姓名": "陈主任"}, {"明细": rows}))
    assert [[cell.value for cell in row] for row in page["A4:D5"]] == [
        [1, "韦明", "城关", "韦明-0007"], [2, "莫兰", "东山", "莫兰-0008"]
    ]  # fmt: skip
    assert page["A1"].value == "陈主任"


def test_a_missing_field_is_refused_with_its_place_or_left_blank(tmp_path: Path) -> None:
    read = read_template(template(tmp_path, ROWS, {"明细": "=表!$A$4:$D$4"}))
    rows = {"明细": [{"序号": 1, "姓名": "韦明", "工号": "7"}, {"序号": 2, "工号": "8"}]}
    with pytest.raises(Refusal, match="表, cell B5: there is no value for the field 姓名"):
        fill(read, {"单位": "城关", "姓名": "陈主任"}, rows)
    page = opened(fill(read, {"单位": "城关"}, rows, blank=True))
    assert [cell.value for cell in page[5]] == [2, None, "城关", "-8"]
    with pytest.raises(Refusal, match="cell C4: there is no value for the field 单位"):
        fill(read, {}, rows)
    with pytest.raises(Refusal, match=r"form\.xlsx has no row named 明细2"):
        fill(read, {}, {"明细2": []})


def test_an_empty_cell_with_a_name_is_a_field_and_a_full_one_is_not(tmp_path: Path) -> None:
    names = {"明细": "=表!$A$4:$C$4", "单位": "=表!$B$1", "姓名": "=表!$B$4", "标题": "=表!$A$1", "税率": "=表!$H$9"}
    read = read_template(template(tmp_path, {"A1": "固定", "A4": "{{工号}}", "C6": "末"}, names))
    rows = [{"工号": "1", "姓名": "韦明"}, {"工号": "2", "姓名": "莫兰"}]
    page = opened(fill(read, {"单位": "城关", "标题": "别的"}, {"明细": rows}))
    assert [page[cell].value for cell in ("A1", "B1", "B4", "B5", "C7")] == ["固定", "城关", "韦明", "莫兰", "末"]
    assert page["H10"].value is None


def test_two_sheets_repeat_their_own_rows_and_speak_of_each_other(tmp_path: Path) -> None:
    def second(book: Any, page: Any) -> None:
        other = book.add_worksheet("表二")
        other.write("A2", "{{名}}")
        other.write_formula("B2", "=SUM(表!B2:B2)+表!B3")
        other.write_formula("A3", "=COUNTA(A2:A2)")
        page.write_formula("B3", "=SUM(B2:B2)")
        page.write_formula("C3", "=表二!A3")
        book.define_name("明细2", "=表二!$2:$2")

    read = read_template(template(tmp_path, {"A2": "{{名}}", "B2": "{{数}}"}, {"明细": "=表!$2:$2"}, second))
    content = fill(read, {}, {"明细": [{"名": "甲", "数": n} for n in range(3)], "明细2": [{"名": "乙"}] * 2})
    first = opened(content)
    other = first.parent["表二"]
    assert [first["B5"].value, first["C5"].value] == ["=SUM(B2:B4)", "=表二!A4"]
    assert [other[cell].value for cell in ("A2", "A3", "A4")] == ["乙", "乙", "=COUNTA(A2:A3)"]
    assert [other[cell].value for cell in ("B2", "B3")] == ["=SUM(表!B2:B4)+表!B5", "=SUM(表!B3:B5)+表!B6"]


def test_filling_twice_gives_the_same_and_leaves_the_template_alone(tmp_path: Path) -> None:
    path = template(tmp_path, ROWS, {"明细": "=表!$4:$4"})
    read, before = read_template(path), path.read_bytes()
    filled = [fill(read, {"单位": "x"}, {"明细": [{"序号": 1, "姓名": "a", "工号": "b"}] * 3}) for _time in range(2)]
    assert filled[0] == filled[1]
    assert path.read_bytes() == before == read.content
