"""What an import would do, as frozen values: per file, per sheet, per row."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from app.kit.recognise.columns import MappedColumn
from app.kit.sheet import PlannedRow, Problem, Sheet
from app.kit.store.row import Row

READ, FILE_REFUSED = "read", "refused"
TAKE, FILL, KEEP = "take", "fill", "keep"
"""What becomes of rows that the office has otherwise: see :func:`app.kit.planning.holding.held_back`."""


@dataclass(frozen=True)
class Choices:
    """What a person has decided about a workbook where it does not speak for itself.

    ``kinds``: sheet kind by tab name ("" leaves the tab out). ``columns``: column name by heading ("" leaves
    it out). ``references``: office code by (column name, written name). ``percent``: ``points`` or ``ratio``
    by heading. ``policies``: ``take``, ``fill`` or ``keep`` by tab name. ``left_out``: rows by file, tab and number.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    references: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    percent: Mapping[str, str] = field(default_factory=dict)
    policies: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[tuple[str, str, int]] = frozenset()
    takes_hidden: bool = False
    empties: bool = False
    """True: a blank cell empties what is stored; otherwise it says nothing."""


@dataclass(frozen=True)
class Memory:
    """What was decided about the sheets of one source; ``signature`` is made of their headings, ``name`` tells where.

    A decision is kept by the import that used it, and forgotten when that is undone.
    """

    signature: str
    name: str
    kind: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    references: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    percent: Mapping[str, str] = field(default_factory=dict)

    def before(self, choices: Choices, tab: str) -> Choices:
        """``choices`` for ``tab``, with what was decided earlier where they say nothing."""
        kinds = {tab: self.kind} if self.kind else {}
        return replace(
            choices,
            kinds={**kinds, **choices.kinds},
            columns={**self.columns, **choices.columns},
            references={**self.references, **choices.references},
            percent={**self.percent, **choices.percent},
        )

    @property
    def says_something(self) -> bool:
        """Whether there was a decision at all."""
        return bool(self.kind or self.columns or self.references or self.percent)


@dataclass(frozen=True)
class Ambiguity:
    """A name that several rows bear; ``chosen`` is the code a person decided for, None if nobody did."""

    column: str
    written: str
    candidates: tuple[Any, ...]
    chosen: Any = None


@dataclass(frozen=True)
class Introduction:
    """A row the import will make because the workbook names it for the first time."""

    row: type[Row]
    code: str
    rows: int
    """How many rows of the workbook name it."""


@dataclass(frozen=True)
class SheetPlan:
    """One tab of a workbook. ``sheet`` None: not known, hidden, or left out; ``notes`` say why."""

    name: str
    hidden: bool = False
    sheet: Sheet | None = None
    certainty: float = 0.0
    header_rows: tuple[int, ...] = ()
    """Their numbers as the workbook shows them."""
    mapping: tuple[MappedColumn, ...] = ()
    unknown_headings: tuple[tuple[str, str], ...] = ()
    """Letter and text."""
    rows: tuple[PlannedRow, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What concerns the tab as a whole."""
    introductions: tuple[Introduction, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()
    decided: Memory | None = None
    """What the import will remember of this source."""

    def counts(self) -> Counter[str]:
        """How many rows have each status."""
        return self._counts

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter([row.status for row in self.rows])


@dataclass(frozen=True)
class FilePlan:
    """One file: read, or refused for ``reason`` (``code`` in one word for scripts)."""

    file: str
    sheets: tuple[SheetPlan, ...] = ()
    status: str = READ
    reason: str = ""
    code: str = ""

    def counts(self) -> Counter[str]:
        """How many rows of the whole file have each status."""
        return sum((sheet.counts() for sheet in self.sheets), Counter())
