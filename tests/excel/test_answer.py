"""The answer in the user's own workbook: the same plan again, every other part as it was, only what was missing."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.assembly.filling import sheets
from app.kit import words
from app.kit.answer import write_answer
from app.kit.errors import Trouble
from app.kit.planning import FilePlan, import_of, plan_files
from app.kit.sheet import REFUSED
from app.kit.store.office import Office
from tests.excel.corpus import BOOKS
from tests.excel.expected import Workbook, differences
from tests.excel.indicators import AS_COLUMNS
from tests.excel.ledgers import GBK, MERGED, PLAIN
from tests.excel.making import Grid, xlsx
from tests.excel.test_corpus import planned

REFUSING = [book for book in BOOKS if any(row.status == REFUSED for tab in book.tabs for row in tab.rows)]


def again(office: Office, file: Path) -> FilePlan:
    (plan,) = office.ask(plan_files, [file], tuple(sheets().values()))
    return plan


@pytest.mark.parametrize("book", REFUSING, ids=lambda book: book.file)
def test_an_answer_is_refused_for_the_same_reasons(known: Office, tmp_path: Path, book: Workbook) -> None:
    plan = planned(known, tmp_path, book)
    answer = write_answer(tmp_path / book.file, plan, tmp_path / "answer.xlsx")
    found = again(known, answer)
    kept = {tab.name for tab in found.sheets}
    same = replace(book, tabs=tuple(tab for tab in book.tabs if tab.name in kept))
    assert not differences(found, same), "\n".join(differences(found, same))


def test_other_parts_keep_every_byte(known: Office, tmp_path: Path) -> None:
    plan = planned(known, tmp_path, MERGED)
    answer = write_answer(tmp_path / MERGED.file, plan, tmp_path / "answer.xlsx")
    with zipfile.ZipFile(tmp_path / MERGED.file) as before, zipfile.ZipFile(answer) as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        made = set(after.namelist()) - set(before.namelist())
    assert changed == {"xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"}
    assert made == {
        "xl/comments_answer1.xml", "xl/drawings/vml_answer1.vml", "xl/worksheets/_rels/sheet1.xml.rels"}  # fmt: skip


def test_red_cells_comments_and_reasons_stand_where_they_belong(known: Office, tmp_path: Path) -> None:
    words.use_language("zh_CN")
    plan = planned(known, tmp_path, PLAIN)
    page = load_workbook(write_answer(tmp_path / PLAIN.file, plan, tmp_path / "answer.xlsx")).active
    assert page is not None
    assert page["E3"].value == "错误原因" and "约30" in page["E11"].value and page["E10"].value is None
    assert page["D11"].fill.fgColor.rgb == "FFFFC7CE" and "约30" in page["D11"].comment.text
    assert page["D10"].fill.fgColor.rgb != "FFFFC7CE"


def test_corrected_it_takes_only_what_was_missing(known: Office, tmp_path: Path) -> None:
    plan = planned(known, tmp_path, PLAIN)
    known.do(import_of([plan]))
    answer = write_answer(tmp_path / PLAIN.file, plan, tmp_path / "answer.xlsx")
    book = load_workbook(answer)
    book.worksheets[0]["D11"] = 30
    book.save(answer)
    found = again(known, answer)
    assert dict(found.counts()) == {"same": 5, "new": 1, "skipped": 5}
    assert known.do(import_of([found])).result == 1


def test_a_second_answer_replaces_the_first(known: Office, tmp_path: Path) -> None:
    plan = planned(known, tmp_path, PLAIN)
    first = write_answer(tmp_path / PLAIN.file, plan, tmp_path / "first.xlsx")
    book = load_workbook(first)
    book.worksheets[0]["D11"], book.worksheets[0]["D10"] = 30, "?"
    book.save(first)
    second = load_workbook(write_answer(first, again(known, first), tmp_path / "second.xlsx")).worksheets[0]
    assert second["E11"].value is None and "?" in second["E10"].value and second.max_column == 5


def test_other_formats_get_a_fresh_workbook_with_the_same_rows(known: Office, tmp_path: Path) -> None:
    plan = planned(known, tmp_path, GBK)
    page = load_workbook(write_answer(tmp_path / GBK.file, plan, tmp_path / "answer.csv")).active
    assert page is not None
    assert [page.cell(at, 1).value for at in range(1, 6)] == [
        "台区编号", "0451000101", "0451000102", 451000103, "合计"]  # fmt: skip
    assert page["D3"].value == "=1+1" and page["D3"].data_type == "s" and page["E4"].value


def test_a_row_of_several_months_has_one_reason(known: Office, tmp_path: Path) -> None:
    plan = planned(known, tmp_path, AS_COLUMNS)
    page = load_workbook(write_answer(tmp_path / AS_COLUMNS.file, plan, tmp_path / "answer.xlsx")).active
    assert page is not None and "x" in page["H5"].value and page["H3"].value is None


def test_macros_keep_their_ending_and_nothing_refused_has_no_answer(known: Office, tmp_path: Path) -> None:
    book = Workbook("台账.xlsm", xlsx(Grid("台账", [["台区编号", "台区名称", "户数"], ["0451000801", "a", "?"]])))
    assert write_answer(tmp_path / book.file, planned(known, tmp_path, book), tmp_path / "a.xlsx").suffix == ".xlsm"
    good = Workbook("好.xlsx", xlsx(Grid("台账", [["台区编号", "台区名称", "户数"], ["0451000801", "a", 1]])))
    with pytest.raises(Trouble, match="nothing to answer"):
        write_answer(tmp_path / good.file, planned(known, tmp_path, good), tmp_path / "b.xlsx")
