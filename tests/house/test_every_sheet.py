"""Every sheet: what the office writes out it reads back as the same, and an empty form is known for what it is."""

from pathlib import Path

import pytest

from app.kit import words
from app.kit.planning import plan_book
from app.kit.planning.plan import SheetPlan
from app.kit.reading.cage import read_book
from app.kit.sheet import SAME, Sheet
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.kit.words import LANGUAGES
from app.kit.writing import names_of, write_form, write_sheet
from tests.house.seeded import sheets


def plan_of(office: Office, file: Path) -> SheetPlan:
    """What importing the one tab of ``file`` would do."""
    return office.ask(plan_book, read_book(file), sheets()).sheets[0]


@pytest.mark.parametrize("sheet", sheets(), ids=lambda sheet: sheet.name)
def test_export_then_import_changes_nothing(full: Office, tmp_path: Path, sheet: Sheet) -> None:
    words.use_language("zh_CN")
    file = tmp_path / "out.xlsx"

    def stored(ctx: Context) -> int:
        return write_sheet(file, sheet.whole(ctx), sheet.stored(ctx), names_of(ctx, sheet))

    count = full.ask(stored)
    plan = plan_of(full, file)
    assert count and plan.sheet is not None, plan.notes
    assert plan.sheet.name == sheet.name
    told = {row.status: (row.row, row.news(), [p.message for p in row.problems]) for row in plan.rows}
    assert told.keys() == {SAME}, told
    assert len(plan.rows) == count
    assert (plan.unknown_headings, plan.problems, plan.introductions) == ((), (), ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", sheets(), ids=lambda sheet: sheet.name)
def test_an_empty_form_is_recognised(full: Office, tmp_path: Path, sheet: Sheet, language: str) -> None:
    words.use_language(language)
    file = tmp_path / "form.xlsx"
    write_form(file, sheet)
    plan = plan_of(full, file)
    assert plan.sheet is not None, plan.notes
    assert (plan.sheet.name, plan.rows, plan.unknown_headings) == (sheet.name, (), ())
