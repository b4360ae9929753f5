"""Backups: what there is, one more now, and the way back with the present state set aside."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from app.kit.job import Progress
from app.kit.store.backup import Backup, back_up, backups, folder_of, restore
from app.kit.store.office import Office
from app.kit.words import _
from app.shell.plain import plain
from app.ui.desk import Desk
from app.ui.grid import Grid, GridColumn
from app.ui.page.page import Page


class BackupPage(Page):
    """A grid of proven backups. ``wanted`` carries ``backed up`` and ``reopen`` for the window."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Backups"), parent)
        self.now, self.back = QPushButton(_("Back up now")), QPushButton(_("Go back to this backup"))
        self._copy, self._folder = QPushButton(_("Save a copy…")), QPushButton(_("Open the folder"))
        self.now.setProperty("primary", True)
        self.grid = Grid(_("Backups"), _columns(), key=lambda backup: str(backup.file))
        self._why = plain("", soft=True, wrap=True)
        self._inner = QStackedLayout()
        self._build()
        self.now.clicked.connect(self._on_now)
        self.back.clicked.connect(self._on_back)
        self._copy.clicked.connect(self._on_copy)
        self._folder.clicked.connect(self._on_folder)
        self.grid.chosen.connect(self._on_chosen)
        self.refresh()

    def refresh(self) -> None:
        """Look into the folder again."""
        database = self.desk.office.database
        is_file = database.file is not None
        found = backups(database)
        self.grid.show_rows(found)
        for button in (self.now, self._copy, self._folder):
            button.setEnabled(is_file)
        self.back.setEnabled(bool(self.grid.chosen_keys()))
        self._inner.setCurrentIndex(0 if found else 1)
        self._why.setText(
            _("No backup yet. One is taken every day, and before each import and restore.") if is_file else
            _("This office lies on a database server, which takes its own backups.")
        )  # fmt: skip
        self.status.emit((_("{n} backups", n=len(found)),))

    def showEvent(self, event: QShowEvent) -> None:
        """Backups are taken elsewhere too."""
        super().showEvent(event)
        self.refresh()

    def _build(self) -> None:
        bar = QFrame()
        bar.setProperty("toolbar", True)
        row = QHBoxLayout(bar)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(plain(_("Backups"), title=True))
        row.addWidget(plain(_("The newest 30 are kept; the present state is set aside before going back."), soft=True))
        row.addStretch(1)
        for button in (self._folder, self._copy, self.back, self.now):
            row.addWidget(button)
        card = QFrame()
        card.setProperty("card", True)
        self._inner = QStackedLayout(card)
        self._inner.setContentsMargins(1, 1, 1, 1)
        self._inner.addWidget(self.grid)
        empty = QWidget()
        inner = QVBoxLayout(empty)
        inner.setContentsMargins(16, 14, 16, 14)
        inner.addWidget(self._why)
        inner.addStretch(1)
        self._inner.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 8)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(card, 1)

    def _on_now(self) -> None:
        self.desk.run(_("Backing up"), take, then=self._on_taken)

    def _on_taken(self, taken: Backup) -> None:
        self.refresh()
        self.wanted.emit("backed up")
        self.desk.said.emit(_("Backed up and checked: {rows} rows.", rows=f"{taken.rows:,}"), None)

    def _on_back(self) -> None:
        file = Path(str(self.grid.chosen_keys()[0]))
        self.desk.run(_("Going back"), partial(_go_back, file), then=self._on_restored, writes=True)

    def _on_restored(self, aside: Backup) -> None:
        self.desk.said.emit(_("Restored. The state before is kept as the backup of {at}.", at=_when(aside)), None)
        self.wanted.emit("reopen")

    def _on_copy(self) -> None:
        office = self.desk.office.database.file
        assert office is not None
        name, _kind = QFileDialog.getSaveFileName(self, _("Save a copy…"), str(Path.home() / office.name), "*.db")
        if name:
            self.desk.run(_("Backing up"), partial(take, to=Path(name)), then=self._on_taken)

    def _on_folder(self) -> None:
        folder = folder_of(self.desk.office.database)
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_chosen(self, keys: tuple[object, ...]) -> None:
        self.back.setEnabled(bool(keys))


def take(office: Office, _progress: Progress, to: Path | None = None) -> Backup:
    """A job: one proven backup, beside the office or at ``to``."""
    return back_up(office.database, to)


def _go_back(file: Path, office: Office, _progress: Progress) -> Backup:
    return restore(office.database, file)


def _when(backup: Backup) -> str:
    return f"{backup.at:%Y-%m-%d %H:%M:%S}"


def _columns() -> tuple[GridColumn, ...]:
    return (
        GridColumn(_("Taken at"), _when, 170, sort=lambda backup: backup.at),
        GridColumn(_("Rows"), lambda backup: f"{backup.rows:,}", 110, right=True, sort=lambda backup: backup.rows),
        GridColumn(_("File size"), _size, 100, right=True, sort=_bytes),
        GridColumn(_("File"), lambda backup: str(backup.file), 400),
    )


def _bytes(backup: Backup) -> int:
    return backup.file.stat().st_size if backup.file.exists() else 0


def _size(backup: Backup) -> str:
    return f"{_bytes(backup) / 1_048_576:.1f} MB"
