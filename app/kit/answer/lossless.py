"""The answer in the sender's own .xlsx: cells, styles and comments edited in the zip, every other part as it was."""

import io
import zipfile
from collections.abc import Sequence

from app.kit.answer.marks import Marks
from app.kit.answer.paint import Paint
from app.kit.answer.remarks import add_remarks
from app.kit.reading.excel.xlsx import WORKBOOK
from app.kit.reading.limits import Limits, Rejected
from app.kit.recognise.vocabulary import ANSWER, is_answer
from app.kit.template.cells import Place, Texts, guarded, put_text, runs
from app.kit.template.grid import Grid, address
from app.kit.template.markup import Node, parse
from app.kit.template.package import Package
from app.kit.template.workbook import STYLES, Workbook
from app.kit.words import _

_LARGEST = 24_000_000
"""Characters of one sheet's markup; the tree of a larger one would take too much memory."""
_WIDTH = "48"


def marked_copy(content: bytes, marks: Sequence[Marks]) -> bytes | None:
    """The workbook with its marks; None where it is no .xlsx, or one that cannot be edited like this."""
    try:
        package = Package(content, Limits())
        if not package.has(WORKBOOK) or not package.has(STYLES):
            return None
        book = Workbook(content)
        if any(mark.name not in book.sheets or len(book.sheets[mark.name].before) > _LARGEST for mark in marks):
            return None
        return _marked(package, book, marks)
    except (Rejected, ValueError, IndexError, StopIteration):
        return None


def _marked(package: Package, book: Workbook, marks: Sequence[Marks]) -> bytes:
    paint = Paint(package.text(STYLES))
    texts = Texts(book.strings)
    changed: dict[str, str] = {}
    for number, mark in enumerate(marks, 1):
        part = book.sheets[mark.name]
        tree = parse(part.before)
        _mark(tree, mark, paint, texts)
        add_remarks(package, part.path, tree, mark.cells, number, changed)
        changed[part.path] = str(tree)
    changed[STYLES] = str(paint)
    out = io.BytesIO(package.written(changed, ()))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for path, text in changed.items():
            if not package.has(path):
                archive.writestr(path, text)
    return out.getvalue()


def _mark(tree: Node, mark: Marks, paint: Paint, texts: Texts) -> None:
    grid = Grid(tree)
    column = _column(grid, mark, texts)
    for row, at in mark.cells:
        cell = grid.made(row, at)
        cell.put("s", paint.red(cell.get("s")))
    last = max((at for at, _cell in grid.cells(mark.header) if at < column), default=1)
    style = (grid.cell(mark.header, last) or Node("", "")).get("s")
    said = {mark.header: _(ANSWER), **mark.rows}
    for row in grid.rows:
        if row > mark.header and row not in said and (old := grid.cell(row, column)) is not None:
            old.fill([])
            old.put("t", None)
    for row, text in said.items():
        cell = grid.made(row, column)
        cell.put("s", style if row == mark.header and style else None)
        place = Place(mark.name, address(row, column), _(ANSWER))
        put_text(cell, parse("<t/>").elements(), [guarded(text)], place)
    _widen(tree, column)
    _extend(tree, column, max(grid.rows))


def _column(grid: Grid, mark: Marks, texts: Texts) -> int:
    """The column of an earlier answer, or the first one right of everything that stands from the header on."""
    for at, cell in grid.cells(mark.header):
        if is_answer("".join(run.text() for run in runs(texts.of(cell)))):
            return at
    return max((at for row, at, cell in grid.every() if row >= mark.header and cell.children), default=0) + 1


def _widen(tree: Node, column: int) -> None:
    root = tree.elements()[0]
    prefix = root.prefix
    news = parse(f'<{prefix}col min="{column}" max="{column}" width="{_WIDTH}" customWidth="1"/>').elements()[0]
    columns = root.first("cols")
    if columns is None:
        columns = Node(f"<{prefix}cols>", f"{prefix}cols", [news], f"</{prefix}cols>")
        root.children.insert(root.children.index(next(root.every("sheetData"))), columns)
    elif all(int(each.get("max")) < column for each in columns.elements("col")):
        columns.fill([*columns.children, news])


def _extend(tree: Node, column: int, row: int) -> None:
    """The range that the sheet says it uses, when it says one."""
    for each in tree.every("dimension"):
        each.put("ref", f"A1:{address(row, column)}")
