"""``import --answer`` and ``import --json OUT``: what scripts and the sender get back."""

import json
from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Cli, tells
from tests.cli.test_files import _set, book


def test_a_refused_import_answers_in_a_copy(cli: Cli, file: Path, tmp_path: Path) -> None:
    ledger = book(tmp_path / "台账.xlsx", _set("C3", "很多"))
    said = cli("import", ledger, "--office", file, "--answer", tmp_path / "答复.xlsx")
    tells(said, "Nothing was taken in.")
    page = load_workbook(tmp_path / "答复.xlsx").worksheets[0]
    assert page["I1"].value == "Reason of refusal" and "很多" in str(page["I3"].value)


def test_corrected_the_answer_brings_only_what_was_missing(cli: Cli, file: Path, tmp_path: Path) -> None:
    ledger = book(tmp_path / "台账.xlsx", _set("C3", "很多"))
    done = cli("import", ledger, "--skip-refused", "--office", file, "--json", "--answer", tmp_path / "out.xlsx").json
    assert done["rows"] == 1 and done["answers"] == [str(tmp_path / "out.xlsx")]
    answer = load_workbook(tmp_path / "out.xlsx")
    answer.worksheets[0]["C3"] = 60
    answer.save(tmp_path / "out.xlsx")
    assert cli("import", tmp_path / "out.xlsx", "--office", file, "--json").json["rows"] == 1


def test_several_files_are_answered_in_a_folder(cli: Cli, file: Path, tmp_path: Path) -> None:
    files = [book(tmp_path / f"{name}.xlsx", _set("C3", "很多")) for name in "ab"]
    told = cli("import", *files, "--plan", "--office", file, "--answer", tmp_path / "back")
    assert told.code == 0 and {each.name for each in (tmp_path / "back").iterdir()} == {"a.xlsx", "b.xlsx"}


def test_the_plan_goes_into_a_file(cli: Cli, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    assert cli("import", book(tmp_path / "台账.xlsx"), "--plan", "--json", out, "--office", file).code == 0
    (told,) = json.loads(out.read_text(encoding="utf-8"))["files"]
    assert (told["status"], told["sheets"][0]["kind"]) == ("read", "ledger")
    assert set(told["sheets"][0]["rows"][0]) >= {"row", "status", "key", "values", "problems"}
    assert cli("import", "--office", file, "--plan", "--json", tmp_path / "台账.xlsx").json["files"]
