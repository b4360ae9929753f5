"""Scenarios as a page shows them, in figures, side by side; and whether they still hold."""

from app.features.allocation.queries.scenarios.figures import Figures
from app.features.allocation.queries.scenarios.showing import (
    MOST,
    Comparison,
    Differing,
    ScenarioHead,
    barred,
    compare,
    no_longer_served,
    out_of_date,
    scenario_outlook,
    scenarios,
)

__all__ = [
    "MOST", "Comparison", "Differing", "Figures", "ScenarioHead", "barred", "compare", "no_longer_served",
    "out_of_date", "scenario_outlook", "scenarios",
]  # fmt: skip
