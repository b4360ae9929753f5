"""Every place and act of the window as commands for the palette."""

from collections.abc import Callable
from functools import partial

from app.kit.words import _
from app.shell.frame.topbar import TABS
from app.shell.window import MainWindow
from app.ui.action import Action
from app.ui.palette import Command


def commands_of(window: MainWindow, undo: str = "", redo: str = "") -> list[Command]:
    """What the page in front can do, where one can go, and what the window itself does."""
    page = window.page()
    found = [Command(action, page.title) for action in page.actions()] if page is not None else []
    own = _("Window")
    acts: list[tuple[str, str, Callable[[], object], str, str]] = [
        ("import", _("Import a workbook…"), window.doors.choose_files, "import", "Ctrl+O"),
        ("undo", undo or _("Undo"), window.desk.undo, "undo", "Ctrl+Z"),
        ("redo", redo or _("Redo"), window.desk.redo, "redo", "Ctrl+Y"),
        ("demo", _("Load the demo office"), window.doors.load_demo, "play", ""),
        ("welcome", _("Open another office…"), partial(window.left.emit, "welcome"), "folder", ""),
        ("login", _("Somebody else works here"), partial(window.left.emit, "login"), "user", ""),
    ]
    shut = {"undo": not undo, "redo": not redo, "demo": not window.is_blank}
    mine = [
        Command(Action(key, text, run, icon, shortcut=keys, enabled=not shut.get(key, False)), own)
        for key, text, run, icon, keys in acts
    ]
    return [*found, *_places(window), *mine]


def _places(window: MainWindow) -> list[Command]:
    """Every section of every tab, and the lists that have no section of their own."""
    found = []
    for tab, sections in window.plan.tabs.items():
        title, picture = TABS[tab]
        for section in sections:
            shown = section.icon if len(sections) > 1 else picture
            go = Action(f"go.{tab}.{section.key}", _(section.title), partial(window.go, tab, section.key), shown)
            found.append(Command(go, _(title)))
    placed = {section.listing for sections in window.plan.tabs.values() for section in sections}
    for name, tab in window.plan.homes.items():
        if name not in placed and tab in window.plan.tabs:
            show = partial(window.open_listing, name)
            listing = window.plan.listings[name]
            found.append(Command(Action(f"list.{name}", _(listing.title), show, "list"), _(TABS[tab][0])))
    return found
