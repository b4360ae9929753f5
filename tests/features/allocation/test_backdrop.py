"""Backgrounds of the map: what is understood, what is refused in words, and that simplifying keeps the shape."""

import json
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.allocation.changes import AddBackdrop
from app.features.allocation.queries.backdrops import backdrops
from app.features.allocation.rules.backdrop import MOST_SPOTS, read_backdrop, simplified, stored_lines, written
from app.kit.errors import Refusal
from app.kit.store.change import Archive
from app.kit.store.office import Office
from tests import builders as make
from tests.builders import is_undone

SQUARE = [[108.6, 24.0], [108.7, 24.0], [108.7, 24.1], [108.6, 24.0]]
DEGREES = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def geojson(kind: str, coordinates: Any) -> str:
    """A feature collection with one geometry."""
    feature = {"type": "Feature", "properties": None, "geometry": {"type": kind, "coordinates": coordinates}}
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


@pytest.mark.parametrize(
    ("kind", "coordinates", "lines"),
    [
        ("LineString", SQUARE, 1), ("MultiLineString", [SQUARE, SQUARE], 2), ("Polygon", [SQUARE, SQUARE], 2),
        ("MultiPolygon", [[SQUARE], [SQUARE, SQUARE]], 3),
    ],
)  # fmt: skip
def test_lines_and_outlines_of_every_kind_are_read(kind: str, coordinates: Any, lines: int) -> None:
    found = read_backdrop(geojson(kind, coordinates))
    assert len(found) == lines
    assert found[0][0] == (108.6, 24.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not JSON"), ("[1, 2]", "no type"), ("{}", "no type"), ("[" * 100_000, "not JSON"),
        (geojson("Point", [108.6, 24.0]), "points alone"), (geojson("LineString", [[108.6, 24.0]]), "no lines"),
        (geojson("LineString", [[500000.0, 2600000.0], [500100.0, 2600000.0]]), "not in degrees"),
        (geojson("LineString", [["a", "b"], [1, 2]]), "not a pair of numbers"),
        (geojson("LineString", [[float("nan"), 1], [1, 2]]), "not in degrees"),
        (geojson("LineString", [[24.0, 108.6], [24.1, 108.7]]), "latitude stands before longitude"),
        ('{"type": "Topology", "arcs": []}', "its type is Topology"), ('{"type": []}', "its type is"),
        ('{"type": "Feature", "geometry": {"type": {}}}', "no lines"),
        (geojson("Polygon", 7), "no lines"), (geojson("LineString", None), "no lines"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_in_words(text: str, told: str) -> None:
    with pytest.raises(Refusal, match=told):
        read_backdrop(text)


@given(st.lists(DEGREES, min_size=2, max_size=40), st.floats(1e-6, 1))
def test_simplifying_keeps_the_ends_and_stays_within_the_tolerance(line: list[Any], tolerance: float) -> None:
    kept = simplified(tuple(line), tolerance)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    assert set(kept) <= set(line)
    for spot in line:
        assert min(_away(spot, a, b) for a, b in pairwise(kept)) <= tolerance + 1e-9


def _away(spot: Any, start: Any, end: Any) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else ((spot[0] - start[0]) * dx + (spot[1] - start[1]) * dy) / length
    share = min(max(share, 0.0), 1.0)
    return hypot(spot[0] - start[0] - share * dx, spot[1] - start[1] - share * dy)


def test_a_large_background_becomes_small_enough_to_draw() -> None:
    many = 60_000
    ring = [[108.6 + 0.3 * cos(2 * pi * at / many), 24.0 + 0.3 * sin(2 * pi * at / many)] for at in range(many)]
    (line,) = read_backdrop(geojson("LineString", ring))
    assert len(line) <= MOST_SPOTS
    assert all(abs(hypot(x - 108.6, y - 24.0) - 0.3) < 0.001 for x, y in line)


def test_what_is_stored_is_read_again_and_anything_else_is_no_line() -> None:
    lines = read_backdrop(geojson("Polygon", [SQUARE]))
    assert stored_lines(written(lines)) == lines
    assert stored_lines("{}") == stored_lines("no json") == stored_lines("[]") == []


def test_a_background_is_added_undone_and_taken_off_the_map(office: Office) -> None:
    text = geojson("Polygon", [SQUARE])
    assert is_undone(office, AddBackdrop(text, "县界"))
    id_ = office.do(AddBackdrop(text, "县界")).result
    assert [(one.name, len(one.lines)) for one in office.ask(backdrops)] == [("县界", 1)]
    with pytest.raises(Refusal, match="exists"):
        office.do(AddBackdrop(text, "县界"))
    office.do(Archive("backdrop", (id_,)))
    assert office.ask(backdrops) == []


def test_a_background_of_other_ground_is_taken_with_a_word(office: Office) -> None:
    make.an_area(office, longitude=108.6, latitude=24.0)
    near = office.do(AddBackdrop(geojson("LineString", [[108.5, 23.9], [108.7, 24.1]]), "近"))
    far = office.do(AddBackdrop(geojson("LineString", [[87.5, 43.9], [87.7, 44.1]]), "远"))
    assert not near.remarks and "lies elsewhere than the areas" in far.remarks[0]
