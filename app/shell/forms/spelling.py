"""What a cell that was read says, as its workbook would show it."""

from datetime import datetime

from app.kit.reading.book import CellError, SheetCells, Uncalculated
from app.kit.values.cleaning import shown
from app.kit.words import _


def spelled(cells: SheetCells, row: int, column: int) -> str:
    """The text of the cell at zero-based ``row``, ``column``; a formula without a result is its formula."""
    if row >= len(cells.rows) or column >= len(cells.rows[row]):
        return ""
    value = cells.rows[row][column]
    match value:
        case CellError(code):
            return code
        case Uncalculated(formula):
            return f"={formula.removeprefix('=')}" if formula else _("formula")
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
        case int() | float() if cells.shown.is_percent(row, column):
            return f"{value:.1%}"
        case int() | float():
            return shown(value).zfill(cells.shown.padding(row, column))
    return shown(value)


def is_number(cells: SheetCells, row: int, column: int) -> bool:
    """Whether the cell stands on the right, as numbers do."""
    if row >= len(cells.rows) or column >= len(cells.rows[row]):
        return False
    value = cells.rows[row][column]
    return isinstance(value, int | float) and not isinstance(value, bool)
