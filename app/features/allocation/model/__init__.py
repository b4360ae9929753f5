"""The rows of the allocation."""

from app.features.allocation.model.assignment import OVERLAP, REASONS, Assignment
from app.features.allocation.model.limits import Avoidance, GradeScope
from app.features.allocation.model.scenario import Backdrop, PlannedMove, Scenario
from app.features.allocation.model.wishes import Familiarity, WishClaim, WishRound

__all__ = [
    "OVERLAP", "REASONS", "Assignment", "Avoidance", "Backdrop", "Familiarity", "GradeScope", "PlannedMove", "Scenario",
    "WishClaim", "WishRound",
]  # fmt: skip
