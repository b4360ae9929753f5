"""Decisions made once hold for the next workbook of the same source, are told, and go with an undo."""

from pathlib import Path

from app.assembly.filling import sheets
from app.kit.planning import Choices, FilePlan, SheetPlan, import_of, plan_files
from app.kit.store.office import Office
from tests.excel.making import Grid, xlsx

HEAD = ["台区编号", "台区名称", "用户总量", "台区经理"]


def book(folder: Path, name: str, *rows: list[object], head: list[str] = HEAD) -> Path:
    file = folder / name
    file.write_bytes(xlsx(Grid("台账", [["2026年台区台账"], head, *rows])))
    return file


def plan(office: Office, file: Path, choices: Choices | None = None) -> FilePlan:
    (found,) = office.ask(plan_files, [file], tuple(sheets().values()), None, choices)
    return found


def only(found: FilePlan) -> SheetPlan:
    (tab,) = found.sheets
    return tab


CHOICES = Choices(columns={"用户总量": "households"}, references={("manager", "莫某"): "0103"})


def decided(office: Office, folder: Path) -> None:
    """An import in which both were decided by hand."""
    first = plan(office, book(folder, "11月.xlsx", ["0451000901", "a", 10, "莫某"]), CHOICES)
    office.do(import_of([first]))


def test_what_was_decided_once_is_used_and_told(known: Office, tmp_path: Path) -> None:
    second = book(tmp_path, "12月.xlsx", ["0451000902", "b", 20, "莫某"])
    before = only(plan(known, second))
    assert [p.code for p in before.rows[0].problems] == ["ambiguous_name"]
    assert before.unknown_headings == (("C", "用户总量"),)
    decided(known, tmp_path)
    after = only(plan(known, second))
    assert dict(after.rows[0].values or {}) == {
        "code": "0451000902", "name": "b", "households": 20, "manager": "0103"}  # fmt: skip
    assert any("11月.xlsx" in note for note in after.notes)
    assert [(one.written, one.candidates, one.chosen) for one in after.ambiguities] == [
        ("莫某", ("0102", "0103"), "0103")]  # fmt: skip


def test_another_decision_replaces_the_remembered_one(known: Office, tmp_path: Path) -> None:
    decided(known, tmp_path)
    other = Choices(columns={"用户总量": ""}, references={("manager", "莫某"): "0102"})
    second = plan(known, book(tmp_path, "12月.xlsx", ["0451000902", "b", 20, "莫某"]), other)
    assert (only(second).rows[0].values or {}).get("manager") == "0102"
    known.do(import_of([second]))
    third = only(plan(known, book(tmp_path, "1月.xlsx", ["0451000903", "c", 30, "莫某"])))
    assert dict(third.rows[0].values or {}) == {"code": "0451000903", "name": "c", "manager": "0102"}


def test_undoing_the_import_forgets_its_decisions(known: Office, tmp_path: Path) -> None:
    decided(known, tmp_path)
    known.undo()
    again = only(plan(known, book(tmp_path, "12月.xlsx", ["0451000902", "b", 20, "莫某"])))
    assert again.rows[0].status == "refused" and again.unknown_headings


def test_another_source_is_not_touched(known: Office, tmp_path: Path) -> None:
    decided(known, tmp_path)
    head = ["台区编号", "台区名称", "用户总量", "所属线路", "台区经理"]
    other = only(plan(known, book(tmp_path, "别处.xlsx", ["0451000902", "b", 20, None, "莫某"], head=head)))
    assert other.unknown_headings == (("C", "用户总量"),) and other.rows[0].status == "refused"


def test_months_in_titles_and_headings_do_not_make_another_source(known: Office, tmp_path: Path) -> None:
    decided(known, tmp_path)
    file = tmp_path / "明年.xlsx"
    file.write_bytes(xlsx(Grid("2027", [["2027年台区台账"], ["说明"], HEAD, ["0451000902", "b", 20, "莫某"]])))
    assert only(plan(known, file)).rows[0].status == "new"
