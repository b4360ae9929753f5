"""The settings page: all of them, edited in place, refused in words, and the way back to the default."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.features.org.changes import SetSetting
from app.features.org.page.settings import OWN, SettingsPage
from app.features.org.queries import setting
from app.features.org.rules import GROUPS, SETTINGS, grouped
from app.kit.store.office import Office
from app.ui.desk import Desk
from app.ui.theme import use_theme


@pytest.fixture
def page(qapp: QApplication, office: Office, qtbot: QtBot) -> Iterator[SettingsPage]:
    use_theme(qapp, "light")
    desk = Desk(office)
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    assert desk.wait_idle()
    yield made
    desk.close()


def type_into(page: SettingsPage, name: str, text: str) -> None:
    editor = page.lines[name].editor
    editor.setText(text)  # type: ignore[union-attr]
    editor.editingFinished.emit()  # type: ignore[union-attr]
    assert page.desk.wait_idle()


def test_every_setting_stands_in_one_group() -> None:
    specs = [spec for _title, group in grouped() for spec in group]
    assert sorted(spec.name for spec in specs) == sorted(spec.name for spec in SETTINGS)
    assert len(grouped()) == len(GROUPS) and all(group for _title, group in grouped())


def test_all_settings_are_shown_with_default_and_source(page: SettingsPage) -> None:
    assert set(page.lines) == {spec.name for spec in SETTINGS}
    line = page.lines["household.minutes"]
    assert (line.typed(), line.default.text()) == ("3", "3") and line.origin.text()
    assert not line.reset.isVisible()


def test_a_value_is_kept_and_can_be_taken_back(page: SettingsPage, office: Office) -> None:
    type_into(page, "household.minutes", "4.5")
    assert office.ask(setting, "household.minutes") == 4.5
    line = page.lines["household.minutes"]
    assert line.reset.isVisible() and line.source.isVisible()
    line.source.setText("measured in October")
    line.source.editingFinished.emit()
    assert page.desk.wait_idle()
    assert page._own["household.minutes"].reason == "measured in October"
    line.reset.click()
    assert page.desk.wait_idle()
    assert office.ask(setting, "household.minutes") == 3.0 and line.typed() == "3"


def test_a_wrong_value_is_refused_at_its_line(page: SettingsPage, office: Office) -> None:
    type_into(page, "travel.speed", "quick")
    line = page.lines["travel.speed"]
    assert "must be a number" in line.fault.text() and line.fault.isVisible() and not line.origin.isVisible()
    assert office.ask(setting, "travel.speed") == 25.0
    type_into(page, "travel.speed", "25")
    assert not line.fault.isVisible()


def test_the_list_is_narrowed_by_words_and_to_what_was_changed(page: SettingsPage) -> None:
    page._bar.search.setText("terrain")
    page._narrow()
    assert [name for name, line in page.lines.items() if line.is_visible] == [
        "terrain.plain", "terrain.hills", "terrain.mountains",
    ]  # fmt: skip
    page._bar.search.setText("")
    page.desk.do(SetSetting("term.years", "3"))
    assert page.desk.wait_idle()
    page._on_chips(frozenset({OWN}))
    assert [name for name, line in page.lines.items() if line.is_visible] == ["term.years"]


def test_options_are_chosen_from_a_list(page: SettingsPage, office: Office) -> None:
    combo = page.lines["visit.distant"].editor
    combo.setCurrentIndex(combo.findData("never"))  # type: ignore[union-attr]
    combo.activated.emit(combo.currentIndex())  # type: ignore[union-attr]
    assert page.desk.wait_idle()
    assert office.ask(setting, "visit.distant") == "never"
