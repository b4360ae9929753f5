"""Turning a document into pages: paragraphs and sheets here, tables in ``table``."""

from collections import Counter

from app.kit.paper import HAIR, SOFT, Align, Document, Line, Listing, Note, Sheet
from app.kit.words import _
from app.ui.printer.column import Column
from app.ui.printer.ink import Leaf, Style, set_lines, sheet_ink
from app.ui.printer.table import Table

_FOOTER_PT = 8.0
_FOOTER_DOWN_MM = 3.5


def leaves(document: Document) -> list[Leaf]:
    """The document's pages in order; an empty document has one empty page."""
    column = Column(document.page)
    for part in document.parts:
        if isinstance(part, Sheet):
            column.add_sheet(list(sheet_ink(part)))
        elif isinstance(part, Listing):
            Table(part, column).set()
        else:
            _set_note(part, column)
    done = column.leaves or [Leaf([])]
    _number(document, done)
    return done


def _set_note(note: Note, column: Column) -> None:
    style = Style(note.size_pt, note.bold, note.align)
    width = column.page.body_width_mm
    for text in style.wrapped(note.text, width):
        column.need(style.line_mm)
        column.ink.extend(set_lines([text], column.page.left_mm, column.y_mm, width, style))
        column.y_mm += style.line_mm
    column.y_mm += note.space_after_mm


def _number(document: Document, done: list[Leaf]) -> None:
    """Put the footers on, each with its place in its run of pages."""
    sizes, met = Counter(leaf.run for leaf in done), Counter[int]()
    for leaf in done:
        if leaf.run:
            met[leaf.run] += 1
            _foot(document, leaf, _("Page {page} of {pages}", page=met[leaf.run], pages=sizes[leaf.run]))


def _foot(document: Document, leaf: Leaf, numbers: str) -> None:
    page, footer = document.page, document.footer
    left, width, top = page.left_mm, page.body_width_mm, page.body_bottom_mm + _FOOTER_DOWN_MM
    leaf.ink.append(Line(left, top - 0.5, left + width, top - 0.5, 0.1, HAIR))
    places: tuple[tuple[str, Align], ...] = (
        (footer.office, "left"), (footer.date, "center"), (numbers, "right"))
    for text, align in places:
        style = Style(_FOOTER_PT, align=align, colour=SOFT)
        leaf.ink.extend(set_lines(style.wrapped(text, width / 3)[:1], left, top, width, style))
