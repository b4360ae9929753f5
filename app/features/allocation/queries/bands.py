"""The office's load band and what it makes of a load: the one notion of too much, on every page and list (A15)."""

from dataclasses import replace

from app.features.allocation.queries.loads import Holder
from app.features.allocation.rules.bands import band
from app.features.org.queries import settings
from app.kit.profile import LoadBand, load_band
from app.kit.store.context import Context


def limits(ctx: Context) -> LoadBand:
    """The limits the office set, else those of its trade (A15)."""
    known, trade = settings(ctx), load_band()
    return replace(trade, fair=float(known["load.fair"]) or trade.fair, most=float(known["load.most"]) or trade.most)


def load_of(one: Holder, hours: float, households: int, known: LoadBand) -> float:
    """What a manager carries in the unit of the band: households, or percent of the hours he can work."""
    if known.unit == "households":
        return float(households)
    return 100 * hours / one.capacity if one.capacity else (float("inf") if hours else 0.0)


def band_of(one: Holder, hours: float, households: int, known: LoadBand) -> str:
    """Where a manager's load stands in the band."""
    return band(load_of(one, hours, households, known), known.fair, known.most)
