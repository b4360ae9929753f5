"""``pianqu month``: workbooks in, four papers out, each read back by another program's library; then undone."""

import json
import math
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import formulas
import pypdfium2
import pytest
import zxingcpp
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from app.kit import words
from app.kit.words import _
from app.main import main

MONTH = "2026-10"


@pytest.fixture
def chinese() -> None:
    """Expect what the papers say in Chinese (``_english`` of the suite sets it back)."""
    words.use_language("zh_CN")


@dataclass(frozen=True)
class Ran:
    """A finished month: where it lies and the account a script gets."""

    out: Path
    account: dict[str, Any]

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What the office of the month says."""
        with closing(sqlite3.connect(self.out / "office.db")) as connection:
            return connection.execute(statement).fetchall()


@pytest.fixture(scope="module")
def calm() -> Iterator[pytest.MonkeyPatch]:
    """The surroundings of a run, for a whole module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIANQU_TODAY", "2026-11-24")
        patch.setenv("PIANQU_LANGUAGE", "en")
        yield patch
    words.use_language("en")


def run(out: Path, capsys: pytest.CaptureFixture[str] | None, *told: str) -> tuple[int, str]:
    """Run the command in this process; its exit code and what it said."""
    code = main(["month", "--out", str(out), *told])
    said = capsys.readouterr() if capsys else None
    return code, (said.out + said.err) if said else ""


@pytest.fixture(scope="module")
def month(calm: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, qapp_cls: type[QApplication]) -> Ran:
    """The month of the demo office S, run once, in Chinese."""
    application = QApplication.instance() or qapp_cls([])
    assert application is not None
    out = tmp_path_factory.mktemp("month") / "out"
    account = out.parent / "account.json"
    with account.open("w", encoding="utf-8") as stream, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", stream)
        assert main(["month", "--demo", "S", "--out", str(out), "--json", "--language", "zh_CN"]) == 0
    return Ran(out, json.loads(account.read_text(encoding="utf-8")))


def test_every_file_is_there_and_nothing_else(month: Ran) -> None:
    names = {path.name for path in month.out.iterdir()}
    assert names == {"input", "office.db", "考核表.xlsx", "月度小结.xlsx", "走访清单.pdf", "名片.pdf"}
    assert {Path(file).name for file in month.account["files"]} == names - {"input", "office.db"}
    assert month.account["month"] == MONTH


def test_every_area_has_its_manager_and_every_due_person_a_visit(month: Ran) -> None:
    assert month.account["duties"]["uncovered"] == 0
    ((areas,),) = month.rows("SELECT count(DISTINCT area_id) FROM assignment WHERE until IS NULL")
    assert areas == 576
    ((planned,),) = month.rows(f"SELECT count(*) FROM visit WHERE month = '{MONTH}' AND planned_on IS NOT NULL")
    assert planned > 700


def _computed(file: Path) -> dict[str, Any]:
    """Every cell's value as ``formulas`` computes it, by ``SHEET!CELL`` in capitals."""
    solution = formulas.ExcelModel().loads(str(file)).finish().calculate()
    return {
        name.split("]")[1].replace("'", ""): cell.value[0, 0] for name, cell in solution.items()
        if "]" in name and ":" not in name
    }  # fmt: skip


def test_the_recomputed_appraisal_equals_the_kept_scores(month: Ran) -> None:
    kept = dict(month.rows(
        "SELECT staff.code, score.total FROM score JOIN manager ON manager.id = score.manager_id "
        "JOIN staff ON staff.id = manager.staff_id"))  # fmt: skip
    book = load_workbook(month.out / "考核表.xlsx")
    summary = book.worksheets[0]
    computed = _computed(month.out / "考核表.xlsx")
    found = {}
    for row in range(5, 5 + len(kept)):
        code = str(summary.cell(row, 2).value)
        assert str(summary.cell(row, 8).value).startswith("=")
        found[code] = float(computed[f"{summary.title.upper()}!H{row}"])
    assert found.keys() == kept.keys() and len(book.worksheets) == len(kept) + 1
    assert all(math.isclose(found[code], float(kept[code]), abs_tol=0.005) for code in kept)


def test_the_visit_list_is_the_plan_a_manager_carries(month: Ran, chinese: None) -> None:
    reader = PdfReader(month.out / "走访清单.pdf")
    text = "".join(page.extract_text() for page in reader.pages)
    place, person = month.rows(
        "SELECT area.village, customer.name FROM visit JOIN representation ON representation.id = representation_id "
        "JOIN customer ON customer.id = customer_id JOIN area ON area.id = representation.area_id "
        f"WHERE visit.month = '{MONTH}' AND planned_on IS NOT NULL")[0]  # fmt: skip
    assert place in text and person in text
    foot = re.compile(_("Page {page} of {pages}", page=1, pages=r"(\d+)"))
    lists = [int(found[1]) for page in reader.pages if (found := foot.search(page.extract_text()))]
    assert sum(lists) == len(reader.pages) > len(lists) > 20
    for said in (_("Done √"), _("Done: √, or the reason why not. Satisfaction: 1 to 5. Return the list by the end of "
                                "the month.")):  # fmt: skip
        text = text.replace("\n", "").replace(said, "")
    assert "√" not in text
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    assert width > height and (round(float(width)), round(float(height))) == (842, 595)


def test_the_cards_carry_a_code_a_telephone_reads(month: Ran) -> None:
    page = pypdfium2.PdfDocument(month.out / "名片.pdf")[0]
    found = zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())
    assert len(found) == 10
    names = {name for (name,) in month.rows("SELECT staff.name FROM manager JOIN staff ON staff.id = staff_id")}
    card = found[0].text
    assert card.startswith("BEGIN:VCARD")
    assert any(name in card for name in names)


def test_the_summary_counts_what_the_office_holds(month: Ran, chinese: None) -> None:
    book = load_workbook(month.out / "月度小结.xlsx")
    figures: dict[Any, list[int]] = {}
    for title, *values in book.worksheets[0].iter_rows(min_row=3, values_only=True):
        figures.setdefault(title, [value for value in values if isinstance(value, int)])
    assert figures[_("Areas with a manager")][0] == 576
    ((made,),) = month.rows(
        f"SELECT count(*) FROM visit WHERE month = '{MONTH}' AND planned_on IS NOT NULL AND state = 'done'")
    assert figures[_("Planned visits made")][0] == made


def test_undo_takes_the_month_back_step_by_step(
    month: Ran, calm: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = tmp_path / "office.db"
    office.write_bytes((month.out / "office.db").read_bytes())
    undone = []
    for _step in range(40):
        if main(["undo", "--office", str(office), "--json"]) != 0:
            break
        undone.append(json.loads(capsys.readouterr().out)["title"])
    assert "nothing to undo" in capsys.readouterr().err
    assert undone[0].startswith("Undo: Publish the results") and undone[-1].startswith("Undo: Load the announced")
    left = Ran(tmp_path, {})
    tables = [name for (name,) in left.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    own = [name for name in tables if not name.startswith(("journal_", "sqlite_", "alembic_"))]
    counted = {name: left.rows(f'SELECT count(*) FROM "{name}"')[0][0] for name in own}
    assert {name: count for name, count in counted.items() if count} == {}
    assert main(["check", "--office", str(office)]) == 0


def test_the_real_register_of_mux_goes_through(
    calm: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], month: Ran
) -> None:
    code, told = run(tmp_path / "out", capsys, "--demo", "mux")
    assert code == 0
    for part in ("6 workbooks", "0 without a manager", "managers scored", "Needs a person", "走访清单.pdf"):
        assert part in told
    first = (tmp_path / "out" / "office.db").read_bytes()
    folder = tmp_path / "out" / "input"

    code, _told = run(tmp_path / "out", capsys, "--from", str(folder))
    assert code == 0
    (aside,) = (tmp_path / "out").glob("office-*.db")
    assert aside.read_bytes() == first

    code, told = run(tmp_path / "other", capsys, "--from", str(folder), "--office", str(aside))
    assert code == 0 and "nothing to take in" in told
    assert not (tmp_path / "other" / "office.db").exists()


def test_a_month_that_fails_leaves_nothing(
    month: Ran, calm: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    ledger = month.out / "input" / "台区台账.xlsx"
    (folder / "台区台账.xlsx").write_bytes(ledger.read_bytes())
    code, told = run(tmp_path / "out", capsys, "--from", str(folder))
    assert code == 2 and "There is nobody to assign areas to." in told

    office = tmp_path / "office.db"
    assert main(["list", "areas", "--office", str(office)]) == 2
    assert main(["demo", "mux", "--office", str(office)]) == 0
    areas = Ran(tmp_path, {}).rows("SELECT count(*) FROM area")
    (folder / "走访记录.xlsx").write_bytes(b"PK broken")
    code, told = run(tmp_path / "out", capsys, "--from", str(folder), "--office", str(office))
    assert code == 2 and "走访记录.xlsx" in told
    assert Ran(tmp_path, {}).rows("SELECT count(*) FROM area") == areas
    assert not (tmp_path / "out").exists()


def test_a_roster_and_a_ledger_are_enough_and_refused_rows_are_accounted(
    month: Ran, calm: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("台区台账.xlsx", "员工花名册.xlsx"):
        (folder / name).write_bytes((month.out / "input" / name).read_bytes())
    book = load_workbook(folder / "台区台账.xlsx")
    sheet = book.worksheets[0]
    (column,) = [cell.column for cell in sheet[2] if cell.value == "户数"]
    sheet.cell(5, column).value = "很多"
    book.save(folder / "台区台账.xlsx")
    code, told = run(tmp_path / "out", capsys, "--from", str(folder))
    assert code == 0
    assert "Not taken in" in told and "row 5" in told and "Households is a number; “很多” is none." in told
    assert "There is no visit list: nobody is to be visited in 2026-11." in told
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"office.db", "名片.pdf", "月度小结.xlsx"}
