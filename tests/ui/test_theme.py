"""The theme: every text readable, every colour distinct in grey, every icon drawn."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from app.kit.errors import Trouble
from app.ui.theme import SCHEMES, font, icon, palette, read_tokens, style_sheet, themes, tip, tokens, use_theme
from app.ui.theme.tokens import Scheme


def luminance(colour: str) -> float:
    parts = [part / 255 for part in QColor(colour).getRgb()[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication):
    use_theme(qapp, "light")
    yield
    use_theme(qapp, "light")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ink", ["ink", "soft", "accent", "ok", "info", "attention", "late", "refused"])
@pytest.mark.parametrize("ground", ["surface", "zebra"])
def test_words_are_readable_on_their_grounds(scheme: Scheme, ink: str, ground: str) -> None:
    worn = read_tokens(scheme)
    assert contrast(getattr(worn, ink), getattr(worn, ground)) >= 4.4


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_on_coloured_grounds_are_readable(scheme: Scheme) -> None:
    worn = read_tokens(scheme)
    for ink, ground in (
        ("ink", "tint"), ("accent", "tint"), ("on_accent", "accent"), ("on_accent", "press"),
        ("surface", "ink"), ("glow", "ink"), ("ink", "raised"),
    ):
        assert contrast(getattr(worn, ink), getattr(worn, ground)) >= 4.5, (ink, ground)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_twelve_series_colours_differ_in_grey_and_stand_out(scheme: Scheme) -> None:
    worn = read_tokens(scheme)
    assert len(set(worn.series)) == 12
    assert all(contrast(colour, worn.surface) >= 3 for colour in worn.series)
    lightness = sorted(116 * luminance(colour) ** (1 / 3) - 16 for colour in worn.series)
    assert all(b - a > 2.5 for a, b in pairwise(lightness))


def test_the_series_begins_again_after_twelve() -> None:
    assert tokens().nth(13) == tokens().series[1]


def test_changing_the_theme_tells_and_repaints(qapp: QApplication, qtbot) -> None:
    with qtbot.waitSignal(themes.changed):
        use_theme(qapp, "dark")
    assert tokens() == read_tokens("dark")
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == read_tokens("dark").surface
    assert read_tokens("dark").accent in qapp.styleSheet()


def test_system_follows_the_system(qapp: QApplication) -> None:
    use_theme(qapp, "system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert tokens() == read_tokens("dark" if dark else "light")
    assert themes.wish == "system"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_names_only_known_tokens(scheme: Scheme) -> None:
    sheet = style_sheet(scheme)
    assert "@" not in sheet
    assert f"{scheme}-down.svg" in sheet


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_disabled_word_looks_disabled(scheme: Scheme, qapp: QApplication) -> None:
    made = palette(read_tokens(scheme))
    disabled = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled != made.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Text)


def test_one_button_is_primary(qtbot) -> None:
    button = QPushButton("Apply")
    button.setProperty("primary", True)
    qtbot.addWidget(button)
    button.resize(120, 30)
    assert button.grab().toImage().pixelColor(20, 5).name() == tokens().accent


def test_the_typeface_is_measured_in_pixels(qapp: QApplication) -> None:
    assert font().pixelSize() == 13
    assert font(16, bold=True).bold()


def test_an_icon_wears_the_colour_asked_for_and_is_muted_when_disabled(qapp: QApplication) -> None:
    def colours(mode: QIcon.Mode, state: QIcon.State) -> set[str]:
        picture = icon("today").pixmap(32, mode, state).toImage()
        pixels = (picture.pixelColor(x, y) for x in range(32) for y in range(32))
        return {pixel.name() for pixel in pixels if pixel.alpha() == 255}

    assert colours(QIcon.Mode.Normal, QIcon.State.Off) == {tokens().soft}
    assert colours(QIcon.Mode.Normal, QIcon.State.On) == {tokens().accent}
    assert colours(QIcon.Mode.Disabled, QIcon.State.Off) == {tokens().muted}


def test_an_icon_nobody_drew_is_a_trouble(qapp: QApplication) -> None:
    with pytest.raises(Trouble, match="no-such-icon"):
        icon("no-such-icon")


def test_a_tooltip_shows_names_as_they_are_written() -> None:
    assert "<img" not in tip("<img src=x>")
    assert tip("") == ""
