"""Planned visits go out to one manager as a workbook, are filled in by another program on a phone, and come back."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from PySide6.QtWidgets import QFileDialog

from app.assembly.filling import sheets
from app.features.visits.model import Visit
from app.kit.planning import plan_files
from app.kit.sheet import CHANGED, SAME, SKIPPED
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.kit.store.query import Filter, View
from app.main import main
from app.ui.plan import PlanView
from tests.journeys.conftest import Opened, rest

HIS = "045103058"
"""Staff no. of the manager; another one bears the same name."""
MADE, MISSED, MOVED = 2, 3, 4
"""Rows in which he writes that he was there, that nobody was, and what is not his to write."""


def on_the_phone(sent: Path, back: Path) -> None:
    """Another program writes the whole file anew: own looks, shared texts, no drop-downs, another order of columns."""
    page = openpyxl.load_workbook(sent).active
    book = openpyxl.Workbook()
    mine = book.active
    mine.title = "Sheet1"
    order = [*range(page.max_column, 0, -1)]
    for row in page.iter_rows():
        for at, cell in enumerate((row[column - 1] for column in order), 1):
            new = mine.cell(cell.row, at, cell.value)
            new.font, new.fill = Font(name="Arial", size=9), PatternFill("solid", fgColor="FFFFCC")
    places = {str(cell.value).partition(" (")[0]: cell.column for cell in mine[1]}

    def write(row: int, heading: str, value: Any) -> None:
        mine.cell(row, places[heading]).value = value

    write(MADE, "Visited on", "2026.11.23")
    write(MADE, "Duration", "25分钟")
    write(MADE, "What the customer said", "电压低，=盼换变压器")
    write(MADE, "Satisfaction", 5)
    write(MADE, "Customer manager", "别人")
    write(MISSED, "Why not visited", "外出务工")
    write(MOVED, "Planned for", "2026-11-30")
    write(MOVED, "Area", "改了的台区")
    mine.cell(mine.max_row + 2, 1).value = "填表人：何某"
    book.save(back)


def test_only_his_columns_come_back(
    opened: Opened, demo: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, back = tmp_path / "plan.xlsx", tmp_path / "back.xlsx"
    window = opened(demo)
    only = (Filter("staff", "is_in", (HIS,)), Filter("month", "is_in", ("2026-11",)), Filter("day", "blank"))
    window.open_listing("visits", View("", only))
    rest(window)
    page = window.page()
    assert page is not None
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(sent), ""))
    page.carry_out("fill.visit_plan")
    rest(window)
    rows = list(openpyxl.load_workbook(sent).active.iter_rows(min_row=2, values_only=True))
    assert {row[2] for row in rows} == {HIS} and len(rows) > MOVED
    on_the_phone(sent, back)

    (told,) = demo.ask(plan_files, [back], tuple(sheets().values()))
    (tab,) = told.sheets
    assert tab.sheet is not None and tab.sheet.name == "visit_plan"
    assert tab.counts() == {CHANGED: 2, SAME: len(rows) - 2, SKIPPED: 1}
    made, missed = (row for row in tab.rows if row.status == CHANGED)
    assert dict(made.news()) == {
        "day": date(2026, 11, 23), "minutes": 25, "said": "电压低，=盼换变压器", "satisfaction": 5,
    }  # fmt: skip
    assert dict(missed.news()) == {"missed_for": "外出务工"}
    (note,) = (note for note in tab.notes if "reading only" in note)
    assert note.startswith("Customer manager, Planned for, Area: ") and "3 changed cells are not taken in" in note

    window.doors.plan_import([back])
    rest(window)
    view = window.findChild(PlanView)
    assert view is not None
    view.applied.emit()
    rest(window)
    planned = [row[4].date() for row in rows]
    assert kept(demo, rows[MADE - 2][0]) == ("done", date(2026, 11, 23), planned[0], "电压低，=盼换变压器")
    assert kept(demo, rows[MISSED - 2][0]) == ("missed", None, planned[1], None)
    assert kept(demo, rows[MOVED - 2][0]) == ("planned", None, planned[2], None)
    (again,) = demo.ask(plan_files, [back], tuple(sheets().values()))
    assert again.counts()[CHANGED] == 0
    window.desk.undo()
    rest(window)
    assert kept(demo, rows[MADE - 2][0])[:2] == ("planned", None)


def test_a_script_sends_and_takes_in_the_same_workbook(
    demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    file, sent, back = tmp_path / "office.db", tmp_path / "plan.xlsx", tmp_path / "back.xlsx"
    shutil.copy(demo_file, file)
    monkeypatch.setenv("PIANQU_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PIANQU_TODAY", "2026-11-24")
    monkeypatch.setenv("PIANQU_LANGUAGE", "en")

    def run(*words: object) -> str:
        capsys.readouterr()
        assert main([*map(str, words), "--office", str(file)]) == 0
        return capsys.readouterr().out

    run("export", "visit_plan", "--search", HIS, "--month", "2026-11", "--out", sent)
    rows = list(openpyxl.load_workbook(sent).active.iter_rows(min_row=2, values_only=True))
    assert {row[1:3] for row in rows} == {("2026-11", HIS)}
    on_the_phone(sent, back)
    (tab,) = json.loads(run("import", back, "--plan", "--json"))["files"][0]["sheets"]
    assert tab["counts"] == {CHANGED: 2, SAME: len(rows) - 2, SKIPPED: 1}
    assert any("not taken in" in note for note in tab["notes"])
    assert "2 changed" in run("import", back)
    assert "0 changed" in run("import", back)


def kept(office: Office, code: object) -> tuple[Any, ...]:
    """What is recorded of a visit."""

    def ask(ctx: Context) -> tuple[Any, ...]:
        visit = ctx.session.query(Visit).filter_by(code=code).one()
        return visit.state, visit.day, visit.planned_on, visit.said

    return office.ask(ask)
