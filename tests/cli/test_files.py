"""``import``, ``export``, ``print``: there and back, and every wrong file told with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.assembly.filling import sheets
from tests.cli.conftest import Cli, tells

AREAS = [
    ("台区编号", "台区名称", "户数", "经理工号", "容量kVA", "抄表例日", "供电半径m", "台区类型"),
    ("0451000001", "翠屏1号公变", 80, None, 200, 5, None, "公变"),
    ("0451000003", "思练3号公变", 60, None, 100, 6, 400, "公变"),
    ("0451000004", "城中4号公变", 70, None, 315, 7, 500, "公变"),
]


def book(path: Path, spoil: Callable[[Worksheet], object] | None = None) -> Path:
    """The ledger above as a workbook, spoilt."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "台区台账"
    for row in AREAS:
        sheet.append(row)
    if spoil:
        spoil(sheet)
    made.save(path)
    return path


def _set(cell: str, value: object) -> Callable[[Worksheet], object]:
    return lambda sheet: sheet[cell].__setattr__("value", value)


WRONG_ROWS: dict[str, tuple[Callable[[Worksheet], object], tuple[str, ...]]] = {
    "missing column": (lambda sheet: sheet.delete_cols(1), ("The column Area code is missing", "Add it.")),
    "wrong type": (_set("C3", "很多"), ("row 3, column C: Households is a number; “很多” is none.",)),
    "duplicate key": (_set("A4", "0451000003"), ("row 3, column A: 0451000003 stands here and in row 4.",)),
    "unknown code": (_set("D2", "999999"), ("row 2, column D: There is no", "999999")),
}


def state(cli: Cli, file: Path) -> str:
    return cli("list", "areas", "--office", file, "--json").out + cli("journal", "--office", file, "--json").out


@pytest.mark.parametrize("wrong", WRONG_ROWS)
def test_wrong_rows_are_told_with_file_sheet_row_and_column(cli: Cli, file: Path, tmp_path: Path, wrong: str) -> None:
    spoil, parts = WRONG_ROWS[wrong]
    before = state(cli, file)
    said = cli("import", book(tmp_path / "台账.xlsx", spoil), "--office", file)
    tells(said, "台账.xlsx · 台区台账:", *parts, "Nothing was taken in.", "--skip-refused")
    assert state(cli, file) == before


def test_what_is_wrong_with_a_sheet_is_told_once(cli: Cli, file: Path, tmp_path: Path) -> None:
    said = cli("import", book(tmp_path / "台账.xlsx", lambda sheet: sheet.delete_cols(1)), "--office", file)
    assert said.err.count("Area code is missing") == 1


def test_the_good_rows_can_be_taken_without_the_refused(cli: Cli, file: Path, tmp_path: Path) -> None:
    ledger = book(tmp_path / "台账.xlsx", _set("C3", "很多"))
    said = cli("import", ledger, "--skip-refused", "--office", file, "--json")
    assert said.json["rows"] == 1
    names = {row["name"] for row in cli("list", "areas", "--office", file, "--json").json}
    assert names == {"翠屏1号公变", "大塘2号公变", "城中4号公变"}
    assert cli("undo", said.json["entry"], "--office", file).code == 0
    assert len(cli("list", "areas", "--office", file, "--json").json) == 2


def test_a_plan_writes_nothing(cli: Cli, file: Path, tmp_path: Path) -> None:
    before = state(cli, file)
    told = cli("import", book(tmp_path / "台账.xlsx"), "--plan", "--office", file, "--json").json
    assert told["files"][0]["sheets"][0]["counts"] == {"same": 1, "new": 2}
    assert "2 new, 0 changed, 1 same" in cli("import", tmp_path / "台账.xlsx", "--plan", "--office", file).out
    assert state(cli, file) == before


def _groceries(path: Path) -> None:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in (("买菜", "多少钱"), ("白菜", 3)):
        sheet.append(row)
    made.save(path)


WRONG_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (Path.touch, "is empty. Ask the sender for it again."),
    "damaged": (lambda path: path.write_bytes(book(path).read_bytes()[:2_000]), "is damaged; nothing was taken"),
    "no workbook": (lambda path: path.write_bytes(b"\x7fELF" + bytes(2_000)), "is not a workbook"),
    "folder without workbooks": (Path.mkdir, "There is no workbook in that folder."),
    "missing": (lambda path: None, "There is no file"),
    "unknown table": (_groceries, "No known header was found in this table."),
}


@pytest.mark.parametrize("wrong", WRONG_FILES)
def test_wrong_files_are_told_by_name(cli: Cli, file: Path, tmp_path: Path, wrong: str) -> None:
    spoil, sentence = WRONG_FILES[wrong]
    spoil(tmp_path / "来件.xlsx")
    before = state(cli, file)
    tells(cli("import", tmp_path / "来件.xlsx", "--office", file), sentence)
    assert state(cli, file) == before


def test_a_damaged_file_keeps_its_word_for_scripts(cli: Cli, file: Path, tmp_path: Path) -> None:
    WRONG_FILES["damaged"][0](tmp_path / "来件.xlsx")
    assert '"code": "damaged"' in cli("import", tmp_path / "来件.xlsx", "--office", file, "--json").err


def test_an_exported_sheet_comes_back_without_news(cli: Cli, file: Path, tmp_path: Path) -> None:
    assert cli("export", "ledger", "--out", tmp_path / "l.xlsx", "--office", file).code == 0
    assert "0 new, 0 changed, 2 same" in cli("import", tmp_path / "l.xlsx", "--office", file).out


def test_a_list_is_written_as_seen(cli: Cli, file: Path, tmp_path: Path) -> None:
    assert cli("export", "uncovered", "--out", tmp_path / "l.xlsx", "--office", file).code == 0
    sheet = load_workbook(tmp_path / "l.xlsx").active
    assert sheet is not None and sheet.max_row == 2
    assert cli("export", "areas", "--out", tmp_path / "l.csv", "--search", "cp", "--office", file).code == 0
    text = (tmp_path / "l.csv").read_text("utf-8-sig")
    assert "翠屏1号公变" in text and "大塘2号公变" not in text


@pytest.mark.parametrize("name", list(sheets()))
def test_every_empty_form_is_written_and_understood(cli: Cli, file: Path, tmp_path: Path, name: str) -> None:
    assert cli("export", name, "--template", "--out", tmp_path / "form.xlsx", "--office", file).code == 0
    planned = cli("import", tmp_path / "form.xlsx", "--plan", "--office", file, "--json").json
    assert planned["files"][0]["sheets"][0]["kind"] == name


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("export", "nowhere", "--out", "{}/x.xlsx"), "There is no list or sheet nowhere. There are:"),
        (("export", "areas"), "Say with --out which file to write."),
        (("export", "areas", "--out", "{}/none/x.xlsx"), "There is no folder"),
        (("export", "areas", "--out", "{}/office.db/x.xlsx"), "There is no folder"),
        (("export", "areas", "--out", "{}"), "is a folder. Give the file a name."),
        (("export", "areas", "--out", "{}/x.docx"), "x.docx must end in .xlsx or .csv."),
        (("print", "nowhere"), "There is no form nowhere. There are: representatives,"),
        (("print", "visits", "--month", "2026-13"), "--month: “2026-13” does not exist in the calendar."),
        (("print", "visits", "--month", "2030-01", "--out", "{}/x.pdf"), "Nothing is planned for 2030-01"),
        (("print", "visits", "--month", "2026-11", "--out", "{}"), "is a folder. Give the file a name."),
        (("print", "visits", "--month", "2026-11", "--out", "{}/x.doc"), "x.doc must end in .pdf."),
        (("print", "visits", "--month", "2026-11", "--out", "{}/none/x.pdf"), "There is no folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_told_and_nothing_is(
    cli: Cli, file: Path, tmp_path: Path, words: tuple[str, ...], part: str
) -> None:
    before = set(tmp_path.iterdir())
    tells(cli(*(word.format(tmp_path) for word in words), "--office", file), part)
    assert {path for path in tmp_path.iterdir() if "office.db" not in path.name} == before - {file}


def test_a_form_is_printed(cli: Cli, file: Path, tmp_path: Path) -> None:
    said = cli("print", "visits", "--month", "11", "--out", tmp_path / "v.pdf", "--office", file, "--json")
    assert said.json == {"file": str(tmp_path / "v.pdf"), "pages": 1}
    assert (tmp_path / "v.pdf").read_bytes().startswith(b"%PDF")
    assert set(cli("print", "--office", file, "--json").json) >= {"visits", "cards"}
