"""From a :class:`app.kit.paper.Document` to preview, PDF and paper, all through one painter.

Nothing but a ``QGuiApplication`` is needed, offscreen too.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.kit.errors import Trouble
from app.kit.paper import Document
from app.kit.target import swapped_in
from app.kit.words import _, language
from app.ui.printer.flow import leaves
from app.ui.printer.ink import Leaf, Words
from app.ui.printer.lettering import DOTS_PER_MM, UNITS_PER_INCH, is_missing
from app.ui.printer.painting import paint


def page_count(document: Document) -> int:
    """How many pages the document takes."""
    return len(_pages(document, language()))


def preview(document: Document, page_index: int, dpi: float = 96) -> QImage:
    """One page, counted from 0, as a picture on white; ``IndexError`` beyond the last page."""
    leaf = _pages(document, language())[page_index]
    page = document.page
    image = QImage(round(page.width_mm / 25.4 * dpi), round(page.height_mm / 25.4 * dpi),
                   QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(dpi / 0.0254))
    image.setDotsPerMeterY(round(dpi / 0.0254))
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        _paint_page(painter, document, leaf, dpi)
    finally:
        painter.end()
    return image


def print_to(document: Document, printer: QPagedPaintDevice, first: int = 0, last: int | None = None) -> None:
    """Paint the pages ``first`` to ``last`` (from 0, inclusive) on a ``QPrinter`` or PDF writer.

    The paper, its orientation and full-page margins are the document's; copies and tray stay as set.
    """
    printer.setPageLayout(_layout(document))
    chosen = _pages(document, language())[first:None if last is None else last + 1]
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble(_("The printer does not answer. Check that it is switched on and connected, "
                        "or save the pages as a PDF."))
    try:
        for number, leaf in enumerate(chosen):
            if number:
                printer.newPage()
            _paint_page(painter, document, leaf, printer.logicalDpiX())
    finally:
        painter.end()


def write_pdf(document: Document, path: Path) -> None:
    """Write the document as a PDF; ``path`` is replaced only by a complete file, or stays as it was."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(UNITS_PER_INCH)
    writer.setTitle(document.title)
    writer.setCreator("Pianqu")
    print_to(document, writer)
    buffer.close()
    with swapped_in(path) as beside:
        beside.write_bytes(bytes(buffer.data().data()))


def missing_glyphs(document: Document) -> list[str]:
    """The characters of the document that no font of this computer can draw, each once, sorted."""
    texts = {ink.text for leaf in _pages(document, language()) for ink in leaf.ink if isinstance(ink, Words)}
    return sorted(filter(is_missing, set().union(*texts)))


@lru_cache(maxsize=8)
def _pages(document: Document, _language: str) -> tuple[Leaf, ...]:
    return tuple(leaves(document))


def _paint_page(painter: QPainter, document: Document, leaf: Leaf, dpi: float) -> None:
    painter.save()
    painter.scale(dpi / UNITS_PER_INCH, dpi / UNITS_PER_INCH)
    if leaf.is_sheet:
        shift = document.calibration
        painter.translate(shift.right_mm * DOTS_PER_MM, shift.down_mm * DOTS_PER_MM)
        painter.scale(shift.scale_x, shift.scale_y)
    paint(painter, leaf)
    painter.restore()


def _layout(document: Document) -> QPageLayout:
    """The paper without margins of its own: ours are part of the document."""
    page = document.page
    wide = page.width_mm > page.height_mm
    upright = QSizeF(page.height_mm, page.width_mm) if wide else QSizeF(page.width_mm, page.height_mm)
    size = QPageSize(upright, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turn, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
