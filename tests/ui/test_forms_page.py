"""Headquarters' forms in the window: bound by pointing, seen filled, filled; the file they came from is untouched."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from xlsxwriter import Workbook

from app.features.org.changes import SetSetting
from app.kit.template import read_template
from app.shell.forms import shelf
from app.shell.forms.page import FormsPage
from app.ui.desk import Desk


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIANQU_HOME", str(tmp_path / "home"))


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A blank form: a title over four columns, the unit's line, headings in row 3, an empty row, a total."""
    file = tmp_path / "台区情况表.xlsx"
    book = Workbook(str(file))
    page = book.add_worksheet("台区")
    framed = book.add_format({"border": 1})
    page.merge_range("A1:D1", "台区情况表")
    page.write("A2", "填报单位：")
    page.write_row("A3", ["编号", "名称", "户数", "备注"], framed)
    page.write_row("A4", ["", "", "", ""], framed)
    page.write("B5", "合计", framed)
    page.write_formula("C5", "=SUM(C4:C4)", framed, 0)
    book.add_worksheet("说明").write("A1", "{{不认识}}")
    book.close()
    return file


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, form: Path) -> Iterator[FormsPage]:
    """The page with the form open, rows of the areas' ledger chosen."""
    desk.office.do(SetSetting("office.name", "城关供电所"))
    made = FormsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.open(form)
    assert desk.wait_idle()
    choose(made, "ledger")
    yield made


def choose(page: FormsPage, sheet: str) -> None:
    """Choose whose rows fill the form, as a person does."""
    page.frame.panel.choose_sheet(sheet)
    page.frame.panel.sheet.activated.emit(page.frame.panel.sheet.currentIndex())
    assert page.desk.wait_idle()


def point(page: FormsPage, cell: str) -> None:
    at = openpyxl.utils.cell.coordinate_from_string(cell)
    page.frame.view.point(at[1], openpyxl.utils.column_index_from_string(at[0]))


def says(page: FormsPage, cell: str) -> str:
    column, row = openpyxl.utils.cell.coordinate_from_string(cell)
    index = page.frame.view.cells.index(row - 1, openpyxl.utils.column_index_from_string(column) - 1)
    return str(index.data())


def bind(page: FormsPage, cell: str, field: str) -> None:
    """Select a cell, double-click a field."""
    point(page, cell)
    listed = page.frame.panel.list
    row = next(at for at, each in enumerate(listed.fields.entries) if each.text == field and each.key)
    listed.doubleClicked.emit(listed.fields.index(row, 0))
    assert page.desk.wait_idle()


def bound(page: FormsPage) -> None:
    """Bind what the form asks for."""
    bind(page, "A2", "Unit")
    bind(page, "A4", "Area code")
    bind(page, "B4", "Area name")
    bind(page, "C4", "Households")


def test_two_fields_are_bound_by_pointing_and_the_original_is_untouched(page: FormsPage, form: Path) -> None:
    before = form.read_bytes()
    bind(page, "A2", "Unit")
    bind(page, "A4", "Area code")
    assert says(page, "A2") == "填报单位：{{Unit}}", "a label keeps its words"
    assert says(page, "A4") == "{{Area code}}"
    model = page.frame.view.cells
    assert model.headerData(3, Qt.Orientation.Vertical) == "明细 4"
    copy = page.binding.path
    assert copy.parent == shelf.folder_of(page.desk.office.database)
    kept = read_template(copy)
    assert {(each.cell, each.field) for each in kept.placeholders if each.sheet == "台区"} == {
        ("A2", "Unit"), ("A4", "Area code"),
    }  # fmt: skip
    assert [(row.name, row.row) for row in kept.repeating] == [("明细", 4)]
    assert form.read_bytes() == before


def test_the_preview_shows_values_and_what_is_bound_there_lands_in_the_template(page: FormsPage) -> None:
    bound(page)
    page.frame.seen.setChecked(True)
    assert page.desk.wait_idle()
    assert says(page, "A2") == "填报单位：城关供电所"
    assert [says(page, cell) for cell in ("A4", "B4", "A5", "C6")] == ["A0000", "翠屏0号公变", "A0001", "2"]
    assert says(page, "B24") == "合计", "twenty records stand above the total"
    bind(page, "D10", "Village")
    assert says(page, "D4") == "翠屏村" and says(page, "D5") == "城中村"
    page.frame.seen.setChecked(False)
    assert page.desk.wait_idle()
    assert says(page, "D4") == "{{Village}}" and says(page, "B5") == "合计"


def test_filling_writes_every_row(page: FormsPage, form: Path, tmp_path: Path, qtbot: QtBot) -> None:
    bound(page)
    page.binding.unbind(("说明", 1, 1))
    target = tmp_path / "out.xlsx"
    with qtbot.waitSignal(page.written) as told:
        page.write(target)
    assert told.args == [target]
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert [sheet[cell].value for cell in ("A2", "A4", "C453", "B454", "C454")] == [
        "填报单位：城关供电所", "A0000", 449, "合计", "=SUM(C4:C453)",
    ]  # fmt: skip
    troubles: list[str] = []
    page.desk.troubled.connect(troubles.append)
    for own in (form, page.binding.path):
        before = own.read_bytes()
        page.write(own)
        assert page.desk.wait_idle() and own.read_bytes() == before
    assert len(troubles) == 2


def test_what_nobody_fills_is_listed_and_refused(page: FormsPage, tmp_path: Path) -> None:
    bind(page, "A2", "Unit")
    panel = page.frame.panel
    panel.chips._on_clicked("unknown")
    assert [each.text for each in panel.list.fields.entries] == ["不认识"]
    panel.list.doubleClicked.emit(panel.list.fields.index(0, 0))
    assert page.frame.sheet() == "说明" and page.frame.view.currentIndex().data() == "{{不认识}}"
    panel.chips._on_clicked("unused")
    unused = [each.text for each in panel.list.fields.entries if not each.is_heading]
    assert "Unit" not in unused and {"Date", "Area code"} <= set(unused)
    troubles: list[str] = []
    page.desk.troubled.connect(troubles.append)
    page.write(tmp_path / "out.xlsx")
    assert page.desk.wait_idle()
    assert len(troubles) == 1 and "不认识" in troubles[0] and "A1" in troubles[0]
    assert not (tmp_path / "out.xlsx").exists()


def test_delete_takes_a_field_out_and_a_step_is_taken_back(page: FormsPage, qtbot: QtBot) -> None:
    bound(page)
    troubles: list[str] = []
    page.desk.troubled.connect(troubles.append)
    bind(page, "A9", "Area code")
    assert len(troubles) == 1 and "row 4" in troubles[0] and says(page, "A9") == ""
    for cell, left in (("A2", "填报单位："), ("A4", ""), ("B4", ""), ("C4", "")):
        point(page, cell)
        qtbot.keyClick(page.frame.view, Qt.Key.Key_Delete)
        assert page.desk.wait_idle()
        assert says(page, cell) == left
    assert read_template(page.binding.path).repeating == (), "a row without fields repeats no more"
    page.take_back()
    assert page.desk.wait_idle()
    assert says(page, "C4") == "{{Households}}"
    assert [row.row for row in read_template(page.binding.path).repeating] == [4]


def test_a_field_dragged_into_a_cell_and_a_workbook_dropped_on_the_page(page: FormsPage, form: Path) -> None:
    view, fields = page.frame.view, page.frame.panel.list.fields
    row = next(at for at, each in enumerate(fields.entries) if each.text == "Date")
    carried = fields.mimeData([fields.index(row, 0)])
    place = QPointF(view.visualRect(view.cells.index(1, 2)).center())
    view.dropEvent(dropped(place, carried))
    assert page.desk.wait_idle() and says(page, "C2") == "{{Date}}"
    other = form.with_name("另一张表.xlsx")
    other.write_bytes(form.read_bytes())
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(other))])
    page.frame.dropEvent(dropped(QPointF(5, 5), files))
    assert page.desk.wait_idle()
    assert says(page, "C2") == "" and page.binding.path.name.startswith("另一张表.")


def dropped(place: QPointF, what: QMimeData) -> QDropEvent:
    return QDropEvent(
        place, Qt.DropAction.CopyAction, what, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )


def test_a_form_chosen_again_and_a_page_made_again_keep_what_was_bound(
    page: FormsPage, form: Path, qtbot: QtBot
) -> None:
    bound(page)
    page.open(form)
    assert page.desk.wait_idle() and says(page, "A4") == "{{Area code}}"
    again = FormsPage(page.desk)
    qtbot.addWidget(again)
    assert again.desk.wait_idle()
    assert says(again, "A4") == "{{Area code}}" and again.frame.panel.sheet.currentData() == "ledger"
    form.write_bytes(changed(form))
    again.open(form)
    assert again.desk.wait_idle() and says(again, "A4") == "", "another file of that name is another form"
    assert len(shelf.kept(again.binding.path.parent)) == 2


def test_a_form_is_removed_and_comes_back_with_its_fields(page: FormsPage, form: Path, qtbot: QtBot) -> None:
    bound(page)
    other = form.with_name("另一张表.xlsx")
    other.write_bytes(form.read_bytes())
    page.open(other)
    assert page.desk.wait_idle()
    page._open_kept(next(file for file in shelf.kept(page.binding.path.parent) if file.name.startswith("台区")))
    assert page.desk.wait_idle()
    with qtbot.waitSignal(page.told) as told:
        page.frame._remove.click()
        assert page.desk.wait_idle()
    assert told.args[0] == "Removed: 台区情况表.xlsx" and form.exists()
    assert page.binding.path.name.startswith("另一张表."), "the next one is shown"
    told.args[1]()
    assert page.desk.wait_idle()
    assert says(page, "A4") == "{{Area code}}" and len(shelf.kept(page.binding.path.parent)) == 2
    for _turn in range(2):
        page.remove()
        assert page.desk.wait_idle()
    assert page.binding is None and not page.frame.save.isVisible()
    page.open(form)
    assert page.desk.wait_idle() and says(page, "A4") == "", "a form that was removed starts anew"


def changed(form: Path) -> bytes:
    book = openpyxl.load_workbook(form)
    book.worksheets[0]["A1"] = "台区情况表（新）"
    book.save(form)
    return form.read_bytes()


def test_a_file_that_is_no_form_is_refused_and_nothing_is_kept(page: FormsPage, tmp_path: Path) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04 no workbook")
    troubles: list[str] = []
    page.desk.troubled.connect(troubles.append)
    page.open(bad)
    assert page.desk.wait_idle()
    assert len(troubles) == 1 and "坏.xlsx" in troubles[0]
    assert len(shelf.kept(shelf.folder_of(page.desk.office.database))) == 1


def test_the_models_keep_the_rules(page: FormsPage, qtlog: object, qapp: QApplication) -> None:
    models = (page.frame.view.cells, page.frame.panel.list.fields)
    kept = [QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning) for model in models]
    bound(page)
    page.frame.panel.search.setText("qh")
    told = [record.message for record in qtlog.records if "FAIL" in record.message]  # type: ignore[attr-defined]
    assert told == [] and len(kept) == 2
