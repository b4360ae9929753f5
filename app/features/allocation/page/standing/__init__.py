"""How the allocation stands: figures, loads in their band, the vital few and the many."""

from app.features.allocation.page.standing.standing import StandingPage

__all__ = ["StandingPage"]
