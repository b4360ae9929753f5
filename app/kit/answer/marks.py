"""What has to be said in which cell of a tab, gathered from its plan."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from app.kit.planning.plan import SheetPlan
from app.kit.recognise.letters import index_of
from app.kit.sheet import REFUSED, Problem
from app.kit.words import _


@dataclass(frozen=True)
class Marks:
    """Marks on the tab ``name``: by cell (row and column from 1) and by row; ``header`` is the first header row."""

    name: str
    header: int
    cells: Mapping[tuple[int, int], str]
    rows: Mapping[int, str]


def marks_of(tab: SheetPlan) -> Marks | None:
    """The marks of a planned tab; None if nothing in it was refused."""
    if tab.sheet is None:
        return None
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    rows: dict[int, list[str]] = defaultdict(list)
    for problem in tab.problems:
        if problem.column:
            _add(cells[tab.header_rows[-1], index_of(problem.column) + 1], problem.message)
    for row in tab.rows:
        for problem in row.problems if row.status == REFUSED else ():
            _add(rows[row.row], _told(tab, problem))
            if problem.column and problem not in tab.problems:
                _add(cells[row.row, index_of(problem.column) + 1], problem.message)
    if not rows:
        return None
    return Marks(
        tab.name, tab.header_rows[0], {place: "\n".join(said) for place, said in cells.items()},
        {row: _("; ").join(said) for row, said in rows.items()},
    )  # fmt: skip


def _told(tab: SheetPlan, problem: Problem) -> str:
    label = next((_(each.column.field.label) for each in tab.mapping if each.letter == problem.column), "")
    return f"{problem.column} {label}: {problem.message}" if label else problem.message


def _add(said: list[str], message: str) -> None:
    if message not in said:
        said.append(message)
