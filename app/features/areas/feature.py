"""Areas and feeders, as a feature."""

from app.features.areas import queries
from app.features.areas.model import Area, Feeder
from app.kit.manifest import Detail, Duty, Feature, Section
from app.kit.store.context import Context
from app.kit.store.query import count
from app.kit.words import N_


def _unplaced(ctx: Context) -> int:
    return count(ctx, queries.UNPLACED)


FEATURE = Feature(
    name="areas",
    title=N_("Areas"),
    rows=(Feeder, Area),
    listings=(queries.AREAS, queries.FEEDERS, queries.UNPLACED),
    duties=(
        Duty("unplaced_areas", N_("areas without coordinates"), N_("Place them"), _unplaced, "unplaced_areas", "info"),
    ),
    details=(Detail("areas", queries.area_story), Detail("unplaced_areas", queries.area_story)),
    sections=(
        Section("office", "areas", N_("Area ledger"), 15, listing="areas", icon="bolt"),
        Section("office", "feeders", N_("Feeders"), 20, listing="feeders"),
    ),
)
