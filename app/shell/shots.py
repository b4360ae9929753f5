"""Pictures of every page, in both languages and both themes, drawn by the window itself."""

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from app.assembly.opening import use_profile
from app.catalogue import manifests
from app.kit import words
from app.kit.errors import Trouble
from app.kit.manifest import Section
from app.kit.settings import UserSettings
from app.kit.store.office import Office
from app.kit.words import _
from app.shell.program import application
from app.shell.sample import sample_office
from app.shell.window import MainWindow
from app.ui.desk import Desk
from app.ui.theme import SCHEMES, use_theme

SIZES = ((1366, 768), (1920, 1080))
LARGE = frozenset({"today", "allocation", "visits", "appraisal"})
"""Tabs that are shown on a large screen too."""
PATIENCE = 20.0
SETTLES = 6


class Faults(logging.Handler):
    """Collects what went wrong: troubles, defects in slots, errors in the log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """An error of the log, with where it came from."""
        last = traceback.format_exception(record.exc_info[1]) if record.exc_info and record.exc_info[1] else []
        self.told.append("".join([record.getMessage(), *last[-2:]]).strip())

    def on_exception(self, kind: type[BaseException], error: BaseException, _where: TracebackType | None) -> None:
        """A defect in a slot."""
        self.told.append("".join(traceback.format_exception(error)[-3:]).strip())

    def take(self) -> list[str]:
        """What was told since the last look."""
        told, self.told = self.told, []
        return told


def take_shots(folder: Path) -> int:
    """Save ``today-zh-light-1366.png`` and so on into ``folder``; 1 if a page complained, else 0.

    The demo office is made once and kept in ``folder/office``; Trouble if ``folder`` cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(_("The folder {folder} cannot be made: {why}.", folder=folder, why=error.strerror)) from error
    app, failed = application(), False
    with _watched() as faults:
        for language in words.LANGUAGES:
            words.use_language(language)
            office = sample_office(folder / "office")
            for file, told in _of_office(app, office, folder, faults):
                failed = failed or bool(told)
                print(file.name, *(f"\n    {line}" for line in told), flush=True)
            office.close()
    return 1 if failed else 0


def _of_office(app: QApplication, office: Office, folder: Path, faults: Faults) -> Iterator[tuple[Path, list[str]]]:
    """Every page in the language spoken now."""
    language = words.language()[:2]
    use_theme(app, SCHEMES[0])  # as the program does: what is made undressed may keep its typeface
    desk = Desk(office)
    desk.troubled.connect(faults.told.append)
    window = MainWindow(desk, use_profile(office), UserSettings(folder / "office" / "settings.json"))
    window.begin(manifests())
    for width, height in SIZES:
        window.resize(width, height)
        window.show()
        for scheme in SCHEMES:
            use_theme(app, scheme)
            for tab, sections in window.plan.tabs.items():
                if width > SIZES[0][0] and tab not in LARGE:
                    continue
                for section in sections:
                    file = folder / f"{_called(section)}-{language}-{scheme}-{width}.png"
                    yield file, _shoot(window, section, file, faults)
    window.close()
    window.deleteLater()
    settle()


def _shoot(window: MainWindow, section: Section, file: Path, faults: Faults) -> list[str]:
    try:
        window.go(section.tab, section.key)
    except Exception as error:  # a page that cannot be made is told, the others are still drawn
        return ["".join(traceback.format_exception(error)[-3:]).strip(), *faults.take()]
    is_idle = window.desk.wait_idle(PATIENCE)
    settle()
    window.grab().save(str(file))
    return [*faults.take(), *([] if is_idle else [f"still busy after {PATIENCE:.0f} s"])]


def settle() -> None:
    """Let everything be laid out, painted, and thrown away that is due."""
    for _turn in range(SETTLES):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _called(section: Section) -> str:
    return section.tab if section.key == section.tab else f"{section.tab}-{section.key}"


@contextmanager
def _watched() -> Iterator[Faults]:
    faults, before = Faults(), sys.excepthook
    log = logging.getLogger("pianqu")
    log.addHandler(faults)
    sys.excepthook = faults.on_exception
    try:
        yield faults
    finally:
        sys.excepthook = before
        log.removeHandler(faults)
