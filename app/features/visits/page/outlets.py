"""What leaves the calendar: lists to print, and a file for other calendars."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.features.visits.papers import visit_list
from app.features.visits.queries.stops import calendar_events
from app.features.visits.rules.ical import ical
from app.kit.errors import Trouble
from app.kit.job import Progress
from app.kit.paper import Document
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.kit.words import _
from app.kit.workdays import month_of
from app.ui.page.page import Page

Managers = Sequence[int]


class Outlets(QObject):
    """Prints and writes on behalf of a page, which says so upwards."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def print_month(self, month: str, managers: Managers) -> None:
        """Preview the lists of a month: one a manager."""
        self._page.desk.ask(self._page, "paper", visit_list, month, managers, then=self._page.printed.emit)

    def print_day(self, manager_id: int, day: date) -> None:
        """Preview one manager's list of one day."""

        def made(ctx: Context) -> Document:
            return visit_list(ctx, month_of(day), (manager_id,), day=day)

        self._page.desk.ask(self._page, "paper", made, then=self._page.printed.emit)

    def save_calendar(self, month: str, managers: Managers) -> None:
        """Ask where to, and write the month's visits there."""
        name = f"{_('Visits')}_{month}.ics"
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page, _("Save as calendar file…"), name, _("Calendar files (*.ics)")
        )
        if chosen:
            self.write_calendar(month, managers, Path(chosen).with_suffix(".ics"))

    def write_calendar(self, month: str, managers: Managers, path: Path) -> None:
        """Write the month's visits into a calendar file."""

        def job(office: Office, _progress: Progress) -> Path:
            text = ical(office.ask(calendar_events, month, managers))
            try:
                path.write_text(text, "utf-8", newline="")
            except OSError:
                told = _("The file {path} cannot be written. Is it open elsewhere?", path=path)
                raise Trouble(told) from None
            return path

        self._page.desk.run(_("Save as calendar file…"), job, self._page.written.emit)
