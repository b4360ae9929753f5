"""A template as it is read: where its fields are and which rows repeat."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.kit.errors import Refusal
from app.kit.reading.cage import read_book
from app.kit.reading.limits import Rejected
from app.kit.reading.reasons import unreadable
from app.kit.template.cells import Texts, runs
from app.kit.template.grid import Grid, address
from app.kit.template.markup import Node
from app.kit.template.placeholders import ROWS, Asked, asked_in, names_rows
from app.kit.template.references import Reference, column_number, taken_apart
from app.kit.template.workbook import MARGINS, DefinedName, Workbook
from app.kit.words import _


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A field that a cell asks for; ``rows`` is the repeating row it takes part in, "" outside of any.

    ``of_rows`` tells ``{{明细.姓名}}`` from ``{{姓名}}``, which may also be a value of the whole form.
    ``is_named``: no placeholder is written, the empty cell carries the field as its defined name. Row and column
    are 0 in the header or footer of the printed sheet.
    """

    field: str
    sheet: str
    row: int
    column: int
    rows: str = ""
    of_rows: bool = False
    is_named: bool = False

    @property
    def cell(self) -> str:
        """The cell's address."""
        return address(self.row, self.column) if self.row else _("header or footer")


@dataclass(frozen=True, slots=True)
class RepeatingRow:
    """The row of a sheet that stands once for each record; ``name`` is 明细, 明细2, …"""

    name: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Template:
    """Somebody else's workbook with fields to fill; ``outside`` lists sheets with fields where none is filled."""

    file: str
    content: bytes = field(repr=False)
    sheets: tuple[str, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    names: tuple[DefinedName, ...] = ()
    repeating: tuple[RepeatingRow, ...] = ()
    outside: tuple[str, ...] = ()

    def repeating_on(self, sheet: str) -> RepeatingRow | None:
        """The repeating row of a sheet."""
        return next((each for each in self.repeating if each.sheet == sheet), None)


def read_template(path: str | os.PathLike[str]) -> Template:
    """The template at ``path``, an .xlsx or .xlsm workbook.

    The file is read in the cage first, so raises Unreadable as ``read_book`` does; a Refusal says which cell
    or name of a sound workbook is no good as a template.
    """
    name = Path(path).name
    if read_book(path).format != "xlsx":
        raise Refusal(_("{name} is no .xlsx or .xlsm workbook. Save it as one in Excel or WPS.", name=name))
    try:
        content = Path(path).read_bytes()
        return template_of(name, content)
    except OSError as wrong:
        raise unreadable("no_permission", name) from wrong
    except Rejected as wrong:
        raise unreadable(wrong.reason, name, **wrong.about) from wrong
    except (ValueError, IndexError) as wrong:  # a number or range that no workbook program writes
        raise unreadable("damaged", name) from wrong


def template_of(name: str, content: bytes) -> Template:
    """The template in ``content``, which is known to be a sound workbook."""
    book = Workbook(content)
    names = tuple(book.names())
    repeating = tuple(_repeating(book, names))
    found = tuple(_placeholders(book, names, repeating))
    for row in repeating:
        if not any(each.rows == row.name and each.sheet == row.sheet for each in found):
            raise Refusal(_("{sheet}: the row named {name} (row {row}) has no field. Write {example} into its cells.",
                            sheet=row.sheet, name=row.name, row=row.row, example="{{…}}"))  # fmt: skip
    return Template(name, content, tuple(book.sheets), found, names, repeating, tuple(_outside(book)))


def _repeating(book: Workbook, names: tuple[DefinedName, ...]) -> Iterator[RepeatingRow]:
    taken: dict[str, str] = {}
    for each in sorted(names, key=lambda one: one.name):
        if not names_rows(each.name):
            continue
        sheet, row = _row_of(book, each)
        if sheet in taken:
            raise Refusal(_("{sheet} has two repeating rows, {first} and {second}. Keep one to a sheet.",
                            sheet=sheet, first=taken[sheet], second=each.name))  # fmt: skip
        taken[sheet] = each.name
        yield RepeatingRow(each.name, sheet, row)


def _row_of(book: Workbook, name: DefinedName) -> tuple[str, int]:
    place = _place_of(name)
    if place is None:
        raise Refusal(_("The name {name} stands for {text}, which is no row. Select one row and name it {name} again.",
                        name=name.name, text=name.formula))  # fmt: skip
    sheet = _sheet_of(book.sheets, place)
    if not sheet:
        raise Refusal(_("The name {name} stands for {text}, but the workbook has no such sheet. Select the row to "
                        "repeat and name it {name} again.", name=name.name, text=name.formula))  # fmt: skip
    top, bottom = place.rows
    if not top or top != bottom:
        raise Refusal(_("{sheet}: the name {name} stands for {text}. A repeating row is one row: name a single one.",
                        sheet=sheet, name=name.name, text=name.formula))  # fmt: skip
    return sheet, top


def _place_of(name: DefinedName) -> Reference | None:
    pieces = taken_apart(name.formula)
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], Reference) else None


def _sheet_of(sheets: Iterable[str], place: Reference) -> str:
    return next((sheet for sheet in sheets if sheet.lower() == place.sheet), "")


def _placeholders(
    book: Workbook, names: tuple[DefinedName, ...], repeating: tuple[RepeatingRow, ...]
) -> Iterator[Placeholder]:
    rows = {(each.sheet, each.row): each.name for each in repeating}
    texts = Texts(book.strings)
    grids = {sheet: Grid(part.tree) for sheet, part in book.sheets.items()}
    for sheet, grid in grids.items():
        for row, column, cell in grid.every():
            for one in _asked(sheet, address(row, column), cell.first("f"), "".join(
                    each.text() for each in runs(texts.of(cell)))):  # fmt: skip
                within = rows.get((sheet, row), "")
                if one.rows and one.rows != within:
                    raise Refusal(_("{sheet}, cell {cell}: {field} belongs into the row named {name}. Select that row "
                                    "and give it the name {name}.", sheet=sheet, cell=address(row, column),
                                    field=f"{{{{{one.rows}.{one.field}}}}}", name=one.rows))  # fmt: skip
                yield Placeholder(one.field, sheet, row, column, within, bool(one.rows))
        yield from _printed(sheet, book.sheets[sheet].tree)
    yield from _named(grids, names, rows)


def _printed(sheet: str, tree: Node) -> Iterator[Placeholder]:
    """What is asked above and below the printed page."""
    for node in tree.every(*MARGINS):
        for one in _asked(sheet, _("header or footer"), None, node.text()):
            if one.rows:
                raise Refusal(_("{sheet}: {field} stands in the header or footer, where no row repeats. Take it out.",
                                sheet=sheet, field=f"{{{{{one.rows}.{one.field}}}}}"))  # fmt: skip
            yield Placeholder(one.field, sheet, 0, 0)


def _asked(sheet: str, cell: str, formula: object, text: str) -> list[Asked]:
    if formula is not None or "{{" not in text:
        return []
    try:
        return asked_in(text)
    except ValueError:
        raise Refusal(_("{sheet}, cell {cell}: a field is empty or not closed in “{text}”. Write it as {example}.",
                        sheet=sheet, cell=cell, text=text[:60], example="{{…}}")) from None  # fmt: skip


def _named(
    grids: dict[str, Grid], names: tuple[DefinedName, ...], rows: dict[tuple[str, int], str]
) -> Iterator[Placeholder]:
    """Empty cells that carry a name: the field is the name."""
    for each in names:
        place = _place_of(each)
        if place is None or place.last is not None or each.name.startswith(("_xlnm.", ROWS)):
            continue
        sheet, row, column = _sheet_of(grids, place), place.first.row, column_number(place.first.column)
        cell = grids[sheet].cell(row, column) if sheet else None
        if sheet and (cell is None or not cell.elements()):
            yield Placeholder(each.name, sheet, row, column, rows.get((sheet, row), ""), is_named=True)


def _outside(book: Workbook) -> Iterator[str]:
    """Sheets with fields in formulas, text boxes or comments, where they stay as they are."""
    for sheet, part in book.sheets.items():
        said = [one.text() for one in part.tree.every("f")]
        for each in book.beside:
            if each.sheet == sheet:
                said.append("".join(one.text() for one in each.tree.every("t", "textbox")))
        if any("{{" in text for text in said):
            yield sheet
