"""The Standing section: every figure, bar and line opens the list behind it; the papers come out."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.features.allocation.changes import AssignAreas, HandOver
from app.features.allocation.page.standing.standing import StandingPage
from app.kit.paper import Document
from app.kit.store.office import Office
from app.kit.store.query import Filter, View
from app.ui.chart import LoadBars
from app.ui.chart.pareto import ParetoChart
from app.ui.chips import ChipRow
from app.ui.desk import Desk
from app.ui.grid import Grid
from app.ui.tile import Tile
from tests import builders as make


@pytest.fixture
def page(qtbot: QtBot, office: Office) -> Iterator[StandingPage]:
    """Two managers, one of whom can work five hours only; three areas in mountains and plain."""
    district = make.a_district(office, name="城关供电所")
    strong = make.a_manager(office, staff_id=make.a_staff(office, code="S1", name="韦春生"), district_id=district)
    weak = make.a_manager(office, staff_id=make.a_staff(office, code="S2", name="蓝秀英"), capacity=5.0)
    areas = [
        make.an_area(office, code=f"A{n}", households=100 * n, terrain=terrain, district_id=district)
        for n, terrain in ((1, "plain"), (2, "mountains"), (7, "mountains"))
    ]
    office.do(AssignAreas(tuple(areas[:2]), strong, date(2025, 1, 1)))
    office.do(HandOver(tuple(areas[1:2]), weak, date(2026, 11, 2), "balance", "陈主任"))
    desk = Desk(office)
    made = StandingPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    assert desk.wait_idle(20)
    yield made
    desk.close()


def opened(page: StandingPage) -> list[tuple[str, View]]:
    """What the page asked the window to open, from now on."""
    asked: list[tuple[str, View]] = []
    page.opened.connect(lambda listing, view: asked.append((listing, view)))
    return asked


def test_the_tiles_say_the_figures_and_open_their_lists(page: StandingPage, qtbot: QtBot) -> None:
    tiles = {tile.accessibleName().partition(":")[0]: tile for tile in page.findChildren(Tile)}
    assert len(tiles) == 8
    assert tiles["Without manager"].accessibleName() == "Without manager: 1. of 3 areas"
    assert tiles["Stable relations"].accessibleName() == "Stable relations: 66.7%. 1 changed this year"
    assert tiles["Above the band"].accessibleName() == "Above the band: 1. of 2 managers"
    asked = opened(page)
    qtbot.mouseClick(tiles["Without manager"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(tiles["Change rate"], Qt.Key.Key_Return)
    assert [listing for listing, _view in asked] == ["uncovered", "assignments"]
    assert asked[1][1].filters == (Filter("until", "at_least", date(2026, 1, 1)),)


def test_a_bar_opens_its_manager(page: StandingPage) -> None:
    bars = page.findChild(LoadBars)
    assert "most 蓝秀英" in bars.summary()
    asked = opened(page)
    bars.grab()
    bars.clicked.emit(bars.marks()[0].id)
    assert asked == [("territories", View(filters=(Filter("code", "is_in", ("S2",)),)))]
    assert "h · 1 areas" in bars.marks()[0].text


def test_the_curve_follows_its_level_and_opens_what_is_behind_a_bar(page: StandingPage, qtbot: QtBot) -> None:
    curve, levels = page.findChild(ParetoChart), page.findChild(ParetoChart).parent().findChild(ChipRow)
    curve.grab()
    assert curve.summary().startswith("2 of 3 (67%) bring 80 %")
    assert [mark.id for mark in curve.marks()] == ["A7", "A2", "A1"]
    asked = opened(page)
    curve.clicked.emit("A7")
    qtbot.mouseClick(levels.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    assert page.desk.wait_idle(20)
    curve.grab()
    assert [mark.id for mark in curve.marks()] == ["", "S2", "S1"]
    curve.clicked.emit("")
    assert asked == [
        ("territory", View(filters=(Filter("code", "is_in", ("A7",)),))),
        ("territory", View(filters=(Filter("manager_code", "is_in", (None,)),))),
    ]


def test_who_is_cared_for_stands_side_by_side(page: StandingPage) -> None:
    grid = page.findChild(Grid)
    lines = {one.key: one for one in grid.grid.rows}
    assert list(lines) == ["few", "many", "terrain.plain", "terrain.mountains", "class.key", "class.general"]
    assert lines["few"].served == pytest.approx(200 / 900) and lines["many"].served == 1
    assert lines["class.key"].served is None
    asked = opened(page)
    grid.choose(["terrain.mountains"])
    grid.doubleClicked.emit(grid.currentIndex())
    assert asked == [("territory", View(filters=(Filter("terrain", "is_in", ("mountains",)),)))]


def test_its_papers_are_printed(page: StandingPage, qtbot: QtBot) -> None:
    for action in page.actions():
        with qtbot.waitSignal(page.printed) as told:
            page.carry_out(action.key)
        assert isinstance(told.args[0], Document)
