"""The shell's own pages and the program around the window: journal, backups, preferences, login, welcome."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.features.audit.page import JournalPage
from app.kit import words
from app.kit.settings import UserSettings
from app.kit.store.backup import back_up, backups
from app.kit.store.change import Create, Edit
from app.kit.store.office import Office
from app.kit.store.row import row_named
from app.shell.backups import BackupPage
from app.shell.frame.standing import backup_note, is_backup_due
from app.shell.login import Login
from app.shell.preferences import PreferencesPage
from app.shell.program import Program
from app.shell.shots import settle
from app.shell.welcome import Welcome
from app.shell.window import MainWindow
from app.ui.desk import Desk
from app.ui.page import Page
from app.ui.theme import themes, use_theme
from tests import builders


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's settings but the test's."""
    monkeypatch.setenv("PIANQU_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PIANQU_LANGUAGE", "en")
    return tmp_path / "home"


@pytest.fixture
def desk(qapp: QApplication, office: Office) -> Iterator[Desk]:
    """A desk on the empty office."""
    made = Desk(office)
    yield made
    made.close()


@pytest.fixture
def program(qapp: QApplication, home: Path) -> Iterator[Program]:
    """The program, its last window closed in the end."""
    made = Program(qapp, UserSettings(home / "settings.json"))
    yield made
    if made.shown is not None:
        made._close()
        made.shown.close()
        made.shown.deleteLater()
    settle()
    use_theme(qapp, "light")


def rest(page: Page) -> None:
    """Every answer has come and is painted."""
    assert page.desk.wait_idle(20)
    settle()


def shown(page: Page, qtbot) -> Page:
    """The page on the screen, answered."""
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    rest(page)
    return page


def rows(office: Office, table: str) -> int:
    """How many rows a table holds."""
    return office.ask(lambda ctx: ctx.session.query(row_named(table)).count())


def words_of(page: JournalPage) -> list[str]:
    """All labels of the entry card."""
    return [label.text() for label in page._entry.findChildren(type(page._entry._title))]


def test_the_journal_shows_old_and_new_and_undoes_from_there(desk: Desk, office: Office, qtbot) -> None:
    staff = builders.a_staff(office, name="韦明", phone="10012345678")
    office.do(Edit("staff", staff, {"name": "韦建军", "phone": "10087654321"}))
    page = shown(JournalPage(desk), qtbot)
    told = words_of(page)
    assert "韦明  →  韦建军" in told
    assert "100****5678  →  100****4321" in told, "telephone numbers stay masked"
    page._entry.undo.click()
    rest(page)
    rest(page)
    assert len(page._grid.grid.rows) == 3
    page._grid.selectRow(1)
    rest(page)
    assert not page._entry.undo.isVisible(), "what was undone cannot be undone again"


def test_the_journal_explains_why_something_cannot_be_undone(desk: Desk, office: Office, qtbot) -> None:
    staff = builders.a_staff(office)
    office.do(Edit("staff", staff, {"name": "韦建军"}))
    page = shown(JournalPage(desk), qtbot)
    page._grid.selectRow(1)
    rest(page)
    with qtbot.waitSignal(desk.troubled) as told:
        page._entry.undo.click()
    assert "陈主任 changed the same records" in told.args[0]


def test_the_journal_is_searched_and_checked(desk: Desk, office: Office, qtbot) -> None:
    office.do(Create("department", {"name": "运维部"}))
    office.do(Create("staff", {"code": "G1", "name": "韦明"}))
    page = shown(JournalPage(desk), qtbot)
    page._search.setText("add employee")
    qtbot.waitUntil(lambda: len(page._grid.grid.rows) == 1)
    with qtbot.waitSignal(desk.said) as told:
        page._check.click()
    assert told.args[0].startswith("2 entries are whole")


def test_an_empty_journal_says_what_will_stand_there(desk: Desk, qtbot) -> None:
    page = shown(JournalPage(desk), qtbot)
    assert "Nothing was changed yet" in page._entry._title.text()
    assert not page._entry.undo.isVisible()


def test_a_backup_is_taken_and_gone_back_to(desk: Desk, office: Office, qtbot) -> None:
    page = shown(BackupPage(desk), qtbot)
    assert not page.back.isEnabled()
    wishes: list[str] = []
    page.wanted.connect(wishes.append)
    page.now.click()
    rest(page)
    office.do(Create("department", {"name": "运维部"}))
    page.grid.selectRow(0)
    page.back.click()
    rest(page)
    assert wishes == ["backed up", "reopen"]
    assert rows(office, "department") == 0
    assert len(backups(office.database)) == 2, "the state before was set aside"


def test_the_strip_warns_of_an_old_backup(office: Office) -> None:
    now = datetime.now()
    assert backup_note(office.database, now).tone == "attention"
    assert is_backup_due(office.database, now)
    back_up(office.database)
    assert backup_note(office.database, now).tone == "ok"
    assert not is_backup_due(office.database, now)
    tomorrow = now + timedelta(days=1, minutes=1)
    assert backup_note(office.database, tomorrow).tone == "attention"
    assert is_backup_due(office.database, tomorrow)


def test_appearance_changes_at_once_and_language_asks_for_a_new_window(desk: Desk, qtbot, home: Path) -> None:
    page = shown(PreferencesPage(desk), qtbot)
    wishes: list[str] = []
    page.wanted.connect(wishes.append)
    button = {button.text(): button for button in page.findChildren(QPushButton)}
    button["Dark"].click()
    assert themes.wish == "dark" and wishes == []
    button["中文"].click()
    assert words.language() == "zh_CN" and wishes == ["reopen"]
    kept = UserSettings(home / "settings.json")
    assert (kept.get("theme"), kept.get("language")) == ("dark", "zh_CN")
    use_theme(QApplication.instance(), "light")


def test_name_and_trade_belong_to_the_office(desk: Desk, office: Office, qtbot) -> None:
    page = shown(PreferencesPage(desk), qtbot)
    page.name.setText("忻城供电公司")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    rest(page)
    wishes: list[str] = []
    page.wanted.connect(wishes.append)
    next(button for button in page.findChildren(QPushButton) if button.text() == "Tobacco").click()
    rest(page)
    assert wishes == ["reopen"]
    assert office.undo().said.startswith("Undo: Set: Trade")


def test_the_first_window_offers_an_office_or_the_demo(program: Program) -> None:
    program.welcome()
    assert isinstance(program.shown, Welcome)
    names = [button.text() for button in program.shown.findChildren(QPushButton)]
    assert names[:4] == ["Begin", "Open…", "Create…", "Look around"]


def test_a_new_office_knows_the_announced_calendar_and_is_remembered(program: Program, tmp_path: Path) -> None:
    file = str(tmp_path / "new.db")
    program.open(file)
    settle()
    window = program.shown
    assert isinstance(window, MainWindow)
    assert window.desk.wait_idle(20)
    assert rows(window.desk.office, "calendar_day") > 20
    assert program.own.get("recent") == [file]


def test_what_is_no_office_is_said_in_the_first_window(program: Program, tmp_path: Path) -> None:
    wrong = tmp_path / "letter.db"
    wrong.write_text("Dear Sirs", encoding="utf-8")
    program.open(str(wrong))
    assert isinstance(program.shown, Welcome)
    assert "is not an office file" in program.shown.trouble.text()


def test_an_office_with_accounts_asks_who_works_and_remembers(program: Program, office: Office) -> None:
    office.do(Create("account", {"name": "陈主任", "role": "supervisor"}))
    office.do(Create("account", {"name": "韦文员", "role": "clerk"}))
    address = str(office.database.file)
    program.open(address)
    assert isinstance(program.shown, Login)
    clerk = next(button for button in program.shown.findChildren(QPushButton) if button.text() == "韦文员")
    clerk.click()
    settle()
    assert isinstance(program.shown, MainWindow)
    assert program.shown.desk.office.account.role == "clerk"
    program.open(address)
    settle()
    assert isinstance(program.shown, MainWindow)
    assert program.shown.desk.office.account.name == "韦文员"
