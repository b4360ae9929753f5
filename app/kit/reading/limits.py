"""How much of a foreign file is believed, and the exception that says which bound it broke."""

from dataclasses import dataclass

MEGABYTE = 1_000_000
SHEET_ROWS = 1_048_576
SHEET_COLUMNS = 16_384
CELL_TEXT = 32_767


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and seconds a file may cost; the defaults suit an office PC.

    ``ratio`` (inflated to packed) is looked at once a file has inflated ``ratio_from`` bytes, so that
    small but very regular workbooks pass. ``cells`` bounds the rectangles the sheets occupy together.
    """

    file_bytes: int = 30 * MEGABYTE
    inflated_bytes: int = 200 * MEGABYTE
    ratio: int = 400
    ratio_from: int = 4 * MEGABYTE
    members: int = 2_000
    cells: int = 6_000_000
    seconds: float = 15.0
    memory: int = 1_000 * MEGABYTE


class Rejected(Exception):
    """The file is not read on; ``reason`` is a key of ``reasons.REASONS``, ``about`` fills its sentence."""

    def __init__(self, reason: str, **about: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.about = about


def address(row: int, column: int) -> str:
    """The name of the cell at zero-based ``row`` and ``column``: ``address(4, 27)`` is ``AB5``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def check_reach(sheet: str, row: int, column: int, cells: int, limits: Limits) -> None:
    """Refuse a sheet whose farthest cell is at ``row``, ``column`` (zero-based).

    ``cells`` is what the sheets before it occupy. A reader allocates the whole rectangle, so one stray
    cell in the last corner would cost gigabytes.
    """
    if row >= SHEET_ROWS or column >= SHEET_COLUMNS:
        raise Rejected("far", sheet=sheet, cell=address(row, column))
    if cells + (row + 1) * (column + 1) > limits.cells:
        raise Rejected("too_many_cells", sheet=sheet, cell=address(row, column), limit=limits.cells)
