"""The office's terms of visiting, from its settings."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.features.org.queries import settings
from app.features.org.rules import Value
from app.features.visits.rules.due import Period
from app.features.visits.rules.stops import Terms
from app.kit.store.context import Context

MONTHS = "visit.months"
PER_REQUEST = 5.0
"""Minutes an open request adds to a stop."""


@dataclass(frozen=True)
class VisitTerms:
    """How often, how long, within which window, and which contacts count (D1, D4, D5)."""

    period: Period
    planning: Terms
    on_site: float
    phone: float
    distant: str

    def minutes(self, on_site: bool, open_requests: int) -> float:
        """Minutes at a stop."""
        return (self.on_site if on_site else self.phone) + PER_REQUEST * open_requests


def visit_terms(ctx: Context) -> VisitTerms:
    """The terms as the office set them; ``visit.months.CLASS`` is the period of one class, 0 the general one (D1)."""
    given = settings(ctx)
    by_class = {
        name.removeprefix(f"{MONTHS}."): int(value) for name, value in given.items() if name.startswith(f"{MONTHS}.")
    }
    planning = Terms(
        window=int(given["visit.window"]), ceiling=_figure(given, "visit.day_minutes"),
        speed=_figure(given, "travel.speed"), reading=(int(given["reading.first"]), int(given["reading.last"])),
    )  # fmt: skip
    return VisitTerms(
        Period(int(given[MONTHS]), by_class), planning, _figure(given, "visit.minutes.on_site"),
        _figure(given, "visit.minutes.phone"), str(given["visit.distant"]),
    )  # fmt: skip


def _figure(given: Mapping[str, Value], name: str) -> float:
    return float(given[name])
