"""The question to the engine, and what its answer means in words."""

from app.features.allocation.queries.asking.asked import Ask, Question, answered, asked
from app.features.allocation.queries.asking.conflicts import conflict_words

__all__ = ["Ask", "Question", "answered", "asked", "conflict_words"]
