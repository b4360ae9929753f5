"""The list table: pages on demand, sorting, filters, editing in place, clipboard, selection kept."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.features.areas.model import Area
from app.features.areas.queries import AREAS
from app.features.org.model import Staff
from app.kit.privacy import masked
from app.kit.settings import UserSettings
from app.kit.store.change import Edit
from app.kit.store.query import Filter, Listing, View, col
from app.ui.desk import Desk
from app.ui.filters import ValueList, described
from app.ui.table import ListModel, Table
from app.ui.table.cell import WAITING
from app.ui.table.clipboard import block_of, cells_of

STAFF = Listing("staff", "Staff", Staff, (col(Staff.code), col(Staff.name), col(Staff.phone)), order=(("code", False),),
                search=(Staff.name, Staff.initials))  # fmt: skip
CODE, NAME, DISTRICT = 0, 1, 2
Rows = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.Select


def column(key: str) -> int:
    return next(at for at, one in enumerate(AREAS.columns) if one.key == key)


@pytest.fixture
def model(desk: Desk, qtmodeltester: object) -> ListModel:
    made = ListModel(desk, AREAS)
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)  # type: ignore[attr-defined]
    made.refresh()
    assert desk.wait_idle()
    return made


@pytest.fixture
def table(model: ListModel, settings: UserSettings, qtbot: QtBot) -> Table:
    made = Table(model, settings)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    assert model.desk.wait_idle()
    return made


def codes(model: ListModel, first: int, last: int) -> list[str]:
    model.text(first, CODE)
    assert model.desk.wait_idle()
    return [model.text(at, CODE) for at in range(first, last)]


def test_the_first_page_comes_with_the_order(model: ListModel) -> None:
    assert (model.rowCount(), model.in_all) == (450, 450)
    assert model.text(0, CODE) == "A0000"
    assert model.text(199, CODE) == "A0199"


def test_other_pages_wait_until_they_have_come(model: ListModel) -> None:
    assert model.text(420, CODE) == WAITING
    assert codes(model, 420, 422) == ["A0420", "A0421"]


def test_no_more_than_forty_pages_are_kept(model: ListModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.table.pages.KEPT", 2)
    codes(model, 220, 221)
    codes(model, 420, 421)
    assert sum(1 for _row in model._pages.known()) <= 400


def test_sorting_goes_through_the_database(table: Table) -> None:
    at = column("households")
    table.sort_by(at, further=False)
    table.sort_by(at, further=False)
    assert table.list.desk.wait_idle()
    assert table.list.view.sort == (("households", True),)
    assert codes(table.list, 0, 2) == ["A0449", "A0448"]
    table.sort_by(column("terrain"), further=True)
    assert table.list.desk.wait_idle()
    assert table.list.view.sort == (("households", True), ("terrain", False))
    table.sort_by(at, further=False)
    assert table.list.desk.wait_idle()
    assert table.list.view.sort == ()


def test_search_and_filters_narrow(model: ListModel) -> None:
    for search, found in (("cp", 21), ("翠屏", 21), ("翠屏 A00", 20), ("%", 0)):
        model.look(View(search=search, filters=(Filter("households", "at_most", 100),)))
        assert model.desk.wait_idle()
        assert (search, model.rowCount(), model.in_all) == (search, found, 450)


def test_a_row_is_found_again_after_sorting(table: Table) -> None:
    id_ = table.list.id_at(3)
    table.setCurrentIndex(table.list.index(3, NAME))
    table.sort_by(column("households"), further=False)
    table.sort_by(column("households"), further=False)
    assert table.list.desk.wait_idle()
    assert table.current() == id_ and table.chosen() == (id_,)
    assert table.currentIndex().row() == 446


def test_a_refresh_keeps_everything_in_place(table: Table) -> None:
    table.selectRow(5)
    id_ = table.current()
    assert id_ is not None
    table.list.desk.do(Edit("area", id_, {"village": "新村"}))
    assert table.list.desk.wait_idle()
    table.list.refresh()
    assert table.list.desk.wait_idle()
    assert table.chosen() == (id_,)
    assert table.list.text(5, column("village")) == "新村"


def test_numbers_stand_on_the_right_with_separators(model: ListModel) -> None:
    at = column("households")
    assert model.is_right(at) and not model.is_right(NAME)
    index = model.index(0, at)
    assert model.data(index, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.data(index, Qt.ItemDataRole.EditRole) == 0


def test_tooltips_are_plain_text(desk: Desk, model: ListModel) -> None:
    desk.do(Edit("area", model.id_at(0), {"name": "<img src=x>"}))
    assert desk.wait_idle()
    model.refresh()
    assert desk.wait_idle()
    told = model.data(model.index(0, NAME), Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in told and "&lt;img" in told


def test_phones_are_masked_until_revealed_and_that_is_logged(desk: Desk) -> None:
    model, logged = ListModel(desk, STAFF), []
    model.on_reveal = lambda: logged.append(True)
    model.refresh()
    assert desk.wait_idle()
    assert [model.text(at, 2) for at in range(3)] == ["100****5678", "100****4321", ""]
    model.reveal(True)
    assert model.text(0, 2) == "10012345678" and logged == [True]
    model.reveal(False)
    assert model.text(0, 2) == "100****5678" and logged == [True]


@given(st.text(alphabet="0123456789- ", max_size=20))
def test_masking_never_shows_the_middle(phone: str) -> None:
    bare = phone.strip()
    shown = masked(phone)
    assert shown == "" if not bare else sum(sign != "*" for sign in shown) <= 7
    assert len(bare) < 8 or (shown.startswith(bare[:3]) and shown.endswith(bare[-4:]))


def test_editing_in_place_writes_and_moves_on(table: Table, qtbot: QtBot) -> None:
    at = column("households")
    table.setFocus()
    table.setCurrentIndex(table.list.index(1, at))
    table.edit(table.list.index(1, at))
    qtbot.keyClicks(QApplication.focusWidget(), "1,234")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.currentIndex().row() == 2, timeout=1_000)
    assert table.list.desk.wait_idle()
    assert table.list.desk.office.ask(lambda ctx: ctx.by_key(Area, code="A0001").households) == 1234


def test_nonsense_stays_in_the_editor(table: Table, qtbot: QtBot) -> None:
    at = column("households")
    table.setFocus()
    table.setCurrentIndex(table.list.index(1, at))
    table.edit(table.list.index(1, at))
    editor = QApplication.focusWidget()
    qtbot.keyClicks(editor, "viele")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.isVisible() and editor.property("wrong") is True
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert table.list.desk.wait_idle()
    assert table.list.text(1, at) == "1"


def test_a_refused_edit_is_taken_back(table: Table) -> None:
    troubled: list[str] = []
    table.list.desk.troubled.connect(troubled.append)
    assert table.list.setData(table.list.index(1, CODE), "A0002")
    assert table.list.desk.wait_idle()
    assert len(troubled) == 1
    assert table.list.text(1, CODE) == "A0001"


def test_joined_columns_are_not_edited_in_place(model: ListModel) -> None:
    editable = Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(0, NAME)) & editable
    assert not model.flags(model.index(0, DISTRICT)) & editable


def test_filling_down_is_one_change(table: Table) -> None:
    at = column("village")
    for row in (2, 3, 4):
        table.selectionModel().select(table.list.index(row, 0), Rows)
    table.selectionModel().setCurrentIndex(table.list.index(2, at), QItemSelectionModel.SelectionFlag.NoUpdate)
    said: list[str] = []
    table.list.desk.said.connect(lambda text, _number: said.append(text))
    table.fill_down()
    assert table.list.desk.wait_idle()
    table.list.refresh()
    assert table.list.desk.wait_idle()
    assert [table.list.text(row, at) for row in (2, 3, 4)] == ["城南村"] * 3 and len(said) == 1


def test_copying_takes_the_shown_columns_of_rows_not_yet_at_hand(table: Table) -> None:
    table.selectAll()
    table.copy()
    assert table.list.desk.wait_idle()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 451
    assert lines[0].split("\t")[:2] == ["Area code", "Area name"]
    assert lines[-1].startswith("A0449\t") and WAITING not in lines[-1]


def test_a_pasted_value_is_offered_for_the_selection_and_a_block_as_a_sheet(table: Table) -> None:
    bulk, block = [], []
    table.bulk_wanted.connect(lambda key, text: bulk.append((key, text)))
    table.block_pasted.connect(block.append)
    table.setCurrentIndex(table.list.index(0, column("village")))
    QGuiApplication.clipboard().setText("新村\n")
    table.paste()
    QGuiApplication.clipboard().setText("台区编号\t台区名称\nX1\t一号\n")
    table.paste()
    assert bulk == [("village", "新村")] and block == ["台区编号\t台区名称\nX1\t一号\n"]


def test_what_is_copied_is_whole_and_what_is_pasted_may_have_line_ends() -> None:
    data = block_of(["Note"], [["a\nb"], ["5\" pipe"]], [False])
    assert cells_of(data.text()) == [["Note"], ["a\nb"], ["5\" pipe"]]
    assert cells_of("5\" pipe\tx\r\n\"open\ty\r\n") == [["5\" pipe", "x"], ["\"open", "y"]]
    assert cells_of(" \n") == []


def test_html_marks_texts_so_that_zeros_stay() -> None:
    html = block_of(["Code", "Homes"], [["007", "12"], ["<b>", "3"]], [False, True]).html()
    assert "mso-number-format" in html and "&lt;b&gt;" in html and "<td>12</td>" in html


def test_columns_are_remembered(model: ListModel, settings: UserSettings, qtbot: QtBot, tmp_path: Path) -> None:
    one = Table(model, settings)
    qtbot.addWidget(one)
    one.columns.show("village", on=False)
    one.head.moveSection(0, 1)
    one.head.resizeSection(NAME, 333)
    qtbot.waitUntil(lambda: settings.get("table.areas") is not None, timeout=2_000)
    other = Table(model, UserSettings(settings.file))
    qtbot.addWidget(other)
    assert column("village") not in other.columns.shown()
    assert other.columns.shown()[:2] == [NAME, CODE]
    assert other.head.sectionSize(NAME) == 333
    other.columns.forget()
    assert other.columns.shown()[:2] == [CODE, NAME]


def test_the_last_column_cannot_be_hidden(model: ListModel, settings: UserSettings, qtbot: QtBot) -> None:
    table = Table(model, settings)
    qtbot.addWidget(table)
    for one in AREAS.columns:
        table.columns.show(one.key, on=False)
    assert len(table.columns.shown()) == 1


def test_frozen_columns_appear_when_scrolled(table: Table) -> None:
    table.resize(500, 400)
    assert not table.frozen.isVisible()
    table.horizontalScrollBar().setValue(200)
    assert table.frozen.isVisible()
    table.horizontalScrollBar().setValue(0)
    assert not table.frozen.isVisible()


def test_ticks_outlive_sorting(table: Table) -> None:
    table.list.is_checkable = True
    ids = (table.list.id_at(4), table.list.id_at(2))
    table.list.tick(ids, on=True)
    table.sort_by(column("households"), further=False)
    assert table.list.desk.wait_idle()
    assert set(table.chosen()) == set(ids) and table.count_chosen() == 2


def value_list(table: Table, key: str, qtbot: QtBot) -> tuple[ValueList, list[View]]:
    popup = ValueList(table.list.desk, AREAS, table.list.view, AREAS.column(key), table)
    qtbot.addWidget(popup)
    wanted: list[View] = []
    popup.wanted.connect(wanted.append)
    assert table.list.desk.wait_idle()
    return popup, wanted


def test_the_value_list_counts_and_filters(table: Table, qtbot: QtBot) -> None:
    popup, wanted = value_list(table, "terrain", qtbot)
    texts = [popup._rows.item(at).text() for at in range(popup._rows.rowCount())]
    assert texts[0] == "(all)" and set(texts[1:]) == {"plain", "hills", "mountains"}
    popup._rows.item(0).setCheckState(Qt.CheckState.Unchecked)
    popup._apply()
    assert wanted == [], "nothing ticked is no filter"
    popup._rows.item(texts.index("hills")).setCheckState(Qt.CheckState.Checked)
    popup._apply()
    assert wanted[0].filters == (Filter("terrain", "is_in", ("hills",)),)


def test_the_value_list_takes_bounds(table: Table, qtbot: QtBot) -> None:
    popup, wanted = value_list(table, "households", qtbot)
    popup._bounds["at_least"].show_value(10)
    popup._apply()
    assert wanted[0].filters == (Filter("households", "at_least", 10),)
    assert described(AREAS, wanted[0].filters[0]) == "Households ≥ 10"


def test_the_value_list_takes_the_largest(table: Table, qtbot: QtBot) -> None:
    popup, wanted = value_list(table, "households", qtbot)
    popup._bounds["top"].show_value(5)
    popup._apply()
    assert described(AREAS, wanted[0].filters[0]) == "the 5 largest: Households"
    table.list.look(replace(table.list.view, filters=wanted[0].filters))
    assert table.list.desk.wait_idle()
    assert table.list.rowCount() >= 5


def test_a_search_in_the_value_list_means_contains(table: Table, qtbot: QtBot) -> None:
    popup, wanted = value_list(table, "name", qtbot)
    popup._search.setText("城中")
    popup._apply()
    table.list.look(replace(table.list.view, filters=wanted[0].filters))
    assert table.list.desk.wait_idle()
    assert table.list.rowCount() == 90
