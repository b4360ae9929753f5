"""Which word of the command line is carried out by what."""

from argparse import Namespace
from collections.abc import Callable

from app.cli.allocating import allocate
from app.cli.care import check_office, restore_backup, take_backup
from app.cli.doing import do_change, said
from app.cli.files import export, import_files, print_paper
from app.cli.fill import fill
from app.cli.filling import fill_demo
from app.cli.looking import show_journal, show_list, show_row, show_today
from app.kit.store.office import Office


def _undo(office: Office, options: Namespace) -> str:
    return said(office.undo(options.number), options)


def _redo(office: Office, options: Namespace) -> str:
    return said(office.redo(), options)


COMMANDS: dict[str, Callable[[Office, Namespace], str]] = {
    "list": show_list, "show": show_row, "journal": show_journal, "today": show_today,
    "do": do_change, "undo": _undo, "redo": _redo,
    "import": import_files, "export": export, "fill": fill, "print": print_paper,
    "allocate": allocate, "backup": take_backup, "restore": restore_backup, "check": check_office, "demo": fill_demo,
}  # fmt: skip
MAKES_OFFICE = frozenset({"import", "demo", "do"})
"""Commands that may begin a new office file; the others want one that is there."""
