"""What comes into a list and goes out of it: import, workbook as seen, print."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.kit.context import Context
from app.kit.job import Progress
from app.kit.listbook import Seen, printed, write_seen
from app.kit.office import Office
from app.kit.words import _
from app.ui.action import Action
from app.ui.page.listface import ListFace


class Outlets(QObject):
    """Actions that carry rows across the edge of the window."""

    def __init__(self, page: ListFace) -> None:
        super().__init__(page)
        self._page = page

    def actions(self) -> list[Action]:
        """Import where the list has a form; export and print of what is seen, or of the selected rows."""
        wanted, found = self._page.wanted, []
        if self._page.offer.sheets:
            found.append(Action("import", _("Import…"), lambda: wanted.emit("import"), "import", group="file"))
        if not self._page.model.in_all:
            found.append(Action("demo", _("Load the demo office"), lambda: wanted.emit("demo"), "play", group="file"))
        rows = self._page.model.rowCount() > 0
        some = self._page.table.count_chosen() > 1
        book = _("Export the selected rows…") if some else _("Export as seen…")
        paper = _("Print the selected rows…") if some else _("Print…")
        return [
            *found,
            Action("export", book, self._export, "export", "more", "Ctrl+Shift+E", rows, group="file"),
            Action("print", paper, self._print, "print", "more", "Ctrl+P", rows, group="file"),
        ]

    def seen(self) -> Seen:
        """The list as it stands there now; several selected rows alone count."""
        page = self._page
        keys = tuple(page.model.columns[section].key for section in page.table.columns.shown())
        chosen = page.table.chosen()
        return Seen(page.offer.listing, page.model.view, keys, chosen if len(chosen) > 1 else None, page.model.revealed)

    def write(self, path: Path) -> None:
        """Write what is seen as a workbook."""
        seen, page = self.seen(), self._page

        def job(office: Office, progress: Progress) -> Path:
            return office.ask(lambda ctx: write_seen(ctx, seen, path, progress))

        page.desk.run(_("Writing {file}", file=path.name), job, page.written.emit)

    def _export(self) -> None:
        page = self._page
        folder = Path(str(page.settings.get("folder", Path.home())))
        name = f"{page.title}_{page.desk.office.today:%Y%m%d}.xlsx"
        chosen, _kind = QFileDialog.getSaveFileName(
            page, _("Export"), str(folder / name), _("Workbook (*.xlsx)"), options=QFileDialog.Option(0)
        )
        if chosen:
            path = Path(chosen).with_suffix(".xlsx")
            page.settings.keep("folder", str(path.parent))
            self.write(path)

    def _print(self) -> None:
        seen, page = self.seen(), self._page

        def laid_out(ctx: Context) -> object:
            return printed(ctx, seen)

        page.desk.ask(self, "print", laid_out, then=page.printed.emit)
