"""What came of one column."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.kit.reading.book import Value
from app.kit.recognise.columns import MappedColumn
from app.kit.sheet import Problem
from app.kit.values.bad import BadValue
from app.kit.values.understanding import raw_text


@dataclass
class ColumnRead:
    """Values by row in order, and what was wrong by position."""

    mapped: MappedColumn
    raws: Sequence[Value]
    values: list[Any] = field(default_factory=list)
    problems: dict[int, Problem] = field(default_factory=dict)

    def problem(self, at: int, wrong: BadValue) -> Problem:
        """``wrong`` as a problem of the cell at position ``at``."""
        return Problem(wrong.code, str(wrong), self.mapped.letter, self.mapped.column.name, raw_text(self.raws[at]))

    def refuse(self, at: int, wrong: BadValue) -> None:
        """Take the value at ``at`` back."""
        self.problems[at] = self.problem(at, wrong)
        self.values[at] = None
