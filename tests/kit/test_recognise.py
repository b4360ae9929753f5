"""Headers, units, titles: which table is what, and what its columns mean."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.kit import words
from app.kit.reading.book import Merge, SheetCells
from app.kit.recognise import Recognition, recognise
from app.kit.recognise.title import Title, read_title
from app.kit.recognise.vocabulary import Vocabulary
from app.kit.sheet import Sheet
from tests.kit.forms import cells, ledger

HEADER = ["序号", "台区编号", "台区名称", "户数"]
ROW = [1.0, "0331", "新村", 12.0]
STAFF = Sheet("staff", "Staff", ledger().columns[1:5], ("name",), lambda _ctx: (), lambda *_a: None)


def found(table: SheetCells, **more: Any) -> Recognition:
    return recognise(table, [Vocabulary(ledger())], **more)


def meant(recognition: Recognition) -> dict[str, tuple[str, str]]:
    return {m.letter: (m.column.name, m.meaning.part) for m in recognition.mapping}


def test_a_plain_header_is_found_below_titles() -> None:
    got = found(cells([["忻城县台区台账"], ["单位：户"], HEADER, ROW], name="Sheet1"))
    assert got.sheet is not None and got.sheet.name == "ledger"
    assert got.header is not None and (got.header.first, got.header.last) == (2, 2)
    assert meant(got) == {"B": ("code", "value"), "C": ("name", "value"), "D": ("households", "value")}
    assert got.unknown == () and got.missing == () and got.problems == ()


@pytest.mark.parametrize(
    "heading",
    [
        "台区编号*",
        "＊台区编号",
        "台 区\n编 号",
        "台区编号（必填）",
        "台区编号：",
        "Area code",
        "AREA CODE",
        "【台区编号】"[1:-1],
    ],
)
def test_headings_are_read_through_their_decoration(heading: str) -> None:
    assert meant(found(cells([[heading, "台区名称"], ["0331", "新村"]])))["A"] == ("code", "value")


@pytest.mark.parametrize(
    ("heading", "unit", "factor"),
    [
        ("售电量", "", Decimal(1)),
        ("售电量kWh", "kwh", Decimal(1)),
        ("售电量(万kWh)", "万kwh", Decimal(10000)),
        ("月售电量（万千瓦时）", "万千瓦时", Decimal(10000)),
        ("售电量/MWh", "mwh", Decimal(1000)),
        ("Energy sold(kWh)", "kwh", Decimal(1)),
        ("售电量(kVA)", "kva", None),
    ],
)
def test_units_of_headings_are_converted_or_known_as_foreign(heading: str, unit: str, factor: Decimal | None) -> None:
    got = found(cells([["台区编号", "台区名称", heading], ["0331", "新村", 1.0]]))
    meaning = got.mapping[2].meaning
    assert (meaning.column.name, meaning.unit, meaning.factor) == ("sold", unit, factor)


def test_the_titles_unit_holds_where_the_heading_has_none() -> None:
    rows: list[list[Any]] = [
        ["台区台账", "单位：万元、户"],
        ["台区编号", "台区名称", "应收电费", "户数"],
        ["0331", "新村", 1.0, 2.0],
    ]
    factors = {m.column.name: m.meaning.factor for m in found(cells(rows)).mapping}
    assert factors == {"code": 1, "name": 1, "due": 10000, "households": 1}


def test_remarks_that_change_the_meaning_are_not_read_over() -> None:
    got = found(cells([["台区编号", "台区名称", "户数(含光伏)", "应收电费(上年)"], ["0331", "新村", 1.0, 2.0]]))
    assert got.unknown == (("C", "户数(含光伏)"), ("D", "应收电费(上年)"))


MERGED = (Merge(0, 0, 1, 0), Merge(0, 1, 1, 1), Merge(0, 2, 0, 3), Merge(0, 4, 0, 5))


@pytest.mark.parametrize("merges", [MERGED, ()])
def test_a_header_of_two_rows_joins_group_and_heading(merges: tuple[Merge, ...]) -> None:
    rows: list[list[Any]] = [
        ["台区编号", "台区名称", "台区经理", None, "电量（万kWh）", None],
        [None, None, "姓名", "工号", "售电量", "供电量"],
        ["0331", "新村", "韦某", "0101", 1.0, 2.0],
    ]
    got = found(cells(rows, merges=merges))
    assert got.header is not None and (got.header.first, got.header.last) == (0, 1)
    assert meant(got)["C"] == ("manager", "value") and meant(got)["D"] == ("manager", "code")
    assert {m.letter: m.meaning.factor for m in got.mapping}["E"] == 10000
    assert [letter for letter, _heading in got.unknown] == ["F"]


@pytest.mark.parametrize("group", ["上年同期", "计划", "累计"])
def test_figures_of_another_time_are_not_taken_for_this_ones(group: str) -> None:
    merges = (Merge(0, 0, 1, 0), Merge(0, 1, 1, 1), Merge(0, 2, 0, 3))
    rows: list[list[Any]] = [
        ["台区编号", "台区名称", group, None],
        [None, None, "售电量", "户数"],
        ["0331", "新村", 1.0, 2.0],
    ]
    got = found(cells(rows, merges=merges))
    assert set(meant(got).values()) == {("code", "value"), ("name", "value")}
    assert len(got.unknown) == 2


def test_what_stands_over_single_columns_is_never_passed_over() -> None:
    rows: list[list[Any]] = [
        [None, None, "电量（万kWh）", None],
        ["台区编号", "台区名称", "售电量", "户数"],
        ["0331", "新村", 1.0, 2.0],
    ]
    assert {m.column.name: m.meaning.factor for m in found(cells(rows)).mapping}["sold"] == 10000
    rows[0][2] = "上年同期"
    assert [letter for letter, _heading in found(cells(rows)).unknown] == ["C", "D"]


def test_a_heading_twice_names_both_columns() -> None:
    got = found(cells([["台区编号", "台区名称", "户数", "户数"], ["0331", "新村", 1.0, 2.0]]))
    (problem,) = got.problems
    assert problem.code == "double_heading"
    assert "C" in problem.message and "D" in problem.message


def test_two_synonyms_of_one_column_are_a_doubt_until_somebody_decides() -> None:
    table = cells([["台区编号", "台区名称", "售电量", "月售电量"], ["0331", "新村", 1.0, 2.0]])
    assert [p.code for p in found(table).problems] == ["double_heading"]
    decided = found(table, columns={"月售电量": ""})
    assert decided.problems == () and decided.unknown == ()


def test_a_missing_key_column_is_told() -> None:
    got = found(cells([["台区名称", "户数", "售电量"], ["新村", 1.0, 2.0]], name="台区台账"))
    assert [(p.code, p.field) for p in got.problems] == [("missing_column", "code")]
    assert [c.name for c in got.missing] == ["code"]


def test_a_foreign_heading_is_mapped_by_hand() -> None:
    got = found(
        cells([["台区编号", "台区名称", "客户总数"], ["0331", "新村", 1.0]]), columns={"客户总数": "households"}
    )
    assert meant(got)["C"] == ("households", "value")


def test_other_tables_are_not_taken() -> None:
    rows: list[list[Any]] = [["台区编号", "会议", "地点", "参加人", "主持", "纪要"], ["0331", "a", "b", "c", "d", "e"]]
    assert found(cells(rows)).sheet is None
    assert found(cells([["x"], [1.0]])).sheet is None
    assert found(cells([])).sheet is None


def test_the_fitting_sheet_wins_and_equal_ones_are_asked_about() -> None:
    both = [Vocabulary(ledger()), Vocabulary(STAFF)]
    table = cells([["台区编号", "台区名称", "户数"], ["0331", "新村", 1.0]])
    got = recognise(table, both)
    assert got.sheet is not None and got.sheet.name == "ledger"
    twins = [
        Vocabulary(ledger()),
        Vocabulary(replace(ledger(), name="other")),
    ]
    unclear = recognise(table, twins)
    assert unclear.sheet is None and "Area ledger" in unclear.notes[0]
    chosen = recognise(table, twins, kind="other")
    assert chosen.sheet is not None and chosen.sheet.name == "other"


def test_a_heading_in_the_trades_own_word_is_understood() -> None:
    words.use_trade({"Area code": "零售线路编号"})
    assert meant(found(cells([["零售线路编号", "台区名称"], ["0331", "新村"]])))["A"] == ("code", "value")


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["2026年11月走访记录"], Title(2026, "2026-11")),
        (["忻城供电所2026年度台账"], Title(2026)),
        (["2025年12月—2026年1月走访记录"], Title()),
        (["2026年10月至11月走访记录"], Title(2026)),
        (["走访记录", "制表日期：2027年1月3日"], Title()),
        (["2026年第三季度"], Title(2026)),
        (["2026.11 指标", "计量单位：万元、kWh"], Title(2026, "2026-11", ("万元", "kwh"))),
        (["单位：城关供电所"], Title()),
        (["台区0331202611"], Title()),
    ],
)
def test_titles_tell_what_stands_there_once(texts: list[str], title: Title) -> None:
    told = read_title([[text] for text in texts])
    assert (told.year, told.month, told.units) == (title.year, title.month, title.units)
