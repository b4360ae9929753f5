"""What comes into a list and goes out of it: import, workbook as seen, print."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.kit.job import Progress
from app.kit.listbook import Seen, has_keys, printed, write_form_of, write_seen
from app.kit.manifest import Paper
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
            *self._forms(has_rows),
            *self._papers(),
        ]

    def _forms(self, has_rows: bool) -> list[Action]:
        """The sheets that the rows seen can leave as, to come back filled in."""
        offer = self._page.offer
        return [
            Action(f"fill.{sheet.name}", _("Export as a form: {sheet}…", sheet=_(sheet.title)),
                   partial(self._export_form, sheet), "export", enabled=has_rows, group="file")
            for sheet in offer.sheets if has_keys(offer.listing, sheet)
        ]  # fmt: skip

    def _papers(self) -> list[Action]:
        """The printed forms that belong to the rows of this list."""
        has_chosen = self._page.table.count_chosen() > 0
        return [
            Action(f"paper.{one.name}", f"{_(one.title)}…", partial(self._print_form, one), "print",
                   enabled=has_chosen, in_context=True, group="paper")
            for one in self._page.offer.papers
        ]  # fmt: skip

    def _print_form(self, paper: Paper) -> None:
        """Preview a form of the chosen rows."""
        page = self._page
        chosen = {paper.offered[page.offer.listing.name]: page.table.chosen()}
        page.desk.ask(self, "print", partial(paper.make, **chosen), then=page.printed.emit)

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

    def write_form_of(self, sheet: Sheet, path: Path) -> None:
        """Write what is seen as a form of ``sheet``."""
        seen = self.seen()
        self._run(path, lambda office, progress: office.ask(write_form_of, seen, sheet, path, progress))

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

    def _export_form(self, sheet: Sheet) -> None:
        if path := self._target(f"{_(sheet.title)}_{self._page.desk.office.today:%Y%m%d}"):
            self.write_form_of(sheet, path)

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
