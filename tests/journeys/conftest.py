"""The real window on an office of one's own; nothing a person kept elsewhere plays a part."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.assembly.filling import load_demo
from app.assembly.opening import open_office, use_profile
from app.catalogue import manifests
from app.demo.catalogue import demo_office
from app.demo.workbooks import write_folder
from app.kit.job import Progress
from app.kit.settings import UserSettings
from app.kit.store.office import Office
from app.shell.shots import settle
from app.shell.window import MainWindow
from app.ui.desk import Desk
from app.ui.theme import use_theme

DAY = date(2026, 11, 24)
Opened = Callable[[Office], MainWindow]


@pytest.fixture(scope="session")
def demo_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small demo county as a folder of workbooks."""
    folder = tmp_path_factory.mktemp("books")
    write_folder(demo_office("S"), folder)
    return folder


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office file filled with the small demo county."""
    file = tmp_path_factory.mktemp("demo") / "office.db"
    office = open_office(str(file), day=DAY, author="陈主任")
    load_demo(office, "S", Progress())
    office.close()
    return file


@pytest.fixture
def demo(tmp_path: Path, demo_file: Path) -> Iterator[Office]:
    """The demo office, a copy for each test."""
    file = tmp_path / "demo.db"
    shutil.copy(demo_file, file)
    office = open_office(str(file), day=DAY, author="陈主任")
    yield office
    office.close()


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Open the window on an office; whatever it complained of fails the test at its end."""
    monkeypatch.setenv("PIANQU_HOME", str(tmp_path / "home"))
    use_theme(qapp, "light")
    windows: list[MainWindow] = []
    complaints: list[str] = []

    def open_window(office: Office) -> MainWindow:
        desk = Desk(office)
        desk.troubled.connect(complaints.append)
        window = MainWindow(desk, use_profile(office), UserSettings(tmp_path / "home" / "settings.json"))
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
    assert complaints == []


def rest(window: MainWindow, seconds: float = 60.0) -> None:
    """Wait until every answer has come and everything is painted."""
    assert window.desk.wait_idle(seconds), "still busy"
    settle()
