"""Where areas lie, in kilometres: their own coordinates, or else the middle of their village, or of their feeder."""

from collections.abc import Collection, Iterable, Mapping
from math import cos, radians
from statistics import fmean

from app.features.allocation.queries.loads import AreaNow
from app.kit.words import _

Place = tuple[float, float]


def places(areas: Collection[AreaNow]) -> tuple[Mapping[int, Place], tuple[str, ...]]:
    """Kilometres east and north of the origin of coordinates, by area, and in words what had to do instead."""
    found = {area.id: place for area in areas if (place := _plane(area.longitude, area.latitude))}
    lacking = [area for area in areas if area.id not in found]
    if not lacking:
        return found, ()
    if not found:
        return found, (_(
            "No area has coordinates: ways were not weighed. Areas on one feeder were kept together instead, and the "
            "ledger's distance to the office counts in the workload."
        ),)  # fmt: skip
    villages = _middles(((area.district, area.village), found[area.id]) for area in areas if area.id in found)
    feeders = _middles(((None, area.feeder), found[area.id]) for area in areas if area.id in found)
    near = {
        area.id: place
        for area in lacking
        if (place := villages.get((area.district, area.village)) or feeders.get((None, area.feeder)))
    }
    told = [_("{n} areas have no coordinates: the middle of their village or feeder was used.", n=len(near))]
    if lost := len(lacking) - len(near):
        told.append(_("{n} areas have neither coordinates nor a village or feeder that has: their ways were not "
                      "weighed.", n=lost))  # fmt: skip
    return found | near, tuple(told if near else told[1:])


def _plane(longitude: float | None, latitude: float | None) -> Place | None:
    """Good enough inside one county."""
    if longitude is None or latitude is None:
        return None
    return longitude * 111.3 * cos(radians(latitude)), latitude * 110.6


def _middles(placed: Iterable[tuple[tuple[int | None, str], Place]]) -> dict[tuple[int | None, str], Place]:
    points: dict[tuple[int | None, str], list[Place]] = {}
    for key, place in placed:
        if key[1]:
            points.setdefault(key, []).append(place)
    return {key: (fmean(x for x, _y in each), fmean(y for _x, y in each)) for key, each in points.items()}
