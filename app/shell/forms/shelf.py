"""The office's copies of headquarters' forms, beside its file: the files they came from are never touched."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from app.kit.reading.book import SheetCells
from app.kit.reading.cage import read_book
from app.kit.settings import home
from app.kit.store.database import Database
from app.kit.target import swapped_in
from app.kit.template import Template, read_template

BOOKS = (".xlsx", ".xlsm")
_AWAY = ".away-"
_MARK = 8  # letters of the digest that tell two forms of one name apart


@dataclass(frozen=True)
class Opened:
    """A kept form: where its copy lies, the template in it, and its cells as they stand in the file."""

    path: Path
    template: Template
    sheets: tuple[SheetCells, ...]


def folder_of(database: Database) -> Path:
    """Where an office keeps its forms; those of an office on a server lie with the person's settings."""
    file = database.file
    return file.parent / f"{file.stem}-forms" if file else home() / "forms"


def kept(folder: Path) -> list[Path]:
    """The kept forms, the one used last first."""
    found = [file for file in folder.glob("*.*") if file.suffix.lower() in BOOKS and not file.name.startswith(".")]
    return sorted(found, key=lambda file: file.stat().st_mtime, reverse=True)


def shown_name(file: Path) -> str:
    """The name that the form had where it came from."""
    return f"{file.stem[: -_MARK - 1]}{file.suffix}"


def keep(original: Path, folder: Path) -> Path:
    """The copy of ``original``, made if there is none yet: the same form chosen again keeps its bindings.

    Raises Unreadable or Refusal where it is no workbook that can be filled.
    """
    content = read_template(original).content
    mark = hashlib.sha256(content).hexdigest()[:_MARK]
    copy = folder / f"{original.stem}.{mark}{original.suffix}"
    if not copy.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with swapped_in(copy) as beside:
            beside.write_bytes(content)
    return copy


def put_away(copy: Path) -> Path:
    """Take a form off the shelf; it lies beside it until another one is taken off. Returns where."""
    folder = copy.parent
    for old in folder.glob(f"{_AWAY}*"):
        old.unlink(missing_ok=True)
    return copy.rename(folder / f"{_AWAY}{copy.name}")


def put_back(gone: Path) -> Path:
    """Put a form back that was taken off; with its bindings it takes the place of one chosen anew since."""
    return gone.replace(gone.with_name(gone.name.removeprefix(_AWAY)))


def opened(copy: Path) -> Opened:
    """A kept form, read."""
    template = replace(read_template(copy), file=shown_name(copy))
    cells = {each.name: each for each in read_book(copy).sheets}
    return Opened(copy, template, tuple(cells[name] for name in template.sheets if name in cells))
