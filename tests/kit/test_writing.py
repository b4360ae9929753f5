"""Exports: exactly as seen, back without a difference, never a formula, never half a file."""

import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kit.errors import Trouble
from app.kit.fields import Choice, Field, Kind
from app.kit.planning import plan_book
from app.kit.reading.cage import read_book
from app.kit.recognise.body import DITTO
from app.kit.sheet import Sheet, SheetColumn, Values
from app.kit.store.query import Column
from app.kit.values import SETTLED, BadValue, understand
from app.kit.values.cleaning import visible
from app.kit.writing import names_of, write_form, write_listing, write_sheet
from app.kit.writing.widths import folded_width
from tests.kit.forms import COLUMNS, KINDS, MANAGERS, ledger

NO_CTX: Any = None


def listing(*fields: Field) -> list[Column]:
    return [Column(field.name, field, None) for field in fields]


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path)


CODE, NAME = Field("Area code", Kind.CODE, "code"), Field("Area name", Kind.TEXT, "name", width=24)
MIXED = listing(
    CODE,
    NAME,
    Field("Households", Kind.INTEGER, "n"),
    Field("Fees", Kind.MONEY, "m", unit="yuan"),
    Field("Loss", Kind.PERCENT, "p"),
    Field("Day", Kind.DAY, "d"),
    Field("At", Kind.MOMENT, "t"),
    Field("Solar", Kind.FLAG, "f"),
    Field("Kind", Kind.CHOICE, "k", choices=KINDS),
    Field("Energy", Kind.NUMBER, "e", decimals=1),
    Field("Month", Kind.MONTH, "mo"),
)
A_ROW = [
    "0331",
    "新村",
    12,
    Decimal("1234.50"),
    0.0435,
    date(2026, 11, 24),
    datetime(2026, 11, 24, 8, 30),
    True,
    "area",
    1.25,
    "2026-11",
]


def test_a_list_is_written_as_it_is_seen(tmp_path: Path) -> None:
    target = tmp_path / "台区.xlsx"
    assert write_listing(target, "Areas: 2026/11", MIXED, [A_ROW, [None] * len(A_ROW)]) == 2
    page = opened(target).active
    assert page.title == "Areas  2026 11"
    assert [cell.value for cell in page[1]] == [column.field.heading() for column in MIXED]
    cells = page[2]
    assert [cell.value for cell in cells] == [
        "0331",
        "新村",
        12,
        1234.5,
        0.0435,
        datetime(2026, 11, 24),
        datetime(2026, 11, 24, 8, 30),
        "yes",
        "Transformer area",
        1.25,
        "2026-11",
    ]
    assert [cell.number_format for cell in cells][:7] == [
        "@",
        "@",
        "#,##0_0",
        "#,##0.00_0",
        "0.0%_0",
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm",
    ]
    assert [cell.value for cell in page[3]] == [None] * len(A_ROW)


def test_a_page_is_ready_to_print(tmp_path: Path) -> None:
    write_listing(tmp_path / "a.xlsx", "R&D", MIXED, [A_ROW])
    page = opened(tmp_path / "a.xlsx").active
    assert page.freeze_panes == "A2" and page.auto_filter.ref == "A1:K2" and page.print_title_rows == "$1:$1"
    assert page.page_setup.paperSize == 9 and page.page_setup.orientation == "landscape"
    assert (
        page.page_setup.fitToWidth in {None, 1}
        and page.page_setup.fitToHeight == 0
        and page.sheet_properties.pageSetUpPr.fitToPage
    )
    assert "&P" in page.oddFooter.center.text and "&N" in page.oddFooter.center.text
    assert "R&&D" in page.oddHeader.center.text


def test_a_table_too_wide_to_be_read_on_one_page_takes_several_with_its_key_on_each(tmp_path: Path) -> None:
    notes = [Field(f"Remarks {n}", Kind.TEXT, f"note{n}", width=40) for n in range(9)]
    write_listing(tmp_path / "a.xlsx", "A", listing(CODE, NAME, *notes), [["1", "新村", *["x" * 37] * 9]])
    page = opened(tmp_path / "a.xlsx").active
    assert page.page_setup.fitToWidth == 2 and page.page_setup.pageOrder == "overThenDown"
    assert page.print_title_cols == "$A:$B" and page.freeze_panes == "C2"
    sheet, more = ledger(), [SheetColumn(field, read=False) for field in notes]
    columns = (*more[:2], *sheet.columns, *more[2:])
    write_form(tmp_path / "b.xlsx", Sheet("x", "Ledger", columns, ("code",), sheet.stored, sheet.put))
    page = opened(tmp_path / "b.xlsx").active
    assert page.page_setup.fitToWidth > 2 and page.print_title_cols == "$C:$D" and page.freeze_panes == "E2"


def test_a_long_heading_takes_two_lines_and_a_unit_stays_whole() -> None:
    assert folded_width("客户经理工号*") == 10 and folded_width("District electricity supply") == 18
    assert folded_width("停电时长(小时)") == 14 and folded_width("工号") == 4 and folded_width("") == 0


def test_columns_are_as_wide_as_chinese_needs(tmp_path: Path) -> None:
    write_listing(tmp_path / "a.xlsx", "A", listing(NAME), [["一" * 20], ["长" * 200]])
    assert opened(tmp_path / "a.xlsx").active.column_dimensions["A"].width == pytest.approx(60, abs=1)
    write_listing(tmp_path / "a.xlsx", "A", listing(NAME), [["一" * 20]])
    assert opened(tmp_path / "a.xlsx").active.column_dimensions["A"].width == pytest.approx(43, abs=1)


EVIL = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "''=1",
    '=HYPERLINK("http://x")',
    "http://x/?a=<b>",
    "{=1}",
    "_x0041_",
]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("text", EVIL)
def test_no_text_becomes_a_formula_and_all_come_back(tmp_path: Path, ending: str, text: str) -> None:
    target = tmp_path / f"a.{ending}"
    write_listing(target, "A", listing(CODE, Field("Remarks", Kind.NOTE, "note")), [["1", text]])
    if ending == "xlsx":
        cell = opened(target).active["B2"]
        assert cell.data_type == "s" and cell.hyperlink is None
        assert cell.quotePrefix == text.lstrip("'").startswith(tuple("=+-@\t"))
    else:
        with target.open(encoding="utf-8-sig", newline="") as file:
            assert not list(csv.reader(file))[1][1].startswith(tuple("=+-@\t"))
    write_sheet(target, _noted(text), _noted(text).stored(NO_CTX))
    (row,) = plan_book(NO_CTX, read_book(target), [_noted(text)]).sheets[0].rows
    assert row.status == "same"
    fresh = plan_book(NO_CTX, read_book(target), [ledger()]).sheets[0].rows[0]
    assert (fresh.values or {})["note"] == text.strip()


def test_xlsxwriter_has_the_inner_names_that_rows_are_written_by() -> None:
    book = xlsxwriter.Workbook(BytesIO(), {"constant_memory": True})
    page = book.add_worksheet()
    page.write_string(0, 0, "x")
    inner = {"_write_single_row": page, "_check_dimensions": page, "fh": page, "_get_xf_index": book.add_format(),
             "fileclosed": book}  # fmt: skip
    gone = [f"{type(owner).__name__}.{name}" for name, owner in inner.items() if not hasattr(owner, name)]
    told = f"XlsxWriter {xlsxwriter.__version__} has no {gone}, which app/kit/writing reaches for: lower its bound"
    assert not gone, told
    page._write_single_row(1)
    page.fh.write('<row r="2"><c r="A2"><v>7</v></c></row>')
    assert page._check_dimensions(1, 0) == 0 and (page.dim_rowmax, page.dim_colmax) == (1, 0), told
    book.fileclosed = True


def _noted(text: str) -> Sheet:
    return ledger([{"code": "1", "name": "新村", "note": text}])


def test_control_characters_are_shown_and_half_characters_replaced(tmp_path: Path) -> None:
    write_listing(tmp_path / "a.xlsx", "A", listing(NAME), [["a\x07b\x00c\ud800"]])
    assert opened(tmp_path / "a.xlsx").active["A2"].value == "a␇b␀c\ufffd"


def test_a_text_too_long_for_a_cell_is_refused_with_its_place(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(Trouble, match=r"row 3, column B .* 32768"):
        write_listing(target, "A", listing(CODE, NAME), [["1", "x"], ["2", "x" * 32768]])
    with pytest.raises(Trouble, match=r"row 2, column B .* 32768"):
        write_listing(target, "A", listing(CODE, NAME), [["1", "𠮷" * 16384]])
    assert target.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.xlsx"]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_error_on_the_way_leaves_the_old_file_whole(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"a.{ending}"
    target.write_bytes(b"old")

    def rows() -> Iterator[Sequence[Any]]:
        yield ["1", "x"]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_listing(target, "A", listing(CODE, NAME), rows())
    assert target.read_bytes() == b"old" and os.listdir(tmp_path) == [target.name]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_targets_that_cannot_be_written_are_told(tmp_path: Path, ending: str) -> None:
    with pytest.raises(Trouble, match="no folder"):
        write_listing(tmp_path / "gone" / f"a.{ending}", "A", MIXED, [A_ROW])
    (tmp_path / f"d.{ending}").mkdir()
    with pytest.raises(Trouble, match="is a folder"):
        write_listing(tmp_path / f"d.{ending}", "A", MIXED, [A_ROW])
    with pytest.raises(Trouble, match="cannot be written"):
        write_listing(tmp_path / ("x" * 300 + f".{ending}"), "A", MIXED, [A_ROW])


def test_csv_holds_exact_numbers(tmp_path: Path) -> None:
    write_listing(tmp_path / "a.csv", "A", MIXED, [A_ROW, [None] * len(A_ROW)])
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert rows[1] == [
        "0331",
        "新村",
        "12",
        "1234.50",
        "4.35%",
        "2026-11-24",
        "2026-11-24 08:30",
        "yes",
        "Transformer area",
        "1.25",
        "2026-11",
    ]
    assert rows[2] == [""] * len(A_ROW)


def test_an_empty_form_guides_whoever_fills_it(tmp_path: Path) -> None:
    many = tuple(Choice(f"c{i}", f"a rather long label number {i}") for i in range(12))
    wide = SheetColumn(Field("Reason", Kind.CHOICE, "reason", choices=many))
    info = SheetColumn(Field("Visits", Kind.INTEGER, "visits"), read=False)
    sheet = ledger()
    write_form(
        tmp_path / "a.xlsx", Sheet("x", "Ledger", (*sheet.columns, wide, info), ("code",), sheet.stored, sheet.put)
    )
    book = opened(tmp_path / "a.xlsx")
    page = book["Ledger"]
    headings = [cell.value for cell in page[1]]
    assert headings[:2] == ["Area code*", "Area name*"] and "Energy sold (kWh)" in headings
    assert headings[headings.index("Customer manager") + 1] == "Staff no."
    lists = {str(v.sqref).split(":", maxsplit=1)[0]: v.formula1 for v in page.data_validations.dataValidation}
    assert lists["C2"] == '"Transformer area,Dedicated transformer"' and lists["H2"] == '"yes,no"'
    assert lists["Q2"] == "_lists!$A$1:$A$12" and book["_lists"].sheet_state == "hidden"
    assert [row[0].value for row in book["_lists"].iter_rows()] == [choice.label for choice in many]
    assert "anything" in page["M1"].comment.text and "not read" in page["R1"].comment.text
    assert page.column_dimensions["A"].width >= 14
    (tab, hidden) = plan_book(NO_CTX, read_book(tmp_path / "a.xlsx"), [sheet]).sheets
    assert tab.rows == () and tab.problems == () and hidden.hidden


@pytest.mark.parametrize(("count", "charts"), [(1, 0), (2, 1), (80, 1), (81, 0)])
def test_a_chart_of_what_can_be_told_apart(tmp_path: Path, count: int, charts: int) -> None:
    rows = [[f"{n:04}", f"新村{n}", n] for n in range(count)]
    columns = listing(CODE, NAME, Field("Households", Kind.INTEGER, "n"))
    write_listing(tmp_path / "a.xlsx", "A", columns, rows, ("name", "n"))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["A", *["Chart"] * charts]
    if charts:
        (drawn,) = book["Chart"]._charts[0].series
        assert drawn.val.numRef.f == f"A!$C$2:$C${count + 1}" and drawn.cat.strRef.f == f"A!$B$2:$B${count + 1}"
    write_listing(tmp_path / "a.xlsx", "A", columns[:2], [row[:2] for row in rows], ("name", "n"))
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["A"]


def test_no_chart_where_it_is_not_clear_whose_a_bar_is(tmp_path: Path) -> None:
    columns = listing(NAME, Field("Line loss", Kind.PERCENT, "n"))

    def charts(rows: list[list[Any]]) -> list[Any]:
        write_listing(tmp_path / "a.xlsx", "A", columns, rows, ("name", "n"))
        return [chart for page in openpyxl.load_workbook(tmp_path / "a.xlsx") for chart in page._charts]

    assert not charts([["韦某", 0.04], ["莫某", 0.05]] * 6) and not charts([["韦某", 0.04], ["莫某", None]])
    (namesakes,) = charts([["韦某", 0.04], *([f"莫{n}", 0.05] for n in range(18)), ["韦某", None]])
    (negative,) = charts([["韦某", 0.04], ["莫某", -0.05]])
    assert namesakes.y_axis.scaling.min == 0 and negative.y_axis.scaling.min is None


def test_what_may_not_be_changed_looks_so_and_an_empty_cell_is_framed(tmp_path: Path) -> None:
    sheet = ledger([{"code": "1", "name": "新村"}])
    idle = SheetColumn(Field("Visits", Kind.INTEGER, "visits"), read=False)
    form = Sheet("x", "Ledger", (*sheet.columns, idle), ("code",), sheet.stored, sheet.put)
    write_sheet(tmp_path / "a.xlsx", form, ({**row, "visits": 7} for row in form.stored(NO_CTX)))
    page = opened(tmp_path / "a.xlsx").active
    assert page["Q2"].fill.fgColor.rgb == "FFF6F7F8" and page["A2"].fill.fgColor.rgb != "FFF6F7F8"
    assert page["F2"].value is None and page["F2"].border.left.style == "thin"
    sides = [page[cell].alignment.horizontal for cell in ("A2", "D2", "I2")]
    assert sides == ["left", "right", "center"]


def test_a_filled_form_has_the_same_notes_and_lists(tmp_path: Path) -> None:
    sheet = ledger([{"code": "1", "name": "新村", "note": "x"}] * 3)
    write_sheet(tmp_path / "a.xlsx", sheet, sheet.stored(NO_CTX))
    page = opened(tmp_path / "a.xlsx").active
    assert "Must be filled in." in page["A1"].comment.text and "anything" in page["M1"].comment.text
    assert [str(v.sqref) for v in page.data_validations.dataValidation] == ["C2:C504", "H2:H504"]


ODD = st.sampled_from(["_x0041_", " a ", "a\r\nb", "<&>"])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=9) | ODD)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_another_program_reads_the_very_text(tmp_path: Path, text: str) -> None:
    text = visible(text).replace("\r", "\n")
    write_listing(tmp_path / "a.xlsx", "A", listing(Field("Remarks", Kind.NOTE, "note")), [[text]])
    cell = opened(tmp_path / "a.xlsx").active["A2"]
    read = openpyxl.utils.escape.unescape(cell.value or "")
    sign = "\u2060" if text.strip() in DITTO else ""  # invisible, so that nobody fills it down
    assert read == sign + text and cell.data_type != "f"


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
PLAIN: Mapping[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: TEXTS,
    Kind.NOTE: st.one_of(TEXTS, st.sampled_from([*EVIL, "一\n二"])),
    Kind.CHOICE: st.sampled_from(["area", "dedicated"]),
    Kind.INTEGER: st.integers(0, 10**6),
    Kind.NUMBER: st.floats(-1e9, 1e9),
    Kind.MONEY: st.decimals(-(10**8), 10**8, places=2),
    Kind.PERCENT: st.floats(-2, 2),
    Kind.FLAG: st.booleans(),
    Kind.DAY: st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    Kind.MOMENT: st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)),
    Kind.PHONE: st.integers(10**10, 2 * 10**10 - 1).map(str),
    Kind.MONTH: st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(lambda day: day.strftime("%Y-%m")),
}


@st.composite
def stored_rows(draw: st.DrawFn) -> list[Values]:
    """Rows as an office would hold them: every value normalised, keys distinct."""
    rows = []
    for code in draw(st.lists(st.from_regex(r"[0-9A-Z]{1,3}_[0-9]{1,6}", fullmatch=True), max_size=6, unique=True)):
        row: Values = {
            "code": code,
            "name": "新村",
            "feeder": "城关901线",
            "manager": draw(st.sampled_from([m.code for m in MANAGERS[:3]])),
        }
        for column in COLUMNS[2:-2]:
            try:
                row[column.name] = understand(column.field, draw(st.none() | PLAIN[column.field.kind]), SETTLED)
            except BadValue:
                row[column.name] = None
        if row["kind"] == "dedicated":
            row["households"] = 1
        rows.append(row)
    return rows


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(rows=stored_rows())
def test_export_then_import_is_an_empty_plan(tmp_path: Path, ending: str, rows: list[Values]) -> None:
    sheet = ledger(rows)
    target = tmp_path / f"ledger.{ending}"
    write_sheet(target, sheet, sheet.stored(NO_CTX), names_of(NO_CTX, sheet))
    plan = plan_book(NO_CTX, read_book(target), [sheet]).sheets[0]
    assert plan.problems == () and plan.unknown_headings == ()
    assert [(row.key[0], row.status, row.problems) for row in plan.rows] == [(row["code"], "same", ()) for row in rows]
