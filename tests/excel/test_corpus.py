"""Every workbook of the corpus gives exactly the plan it must give, and once taken in it says nothing new."""

from pathlib import Path

import pytest

from app.assembly.filling import sheets
from app.kit.planning import FilePlan, import_of, plan_files
from app.kit.sheet import CHANGED, NEW, SAME
from app.kit.store.office import Office
from tests.excel.corpus import BOOKS
from tests.excel.expected import Workbook, differences


def planned(office: Office, folder: Path, book: Workbook) -> FilePlan:
    """The plan of a workbook that has come in."""
    file = folder / book.file
    file.write_bytes(book.content)
    (plan,) = office.ask(plan_files, [file], tuple(sheets().values()))
    return plan


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.file)
def test_the_plan_is_as_expected(known: Office, tmp_path: Path, book: Workbook) -> None:
    plan = planned(known, tmp_path, book)
    assert not differences(plan, book), "\n".join(differences(plan, book))


@pytest.mark.parametrize("book", [book for book in BOOKS if not book.refused], ids=lambda book: book.file)
def test_what_was_taken_in_once_is_the_same_ever_after(known: Office, tmp_path: Path, book: Workbook) -> None:
    plan = planned(known, tmp_path, book)
    good = plan.counts()
    known.do(import_of([plan]))
    again = planned(known, tmp_path, book).counts()
    assert (again[NEW], again[CHANGED], again[SAME]) == (0, 0, good[NEW] + good[CHANGED] + good[SAME])
