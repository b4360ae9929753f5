"""What comes into the office through the window, and what goes out: workbooks, the demo, paper."""

import shutil
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.kit.words import _
from app.shell.frame.drop import BOOKS, DropArea, paths_of
from app.shell.frame.pasting import block_file, copied, is_block

if TYPE_CHECKING:
    from app.kit.job import Progress
    from app.kit.paper import Document
    from app.kit.store.office import Done, Office
    from app.shell.window import MainWindow


class Doors(QObject):
    """Belongs to a window; its guests are shown there."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        DropArea(window).dropped.connect(self.plan_import)

    def choose_files(self) -> None:
        """Ask for workbooks to import."""
        kinds = _("Workbooks") + " (" + " ".join(f"*{kind}" for kind in BOOKS) + ")"
        own = self._window.own
        folder = str(own.get("folder", Path.home()))
        names, _kind = QFileDialog.getOpenFileNames(self._window, _("Import"), folder, kinds)
        if names:
            own.keep("folder", str(Path(names[0]).parent))
            self.plan_import([Path(name) for name in names])

    def plan_import(self, files: Sequence[Path]) -> None:
        """Show what the workbooks would bring."""
        from app.shell.frame.importing import Importing

        importing = Importing(self._window.desk, self._window.features, files, self)
        importing.written.connect(self._window.notices.tell_written)
        importing.ready.connect(partial(self._window.guests.show, importing.view))

    def take_block(self, text: str) -> None:
        """Plan a block of cells pasted from a spreadsheet as if it were a workbook."""
        folder = Path(tempfile.mkdtemp(prefix="pianqu-"))
        file = block_file(folder, text, copied())
        self._window.destroyed.connect(partial(shutil.rmtree, folder, ignore_errors=True))
        self.plan_import([file])

    def take_clipboard(self) -> None:
        """What was copied and no list takes: workbooks, or a block of cells."""
        found = copied()
        if paths := paths_of(found):
            self.plan_import(paths)
        elif is_block(found):
            self.take_block(found.text())

    def save_form(self, name: str) -> None:
        """Write the empty form of a sheet where a person says."""
        sheet = next(one for feature in self._window.features for one in feature.sheets if one.name == name)
        start = str(Path.home() / f"{_(sheet.title)}.xlsx")
        file, _kind = QFileDialog.getSaveFileName(self._window, _("Empty form…"), start, "*.xlsx")
        if file:
            path = Path(file).with_suffix(".xlsx")

            def job(_office: "Office", _progress: "Progress") -> Path:
                from app.kit.writing import write_form

                write_form(path, sheet)
                return path

            self._window.desk.run(_(sheet.title), job, then=self._window.notices.tell_written)

    def load_demo(self, size: str = "S") -> None:
        """Fill this office with the demo county."""
        from app.assembly.filling import load_demo

        def job(office: "Office", progress: "Progress") -> "Done":
            return load_demo(office, size, progress)

        self._window.desk.run(_("Loading the demo office"), job, writes=True)

    def preview(self, document: "Document") -> None:
        """Show a document as it will be printed."""
        from app.shell.frame.preview import Preview

        guest = Preview(self._window.desk, document)
        guest.written.connect(self._window.notices.tell_written)
        self._window.guests.show(guest)
