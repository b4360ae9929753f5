"""Every page and every list opens alone, whatever the theme and however long the words; its models keep Qt's rules."""

import gettext
import logging
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from app.catalogue import manifests
from app.kit import words
from app.kit.manifest import Section
from app.kit.settings import UserSettings
from app.kit.store.office import Office
from app.ui.desk import Desk
from app.ui.page import ListPage, Page, offer_of
from app.ui.theme import SCHEMES, use_theme

WIDTH, HEIGHT = 1180, 640
"""What a page gets on a screen of 1366 × 768 beside the list of sections."""
SECTIONS = [section for feature in manifests() for section in feature.sections]
SHOWN = {section.listing for section in SECTIONS}
UNPLACED = [
    Section("", listing.name, listing.title, 0, listing=listing.name)
    for feature in manifests() for listing in feature.listings if listing.name not in SHOWN
]  # fmt: skip


def called(section: Section) -> str:
    """The name of a test's case."""
    return f"{section.tab}.{section.key}"


EVERY = pytest.mark.parametrize("section", [*SECTIONS, *UNPLACED], ids=called)
PLACED = pytest.mark.parametrize("section", SECTIONS, ids=called)


class Doubled(gettext.NullTranslations):
    """A language twice as long as ours."""

    def gettext(self, message: str) -> str:
        return f"{message} {message}"


@pytest.fixture
def desk(qapp: QApplication, either: Office, caplog: pytest.LogCaptureFixture) -> Iterator[Desk]:
    """A desk that must hear no complaint and log no error."""
    served, complaints = Desk(either), list[str]()
    served.troubled.connect(complaints.append)
    yield served
    served.close()
    settle()
    assert complaints == []
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.fixture
def settings(tmp_path: Path) -> UserSettings:
    """Settings of nobody yet."""
    return UserSettings(tmp_path / "settings.json")


def settle() -> None:
    """Paint what is due and throw away what was closed."""
    for _turn in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def made(section: Section, desk: Desk, settings: UserSettings) -> Page:
    """The page of ``section`` as the manifest names it."""
    if not section.page:
        return ListPage(desk, offer_of(manifests(), section.listing), settings)
    module, _colon, name = section.page.partition(":")
    page: Page = getattr(import_module(module), name)(desk)
    return page


def opened(desk: Desk, section: Section, settings: UserSettings, qtbot: QtBot) -> Page:
    """The page of ``section`` at the size of a small screen, everything answered and painted."""
    page = made(section, desk, settings)
    qtbot.addWidget(page)
    page.resize(WIDTH, HEIGHT)
    page.show()
    assert desk.wait_idle(20), "still busy"
    settle()
    return page


def models(page: Page) -> list[QAbstractItemModel]:
    """The models behind every view of ``page``, our own ones only."""
    views = page.findChildren(QAbstractItemView)
    found = {id(view.model()): view.model() for view in views if view.model() is not None}
    return [model for model in found.values() if type(model).__module__.startswith("app.")]


@EVERY
def test_every_page_opens_and_its_models_keep_the_rules(
    desk: Desk, section: Section, settings: UserSettings, qtbot: QtBot, qtlog: object
) -> None:  # fmt: skip
    page = opened(desk, section, settings, qtbot)
    assert page.title
    assert page.minimumSizeHint().width() <= WIDTH
    found = models(page)
    assert found or not isinstance(page, ListPage)
    kept = [QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning) for model in found]
    for action in page.actions():
        assert action.key and action.text
    page.refresh()
    assert desk.wait_idle(20)
    told = [record.message for record in qtlog.records if "FAIL" in record.message]  # type: ignore[attr-defined]
    assert told == []
    assert len(kept) == len(found)


@PLACED
def test_every_page_bears_long_words_in_both_themes(
    desk: Desk, section: Section, settings: UserSettings, qtbot: QtBot, qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(words, "_catalogue", Doubled())
    page = opened(desk, section, settings, qtbot)
    for scheme in SCHEMES:
        use_theme(qapp, scheme)
        assert not page.grab().isNull()


@PLACED
def test_every_page_may_be_closed_in_the_middle_of_a_question(
    desk: Desk, section: Section, settings: UserSettings
) -> None:  # fmt: skip
    page = made(section, desk, settings)
    page.show()
    page.refresh()
    page.close()
    page.deleteLater()
    settle()
    assert desk.wait_idle(20)
