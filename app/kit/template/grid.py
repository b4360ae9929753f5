"""The rows and cells of a sheet by number."""

from collections.abc import Iterator

from app.kit.recognise.letters import letters
from app.kit.template.markup import Node
from app.kit.template.references import column_number

_DIGITS = "0123456789"


class Grid:
    """One sheet's cells; rows and columns count from 1, also where the file leaves the numbers out."""

    def __init__(self, tree: Node) -> None:
        self.rows: dict[int, Node] = {}
        self.body = next(tree.every("sheetData"), Node("", ""))
        at = 0
        for row in self.body.elements("row"):
            at = int(row.get("r") or at + 1)
            self.rows[at] = row

    def cells(self, row: int) -> Iterator[tuple[int, Node]]:
        """The cells of a row with their column numbers."""
        at = 0
        for cell in self.rows[row].elements("c") if row in self.rows else ():
            at = column_number(cell.get("r").rstrip(_DIGITS)) or at + 1
            yield at, cell

    def every(self) -> Iterator[tuple[int, int, Node]]:
        """Row, column and cell of all cells."""
        for row in self.rows:
            for column, cell in self.cells(row):
                yield row, column, cell

    def cell(self, row: int, column: int) -> Node | None:
        """The cell at ``row`` and ``column``; None where the sheet has none."""
        return next((cell for at, cell in self.cells(row) if at == column), None)

    def made(self, row: int, column: int) -> Node:
        """The cell at ``row`` and ``column``, made where the sheet has none."""
        found = self.cell(row, column)
        if found is not None:
            return found
        prefix = self.body.prefix
        if row not in self.rows:
            self.rows[row] = Node(f'<{prefix}row r="{row}">', f"{prefix}row", [], f"</{prefix}row>")
            _insert(self.body, self.rows[row], [self.rows[at] for at in sorted(self.rows) if at > row])
        node = Node(f'<{prefix}c r="{address(row, column)}"/>', f"{prefix}c")
        _insert(self.rows[row], node, [cell for at, cell in self.cells(row) if at > column])
        return node


def address(row: int, column: int) -> str:
    """The name of a cell by its numbers from 1: ``address(5, 28)`` is ``AB5``."""
    return f"{letters(column - 1)}{row}"


def _insert(parent: Node, node: Node, later: list[Node]) -> None:
    at = parent.children.index(later[0]) if later else len(parent.children)
    parent.fill([*parent.children[:at], node, *parent.children[at:]])
