"""The question to the engine, and what its answer means in words."""

from app.features.allocation.queries.asking.asked import Ask, Question, asked
from app.features.allocation.queries.asking.conflicts import conflict_words

__all__ = ["Ask", "Question", "asked", "conflict_words"]
