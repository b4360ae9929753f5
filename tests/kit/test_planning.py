"""Plans: what every row would do, where and why it is refused, and one change for all."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from app.features.areas.model import Area, Feeder
from app.features.customers.model import Customer
from app.kit.errors import Conflict
from app.kit.fields import Field
from app.kit.planning import Choices, FilePlan, SheetPlan, import_of, plan_book, plan_files, plan_json
from app.kit.reading.book import CellError, Merge, SheetCells, Shown, Span, Uncalculated
from app.kit.sheet import Brought, PlannedRow, Reference, Sheet, column, columns_of, of_row
from app.kit.store.change import Archive
from app.kit.store.office import Office
from app.kit.store.row import fields_of
from tests.kit.forms import book, cells, ledger

HEADER = ["台区编号", "台区名称", "户数"]


def plan(
    rows: Any, *, sheet: Sheet | None = None, choices: Choices | None = None, kind: str = "xlsx", **tab: Any
) -> SheetPlan:
    """The plan of one tab against the ledger, which needs no database."""
    return plan_cells(cells(rows, **tab), sheet=sheet, choices=choices, kind=kind)


def plan_cells(
    table: SheetCells, *, sheet: Sheet | None = None, choices: Choices | None = None, kind: str = "xlsx"
) -> SheetPlan:
    ctx: Any = None
    return plan_book(ctx, book(table, kind=kind), [sheet or ledger()], choices=choices).sheets[0]


def one(heading: str, raw: Any, **more: Any) -> PlannedRow:
    """The only row of a table with one column beside code and name."""
    (row,) = plan([["台区编号", "台区名称", heading], ["0331", "新村", raw]], **more).rows
    return row


def statuses(found: SheetPlan) -> list[str]:
    return [row.status for row in found.rows]


def test_new_changed_and_same_rows_are_told_apart() -> None:
    kept = [{"code": "0331", "name": "新村", "households": 12}, {"code": "0332", "name": "老村", "households": 30}]
    found = plan([HEADER, ["0331", "新 村", 12.0], ["0332", "老村", 31.0], ["0333", "大塘", 5.0]], sheet=ledger(kept))
    assert [(r.row, r.status) for r in found.rows] == [(2, "same"), (3, "changed"), (4, "new")]
    assert found.rows[1].news() == {"households": 31}
    assert found.rows[1].key == ("0332",)
    assert found.header_rows == (1,) and found.certainty > 0.8


def test_a_blank_cell_says_nothing_unless_a_person_says_so() -> None:
    kept = [{"code": "0331", "name": "新村", "households": 12}]
    rows = [HEADER, ["0331", "新村", None]]
    assert statuses(plan(rows, sheet=ledger(kept))) == ["same"]
    emptied = plan(rows, sheet=ledger(kept), choices=Choices(empties=True)).rows[0]
    assert emptied.status == "changed" and emptied.news() == {"households": None}


def test_stored_texts_in_an_older_spelling_stay_as_they_are() -> None:
    kept = [{"code": "0331", "name": " 新　村", "sold": 0.1 + 0.2, "note": "一\r\n二"}]
    rows = [["台区编号", "台区名称", "售电量", "备注"], ["0331", "新村", 0.3, "一\n二"]]
    assert statuses(plan(rows, sheet=ledger(kept))) == ["same"]


BAD: list[tuple[str, Any, str, str]] = [
    ("户数", "约30", "not_a_number", "约30"),
    ("户数", 7.5, "not_whole", "7.5"),
    ("户数", -1.0, "out_of_range", "-1"),
    ("户数", CellError("#REF!"), "error_cell", "#REF!"),
    ("户数", Uncalculated("SUM(D2)"), "uncalculated", "=SUM(D2)"),
    ("台区类型", "箱变", "unknown_choice", "箱变"),
    ("投运日期", "10月9日", "no_year", "10月9日"),
    ("投运日期", "2024-02-30", "no_such_day", "2024-02-30"),
    ("线损率", 0.9, "percent_unclear", "0.9"),
    ("联系电话", "1380013800", "not_a_phone", "1380013800"),
    ("联系电话", 1.38e20, "lost_digits", "138000000000000000000"),
    ("售电量(kVA)", 3.0, "unit", "3"),
    ("光伏", "也许", "not_a_flag", "也许"),
    ("月份", 2026.1, "lost_zero", "2026.1"),
    ("台区经理", "莫某", "ambiguous_name", "莫某"),
    ("台区经理", "蓝某", "archived", "蓝某"),
    ("台区经理", "101", "lost_zeros", "101"),
    ("台区经理", "石某", "unknown_reference", "石某"),
    ("工号", "0199", "unknown_reference", "0199"),
]


@pytest.mark.parametrize(("heading", "raw", "code", "text"), BAD)
def test_a_bad_cell_refuses_its_row_and_says_where(heading: str, raw: Any, code: str, text: str) -> None:
    row = one(heading, raw)
    assert row.status == "refused" and row.row == 2
    (problem,) = row.problems
    assert (problem.code, problem.column, problem.raw) == (code, "C", text)
    assert problem.field and problem.message


def test_ambiguous_names_name_the_candidates_and_are_resolved_once() -> None:
    assert "0102, 0103" in one("台区经理", "莫某").problems[0].message
    row = one("台区经理", "莫某", choices=Choices(references={("manager", "莫某"): "0103"}))
    assert (row.values or {})["manager"] == "0103"


def test_code_and_name_must_agree() -> None:
    header = ["台区编号", "台区名称", "台区经理", "工号"]
    found = plan([header, ["1", "a", "莫某", "0102"], ["2", "b", "韦某", "0102"], ["3", "c", None, "0101"]])
    assert [(r.values or {}).get("manager") for r in found.rows] == ["0102", None, "0101"]
    assert [p.code for p in found.rows[1].problems] == ["code_name_differ"]
    assert found.rows[1].problems[0].column == "D"


def test_what_is_named_for_the_first_time_is_listed() -> None:
    found = plan(
        [
            ["台区编号", "台区名称", "所属线路"],
            ["1", "a", "大塘902线"],
            ["2", "b", "大塘 902线"],
            ["3", "c", "城关901线"],
        ]
    )
    assert statuses(found) == ["new"] * 3
    assert [(i.row, i.code, i.rows) for i in found.introductions] == [(Feeder, "大塘902线", 2)]


def test_a_key_twice_refuses_both_rows_and_names_them() -> None:
    found = plan([HEADER, ["0331", "新村", 1.0], ["0332", "老村", 1.0], ["0331", "新村", 1.0]])
    assert statuses(found) == ["refused", "new", "refused"]
    assert "row 4" in found.rows[0].problems[0].message and "row 2" in found.rows[2].problems[0].message
    assert found.rows[0].problems[0].code == "double_key"


def test_the_same_row_in_two_tabs_counts_once_and_another_is_refused() -> None:
    tabs = [
        cells([HEADER, ["0331", "新村", 1.0], ["0332", "老村", 1.0]], name="一"),
        cells([HEADER, ["0331", "新村", 1.0], ["0332", "老村", 2.0]], name="二"),
    ]
    ctx: Any = None
    first, second = plan_book(ctx, book(*tabs), [ledger()]).sheets
    assert statuses(first) == ["new", "refused"] and statuses(second) == ["skipped", "refused"]
    assert "一" in second.rows[1].problems[0].message


def test_rows_that_are_no_data_are_left_out_with_a_reason() -> None:
    rows = [
        ["2026年台区台账"],
        HEADER,
        ["0331", "新村", 1.0],
        [None, None, None],
        ["小计", None, 1.0],
        HEADER,
        ["0332", "老村", 2.0],
        ["大塘所"],
        ["合 计", None, 3.0],
        ["注：户数为月末数", None, None],
        ["制表人：韦某", "审核人：", None],
    ]
    found = plan(rows, merges=[Merge(7, 0, 7, 2)])
    assert [(r.row, r.status, [p.code for p in r.problems]) for r in found.rows] == [
        (3, "new", []),
        (5, "skipped", ["total"]),
        (6, "skipped", ["header"]),
        (7, "new", []),
        (8, "skipped", ["group"]),
        (9, "skipped", ["total"]),
        (10, "skipped", ["note"]),
        (11, "skipped", ["note"]),
    ]


def test_a_customer_is_not_lost_for_a_word_in_his_name() -> None:
    found = plan([HEADER, ["0331", "会计小计公寓合计", 1.0], ["0332", "平均村", 1.0]])
    assert statuses(found) == ["new", "new"]


def test_dittos_and_cells_merged_down_are_filled() -> None:
    rows = [
        ["台区编号", "台区名称", "台区类型", "户数"],
        ["1", "a", "公变", 5.0],
        ["2", "b", None, "〃"],
        ["3", "c", "专变", "1"],
        ["4", "d", "同上", 1.0],
    ]
    found = plan(rows, merges=[Merge(1, 2, 2, 2)])
    assert [(r.values or {})["kind"] for r in found.rows] == ["area", "area", "dedicated", "dedicated"]
    assert [(r.values or {})["households"] for r in found.rows] == [5, 5, 1, 1]


def test_units_of_the_heading_and_scaled_formats_never_multiply_silently() -> None:
    assert (one("售电量(万kWh)", 1.2).values or {})["sold"] == 12000.0
    assert (one("应收电费(万元)", 1.23456).values or {})["due"] == Decimal("12345.60")
    scaled = Shown({2: (Span(1, 1, "scale:4"),)})
    assert one("售电量", 12000.0, shown=scaled).problems[0].code == "scaled"
    assert (one("售电量(万kWh)", 12000.0, shown=scaled).values or {})["sold"] == 12000.0


def test_percent_columns_are_decided_by_sign_format_and_size() -> None:
    def losses(heading: str, *raws: Any, **more: Any) -> list[Any]:
        rows = [["台区编号", "台区名称", heading], *([f"c{i}", "x", raw] for i, raw in enumerate(raws))]
        return [(r.values or {}).get("loss", [p.code for p in r.problems]) for r in plan(rows, **more).rows]

    unclear = ["percent_unclear"]
    assert losses("线损率%", 3.5, 0.9) == [0.035, 0.009]
    assert losses("线损率(%)", 0.95, 0.98) == [unclear, unclear]
    assert losses("线损率", 3.5, 0.9, "4%") == [0.035, unclear, 0.04]
    assert losses("线损率", 0.035, 0.9, shown=Shown({2: (Span(1, 1, "percent"),)})) == [0.035, unclear]
    assert losses("线损率", 0.95, choices=Choices(percent={"线损率": "ratio"})) == [0.95]


def test_codes_keep_zeros_and_refuse_lost_ones() -> None:
    padded = plan([HEADER, [331.0, "新村", 1.0]], shown=Shown({0: (Span(1, 1, "pad:6"),)}))
    assert padded.rows[0].key == ("000331",)
    mixed = plan([HEADER, ["0331", "新村", 1.0], [332.0, "老村", 1.0]])
    assert [p.code for p in mixed.rows[1].problems] == ["lost_zeros"]
    stored = plan([HEADER, [331.0, "新村", 1.0]], sheet=ledger([{"code": "0331", "name": "新村"}]))
    assert [p.code for p in stored.rows[0].problems] == ["lost_zeros"] and "0331" in stored.rows[0].problems[0].message


def test_year_and_month_come_from_the_title_only() -> None:
    header = ["台区编号", "台区名称", "投运日期"]
    found = plan([["2026年11月台账"], header, ["0331", "新村", "10月9日"]])
    assert found.rows[0].values == {"code": "0331", "name": "新村", "since": date(2026, 10, 9), "month": "2026-11"}
    assert any("2026-11" in note for note in found.notes)
    assert plan([["台账"], header, ["0331", "新村", "10月9日"]]).rows[0].status == "refused"


def test_texts_of_csv_lose_the_quote_that_made_them_safe() -> None:
    assert (one("备注", "'=1+1", kind="csv").values or {})["note"] == "=1+1"
    assert (one("备注", "'=1+1").values or {})["note"] == "'=1+1"


def test_doubts_about_the_table_refuse_every_row() -> None:
    found = plan([["台区编号", "台区名称", "户数", "户数"], ["1", "a", 1.0, 2.0], ["2", "b", 1.0, 2.0]])
    assert [[p.code for p in row.problems] for row in found.rows] == [["double_heading"]] * 2
    assert found.problems[0].code == "double_heading"


def test_a_new_row_needs_the_mandatory_columns_and_a_known_one_does_not() -> None:
    kept = [{"code": "0331", "name": "新村", "households": 1}]
    found = plan(
        [["台区编号", "户数"], ["0331", 2.0], ["0332", 3.0]],
        sheet=ledger(kept),
        choices=Choices(kinds={"台账": "ledger"}),
    )
    assert statuses(found) == ["changed", "refused"]
    assert [(p.code, p.field) for p in found.rows[1].problems] == [("missing_column", "name")]


def test_a_rule_over_a_row_names_its_cell() -> None:
    found = plan([["台区编号", "台区名称", "台区类型", "户数"], ["1", "a", "专变", 5.0]])
    assert [(p.code, p.column) for p in found.rows[0].problems] == [("dedicated", "D")]


def test_hidden_tabs_are_named_and_not_taken() -> None:
    rows = [HEADER, ["0331", "新村", 1.0]]
    hidden = plan(rows, hidden=True)
    assert hidden.sheet is None and hidden.hidden and hidden.notes and not hidden.rows
    assert statuses(plan(rows, hidden=True, choices=Choices(takes_hidden=True))) == ["new"]
    assert plan(rows, choices=Choices(kinds={"台账": ""})).sheet is None


def test_the_plan_is_plain_json() -> None:
    rows = [
        ["台区编号", "台区名称", "应收电费", "投运日期", "检查时间", "工号", "说不清"],
        ["0331", "新村", 1.5, date(2026, 1, 2), datetime(2026, 1, 2, 8, 30), "0101", 1.0],
        ["0332", "x", "?", None, None, None, None],
    ]
    told = json.loads(json.dumps(plan_json([FilePlan("a.xlsx", (plan(rows),))]), ensure_ascii=False))
    (file,) = told["files"]
    (sheet,) = file["sheets"]
    assert (file["file"], file["status"], sheet["kind"], sheet["header_rows"]) == ("a.xlsx", "read", "ledger", [1])
    assert sheet["mapping"]["台区编号"] == "code" and sheet["mapping"]["工号"] == "manager.code"
    assert sheet["unknown_headings"] == [{"column": "G", "heading": "说不清"}]
    assert sheet["rows"][0]["values"] == {
        "code": "0331",
        "name": "新村",
        "due": 1.5,
        "since": "2026-01-02",
        "checked": "2026-01-02T08:30:00",
        "manager": "0101",
    }
    problem = sheet["rows"][1]["problems"][0]
    assert set(problem) == {"column", "field", "raw", "code", "message"} and problem["raw"] == "?"


AREA = Reference(Area, code_heading="Area code", code_headings=("台区编号",))
CUSTOMERS = of_row(
    "customers",
    "Customers",
    Customer,
    (
        *columns_of(Customer, "code", "name", "phone"),
        column(fields_of(Customer)["area_id"].but(name="area"), "台区", reference=AREA),
    ),
    rank=40,
)


def _area_field(field: Field) -> Field:
    return field.but(required=field.name in {"code", "name"})


AREAS = of_row(
    "areas",
    "Area ledger",
    Area,
    (
        *(
            column(_area_field(fields_of(Area)[name]))
            for name in ("code", "name", "households", "longitude", "latitude")
        ),
        column(
            fields_of(Area)["feeder_id"].but(name="feeder"), reference=Reference(Feeder, ("name",), introduces=True)
        ),
    ),
    rank=30,
)
FORMS = [CUSTOMERS, AREAS]


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes workbooks of plain rows into a folder of their own."""

    def make(**tables: list[list[Any]]) -> Path:
        where = tmp_path / "in"
        where.mkdir(exist_ok=True)
        for name, rows in tables.items():
            with Workbook(str(where / f"{name}.xlsx")) as made:
                page = made.add_worksheet()
                for at, row in enumerate(rows):
                    page.write_row(at, 0, row)
        return where

    return make


A_AREAS = [
    ["台区编号", "台区名称", "户数", "所属线路"],
    ["0331", "新村", 12, "城关901线"],
    ["0332", "老村", 30, "城关901线"],
]
A_CUSTOMERS = [
    ["客户编号", "姓名", "台区", "台区编号", "手机"],
    ["K1", "韦某", "新村", "0331", "10012345678"],
    ["K2", "莫某", "老村", None, None],
]


def test_files_of_a_folder_are_one_import_and_one_undo(office: Office, folder: Callable[..., Path]) -> None:
    where = folder(a_customers=A_CUSTOMERS, b_areas=A_AREAS)
    plans = office.ask(plan_files, [where], FORMS)
    assert [dict(plan.counts()) for plan in plans] == [{"new": 2}, {"new": 2}]
    done = office.do(import_of(plans))
    assert done.result == 4
    links = office.ask(lambda ctx: [(c.code, ctx.get(Area, c.area_id or 0).name) for c in ctx.session.query(Customer)])
    assert links == [("K1", "新村"), ("K2", "老村")]
    assert [dict(plan.counts()) for plan in office.ask(plan_files, [where], FORMS)] == [{"same": 2}, {"same": 2}]
    office.undo()
    assert office.ask(lambda ctx: [ctx.session.query(row).count() for row in (Area, Feeder, Customer)]) == [0, 0, 0]


def test_a_reference_to_a_refused_row_is_refused_as_well(office: Office, folder: Callable[..., Path]) -> None:
    areas = [*A_AREAS, ["0332", "另村", 3, None]]
    _customers, areas_plan = office.ask(plan_files, [folder(a_customers=A_CUSTOMERS, b_areas=areas)], FORMS)
    assert [row.status for row in areas_plan.sheets[0].rows] == ["new", "refused", "refused"]
    assert [[p.code for p in row.problems] for row in _customers.sheets[0].rows] == [[], ["unknown_reference"]]


def test_a_changed_row_and_a_rule_of_the_row(office: Office, folder: Callable[..., Path]) -> None:
    office.do(import_of(office.ask(plan_files, [folder(b_areas=A_AREAS)], FORMS)))
    rows = [
        ["台区编号", "台区名称", "户数", "经度", "纬度"],
        ["0331", "新村", 13, None, None],
        ["0332", "老村", 30, 108.7, None],
    ]
    (found,) = office.ask(plan_files, [folder(b_areas=rows)], FORMS)
    assert [row.status for row in found.sheets[0].rows] == ["changed", "refused"]
    assert [(p.code, p.field) for p in found.sheets[0].rows[1].problems] == [("rule", "latitude")]
    assert office.do(import_of([found])).result == 1
    assert office.ask(lambda ctx: ctx.by_key(Area, code="0331").households) == 13


def test_an_archived_row_comes_back(office: Office, folder: Callable[..., Path]) -> None:
    where = folder(b_areas=A_AREAS)
    office.do(import_of(office.ask(plan_files, [where], FORMS)))
    office.do(Archive("area", tuple(office.ask(lambda ctx: [a.id for a in ctx.session.query(Area)]))))
    plans = office.ask(plan_files, [where], FORMS)
    assert dict(plans[0].counts()) == {"new": 2}
    office.do(import_of(plans))
    assert office.ask(lambda ctx: [a.archived_on for a in ctx.session.query(Area)]) == [None, None]


def test_a_plan_that_has_aged_is_refused_as_a_whole(office: Office, folder: Callable[..., Path]) -> None:
    plans = office.ask(plan_files, [folder(b_areas=A_AREAS)], FORMS)
    office.do(import_of(plans))
    with pytest.raises(Conflict, match="row 2"):
        office.do(import_of(plans))


def test_an_unreadable_file_is_refused_alone(office: Office, folder: Callable[..., Path]) -> None:
    where = folder(b_areas=A_AREAS)
    (where / "a.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (where / "~$b_areas.xlsx").write_bytes(b"lock")
    plans = office.ask(plan_files, [where, where / "gone.xlsx"], FORMS)
    assert [(Path(p.file).name, p.status) for p in plans] == [
        ("a.xlsx", "refused"),
        ("b_areas.xlsx", "read"),
        ("gone.xlsx", "refused"),
    ]
    assert plans[0].reason and plans[2].code == "missing"
    assert plan_json(plans)["files"][2]["code"] == "missing"


def test_pending_rows_of_other_books_are_known() -> None:
    sheet = ledger()
    columns = tuple(
        replace(c, reference=replace(c.reference, find=lambda _ctx: ())) if c.reference else c for c in sheet.columns
    )
    ctx: Any = None
    table = cells([["台区编号", "台区名称", "台区经理"], ["0331", "新村", "韦某"]])
    empty = replace(sheet, columns=columns)
    assert statuses(plan_book(ctx, book(table), [empty]).sheets[0]) == ["refused"]
    assert statuses(plan_book(ctx, book(table), [empty], [Brought(Area, "0101", "韦某")]).sheets[0]) == ["new"]
