"""The map: true distances, areas without strays, choosing by click and lasso, and no early import."""

import subprocess
import sys
from math import cos, dist, radians

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.ui.map import CarryMap, MapLine, MapPoint, MapView, spanning_tree, spread_colours
from app.ui.map.cells import Cells
from app.ui.map.ground import Projection, heart, hull
from app.ui.map.overlay import round_length
from app.ui.theme import tokens, use_theme

SPOTS = st.tuples(st.integers(-50, 50), st.integers(-50, 50))
GROUPS = {"a": ("韦建军", 0), "b": ("蓝海波", 1)}


def points() -> list[MapPoint]:
    return [
        MapPoint((group, n), 108.6 + at * 0.2 + n % 5 * 0.02, 24.0 + n // 5 * 0.02, 10 + n, group, f"{group}{n}")
        for at, group in enumerate("ab") for n in range(20)
    ]


@pytest.fixture
def view(qtbot, qapp) -> MapView:
    return shown(MapView, qtbot, qapp)


@pytest.fixture
def carry(qtbot, qapp) -> CarryMap:
    return shown(CarryMap, qtbot, qapp)


def shown(kind: type[MapView], qtbot, qapp) -> MapView:
    use_theme(qapp, "light")
    made = kind("Map", "No coordinates yet")
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.show_points(points(), GROUPS, [MapLine(((108.6, 24.0), (108.8, 24.05)))])
    qapp.processEvents()
    return made


def drag(qtbot, view: MapView, corners: list[QPoint], modifier=Qt.KeyboardModifier.NoModifier) -> None:
    ground = view._scene.view.viewport()
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton, modifier, corners[0])
    for corner in corners[1:]:
        qtbot.mouseMove(ground, corner)
    qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, modifier, corners[-1])


def click(qtbot, view: MapView, at: QPoint, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mouseClick(view._scene.view.viewport(), Qt.MouseButton.LeftButton, modifier, at)


def around(view: MapView, group: str) -> list[QPoint]:
    places = [view.pixel_of((group, n)) for n in range(20)]
    left, right = min(p.x() for p in places) - 9, max(p.x() for p in places) + 9
    top, bottom = min(p.y() for p in places) - 9, max(p.y() for p in places) + 9
    return [QPoint(int(x), int(y)) for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))]


def test_importing_the_map_loads_no_chart_library() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, app.ui.map, app.ui.chart, app.ui.calendar, app.ui.theme;"
         "print([m for m in ('pyqtgraph', 'numpy') if m in sys.modules])"],
        capture_output=True, text=True, check=True,
    )
    assert told.stdout.strip() == "[]"


def test_a_kilometre_is_as_long_eastward_as_northward() -> None:
    ground = Projection([MapPoint(1, 108.0, 24.0), MapPoint(2, 109.0, 24.0)])
    east = dist(ground.km(108.0, 24.0), ground.km(108.1, 24.0))
    north = dist(ground.km(108.0, 24.0), ground.km(108.0, 24.1))
    assert north == pytest.approx(11.06)
    assert east == pytest.approx(11.132 * cos(radians(24)))


def test_the_screen_keeps_the_proportion(view: MapView) -> None:
    origin, east, north = (view.pixel_of(("a", n)) for n in (0, 4, 15))
    per_km_east = (east.x() - origin.x()) / (0.08 * 111.32 * cos(radians(24.03)))
    per_km_north = (origin.y() - north.y()) / (0.06 * 110.6)
    assert per_km_east == pytest.approx(per_km_north, rel=0.01)


@given(st.lists(SPOTS, min_size=3, unique=True))
def test_a_hull_holds_every_spot(spots: list[tuple[int, int]]) -> None:
    corners = hull(spots)
    assert set(corners) <= set(spots)
    for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
        assert all((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) >= 0 for c in spots)


def test_an_area_leaves_strays_out() -> None:
    spots = [(x * 1.0, y * 1.0) for x in range(5) for y in range(5)]
    assert set(heart([*spots, (60.0, 60.0)])) == set(spots)


def test_up_to_twelve_groups_have_colours_of_their_own_and_more_are_spread() -> None:
    few = spread_colours([MapPoint(n, n * 0.1, 0, group=n) for n in range(12)])
    assert sorted(few.values()) == list(range(12))
    many = spread_colours([MapPoint(n, n * 0.1, 0, group=n) for n in range(40)])
    alike = [(a, b) for a in many for b in many if a < b and many[a] == many[b]]
    assert min(b - a for a, b in alike) > 2
    assert spread_colours([]) == {}


@given(st.floats(1e-4, 1e5))
def test_a_scale_is_a_round_length(most: float) -> None:
    length = round_length(most)
    assert most / 2.6 < length <= most * (1 + 1e-6)
    assert f"{length:e}"[0] in "125"


def test_everything_is_in_view_at_first(view: MapView) -> None:
    for point in points():
        assert view.rect().contains(view.pixel_of(point.id).toPoint())


def test_a_click_chooses_and_control_adds_and_takes_away(view: MapView, qtbot) -> None:
    one, other = view.pixel_of(("a", 7)).toPoint(), view.pixel_of(("b", 7)).toPoint()
    with qtbot.waitSignal(view.selected) as told:
        click(qtbot, view, one)
    assert told.args == [(("a", 7),)]
    click(qtbot, view, other, Qt.KeyboardModifier.ControlModifier)
    assert view.chosen() == (("a", 7), ("b", 7))
    click(qtbot, view, one, Qt.KeyboardModifier.ControlModifier)
    assert view.chosen() == (("b", 7),)
    click(qtbot, view, QPoint(3, 3))
    assert view.chosen() == ()


def test_shift_draws_a_lasso(view: MapView, qtbot) -> None:
    with qtbot.waitSignal(view.selected) as told:
        drag(qtbot, view, around(view, "a"), Qt.KeyboardModifier.ShiftModifier)
    assert set(told.args[0]) == {("a", n) for n in range(20)}


def test_the_lasso_tool_needs_no_key_and_a_drag_without_it_pans(view: MapView, qtbot) -> None:
    before = view.pixel_of(("a", 0))
    with qtbot.assertNotEmitted(view.selected):
        drag(qtbot, view, around(view, "b"))
    view.reset_view()
    assert (view.pixel_of(("a", 0)) - before).manhattanLength() < 1
    view.set_lasso(True)
    drag(qtbot, view, around(view, "b"))
    assert set(view.chosen()) == {("b", n) for n in range(20)}


def test_a_choice_survives_new_groups_and_forgets_what_is_gone(view: MapView) -> None:
    view.highlight([("a", 1), ("b", 1), "unknown"])
    assert view.chosen() == (("a", 1), ("b", 1))
    view.show_points([point for point in points() if point.group == "a"], GROUPS)
    assert view.chosen() == (("a", 1),)


def test_keys_zoom_and_zero_shows_everything(view: MapView, qtbot) -> None:
    before = view.pixel_of(("a", 0))
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.pixel_of(("a", 0)) != before
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert (view.pixel_of(("a", 0)) - before).manhattanLength() < 1


def test_the_pointer_is_told_a_label_as_plain_text(view: MapView, qtbot) -> None:
    view.show_points([MapPoint(1, 108.6, 24.0, label="<b>x</b>"), MapPoint(2, 108.7, 24.0)], {})
    view.reset_view()
    qtbot.mouseMove(view._scene.view.viewport(), view.pixel_of(1).toPoint())
    assert view._hover.isVisible()
    assert view._hover.text() == "<b>x</b>"
    assert view._hover.textFormat() == Qt.TextFormat.PlainText


def test_without_points_it_says_what_to_do(qtbot, qapp) -> None:
    view = MapView("Map", "No coordinates yet")
    qtbot.addWidget(view)
    view.show_points([], {})
    assert view._layers.currentWidget().text() == "No coordinates yet"
    assert view.accessibleDescription() == "0 points in 0 groups"


def test_the_colours_follow_the_theme(view: MapView, qapp: QApplication) -> None:
    use_theme(qapp, "dark")
    qapp.processEvents()
    assert view.image().pixelColor(2, 2).name() == tokens().surface
    use_theme(qapp, "light")
    qapp.processEvents()
    assert view.image().pixelColor(2, 2).name() == tokens().surface


def test_one_place_and_one_point_a_group_are_drawn(qtbot, qapp) -> None:
    view = MapView("Map", "")
    qtbot.addWidget(view)
    view.show_points([MapPoint(1, 108.6, 24.0, group="a"), MapPoint(2, 108.6, 24.0, group="b")], GROUPS)
    view.show()
    qapp.processEvents()
    assert view.accessibleDescription() == "2 points in 2 groups"


def test_a_chosen_point_is_carried_with_all_the_others_chosen(carry: CarryMap, qtbot) -> None:
    carry.highlight([("a", 7), ("a", 8)])
    start, end = carry.pixel_of(("a", 7)).toPoint(), carry.pixel_of(("b", 12)).toPoint()
    with qtbot.waitSignal(carry.dropped) as told:
        drag(qtbot, carry, [start, start + QPoint(9, 0), end])
    ids, at = told.args
    assert ids == (("a", 7), ("a", 8))
    assert carry.group_at(at) == "b"


def test_a_point_that_was_not_chosen_is_carried_alone_and_escape_puts_it_back(carry: CarryMap, qtbot) -> None:
    carry.highlight([("b", 1)])
    ground, start = carry._scene.view.viewport(), carry.pixel_of(("a", 7)).toPoint()
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=start)
    with qtbot.waitSignal(carry.carried) as told:
        qtbot.mouseMove(ground, start + QPoint(20, 0))
    assert told.args[0] == (("a", 7),)
    with qtbot.waitSignal(carry.put_back), qtbot.assertNotEmitted(carry.dropped):
        qtbot.keyClick(carry, Qt.Key.Key_Escape)
        qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=start + QPoint(20, 0))


def test_a_lasso_may_begin_on_a_point_and_is_then_carried_by_any_point_in_it(carry: CarryMap, qtbot) -> None:
    carry.set_lasso(True)
    with qtbot.assertNotEmitted(carry.dropped):
        drag(qtbot, carry, [carry.pixel_of(("a", 0)).toPoint(), *around(carry, "a")])
    assert len(carry.chosen()) > 10
    start = carry.pixel_of(carry.chosen()[3]).toPoint()
    with qtbot.waitSignal(carry.dropped) as told:
        drag(qtbot, carry, [start, start + QPoint(9, 0), start + QPoint(60, 0)])
    assert told.args[0] == carry.chosen()


def test_a_click_without_moving_still_chooses_where_points_may_be_carried(carry: CarryMap, qtbot) -> None:
    with qtbot.assertNotEmitted(carry.dropped):
        click(qtbot, carry, carry.pixel_of(("a", 7)).toPoint())
    assert carry.chosen() == (("a", 7),)


def test_every_spot_is_of_the_nearest_point() -> None:
    places = np.random.default_rng(3).uniform(0, 40, (60, 2))
    cells = Cells(places)
    owners, step, room = cells._owners, cells._step, cells.room
    rows, columns = np.indices(owners.shape)
    spots = np.stack((room.left() + columns * step, room.top() + rows * step), axis=-1)
    away = np.hypot(*np.moveaxis(spots[:, :, None] - places, -1, 0))
    held = owners >= 0
    own = np.take_along_axis(away, owners.clip(0)[..., None], axis=2)[..., 0]
    assert (own[held] <= away.min(axis=2)[held] + 2 * step).all()
    assert held[away.min(axis=2) < 1.0].all(), "ground beside a point is never nobody's"


def test_zones_take_the_place_of_hulls(view: MapView, qapp: QApplication) -> None:
    hulls = view.image()
    view.show_outline("cells")
    qapp.processEvents()
    zones = view.image()
    view.show_outline("")
    qapp.processEvents()
    assert hulls != zones and zones != view.image()


@given(st.lists(SPOTS, min_size=1, max_size=30, unique=True))
def test_a_tree_joins_every_spot_once(spots: list[tuple[int, int]]) -> None:
    edges = spanning_tree([(x * 0.01, y * 0.01) for x, y in spots])
    assert len(edges) == len(spots) - 1
    joined = {0}
    for one, other in edges:
        assert one in joined and other not in joined
        joined.add(other)
    assert joined == set(range(len(spots)))
