"""The repeating row, once for each record: the sheet grows, and all of the workbook follows."""

from collections.abc import Sequence

from app.kit.errors import Refusal
from app.kit.template.cells import empty
from app.kit.template.formulas import copy_formula, follow, speaks_of, unshare
from app.kit.template.grid import Grid, address
from app.kit.template.insertion import Insertion
from app.kit.template.markup import Node
from app.kit.template.references import LAST_ROW, area, column_number
from app.kit.template.shifting import shift
from app.kit.template.workbook import Part, Workbook
from app.kit.words import _


def expand(book: Workbook, insertions: Sequence[Insertion]) -> None:
    """Insert the copies and move or extend whatever speaks of the rows below or across them, on every sheet.

    Room is made everywhere before a row is copied, so that rows which follow those of another sheet find
    them. Raises Refusal where a sheet has no room.
    """
    for each in insertions:
        _make_room(book, each)
    for each in insertions:
        _copy_row(book.sheets[each.sheet].tree, each)


def _make_room(book: Workbook, insertion: Insertion) -> None:
    home = book.sheets[insertion.sheet]
    grid = Grid(home.tree)
    if max([*grid.rows, insertion.row]) + insertion.added > LAST_ROW:
        raise Refusal(_("{sheet} has no room for {count} rows. Fill the form with fewer rows.",
                        sheet=insertion.sheet, count=insertion.added + 1))  # fmt: skip
    for sheet in book.sheets.values():
        _follow(sheet, insertion)
        shift(sheet.tree, insertion, sheet.sheet)
    for at, row in grid.rows.items():
        for column, cell in grid.cells(at):
            cell.put("r", address(insertion.top(at), column))
        row.put("r", str(insertion.top(at)))
    for merges in home.tree.every("mergeCells"):
        merges.put("count", str(len(merges.elements("mergeCell"))))
    shift(book.book.tree, insertion, "")
    for part in book.beside:
        shift(part.tree, insertion, part.sheet)


def _follow(sheet: Part, insertion: Insertion) -> None:
    """Let the formulas of a sheet's cells follow."""
    grid = Grid(sheet.tree)
    is_home = sheet.sheet == insertion.sheet
    unshare(grid, lambda formula: is_home or speaks_of(formula, insertion.sheet))
    for row, _column, cell in grid.every():
        follow(cell, insertion, sheet.sheet, inside=is_home and row == insertion.row)


def _copy_row(tree: Node, insertion: Insertion) -> None:
    grid = Grid(tree)
    pattern = grid.rows.get(insertion.row)
    if pattern is not None:
        merged = _merged_down(tree, insertion.row)
        place = grid.body.children.index(pattern) + 1
        grid.body.children[place:place] = [
            _copy(grid, insertion, step, merged) for step in range(1, insertion.added + 1)
        ]  # fmt: skip


def _copy(grid: Grid, insertion: Insertion, step: int, merged: set[int]) -> Node:
    """The repeating row's copy number ``step``; what a merge over several rows hides is left empty in it."""
    row = grid.rows[insertion.row].copy()
    for (column, _old), cell in zip(grid.cells(insertion.row), row.elements("c"), strict=True):
        cell.put("r", address(insertion.row + step, column))
        if column in merged:
            empty(cell)
        copy_formula(cell, insertion, step)
    row.put("r", str(insertion.row + step))
    return row


def _merged_down(tree: Node, row: int) -> set[int]:
    """The columns in which a merge over several rows covers ``row``."""
    found: set[int] = set()
    for one in tree.every("mergeCell"):
        place = area(one.get("ref"))
        top, bottom = place.rows
        if top < bottom and top <= row <= bottom and place.last is not None:
            found |= set(range(column_number(place.first.column), column_number(place.last.column) + 1))
    return found
