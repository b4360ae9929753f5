"""A sheet while it is being put together."""

from app.kit.reading.book import Merge, Span, Value
from app.kit.reading.limits import Limits, check_reach


class Draft:
    """Rows that grow as cells are put; never larger than the limits allow.

    ``before`` is the number of cells that the sheets read earlier occupy.
    """

    def __init__(self, name: str, hidden: bool, limits: Limits, before: int = 0) -> None:
        self.name = name
        self.hidden = hidden
        self.rows: list[list[Value]] = []
        self.merges: list[Merge] = []
        self.spans: dict[int, list[Span]] = {}
        self._limits = limits
        self._before = before
        self._reach = (-1, -1)

    @property
    def cells(self) -> int:
        """Cells of the rectangle in use."""
        return (self._reach[0] + 1) * (self._reach[1] + 1)

    def put(self, row: int, column: int, value: Value) -> None:
        """Set one cell, growing the sheet; raises Rejected beyond the limits."""
        if row > self._reach[0] or column > self._reach[1]:
            reach = (max(row, self._reach[0]), max(column, self._reach[1]))
            check_reach(self.name, *reach, self._before, self._limits)
            self._reach = reach
        while len(self.rows) <= row:
            self.rows.append([])
        cells = self.rows[row]
        if len(cells) <= column:
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = value

    def take(self, rows: list[list[Value]]) -> None:
        """Set all rows at once; they are equally wide and within the limits already."""
        self.rows = rows
        self._reach = (len(rows) - 1, len(rows[0]) - 1 if rows else -1)

    def columns(self) -> list[tuple[Value, ...]]:
        """The columns, equally long, without the empty rows and columns at the end."""
        while self.rows and all(value is None for value in self.rows[-1]):
            self.rows.pop()
        width = max(map(len, self.rows), default=0)
        for cells in self.rows:
            cells.extend([None] * (width - len(cells)))
        columns = list(zip(*self.rows, strict=True))
        while columns and all(value is None for value in columns[-1]):
            columns.pop()
        return columns

    def merges_within(self, height: int, width: int) -> list[Merge]:
        """Merges cut to ``height`` rows and ``width`` columns; those of one cell are dropped."""
        cut = (Merge(m.top, m.left, min(m.bottom, height - 1), min(m.right, width - 1)) for m in self.merges)
        return [m for m in cut if m.bottom >= m.top and m.right >= m.left and m[:2] != m[2:]]
