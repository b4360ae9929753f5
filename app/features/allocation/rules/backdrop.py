"""Lines and outlines behind the map: GeoJSON understood, checked, and made no larger than a screen can show."""

import json
from collections.abc import Iterator, Sequence
from math import hypot, isfinite
from typing import Any

from app.kit.errors import Refusal
from app.kit.words import N_, _

Spot = tuple[float, float]
Line = tuple[Spot, ...]

LARGEST = 20_000_000  # characters of a file
MOST_SPOTS = 20_000  # kept after simplifying: drawn as one path within 10 ms
DENSE = 4
"""How many times as many corners are looked at one by one."""
LINES = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
"""Kinds of geometry, and how many levels of lists lie above their lines."""
KINDS = {*LINES, "Point", "MultiPoint", "GeometryCollection", "Feature", "FeatureCollection"}
NOT_GEOJSON = N_("This is no GeoJSON file: {why}. Save the background as GeoJSON with longitude and latitude (WGS 84).")


def read_backdrop(text: str) -> list[Line]:
    """The lines and rings of a GeoJSON text, longitude first.

    Raises a Refusal in words where it is too large, no GeoJSON, without lines, or not in degrees.
    """
    if len(text) > LARGEST:
        most = LARGEST // 1_000_000
        raise Refusal(_("The background is larger than {n} MB. Keep only the borders and main roads.", n=most), "text")
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise Refusal(_(NOT_GEOJSON, why=_("it is not JSON")), "text") from wrong
    if not isinstance(told, dict) or "type" not in told:
        raise Refusal(_(NOT_GEOJSON, why=_("it has no type")), "text")
    if str(told["type"]) not in KINDS:
        raise Refusal(_(NOT_GEOJSON, why=_("its type is {type}", type=told["type"])), "text")
    lines = [line for geometry in _geometries(told) for line in _lines(geometry)]
    if not lines:
        raise Refusal(_("The background has no lines or outlines; points alone cannot be drawn."), "text")
    return _thinned(lines)


def written(lines: Sequence[Line]) -> str:
    """One GeoJSON geometry of all lines, to a metre."""
    spots = [[[round(x, 5), round(y, 5)] for x, y in line] for line in lines]
    return json.dumps({"type": "MultiLineString", "coordinates": spots}, separators=(",", ":"))


def stored_lines(text: str) -> list[Line]:
    """The lines of a stored background; anything else in its place is none."""
    try:
        told = json.loads(text)
        return [line for geometry in _geometries(told) for line in _lines(geometry)] if isinstance(told, dict) else []
    except (ValueError, Refusal):
        return []


def lies_apart(lines: Sequence[Line], spots: Sequence[Spot]) -> bool:
    """Whether a background covers other ground than ``spots``: the boxes around both do not touch.

    >>> lies_apart([((108.0, 23.0), (109.0, 24.0))], [(108.6, 23.5)]), lies_apart([((23.0, 80.0), (24.0, 81.0))], [])
    (False, False)
    >>> lies_apart([((23.0, 80.0), (24.0, 81.0))], [(108.6, 23.5)])
    True
    """
    corners = [spot for line in lines for spot in line]
    return bool(spots) and any(
        max(own) < min(theirs) or min(own) > max(theirs)
        for own, theirs in zip(zip(*corners, strict=True), zip(*spots, strict=True), strict=True)
    )


def _geometries(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every geometry of a collection, a feature or a bare geometry."""
    waiting: list[Any] = [told]
    while waiting:
        one = waiting.pop(0)
        if not isinstance(one, dict):
            continue
        kind = str(one.get("type"))
        if kind in {"FeatureCollection", "GeometryCollection"}:
            inside = one.get("features" if kind == "FeatureCollection" else "geometries")
            waiting.extend(inside if isinstance(inside, list) else ())
        elif kind == "Feature":
            waiting.append(one.get("geometry"))
        elif kind in LINES:
            yield one


def _lines(geometry: dict[str, Any]) -> Iterator[Line]:
    found: list[Any] = [geometry.get("coordinates")]
    for _level in range(LINES[geometry["type"]]):
        found = [one for part in found if isinstance(part, list) for one in part]
    for line in found:
        spots = tuple(_spot(pair) for pair in line) if isinstance(line, list) else ()
        if len(spots) > 1:
            yield spots


def _spot(pair: Any) -> Spot:
    if not isinstance(pair, list) or len(pair) < 2 or not all(isinstance(part, int | float) for part in pair[:2]):
        raise Refusal(_(NOT_GEOJSON, why=_("a corner is not a pair of numbers")), "text")
    x, y = float(pair[0]), float(pair[1])
    if not (isfinite(x) and isfinite(y) and abs(x) <= 180 and abs(y) <= 90):
        place = f"{x:g}, {y:g}"
        if abs(x) <= 90 and abs(y) <= 180:
            raise Refusal(_("At the corner {place} latitude stands before longitude. Export the background with "
                            "longitude first, as GeoJSON wants it.", place=place), "text")  # fmt: skip
        raise Refusal(_("The corner {place} is not in degrees. Export the background in WGS 84 longitude and latitude.",
                        place=place), "text")  # fmt: skip
    return x, y


def _thinned(lines: list[Line]) -> list[Line]:
    """Corners closer to the straight line than a growing tolerance left out, until few enough remain.

    Of very many, those too close to the one before are left out first: looking at each of them takes half a minute.
    """
    step = tolerance = 0.00002  # degrees: two metres
    while sum(len(line) for line in lines) > DENSE * MOST_SPOTS and step < 1:
        lines = [_sparse(line, step) for line in lines]
        step *= 2
    while sum(len(line) for line in lines) > MOST_SPOTS:
        lines = [simplified(line, tolerance) for line in lines]
        tolerance *= 2
        if tolerance > 1:
            raise Refusal(_("The background has too many lines. Keep only the borders and main roads."), "text")
    return lines


def _sparse(line: Line, step: float) -> Line:
    """The line with corners at least ``step`` apart; its ends stay."""
    kept = [line[0]]
    for spot in line[1:-1]:
        if abs(spot[0] - kept[-1][0]) + abs(spot[1] - kept[-1][1]) >= step:
            kept.append(spot)
    return (*kept, line[-1])


def simplified(line: Line, tolerance: float) -> Line:
    """The line without corners that lie within ``tolerance`` of it (Douglas and Peucker); its ends stay.

    >>> simplified(((0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (2.0, 2.0)), 0.1)
    ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0))
    """
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = 0.0, first
        for between in range(first + 1, last):
            away = _away(line[between], line[first], line[last])
            if away > far:
                far, at = away, between
        if far > tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return tuple(line[at] for at in sorted(kept))


def _away(spot: Spot, start: Spot, end: Spot) -> float:
    """How far a spot lies from the stretch between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else ((spot[0] - start[0]) * dx + (spot[1] - start[1]) * dy) / length
    share = min(max(along, 0.0), 1.0)
    return hypot(spot[0] - start[0] - share * dx, spot[1] - start[1] - share * dy)
