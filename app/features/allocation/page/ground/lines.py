"""What the map draws besides points: areas of one feeder joined, and the backgrounds the office imported."""

from collections.abc import Mapping, Sequence

from app.features.allocation.queries.backdrops import Drawn, backdrops
from app.features.allocation.queries.outlook import Outlook
from app.kit.store.context import Context
from app.ui.map import MapLine, spanning_tree
from app.ui.map.ground import Spot

Behind = tuple[tuple[Drawn, ...], list[MapLine]]


def spots_by_feeder(outlook: Outlook) -> dict[str, list[Spot]]:
    """Where the areas of every feeder lie, longitude first."""
    found: dict[str, list[Spot]] = {}
    for area in outlook.areas.values():
        if area.feeder and area.longitude is not None and area.latitude is not None:
            found.setdefault(area.feeder, []).append((area.longitude, area.latitude))
    return found


def feeder_lines(_ctx: Context, known: Mapping[str, Sequence[Spot]]) -> list[MapLine]:
    """As little line as joins the areas of each feeder; a question because thousands of areas take their time."""
    return [
        MapLine((spots[one], spots[other]), feeder)
        for feeder, spots in known.items()
        for one, other in spanning_tree(spots)
    ]


def behind(ctx: Context) -> Behind:
    """Every background of the office, and its lines."""
    found = tuple(backdrops(ctx))
    return found, [MapLine(line, one.name, is_backdrop=True) for one in found for line in one.lines]
