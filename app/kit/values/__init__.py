"""Values: what a person or a foreign workbook wrote, understood by a Field's kind or refused in words."""

from app.kit.values.bad import BadValue
from app.kit.values.hints import SETTLED, Hints
from app.kit.values.typed import typed
from app.kit.values.understanding import understand

__all__ = ["SETTLED", "BadValue", "Hints", "typed", "understand"]
