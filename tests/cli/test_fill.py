"""``fill``: a workbook of headquarters with the office's own rows and facts in it."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter import Workbook

from tests.cli.conftest import Cli, tells

CELLS = {
    "A1": "{{单位}}{{月份}}台区表", "A2": "{{填报日期}}", "A3": "{{制表人}}", "E3": "{{所长}}", "A5": "{{序号}}",
    "B5": "{{台区编号}}", "C5": "{{明细.Households}}", "D5": "{{Kind}}", "E5": "{{district}}",
}  # fmt: skip


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form over the area ledger."""
    return made(tmp_path / "台区表.xlsx", CELLS)


def made(path: Path, cells: Mapping[str, str]) -> Path:
    book = Workbook(str(path))
    page = book.add_worksheet("表")
    for cell, text in cells.items():
        page.write_string(cell, text)
    page.write_formula("C6", "=SUM(C5:C5)")
    book.define_name("明细", "=表!$5:$5")
    book.close()
    return path


def test_the_rows_of_a_sheet_fill_the_form(cli: Cli, file: Path, form: Path, tmp_path: Path) -> None:
    cli("do", "SetSetting", "--name", "office.name", "--value", "城关供电所", "--office", file)
    out = tmp_path / "out.xlsx"
    said = cli(
        "fill", form, "--sheet", "ledger", "--set", "所长=蓝所长", "--out", out, "--office", file, "--as", "韦明"
    )
    assert said.code == 0, said.err
    assert said.out.strip() == f"Written: {out} (2 rows)"
    page = openpyxl.load_workbook(out)["表"]
    assert [page[cell].value for cell in ("A1", "A2", "A3", "E3")] == [
        "城关供电所2026-11台区表", "2026-11-24", "韦明", "蓝所长"
    ]  # fmt: skip
    rows = [[cell.value for cell in row] for row in page["A5:E6"]]
    assert rows == [[1, "0451000001", 80, "Transformer area", None], [2, "0451000002", 120, rows[1][3], None]]
    assert page["C7"].value == "=SUM(C5:C6)"


def test_a_search_takes_the_rows_it_finds(cli: Cli, file: Path, form: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    for search, code in (("大塘", "0451000002"), ("cp1", "0451000001")):
        told = cli(
            "fill", form, "--sheet", "ledger", "--search", search, "--blank", "--out", out, "--json", "--office", file
        )
        assert told.json == {"file": str(out), "rows": 1, "not_filled_on": []}
        assert openpyxl.load_workbook(out)["表"]["B5"].value == code


def test_chinese_names_are_known_in_chinese_too(cli: Cli, file: Path, form: Path, tmp_path: Path) -> None:
    words = ("--sheet", "ledger", "--set", "所长=x", "--set", "单位=y", "--month", "2026-03", "--office", file)
    out = tmp_path / "out.xlsx"
    assert cli("fill", form, *words, "--out", out, "--language", "zh_CN").code == 0
    page = openpyxl.load_workbook(out)["表"]
    assert page["A1"].value == "y2026年3月台区表"
    assert page["C5"].value == 80


def test_the_check_says_what_fills_what(cli: Cli, file: Path, form: Path) -> None:
    told = cli("fill", form, "--sheet", "ledger", "--check", "--json", "--office", file).json
    assert {(each["cell"], each["field"]) for each in told["unknown"]} == {("A1", "单位"), ("E3", "所长")}
    assert {each["cell"]: each["filled_with"] for each in told["known"]}["C5"] == "Households"
    assert "Feeder" in told["unused"]
    assert not told["fine"]
    table = cli("fill", form, "--sheet", "ledger", "--check", "--office", file).out
    assert "unknown" in table and "Not used: " in table


def test_what_cannot_be_filled_is_told_and_nothing_is_written(cli: Cli, file: Path, form: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    base = ("fill", form, "--office", file)
    tells(cli(*base, "--out", out), "台区表.xlsx has a row named 明细: say with --sheet whose rows fill it.")
    tells(cli(*base, "--sheet", "ledgers", "--out", out), "There is no sheet ledgers. There are: ")
    tells(cli(*base, "--sheet", "ledger"), "Say with --out where to write")
    tells(cli(*base, "--sheet", "ledger", "--out", tmp_path / "out.xls"), "must end in .xlsx")
    tells(cli(*base, "--sheet", "ledger", "--out", out), "表, cell A1: there is no value for the field 单位.")
    tells(cli(*base, "--sheet", "ledger", "--out", out, "--set", "x"), "Write --set FIELD=VALUE, not x.")
    tells(cli(*base, "--sheet", "ledger", "--out", out, "--month", "13"), "--month: ")
    tells(cli("fill", tmp_path / "none.xlsx", "--out", out, "--office", file), "none.xlsx is not there any more.")
    assert not out.exists()
