"""The formulas in a sheet's cells, and the results stored beside them."""

from collections.abc import Callable

from app.kit.template.grid import Grid
from app.kit.template.insertion import Insertion
from app.kit.template.markup import Node
from app.kit.template.references import Reference, area, column_number, moved, taken_apart

_RANGES = ("ref", "r1", "r2")


def unshare(grid: Grid, wanted: Callable[[str], bool]) -> None:
    """Write out the formulas that cells share with a ``wanted`` one, each in its own words."""
    masters: dict[str, tuple[str, int, int]] = {}
    for row, column, cell in grid.every():
        formula = cell.first("f")
        if formula is None or formula.get("t") != "shared":
            continue
        number, text = formula.get("si"), formula.text()
        if text:
            masters[number] = (text, row, column)
        master, top, left = masters.get(number, ("", row, column))
        if master and wanted(master):
            for name in ("t", "si", "ref"):
                formula.put(name, None)
            formula.say(moved(master, row - top, column - left))


def speaks_of(formula: str, sheet: str) -> bool:
    """Whether a formula names the sheet."""
    return any(isinstance(each, Reference) and each.sheet == sheet.lower() for each in taken_apart(formula))


def follow(cell: Node, insertion: Insertion, home: str, *, inside: bool = False) -> None:
    """Let the formula of a cell follow what was inserted; ``inside``: the cell is of the repeating row."""
    formula = cell.first("f")
    if formula is None:
        return
    text = formula.text()
    _say(formula, insertion.inside(text) if inside else insertion.outside(text, home))
    if home == insertion.sheet:
        _move(formula, insertion)


def copy_formula(cell: Node, insertion: Insertion, step: int) -> None:
    """Make the formula of a cell of the repeating row that of its copy number ``step``."""
    formula = cell.first("f")
    if formula is not None:
        _say(formula, insertion.copied(formula.text(), step))
        _move(formula, Insertion(insertion.sheet, insertion.row - 1, step))


def forget_results(grid: Grid) -> None:
    """Take away what formulas came to before the form was filled."""
    arrays = []
    for row, column, cell in grid.every():
        formula = cell.first("f")
        if formula is None:
            continue
        if formula.get("ref") and formula.get("t") != "shared":
            arrays.append((row, column, formula.get("ref")))
        _forget(cell, [formula])
    for row, column, place in arrays:
        bottom, right = _reach(place, row, column)
        for at in range(row, bottom + 1):
            for number, cell in grid.cells(at):
                if column <= number <= right and cell.first("f") is None:
                    _forget(cell, [])


def _reach(place: str, row: int, column: int) -> tuple[int, int]:
    try:
        found = area(place)
    except ValueError:
        return row, column
    return found.rows[1], column_number((found.last or found.first).column)


def _forget(cell: Node, kept: list[Node]) -> None:
    if cell.first("v") is not None or cell.get("t"):
        cell.put("t", None)
        cell.fill([*kept])


def _say(formula: Node, text: str) -> None:
    if text != formula.text():
        formula.say(text)


def _move(formula: Node, insertion: Insertion) -> None:
    for name in _RANGES:
        if place := formula.get(name):
            formula.put(name, insertion.areas(place, extends=False))
