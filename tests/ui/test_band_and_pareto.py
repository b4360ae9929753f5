"""Bars in their bands and the curve of the vital few: what they say, their marks, and thousands of parts."""

from itertools import accumulate

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.chart import Band, Load, LoadBars
from app.ui.chart.pareto import ParetoChart, Weight
from app.ui.theme import SCHEMES, tokens, use_theme

LONG = "10kV城关903线翠屏移民安置新村三期光伏扶贫示范小区东侧7#公变"


def weights(values: list[float]) -> list[Weight]:
    whole = sum(values)
    shares = [part / whole for part in accumulate(values)]
    return [Weight(at, f"{LONG}{at}", *pair) for at, pair in enumerate(zip(values, shares, strict=True))]


@pytest.fixture
def curve(qtbot: QtBot) -> ParetoChart:
    made = ParetoChart("80/20")
    qtbot.addWidget(made)
    made.resize(480, 220)
    return made


def painted(picture: QImage, colour: str) -> int:
    """How many of the sampled pixels have a colour."""
    return sum(
        picture.pixelColor(x, y).name() == colour
        for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 5, 60, 6000])
def test_any_number_of_parts_is_drawn_and_found(curve: ParetoChart, count: int, qapp: QApplication) -> None:
    curve.show_weights(weights([float(count - at) for at in range(count)]), (count + 1) // 2, 0.4, "kWh")
    for scheme in SCHEMES:
        use_theme(qapp, scheme)
        assert painted(curve.image(1.0), tokens().accent) > 20
    assert curve.summary().startswith(f"{(count + 1) // 2:,} of {count:,} ")
    assert "the first 20 % bring 40%" in curve.summary()
    curve.show()
    curve.grab()
    marks = curve.marks()
    assert len(marks) == count if count < 400 else 400 < len(marks) <= 480, "one to a pixel"
    assert marks[0].text.startswith(f"1. {LONG}0: {count:,} kWh, cumulated ")
    assert count > 400 or marks[-1].text.endswith("cumulated 100.0%")
    assert all(mark.room.right() <= 480 + 1 for mark in marks)


def test_nothing_to_show_is_said(curve: ParetoChart) -> None:
    curve.show_weights([], 0, 0.0, "")
    assert curve.summary() == "Nothing to show yet" and curve.content_height() == 0
    assert not curve.image().isNull() and b"<svg" in curve.svg()


def test_bars_without_a_colour_take_that_of_their_band(qtbot: QtBot, qapp: QApplication) -> None:
    use_theme(qapp, "light")
    bars = LoadBars("Load", "%")
    qtbot.addWidget(bars)
    bars.resize(420, 300)
    bands = (Band(150, "reasonable"), Band(180, "to be watched", "attention"))
    loads = [
        Load("a", LONG, 190, note="190 h"), Load("b", "韦建军", 160), Load("c", "莫", 90),
        Load("d", "覃丽芳", float("inf")),
    ]  # fmt: skip
    bars.show_loads(loads, bands=bands)
    bars.show()
    picture = bars.grab().toImage()
    assert all(painted(picture, tone) > 5 for tone in (tokens().late, tokens().attention, tokens().accent))
    texts = [mark.text for mark in bars.marks()]
    assert texts[0].endswith("190 h") and texts[1].endswith("to be watched") and "∞" in texts[3]
    assert bars.mean() == pytest.approx((190 + 160 + 90) / 3), "who can work no hour has no part in the mean"
