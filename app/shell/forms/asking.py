"""Which file: a form to open, a target to fill, a workbook that was dropped."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from app.kit.settings import UserSettings
from app.kit.words import _
from app.shell.forms.shelf import BOOKS


def form_to_open(parent: QWidget, own: UserSettings) -> Path | None:
    """The workbook chosen; the folder of last time is offered."""
    kinds = " ".join(f"*{kind}" for kind in BOOKS)
    name, _kind = QFileDialog.getOpenFileName(parent, _("Headquarters' forms"), _folder(own), kinds)
    return _kept(Path(name), own) if name else None


def target(parent: QWidget, own: UserSettings, form: Path, month: str) -> Path | None:
    """Where to write the filled form: named for the form and the month, of the form's own kind."""
    start = Path(_folder(own)) / f"{form.stem}_{month.replace('-', '')}{form.suffix}"
    name, _kind = QFileDialog.getSaveFileName(parent, _("Fill and save…"), str(start), f"*{form.suffix}")
    return _kept(Path(name).with_suffix(form.suffix), own) if name else None


def workbook_in(dropped: QMimeData) -> Path | None:
    """The first workbook of this computer that can be a form."""
    files = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return next((file for file in files if file.suffix.lower() in BOOKS), None)


def _folder(own: UserSettings) -> str:
    return str(own.get("folder", Path.home()))


def _kept(file: Path, own: UserSettings) -> Path:
    own.keep("folder", str(file.parent))
    return file
