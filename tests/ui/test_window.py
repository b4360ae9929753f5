"""The window's frame: tabs, sections, keys, notices, steps, drops; pages are made on first visit only."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QWidget

from app.assembly.opening import use_profile
from app.catalogue import manifests
from app.features.areas.model import Area
from app.features.org.changes import SetSetting
from app.kit.settings import UserSettings
from app.kit.store.change import Create
from app.kit.store.office import Office
from app.kit.store.query import Filter, View
from app.profiles import profile
from app.shell.frame.commands import commands_of
from app.shell.frame.drop import paths_of
from app.shell.frame.sections import plan_of
from app.shell.shots import settle
from app.shell.start import run_window
from app.shell.welcome import Welcome
from app.shell.window import MainWindow
from app.ui.desk import Desk
from app.ui.page import ListPage
from app.ui.plan import PlanView
from app.ui.theme import use_theme
from tests import builders

Opened = Callable[[], MainWindow]


@pytest.fixture
def own(tmp_path: Path) -> UserSettings:
    """A person's settings of his own."""
    return UserSettings(tmp_path / "settings.json")


@pytest.fixture
def opened(qapp: QApplication, office: Office, own: UserSettings, monkeypatch, tmp_path: Path) -> Iterator[Opened]:
    """The window on the empty office, with as many as a test wants."""
    monkeypatch.setenv("PIANQU_HOME", str(tmp_path))
    use_theme(qapp, "light")
    windows: list[MainWindow] = []

    def open_window() -> MainWindow:
        window = MainWindow(Desk(office), use_profile(office), own)
        windows.append(window)
        window.show()
        window.begin(manifests())
        rest(window)
        return window

    yield open_window
    for window in windows:
        window.close()
        window.deleteLater()
    settle()


def rest(window: MainWindow) -> None:
    """Every answer has come and is painted."""
    assert window.desk.wait_idle(20)
    settle()


def texts(window: MainWindow) -> list[str]:
    """What the toasts say."""
    return [toast.text.text() for toast in window.notices.toaster.shown()]


def test_tabs_stand_in_the_order_of_the_trade_and_every_section_has_a_place() -> None:
    plan = plan_of(profile("power").tabs, manifests())
    assert list(plan.tabs) == ["today", "allocation", "representatives", "visits", "appraisal", "people", "office"]
    for tab, sections in plan.tabs.items():
        keys = [section.key for section in sections]
        assert len(keys) == len(set(keys)), tab
        assert [section.rank for section in sections] == sorted(section.rank for section in sections)


def test_every_duty_has_a_list_that_some_tab_shows() -> None:
    plan = plan_of(profile("power").tabs, manifests())
    for feature in manifests():
        for duty in feature.duties:
            section = plan.section_of(duty.listing)
            assert section is not None and section.tab in plan.tabs, duty.key


def test_a_page_is_made_on_first_visit_and_kept(opened: Opened) -> None:
    window = opened()
    assert len(window.findChildren(ListPage)) == 0
    staff = window.go("people", "staff")
    assert isinstance(staff, ListPage)
    window.go("today")
    assert window.go("people") is staff
    assert len(window.findChildren(ListPage)) == 1


def test_ctrl_and_a_number_go_to_the_tabs(opened: Opened, qtbot) -> None:
    window = opened()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    rest(window)
    assert window.bar.bar.currentIndex() == 5
    page = window.page()
    assert isinstance(page, ListPage) and page.offer.listing.name == "staff"


def test_a_change_is_told_with_undo_and_the_strip_counts_it(opened: Opened, office: Office) -> None:
    window = opened()
    window.go("people", "staff")
    window.desk.do(Create("staff", {"code": "G1", "name": "韦明"}))
    rest(window)
    toast = window.notices.toaster.shown()[-1]
    assert "employee" in toast.text.text()
    assert window.page().model.rowCount() == 1
    toast.button.click()
    rest(window)
    assert window.page().model.rowCount() == 0
    assert office.ask(lambda ctx: ctx.session.query(Area).count()) == 0


def test_undo_and_redo_name_what_they_would_do(opened: Opened) -> None:
    window = opened()
    assert not window.bar.undo.isEnabled() and not window.bar.redo.isEnabled()
    window.desk.do(Create("department", {"name": "运维部"}))
    rest(window)
    assert "Undo: Add" in window.bar.undo.toolTip()
    window.bar.undo.click()
    rest(window)
    assert not window.bar.undo.isEnabled()
    assert "Redo: Add" in window.bar.redo.toolTip()
    window.bar.redo.click()
    rest(window)
    assert window.bar.undo.isEnabled() and not window.bar.redo.isEnabled()


def test_a_refusal_is_told_and_nothing_can_be_undone(opened: Opened) -> None:
    window = opened()
    window.desk.do(Create("staff", {"name": "韦明"}))
    rest(window)
    assert any("Staff no." in text for text in texts(window))
    assert not window.bar.undo.isEnabled()


def test_a_list_without_a_section_of_its_own_gets_one_when_it_is_asked_for(opened: Opened, office: Office) -> None:
    area = builders.an_area(office, longitude=None, latitude=None)
    window = opened()
    window.open_listing("unplaced_areas", View())
    rest(window)
    page = window.page()
    assert isinstance(page, ListPage) and page.offer.listing.name == "unplaced_areas"
    assert list(page.model.ids()) == [area]
    window.open_listing("unplaced_areas", View())
    assert window.page() is page


def test_a_view_is_narrowed_as_it_was_asked(opened: Opened, office: Office) -> None:
    wanted = builders.a_staff(office, sex="F")
    builders.a_staff(office, sex="M")
    window = opened()
    window.open_listing("staff", View(filters=(Filter("sex", "is_in", ("F",)),)))
    rest(window)
    assert list(window.page().model.ids()) == [wanted]


def test_a_list_nobody_knows_changes_nothing(opened: Opened) -> None:
    window = opened()
    before = window.page()
    window.open_listing("no_such_list")
    assert window.page() is before


def test_the_title_says_which_office_and_whether_it_is_a_demo(opened: Opened) -> None:
    window = opened()
    window.desk.do(SetSetting("office.name", "忻城供电公司"))
    window.desk.do(SetSetting("office.demo", "S"))
    rest(window)
    assert window.windowTitle().startswith("忻城供电公司 «Demo data»")


def test_size_and_tab_are_remembered(opened: Opened) -> None:
    window = opened()
    window.resize(1024, 650)  # no larger than the screen there is, or it is cut to it
    window.go("people", "absences")
    window.close()
    again = opened()
    assert again.height() == 650
    assert again.page().offer.listing.name == "staff", "the tab, at its first section"


def test_a_guest_leaves_when_one_goes_elsewhere(opened: Opened, tmp_path: Path) -> None:
    window = opened()
    book = tmp_path / "something.csv"
    book.write_text("工号,姓名\nG1,韦明\n", encoding="utf-8")
    window.doors.plan_import([book])
    rest(window)
    assert window.page() is None, "the plan stands in the middle"
    window.go("people", "staff")
    rest(window)
    assert isinstance(window.page(), ListPage)


def test_only_workbooks_and_folders_are_taken_when_dropped(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.PDF", "c.ET"):
        (tmp_path / name).touch()
    files = QMimeData()
    files.setUrls([*(QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.xlsx", "b.PDF", "c.ET")),
                   QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/d.xlsx")])  # fmt: skip
    assert paths_of(files) == [tmp_path / "a.xlsx", tmp_path / "c.ET", tmp_path]


def test_every_command_of_the_palette_has_words_and_goes_somewhere(opened: Opened) -> None:
    from app.shell.frame.commands import commands_of

    window = opened()
    window.go("people", "staff")
    rest(window)
    commands = commands_of(window)
    assert all(command.action.text for command in commands)
    go = next(command for command in commands if command.action.key == "go.office.backups")
    go.action.run()
    assert window.page().title == "Backups"
    window.search("back")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QWidget)
    popup.close()


def test_a_pasted_block_opens_the_import_plan(opened: Opened, office: Office) -> None:
    builders.a_district(office)
    window = opened()
    page = window.go("office", "areas")
    rest(window)
    page.pasted.emit("台区编号\t台区名称\t供电单位\nA9001\t新台区\t城关供电所")
    rest(window)
    plan = window.findChild(PlanView)
    assert plan is not None and plan.isVisible()


def test_the_demo_command_is_shut_once_the_office_holds_something(opened: Opened, office: Office) -> None:
    window = opened()
    assert {c.action.key: c.action.enabled for c in commands_of(window)}["demo"]
    builders.a_district(office)
    window.refresh()
    rest(window)
    assert not {c.action.key: c.action.enabled for c in commands_of(window)}["demo"]


def test_going_somewhere_gives_the_keyboard_to_the_page(opened: Opened) -> None:
    window = opened()
    window.activateWindow()
    page = window.go("office", "areas")
    rest(window)
    assert window.focusWidget() is not None and page.isAncestorOf(window.focusWidget())


def test_the_first_window_lives_as_long_as_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp) -> None:
    monkeypatch.setenv("PIANQU_HOME", str(tmp_path))
    seen: list[bool] = []

    def look() -> None:
        gc.collect()
        seen.append(any(isinstance(w, Welcome) and w.isVisible() for w in QApplication.topLevelWidgets()))

    monkeypatch.setattr(QApplication, "exec", lambda *_args: look() or 0)
    assert run_window() == 0
    assert seen == [True]
