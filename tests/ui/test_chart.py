"""Charts: the figures they show, the marks one can choose, and the pictures one can keep."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.kit.errors import Trouble
from app.ui.chart import (
    Band,
    Load,
    LoadBars,
    Moment,
    Picture,
    Ranked,
    RankingBars,
    Stack,
    StackBars,
    Step,
    Trend,
    Waterfall,
    heat_cell,
)  # fmt: skip
from app.ui.chart.ranking import ranks
from app.ui.theme import use_theme

NAMES = ["韦建军", "蓝海波", "覃丽芳", "莫永福"]


def loads(n: int) -> list[Load]:
    return [Load(at, f"{NAMES[at % 4]}{at}", 100.0 + at, before=120.0, colour=at) for at in range(n)]


@pytest.fixture(params=["loads", "ranking", "waterfall", "trend", "stacks"])
def chart(request, qtbot, qapp) -> Picture:
    use_theme(qapp, "light")
    made: Picture
    if request.param == "loads":
        made = LoadBars("Load", "h")
        made.show_loads(loads(8))
    elif request.param == "ranking":
        made = RankingBars("Ranking")
        made.show_ranking([Ranked(at, name, 90.0 - at) for at, name in enumerate(NAMES)], target=88.5)
    elif request.param == "waterfall":
        made = Waterfall("Score")
        made.show_steps(100, [Step("loss", "线损", -3.2), Step("visits", "走访", -6.7), Step("plus", "加分", 1.5)])
    elif request.param == "stacks":
        made = StackBars("Parts", "h", ["Households", "Visits"])
        made.show_stacks([Stack(0, "today", (3.0, 1.5)), Stack(1, "then", (2.0, 0.0))])
    else:
        made = Trend("Trend")
        made.show_moments([Moment(at, f"{at}月", 80.0 + at % 5) for at in range(1, 14)], target=82)
    qtbot.addWidget(made)
    made.resize(480, 300)
    made.show()
    made.grab()
    return made


def test_every_mark_can_be_clicked_and_is_inside(chart: Picture, qtbot) -> None:
    assert chart.marks()
    for mark in chart.marks():
        assert QRectF(0, 0, 480, 2000).adjusted(-1, -1, 1, 1).contains(mark.room)
        with qtbot.waitSignal(chart.clicked) as told:
            qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=mark.room.center().toPoint())
        assert told.args == [mark.id]


def test_the_keyboard_walks_over_the_marks(chart: Picture, qtbot) -> None:
    for _step in range(2):
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    with qtbot.waitSignal(chart.clicked) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == [chart.marks()[1].id]
    assert chart.accessibleDescription() == chart.marks()[1].text


def test_every_chart_describes_itself_and_says_when_it_is_empty(chart: Picture, qtbot) -> None:
    assert chart.accessibleDescription() == chart.summary()
    assert any(character.isdigit() for character in chart.summary())
    more = {LoadBars: ("h",), StackBars: ("h", ("Households",))}.get(type(chart), ())
    empty = type(chart)("Empty", *more)
    qtbot.addWidget(empty)
    empty.grab()
    assert empty.summary() == "Nothing to show yet"
    assert not empty.marks()


def test_png_and_svg_hold_the_picture(chart: Picture, tmp_path: Path) -> None:
    chart.save(tmp_path / "chart.png")
    chart.save(tmp_path / "chart.svg")
    assert QImage(str(tmp_path / "chart.png")).width() == 960
    drawing = QSvgRenderer(QByteArray((tmp_path / "chart.svg").read_bytes()))
    assert drawing.isValid()
    picture = QImage(480, 300, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    drawing.render(painter)
    painter.end()
    seen = {picture.pixelColor(x, y).name() for x in range(0, 480, 3) for y in range(0, 300, 3)}
    assert len(seen) > 2


def test_a_place_that_cannot_be_written_is_a_trouble(chart: Picture, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="another place"):
        chart.save(tmp_path / "missing" / "chart.png")


def test_copy_puts_the_picture_on_the_clipboard(chart: Picture, qtbot) -> None:
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().image().width() == 960


def test_both_themes_paint_different_pictures(chart: Picture, qapp: QApplication) -> None:
    light = chart.image(1.0)
    use_theme(qapp, "dark")
    assert chart.image(1.0) != light
    use_theme(qapp, "light")
    assert chart.image(1.0) == light


def test_ninety_people_scroll_and_the_last_can_be_reached(qtbot) -> None:
    bars = LoadBars("Load", "h")
    bars.show_loads(loads(90))
    qtbot.addWidget(bars)
    bars.resize(480, 200)
    bars.show()
    assert bars.verticalScrollBar().maximum() == bars.content_height() - 200
    bars.verticalScrollBar().setValue(bars.verticalScrollBar().maximum())
    bars.grab()
    mark = bars.mark_at(QPointF(200, 190))
    assert mark is not None
    assert mark.id == 89
    assert bars.image(1.0).height() == bars.content_height()


def test_the_mean_and_the_overload_are_told(qtbot) -> None:
    bars = LoadBars("Load", "h")
    qtbot.addWidget(bars)
    bars.show_loads([Load("a", "韦建军", 100), Load("b", "蓝海波", 140, before=150, capacity=120)])
    bars.grab()
    assert bars.mean() == 120
    assert "mean 120 h" in bars.summary()
    assert "may carry 120 h" in bars.marks()[1].text
    assert "150 → 140" in bars.marks()[1].text


def test_equals_share_a_place_and_the_next_is_skipped() -> None:
    assert ranks([90, 95, 90, 80]) == [2, 1, 2, 4]


@given(st.lists(st.integers(0, 100), min_size=1))
def test_a_place_counts_those_who_are_better(values: list[int]) -> None:
    assert ranks(values) == [1 + sum(other > value for other in values) for value in values]


@given(st.lists(st.floats(-30, 10, allow_nan=False), min_size=1, max_size=12))
def test_a_waterfall_ends_at_the_score(qapp, deltas: list[float]) -> None:
    fall = Waterfall("Score")
    fall.show_steps(100, [Step(at, f"步{at}", delta) for at, delta in enumerate(deltas)])
    assert fall.score() == pytest.approx(100 + sum(deltas))
    picture = QImage(400, 200, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    marks = fall.draw(painter, QSizeF(400, 200))
    painter.end()
    assert [mark.id for mark in marks] == ["full", *range(len(deltas)), "score"]
    assert all(mark.room.height() > 0 for mark in marks)


def test_a_month_without_a_value_is_a_gap(qtbot) -> None:
    trend = Trend("Trend")
    qtbot.addWidget(trend)
    trend.show_moments([Moment(1, "1月", 80.0), Moment(2, "2月", None), Moment(3, "3月", 90.0)])
    trend.grab()
    assert [mark.id for mark in trend.marks()] == [1, 3]


@pytest.mark.parametrize("values", [[5.0], [5.0, 5.0, 5.0], [-2.0, 0.0]])
def test_a_flat_or_lonely_line_is_drawn(values: list[float], qtbot) -> None:
    trend = Trend("Trend")
    qtbot.addWidget(trend)
    trend.show_moments([Moment(at, str(at), value) for at, value in enumerate(values)], target=values[0])
    trend.grab()
    assert len(trend.marks()) == len(values)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("wish", ["light", "dark"])
def test_every_score_is_readable_on_its_heat(qapp, wish) -> None:
    use_theme(qapp, wish)
    for value in range(40, 121):
        cell = heat_cell(value, 60, 75, 100)
        high, low = sorted((luminance(cell.back), luminance(cell.ink)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, value


def test_heat_grows_away_from_the_middle_and_turns_where_less_is_better(qapp) -> None:
    use_theme(qapp, "light")
    assert luminance(heat_cell(98, 60, 75, 100).back) < luminance(heat_cell(80, 60, 75, 100).back)
    assert heat_cell(61, 60, 75, 100).back.redF() > heat_cell(61, 60, 75, 100).back.blueF()
    assert heat_cell(2, 12, 6, 0).back == heat_cell(10, 0, 6, 12).back
    assert heat_cell(None, 60, 75, 100).back == QColor("#ffffff")


def test_a_sum_says_its_parts(qtbot, qapp) -> None:
    bars = StackBars("Parts", "h", ["Households", "Visits"])
    qtbot.addWidget(bars)
    bars.show_stacks([Stack(0, "", (3.0, 1.5))])
    assert bars.summary() == "Households 3.0 + Visits 1.5 = 4.5 h"
    bars.show_stacks([])
    assert bars.content_height() == 0


def test_a_load_says_in_which_band_it_lies(qtbot, qapp) -> None:
    use_theme(qapp, "light")
    bars = LoadBars("Load", "h")
    qtbot.addWidget(bars)
    bars.resize(480, 200)
    bars.show()
    bands = (Band(150, "reasonable"), Band(180, "to be watched", "attention"))
    bars.show_loads([Load(at, f"{n}", n) for at, n in enumerate((150.0, 151.0, 181.0))], "households", bands)
    bars.grab()
    told = [mark.text.split("\n")[1:] for mark in bars.marks()]
    assert told == [["reasonable"], ["to be watched"], []]


def test_a_bar_is_framed_while_something_would_be_given_to_it(qtbot, qapp) -> None:
    use_theme(qapp, "light")
    bars = LoadBars("Load", "h")
    qtbot.addWidget(bars)
    bars.resize(480, 200)
    bars.show_loads(loads(3))
    plain = bars.image()
    bars.aim(1)
    assert bars.image() != plain
    bars.aim(None)
    assert bars.image() == plain
