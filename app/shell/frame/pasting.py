"""What was copied in a spreadsheet, as a file that the reader understands."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from app.kit.words import _


def copied() -> QMimeData:
    """What lies on the clipboard; empty if nothing does."""
    # Qt gives no object at all where nothing was copied, whatever its types say.
    return QApplication.clipboard().mimeData() or QMimeData()


def is_block(found: QMimeData) -> bool:
    """Whether cells of a spreadsheet were copied."""
    return "\t" in found.text() or _has_table(found)


def block_file(folder: Path, text: str, found: QMimeData) -> Path:
    """Write the block ``text`` into ``folder``.

    Where it is what was copied, the table that came with it is taken instead: it knows merged cells and lines
    inside of cells.
    """
    name = _("Pasted block")
    if found.text() == text and _has_table(found):
        file = folder / f"{name}.html"
        file.write_text(found.html(), encoding="utf-8-sig", newline="")
        return file
    file = folder / f"{name}.csv"
    by_tabs = "sep=\t\n" if "\t" in text else ""
    file.write_text(by_tabs + text, encoding="utf-8-sig", newline="")
    return file


def _has_table(found: QMimeData) -> bool:
    return "<table" in found.html().lower()
