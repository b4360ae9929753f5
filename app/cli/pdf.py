"""PDF from the command line: the window's own printer, without a window."""

import os
from pathlib import Path

from app.kit.errors import Trouble
from app.kit.paper import Document
from app.kit.words import _


def write_paper(document: Document, path: Path) -> int:
    """Write ``document`` as PDF and return its pages; Trouble names signs no font can print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from app.ui.printer import missing_glyphs, page_count, write_pdf

    application = QGuiApplication.instance() or QGuiApplication([])
    missing = missing_glyphs(document)
    if missing:
        raise Trouble(_("No font here can print: {signs}. Nothing was written.", signs=" ".join(missing[:20])))
    write_pdf(document, path)
    pages = page_count(document)
    assert application is not None
    return pages
