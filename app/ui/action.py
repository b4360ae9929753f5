"""An action: one thing a page can do, the same for its button, its menus and the command palette."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.ui.theme import icon

Rank = Literal["primary", "main", "more"]


@dataclass(frozen=True)
class Action:
    """``text`` is translated; a ``main`` one is a button with words, ``more`` stands in the menu only.

    ``is_on`` makes it a switch; ``group`` keeps neighbours together between separators.
    """

    key: str
    text: str
    run: Callable[[], object]
    icon: str = ""
    rank: Rank = "more"
    shortcut: str = ""
    enabled: bool = True
    in_context: bool = False
    """True if it concerns the selected rows, hence stands in their context menu."""
    is_on: bool | None = None
    group: str = ""


def menu_of(actions: Iterable[Action], parent: QWidget) -> QMenu:
    """A menu of actions with separators between groups."""
    menu = QMenu(parent)
    before: str | None = None
    for action in actions:
        if before is not None and action.group != before:
            menu.addSeparator()
        before = action.group
        menu.addAction(entry_of(action, menu))
    return menu


def entry_of(action: Action, parent: QWidget) -> QAction:
    """A menu entry; its shortcut is shown, not bound: the page binds it."""
    text = action.text.replace("&", "&&") + (f"\t{_keys(action.shortcut)}" if action.shortcut else "")
    entry = QAction(icon(action.icon), text, parent) if action.icon else QAction(text, parent)
    entry.setEnabled(action.enabled)
    if action.is_on is not None:
        entry.setCheckable(True)
        entry.setChecked(action.is_on)
    entry.triggered.connect(lambda _on=False: action.run())
    return entry


def button_of(action: Action) -> QPushButton:
    """A button with words."""
    button = QPushButton(action.text.replace("&", "&&"))
    button.setProperty("primary", action.rank == "primary")
    button.setEnabled(action.enabled)
    button.setAccessibleName(action.text)
    if action.shortcut:
        button.setToolTip(_keys(action.shortcut))
    button.clicked.connect(lambda _on=False: action.run())
    return button


def _keys(shortcut: str) -> str:
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
