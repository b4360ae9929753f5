"""What the office's settings make of prices."""

from collections.abc import Mapping

from app.features.allocation.rules.sites import Costs
from app.features.org.rules import Value

_SETTINGS = {
    "overload": "overload", "uneven": "uneven", "peak": "peak", "move": "move", "move_per_year": "move.year",
    "move_per_trust": "move.trust", "move_recent": "move.recent", "per_km": "km", "other_district": "border",
    "village_apart": "village", "broken": "whole", "stranger": "stranger",
}  # fmt: skip


def costs_of(known: Mapping[str, Value]) -> Costs:
    """The office's settings as the engine's prices, in hours a month."""
    prices = {name: float(known[f"allocation.{setting}"]) for name, setting in _SETTINGS.items()}
    return Costs(band=float(known["allocation.band"]) / 100, **prices)
