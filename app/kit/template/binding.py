"""A workbook made a template: fields written into its cells, the row that repeats named, all else as it was."""

from app.kit.errors import Refusal
from app.kit.reading.limits import Limits
from app.kit.template.cells import Place, Texts, empty, guarded, put_text, runs
from app.kit.template.formulas import unshare
from app.kit.template.grid import Grid
from app.kit.template.markup import Node, parse
from app.kit.template.package import Package
from app.kit.template.placeholders import ROWS, names_rows
from app.kit.template.references import Reference, area, column_number, taken_apart
from app.kit.template.workbook import BEFORE_NAMES, Part, Workbook
from app.kit.words import _


def bind(template: bytes, sheet: str, cell: str, text: str) -> bytes:
    """The workbook with ``text`` in a cell of ``sheet``, whose look stays; "" leaves the cell its look alone.

    ``template`` is known to be a sound workbook and ``cell`` an address (``B5``). Letters that stay keep their
    look. Only the sheet's own part changes, unless the cell held a formula: then the chain of calculations goes,
    too. Refusal where there is no such sheet, the cell is of an array formula, or cannot hold the text.
    """
    book = Workbook(template)
    part = _part(book, sheet)
    part.tree = parse(part.before)
    grid = Grid(part.tree)
    row, column = _numbers(cell)
    if _is_of_array(grid, row, column):
        raise Refusal(_("{sheet}, cell {cell} is part of an array formula, which stands or falls as a whole. "
                        "Choose another cell.", sheet=sheet, cell=cell))  # fmt: skip
    target = grid.made(row, column)
    has_formula = target.first("f") is not None
    if has_formula:
        unshare(grid, lambda _formula: True)
    _write(target, text, Texts(book.strings), Place(sheet, cell, text[:60]))
    return book.written() if has_formula else _written(template, part)


def repeat(template: bytes, sheet: str, row: int) -> bytes:
    """The workbook with ``row`` of ``sheet`` as its repeating row, named 明细 (or 明细2, … where that is taken).

    A row that repeated there before does no more; 0 leaves the sheet without one.
    """
    book = Workbook(template)
    quoted = _part(book, sheet).sheet.replace("'", "''")
    place = f"'{quoted}'!${row}:${row}"
    names = [one for one in book.book.tree.every("definedName") if names_rows(one.get("name"))]
    here = [one for one in names if _names_row_of(one.text(), sheet)]
    if here and row:
        here[0].say(place)
    elif row:
        _add_name(book.book.tree, _free({one.get("name") for one in names}), place)
    for holder in book.book.tree.every("definedNames"):
        gone = here[1 if row else 0 :]
        holder.children = [each for each in holder.children if each not in gone]
    _without_empty(book.book.tree)
    return _written(template, book.book)


def _part(book: Workbook, sheet: str) -> Part:
    if sheet not in book.sheets:
        raise Refusal(_("The workbook has no sheet {sheet} that can be filled.", sheet=sheet))
    return book.sheets[sheet]


def _numbers(cell: str) -> tuple[int, int]:
    corner = area(cell).first
    return corner.row, column_number(corner.column)


def _is_of_array(grid: Grid, row: int, column: int) -> bool:
    for _row, _column, cell in grid.every():
        formula = cell.first("f")
        if formula is not None and formula.get("ref") and formula.get("t") != "shared":
            place = area(formula.get("ref"))
            ends = [column_number(one.column) for one in (place.first, place.last or place.first)]
            if place.rows[0] <= row <= place.rows[1] and min(ends) <= column <= max(ends):
                return True
    return False


def _write(cell: Node, text: str, texts: Texts, place: Place) -> None:
    if not text:
        empty(cell)
        return
    pieces = texts.of(cell) or parse("<t/>").elements()
    said = [run.text() for run in runs(pieces)]
    put_text(cell, pieces, _shared_out(said, guarded(text)), place)


def _shared_out(said: list[str], text: str) -> list[str]:
    """``text`` over the runs that say ``said``: each keeps what it said as long as it is the same."""
    found = []
    for number, piece in enumerate(said, 1):
        found.append(piece if text.startswith(piece) and number < len(said) else text)
        text = text[len(found[-1]) :]
    return found


def _names_row_of(formula: str, sheet: str) -> bool:
    pieces = taken_apart(formula)
    return len(pieces) == 1 and isinstance(pieces[0], Reference) and pieces[0].sheet == sheet.lower()


def _free(taken: set[str]) -> str:
    return next(name for at in range(1, len(taken) + 2) if (name := f"{ROWS}{at if at > 1 else ''}") not in taken)


def _add_name(tree: Node, name: str, place: str) -> None:
    root = tree.elements()[0]
    holder = root.first("definedNames")
    if holder is None:
        tag = f"{root.prefix}definedNames"
        holder = Node(f"<{tag}>", tag, [], f"</{tag}>")
        after = root.elements(*BEFORE_NAMES)[-1]
        root.children.insert(root.children.index(after) + 1, holder)
    tag = f"{root.prefix}definedName"
    node = Node(f"<{tag}>", tag, [], f"</{tag}>")
    node.put("name", name)
    node.say(place)
    holder.fill([*holder.children, node])


def _without_empty(tree: Node) -> None:
    """A list of names without a name is none: Excel mends a file that holds one."""
    root = tree.elements()[0]
    root.children = [
        each for each in root.children
        if not (isinstance(each, Node) and each.name == "definedNames" and not each.elements())
    ]  # fmt: skip


def _written(template: bytes, part: Part) -> bytes:
    return Package(template, Limits()).written({part.path: str(part.tree)}, ())
