"""Every page opens: on an empty office, where it says what to do next, and on the demo office, in both languages
and themes; closing in the middle of a question leaves no error."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.kit import words
from app.kit.store.office import Office
from app.kit.words import LANGUAGES
from app.shell.shots import settle
from app.shell.window import MainWindow
from app.ui.page import ListPage
from app.ui.page.emptiness import Emptiness
from app.ui.theme import SCHEMES, use_theme
from tests.journeys.conftest import Opened, rest


def walk(window: MainWindow) -> list[str]:
    """Visit every section; returns the tabs and keys visited."""
    visited = []
    for tab, sections in window.plan.tabs.items():
        for section in sections:
            page = window.go(tab, section.key)
            rest(window)
            assert page.isVisible(), section
            assert page.title, section
            visited.append(f"{tab}.{section.key}")
    return visited


def test_every_page_opens_on_an_empty_office_and_says_what_to_do_next(opened: Opened, office: Office) -> None:
    window = opened(office)
    assert len(walk(window)) > 20
    for tab, sections in window.plan.tabs.items():
        for section in sections:
            page = window.go(tab, section.key)
            if isinstance(page, ListPage) and page.model.rowCount() == 0:
                shown = page.findChild(Emptiness)
                assert shown is not None and shown.isVisible(), section
                assert any(len(label.text()) > 10 for label in shown.findChildren(QLabel)), section


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_on_the_demo_office(opened: Opened, demo: Office, qapp: QApplication, language: str) -> None:
    words.use_language(language)
    window = opened(demo)
    for scheme in SCHEMES:
        use_theme(qapp, scheme)
        walk(window)


def test_every_duty_opens_the_list_behind_its_number(opened: Opened, demo: Office) -> None:
    window = opened(demo)
    own = {section.listing for feature in window.features for section in feature.sections if section.page}
    for duty in (duty for feature in window.features for duty in feature.duties if duty.listing not in own):
        window.open_listing(duty.listing)
        rest(window)
        page = window.page()
        assert isinstance(page, ListPage) and page.offer.listing.name == duty.listing, duty.key
        assert page.model.rowCount() == demo.ask(duty.count), duty.key


def test_closing_in_the_middle_of_every_question_leaves_no_error(opened: Opened, demo: Office) -> None:
    window = opened(demo)
    for tab, sections in window.plan.tabs.items():
        for section in sections:
            window.go(tab, section.key)
    window.close()
    settle()
