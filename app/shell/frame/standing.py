"""What the strip says at both ends: which office, which trade, who works, when the last backup was taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.kit.store.backup import backups
from app.kit.store.database import Database
from app.kit.store.office import Office
from app.kit.words import _
from app.ui.strip import Note

LATE = timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """The office as the window's frame shows it."""

    name: str
    trade: str
    user: str
    demo: str = ""

    @property
    def title(self) -> str:
        """The window's title."""
        mark = f" «{_('Demo data')}»" if self.demo else ""
        return f"{self.name}{mark} — Pianqu 片区管家"

    def notes(self) -> tuple[Note, ...]:
        """The left end of the strip."""
        first = Note(" · ".join(part for part in (self.name, self.trade) if part))
        return (first, Note(_("Demo data"), "attention")) if self.demo else (first,)


def standing_of(office: Office, trade: str, found: Mapping[str, object]) -> Standing:
    """From the office's settings; an office without a name is called by its file."""
    file = office.database.file
    name = str(found["office.name"]) or (file.stem if file else _("Shared office"))
    return Standing(name, trade, office.account.name, str(found["office.demo"]))


def last_backup(database: Database) -> datetime | None:
    """When the latest proven backup was taken; None without one."""
    found = backups(database)
    return found[0].at if found else None


def backup_note(database: Database, now: datetime) -> Note:
    """Green within a day, a warning after."""
    if database.file is None:
        return Note(_("Backed up by the server"), "soft", "backups")
    at = last_backup(database)
    if at is None:
        return Note(_("No backup yet"), "attention", "backups")
    when = f"{at:%H:%M}" if at.date() == now.date() else f"{at:%m-%d %H:%M}"
    return Note(_("Backed up {when}", when=when), "ok" if now - at < LATE else "attention", "backups")


def is_backup_due(database: Database, now: datetime) -> bool:
    """True for an office file with something in it whose last backup is more than a day old."""
    file = database.file
    if file is None or not Path(file).exists():
        return False
    at = last_backup(database)
    return at is None or now - at >= LATE
