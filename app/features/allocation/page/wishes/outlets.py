"""What leaves the page of wishes: forms on paper and as a workbook, and the minutes."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.features.allocation.papers.wishes import wish_forms, wish_minutes
from app.features.allocation.sheets.wishes import WISH_LIST, write_wish_forms
from app.kit.job import Progress
from app.kit.store.office import Office
from app.kit.words import _
from app.ui.page.page import Page


class WishOutlets(QObject):
    """Prints and writes on behalf of a page; no managers means all."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def print_forms(self, managers: Sequence[int] = ()) -> None:
        """Preview the wish forms."""
        self._page.desk.ask(self._page, "paper", wish_forms, managers, then=self._page.printed.emit)

    def print_minutes(self, round_id: int | None) -> None:
        """Preview the minutes of a decided round."""
        self._page.desk.ask(self._page, "paper", wish_minutes, round_id, then=self._page.printed.emit)

    def save_forms(self, managers: Sequence[int] = ()) -> None:
        """Ask where to, and write the wish forms as a workbook to be filled in and imported."""
        name = f"{_(WISH_LIST.title)}_{self._page.desk.office.today:%Y%m%d}.xlsx"
        told, _kind = QFileDialog.getSaveFileName(self._page, _("Export"), name, _("Workbook (*.xlsx)"))
        if told:
            self.write_forms(managers, Path(told).with_suffix(".xlsx"))

    def write_forms(self, managers: Sequence[int], path: Path) -> None:
        """Write the wish forms as a workbook."""

        def job(office: Office, _progress: Progress) -> Path:
            office.ask(write_wish_forms, path, managers)
            return path

        self._page.desk.run(_("Writing {file}", file=path.name), job, self._page.written.emit)
