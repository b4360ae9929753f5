"""The repeating row, once for each record: the sheet grows, and all of the workbook follows."""

from app.kit.errors import Refusal
from app.kit.template.cells import empty
from app.kit.template.formulas import follow, follow_inside, speaks_of, unshare
from app.kit.template.grid import Grid, address
from app.kit.template.insertion import Insertion
from app.kit.template.markup import Node
from app.kit.template.references import LAST_ROW, area, column_number
from app.kit.template.shifting import shift
from app.kit.template.workbook import Workbook
from app.kit.words import _


def expand(book: Workbook, insertion: Insertion) -> None:
    """Insert the copies and move or extend whatever speaks of the rows below or across them, on every sheet.

    Raises Refusal where the sheet has no room.
    """
    home = book.sheets[insertion.sheet]
    last = max([*Grid(home.tree).rows, insertion.row])
    if last + insertion.added > LAST_ROW:
        raise Refusal(_("{sheet} has no room for {count} rows. Fill the form with fewer rows.",
                        sheet=insertion.sheet, count=insertion.added + 1))  # fmt: skip
    _grow(home.tree, insertion)
    for sheet in book.sheets.values():
        if sheet is not home:
            grid = Grid(sheet.tree)
            unshare(grid, lambda formula: speaks_of(formula, insertion.sheet))
            for _row, _column, cell in grid.every():
                follow(cell, insertion, sheet.sheet)
        shift(sheet.tree, insertion, sheet.sheet)
    for merges in home.tree.every("mergeCells"):
        merges.put("count", str(len(merges.elements("mergeCell"))))
    shift(book.book.tree, insertion, "")
    for part in book.beside:
        shift(part.tree, insertion, part.sheet)


def _grow(tree: Node, insertion: Insertion) -> None:
    """Insert the copies among the rows, number the rows below anew, let every formula follow."""
    grid = Grid(tree)
    unshare(grid, bool)
    for at in grid.rows:
        if at != insertion.row:
            for _column, cell in grid.cells(at):
                follow(cell, insertion, insertion.sheet)
    pattern = grid.rows.get(insertion.row)
    if pattern is None:
        return
    merged = _merged_down(tree, insertion.row)
    copies = [_copy(grid, insertion, step, merged) for step in range(insertion.added + 1)]
    for at, row in sorted(grid.rows.items()):
        _number(grid, at, row, insertion.top(at))
    place = grid.body.children.index(pattern)
    grid.body.children[place : place + 1] = copies


def _copy(grid: Grid, insertion: Insertion, step: int, merged: set[int]) -> Node:
    """The repeating row's copy number ``step``; what a merge over several rows hides is left empty in it."""
    row = grid.rows[insertion.row].copy()
    for (column, _old), cell in zip(grid.cells(insertion.row), row.elements("c"), strict=True):
        cell.put("r", address(insertion.row + step, column))
        if step and column in merged:
            empty(cell)
        follow_inside(cell, insertion, step)
    row.put("r", str(insertion.row + step))
    return row


def _number(grid: Grid, old: int, row: Node, new: int) -> None:
    for column, cell in grid.cells(old):
        cell.put("r", address(new, column))
    row.put("r", str(new))


def _merged_down(tree: Node, row: int) -> set[int]:
    """The columns in which a merge over several rows covers ``row``."""
    found: set[int] = set()
    for one in tree.every("mergeCell"):
        place = area(one.get("ref"))
        top, bottom = place.rows
        if top < bottom and top <= row <= bottom and place.last is not None:
            found |= set(range(column_number(place.first.column), column_number(place.last.column) + 1))
    return found
