"""What comes into a list and goes out of it: import, workbook as seen, print."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.kit.job import Progress
from app.kit.listbook import Seen, printed, write_seen
from app.kit.sheet import Sheet
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.kit.words import _
from app.kit.writing import write_form
from app.ui.action import Action
from app.ui.page.listface import ListFace


class Outlets(QObject):
    """Actions that carry rows across the edge of the window."""

    def __init__(self, page: ListFace) -> None:
        super().__init__(page)
        self._page = page

    def actions(self, may_demo: bool = False) -> list[Action]:
        """Import where there is a form, the demo where ``may_demo``; export and print of what is seen or selected."""
        wanted, found = self._page.wanted, []
        sheets, model = self._page.offer.sheets, self._page.model
        if sheets:
            found.append(Action("import", _("Import…"), lambda: wanted.emit("import"), "import", group="file"))
        if may_demo:
            found.append(Action("demo", _("Load the demo office"), lambda: wanted.emit("demo"), "play", group="file"))
        for sheet in sheets:
            text = _("Empty form: {sheet}…", sheet=_(sheet.title))
            found.append(Action(f"form.{sheet.name}", text, self._form(sheet), "download", group="file"))
        has_rows, some = model.rowCount() > 0, self._page.table.count_chosen() > 1
        book = _("Export the selected rows…") if some else _("Export as seen…")
        paper = _("Print the selected rows…") if some else _("Print…")
        return [
            *found,
            Action("export", book, self._export, "export", "more", "Ctrl+Shift+E", has_rows, group="file"),
            Action("print", paper, self._print, "print", "more", "Ctrl+P", has_rows, group="file"),
        ]

    def seen(self) -> Seen:
        """The list as it stands there now; several selected rows alone count."""
        page = self._page
        keys = tuple(page.model.columns[section].key for section in page.table.columns.shown())
        chosen = page.table.chosen()
        return Seen(page.offer.listing, page.model.view, keys, chosen if len(chosen) > 1 else None, page.model.revealed)

    def write(self, path: Path) -> None:
        """Write what is seen as a workbook."""
        seen = self.seen()
        self._run(path, lambda office, progress: office.ask(write_seen, seen, path, progress))

    def write_empty(self, sheet: Sheet, path: Path) -> None:
        """Write the empty form of a sheet, to be filled in and imported."""

        def job(_office: Office, _progress: Progress) -> Path:
            write_form(path, sheet)
            return path

        self._run(path, job)

    def _run(self, path: Path, job: Callable[[Office, Progress], Path]) -> None:
        self._page.desk.run(_("Writing {file}", file=path.name), job, self._page.written.emit)

    def _form(self, sheet: Sheet) -> Callable[[], None]:
        def run() -> None:
            if path := self._target(_(sheet.title)):
                self.write_empty(sheet, path)

        return run

    def _export(self) -> None:
        if path := self._target(f"{self._page.title}_{self._page.desk.office.today:%Y%m%d}"):
            self.write(path)

    def _target(self, name: str) -> Path | None:
        """Where to write; the folder of last time is offered."""
        page = self._page
        folder = Path(str(page.settings.get("folder", Path.home())))
        chosen, _kind = QFileDialog.getSaveFileName(
            page, _("Export"), str(folder / f"{name}.xlsx"), _("Workbook (*.xlsx)")
        )
        if not chosen:
            return None
        path = Path(chosen).with_suffix(".xlsx")
        page.settings.keep("folder", str(path.parent))
        return path

    def _print(self) -> None:
        seen, page = self.seen(), self._page

        def laid_out(ctx: Context) -> object:
            return printed(ctx, seen)

        page.desk.ask(self, "print", laid_out, then=page.printed.emit)
