"""The page of a listing: its actions, chips, search, drawer, empty state, export; and the command palette."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.features.areas.model import Area
from app.features.areas.queries import AREAS, area_story
from app.features.areas.sheets import LEDGER
from app.features.org.model import Staff
from app.features.org.queries import ACCOUNTS
from app.kit.errors import Trouble
from app.kit.listbook import Seen, printed, write_seen
from app.kit.manifest import Act, Detail, Event, Feature, Story
from app.kit.settings import UserSettings
from app.kit.store.access import Account
from app.kit.store.change import Archive, Edit
from app.kit.store.office import Office
from app.kit.store.query import Filter, Listing, View, col
from app.kit.store.views import kept_view, plain_view
from app.ui.action import Action
from app.ui.desk import Desk
from app.ui.page import ListPage, Offer, offer_of
from app.ui.page.offer import joined
from app.ui.palette import Command, Palette, fitting
from app.ui.theme import use_theme

STAFF = Listing("staff", "Staff", Staff, (col(Staff.code), col(Staff.name), col(Staff.phone)), order=(("code", False),))
NAMELESS = Act(Archive, "Put away", "areas", lambda _ctx, ids: {"row": "area", "ids": ids}, main=True)


@pytest.fixture
def page(desk: Desk, settings: UserSettings, qtbot: QtBot) -> Iterator[ListPage]:
    made = ListPage(desk, Offer(AREAS, (NAMELESS,), (), Detail("areas", area_story)), settings)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    assert desk.wait_idle()
    yield made


def actions(page: ListPage) -> dict[str, Action]:
    return {action.key: action for action in page.actions()}


def words(page: ListPage) -> str:
    return "\n".join(label.text() for label in page.drawer.findChildren(QLabel) if not label.isHidden())


def test_the_toolbar_offers_the_main_acts_and_one_primary(page: ListPage) -> None:
    buttons = [b for b in page.toolbar.findChildren(QPushButton) if b.property("primary") is not None]
    assert [b.text() for b in buttons if b.property("primary")] == ["Put away"]
    assert "Add" in [b.text() for b in buttons]


def test_acts_wait_for_a_selection(page: ListPage) -> None:
    page.table.clearSelection()
    assert not actions(page)["act.Archive"].enabled and not actions(page)["edit"].enabled
    page.table.selectRow(0)
    assert actions(page)["act.Archive"].enabled and actions(page)["edit"].enabled
    page.table.selectAll()
    assert not actions(page)["edit"].enabled and actions(page)["many"].enabled


def test_the_search_is_followed_from_hit_to_hit(page: ListPage, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page.toolbar.search.setText("城中1")
    qtbot.waitUntil(lambda: page.model.asked.search == "城中1")
    assert desk.wait_idle()
    hits = [page.model.id_at(at) for at in range(page.model.rowCount())]
    passed = []
    for key in [Qt.Key.Key_F3] * len(hits):
        qtbot.keyClick(page.table, key)
        passed.append(page.table.current())
    assert len(hits) > 2 and passed == [*hits[1:], hits[0]], "after the last comes the first"
    qtbot.keyClick(page.table, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert page.table.current() == hits[-1]


def test_an_act_is_done_from_its_button(page: ListPage, desk: Desk) -> None:
    page.table.selectRow(0)
    page.carry_out("act.Archive")
    assert desk.wait_idle()
    assert page.model.in_all == 449, "the notice made the list ask again"


def test_who_may_not_sees_no_button(county: Office, settings: UserSettings, qtbot: QtBot) -> None:
    desk = Desk(replace(county, account=Account("总部", "headquarters")))
    made = ListPage(desk, Offer(AREAS, (NAMELESS,)), settings)
    qtbot.addWidget(made)
    assert desk.wait_idle()
    assert not {"add", "edit", "many", "archive", "act.Archive"} & set(actions(made))
    assert "export" in actions(made)
    desk.close()


def test_chips_switch_named_filters(page: ListPage, desk: Desk) -> None:
    page._on_chips(frozenset({"mountains"}))
    assert desk.wait_idle()
    assert page.model.view.filters == AREAS.filters["mountains"] and page.model.rowCount() == 150
    page._on_chips(frozenset())
    assert desk.wait_idle()
    assert page.model.view.filters == ()


def test_a_filter_of_a_heading_gets_a_chip_that_removes_it(page: ListPage, desk: Desk) -> None:
    page.narrow([Filter("village", "contains", "城中")])
    assert desk.wait_idle()
    own = [chip for chip in page._chips() if chip.on]
    assert [chip.text for chip in own] == ["Village contains “城中”  ✕"]
    page._on_chips(frozenset())
    assert desk.wait_idle()
    assert page.model.rowCount() == 450


def test_search_narrows_and_an_empty_result_offers_a_way_back(page: ListPage, desk: Desk, qtbot: QtBot) -> None:
    page.toolbar.search.setText("没有这个")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.emptiness, timeout=3_000)
    page._on_clear()
    assert desk.wait_idle()
    assert page.stack.currentWidget() is page.table and page.toolbar.search.text() == ""


def test_an_empty_list_says_what_to_do(office: Office, settings: UserSettings, qtbot: QtBot) -> None:
    desk = Desk(office)
    made = ListPage(desk, Offer(AREAS, (), (LEDGER,)), settings)
    qtbot.addWidget(made)
    assert desk.wait_idle()
    wanted: list[str] = []
    made.wanted.connect(wanted.append)
    assert [action.key for action in made.deeds.ways_out()] == ["import", "demo", "add"]
    for action in made.deeds.ways_out()[:2]:
        action.run()
    assert wanted == ["import", "demo"]
    assert AREAS.empty in [label.text() for label in made.emptiness.findChildren(QLabel)]
    desk.close()


def test_the_drawer_follows_the_row(page: ListPage, desk: Desk) -> None:
    page.table.selectRow(1)
    assert desk.wait_idle()
    told = words(page)
    assert "城中1号公变" in told and "Households" in told
    page.table.clearSelection()
    page.table.selectRow(2)
    assert desk.wait_idle()
    assert "城南2号公变" in words(page)


def test_a_form_under_way_is_not_disturbed(page: ListPage, desk: Desk) -> None:
    page.table.selectRow(1)
    page.carry_out("edit")
    assert desk.wait_idle()
    entry = page.drawer.entry()
    page.table.selectRow(2)
    assert desk.wait_idle()
    assert page.drawer.entry() is entry
    page.drawer.take_out()
    assert page.drawer.entry() is None and "城南2号公变" in words(page)


def test_a_new_row_is_gone_to(page: ListPage, desk: Desk) -> None:
    page.carry_out("add")
    entry: Any = page.drawer.entry()
    entry.form.show_values({"code": "A0100b", "name": "新", "kind": "area", "state": "running", "households": 1})
    entry.form._send(again=False)
    assert desk.wait_idle()
    assert page.model.rowCount() == 451
    assert page.drawer.entry() is None


def test_phones_are_masked_in_the_drawer_too(
    desk: Desk, settings: UserSettings, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "pianqu.personal")
    made = ListPage(desk, Offer(STAFF), settings)
    qtbot.addWidget(made)
    assert desk.wait_idle()
    made.table.selectRow(0)
    assert desk.wait_idle()
    assert "100****5678" in words(made) and "10012345678" not in words(made)
    made.reveal(True)
    assert "10012345678" in words(made) and made.model.text(0, 2) == "10012345678"
    assert "陈主任 revealed telephone numbers in the list staff" in caplog.text


def test_the_strip_is_told_of_sums(page: ListPage, desk: Desk, qtbot: QtBot) -> None:
    told: list[list[str]] = []
    page.status.connect(told.append)
    at = next(i for i, column in enumerate(AREAS.columns) if column.key == "households")
    page.table.setCurrentIndex(page.model.index(0, at))
    qtbot.waitUntil(lambda: bool(told) and len(told[-1]) == 3, timeout=3_000)
    assert told[-1] == ["450 rows", "1 selected", "Households: sum 101,025, mean 224.5"]
    page.table.selectRow(2)
    page.table.setCurrentIndex(page.model.index(2, at))
    page.table.selectionModel().select(page.model.index(4, 0), page.table.selectionModel().SelectionFlag.Rows
                                       | page.table.selectionModel().SelectionFlag.Select)  # fmt: skip
    qtbot.waitUntil(lambda: told[-1][-1] == "Households: sum 6, mean 3.0", timeout=3_000)


def test_a_hidden_page_waits_until_it_is_shown(page: ListPage, desk: Desk) -> None:
    page.hide()
    desk.do(Edit("area", page.model.id_at(0), {"village": "新村"}))
    assert desk.wait_idle()
    at = next(i for i, column in enumerate(AREAS.columns) if column.key == "village")
    assert page.model.text(0, at) == "翠屏村"
    page.show()
    assert desk.wait_idle()
    assert page.model.text(0, at) == "新村"


def test_views_are_kept_under_a_name(page: ListPage, desk: Desk, settings: UserSettings) -> None:
    page.narrow(AREAS.filters["mountains"])
    assert desk.wait_idle()
    page.carry_out("keep")
    form: Any = page.drawer.entry()
    form.show_values({"name": "山里"})
    form._send(again=False)
    page._on_clear()
    assert desk.wait_idle()
    actions(page)["view.山里"].run()
    assert desk.wait_idle()
    assert page.model.rowCount() == 150
    assert UserSettings(settings.file).get("views.areas").keys() == {"山里"}


def test_any_view_survives_being_kept() -> None:
    view = View("a", (Filter("households", "is_in", (1, None)), Filter("commissioned_on", "at_least", date(2026, 1, 2)),
                      Filter("capacity", "at_most", Decimal("1.5"))), (("code", True),), archived=True)  # fmt: skip
    assert kept_view(AREAS, plain_view(view)) == view
    gone = replace(view, filters=(Filter("nowhere", "blank"),))
    assert kept_view(AREAS, plain_view(gone)).filters == ()


def test_the_export_is_what_is_seen(page: ListPage, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    page.narrow([Filter("households", "at_most", 4)])
    page.table.sort_by(0, further=False)
    assert desk.wait_idle()
    desk.do(Edit("area", page.model.id_at(0), {"name": "=1+1"}))
    assert desk.wait_idle()
    with qtbot.waitSignal(page.written, timeout=5_000) as blocker:
        page.deeds._outlets.write(tmp_path / "out.xlsx")
    assert blocker.args == [tmp_path / "out.xlsx"]
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 1 + page.model.rowCount()
    assert rows[0][:2] == ("Area code", "Area name") and "=1+1" in [row[1] for row in rows]
    assert sheet["B2"].data_type != "f"


def test_the_empty_form_stands_beside_the_import(page: ListPage, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.written, timeout=5_000):
        page.deeds._outlets.write_empty(LEDGER, tmp_path / "form.xlsx")
    sheet = load_workbook(tmp_path / "form.xlsx").active
    assert sheet is not None and sheet.max_row == 1
    assert any(str(cell.value).startswith("Area code") for cell in sheet[1])


def test_a_workbook_that_cannot_be_written_is_a_sentence(desk: Desk, tmp_path: Path) -> None:
    seen = Seen(AREAS, View(), ("code",))
    (tmp_path / "dir.xlsx").mkdir()
    with pytest.raises(Trouble, match=r"dir\.xlsx"):
        desk.office.ask(lambda ctx: write_seen(ctx, seen, tmp_path / "dir.xlsx"))
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_printing_masks_phones_unless_revealed(desk: Desk) -> None:
    seen = Seen(STAFF, View(), ("name", "phone"))
    masked, full = (desk.office.ask(printed, one) for one in (seen, replace(seen, revealed=True)))
    assert masked.parts[0].rows[0].cells == ("张伟", "100****5678")
    assert full.parts[0].rows[0].cells == ("张伟", "10012345678")


def test_both_themes_and_long_words_fit(page: ListPage, qapp: Any) -> None:
    for theme in ("dark", "light"):
        use_theme(qapp, theme)
        assert not page.grab().isNull()


def test_an_offer_is_gathered_from_all_features() -> None:
    one = Feature("areas", "Areas", listings=(AREAS,), details=(Detail("areas", area_story),))
    two = Feature("allocation", "Allocation", acts=(NAMELESS,))
    offer = offer_of((one, two), "areas")
    assert (offer.listing, offer.acts, offer.detail) == (AREAS, (NAMELESS,), one.details[0])
    with pytest.raises(KeyError):
        offer_of((one, two), "nowhere")


COMMANDS = [
    Command(Action("a", "编排本月走访", lambda: None), "走访日历"),
    Command(Action("b", "Export as seen…", lambda: None), "Areas"),
    Command(Action("c", "打印清单", lambda: None), "走访日历"),
    Command(Action("d", "Nothing", lambda: None, enabled=False)),
]


@pytest.mark.parametrize(
    ("sought", "keys"),
    [("bp", "a"), ("走访", "ac"), ("dyqd", "c"), ("seen export", "b"), ("xpsn", "b"), ("zzz", ""), ("打印", "c")],
)
def test_commands_are_found_by_text_and_initials(sought: str, keys: str) -> None:
    assert "".join(command.action.key for command in fitting(COMMANDS, sought)) == keys


def test_the_palette_carries_out_what_is_chosen(qtbot: QtBot, page: ListPage) -> None:
    done: list[str] = []
    commands = [Command(replace(c.action, run=lambda key=c.action.key: done.append(key))) for c in COMMANDS]
    palette = Palette(commands, page)
    assert palette._rows.rowCount() == 3, "what cannot be done now is not offered"
    qtbot.keyClick(palette._line, Qt.Key.Key_Down)
    qtbot.keyClick(palette._line, Qt.Key.Key_Return)
    assert done == ["b"]


def test_listings_know_what_they_depend_on() -> None:
    assert AREAS.depends_on(frozenset({"district"})) and AREAS.depends_on(frozenset({"area"}))
    assert not AREAS.depends_on(frozenset({"visit"}))
    assert AREAS.row is Area


def test_the_first_row_is_told_of_at_once_and_an_empty_list_has_no_drawer(page: ListPage, desk: Desk) -> None:
    assert page.table.current() == page.model.id_at(0)
    assert "翠屏0号公变" in words(page)
    page.model.look(View(search="没有这个"))
    assert desk.wait_idle()
    assert page.drawer.isHidden()
    page._on_clear()
    assert desk.wait_idle()
    assert not page.drawer.isHidden() and page.table.current() == page.model.id_at(0)


def test_a_drawer_turned_off_stays_off(page: ListPage, desk: Desk) -> None:
    page.carry_out("drawer")
    page.model.look(View(search="城中"))
    assert desk.wait_idle()
    assert page.drawer.isHidden()


def test_the_demo_is_offered_in_an_empty_office_only(desk: Desk, settings: UserSettings, qtbot: QtBot) -> None:
    made = ListPage(desk, Offer(ACCOUNTS, (), (LEDGER,)), settings)
    qtbot.addWidget(made)
    assert desk.wait_idle()
    assert made.model.in_all == 0
    assert [action.key for action in made.deeds.ways_out()] == ["import", "add"]


def test_a_pasted_block_without_headings_stands_under_those_of_the_list(page: ListPage) -> None:
    blocks: list[str] = []
    page.pasted.connect(blocks.append)
    page.table.block_pasted.emit("A9001\t新台区")
    page.table.block_pasted.emit("Area code\tArea name\nA9001\t新台区")
    assert blocks[0].split("\n")[0].split("\t")[:2] == ["Area code", "Area name"]
    assert blocks[0].endswith("A9001\t新台区") and blocks[1].startswith("Area code\tArea name\nA9001")


def test_stories_of_several_features_become_one_timeline(office: Office) -> None:
    one = Detail("areas", lambda _ctx, _id: Story("莫刚仁", "热心人", (("Age", "54"),), (Event("2026-11-01", "term"),)))
    two = Detail("areas", lambda _ctx, _id: Story("", "", (("x", "y"),), (Event("2026-11-03", "visit"),)))
    both = joined((one, two))
    assert both is not None
    told = office.ask(both.ask, 1)
    assert (told.title, told.facts) == ("莫刚仁", (("Age", "54"),))
    assert [event.text for event in told.events] == ["visit", "term"]
    assert joined(()) is None and joined((one,)) is one
