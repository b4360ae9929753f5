"""What this program is, which version, where the office lies, and the keys that spare the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app import __version__
from app.kit.settings import home
from app.kit.words import _
from app.shell.plain import plain
from app.ui.desk import Desk
from app.ui.page.page import Page


class AboutPage(Page):
    """Two cards: facts, keys."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("About"), parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        facts = (
            (_("Version"), __version__),
            (_("Office file"), desk.office.database.address),
            (_("Settings"), str(home())),
            (_("Licences"), _("Pianqu: MIT. Qt: LGPL. Typeface: OFL. Demo registers: ODbL and others, see LICENCES.")),
        )  # fmt: skip
        keys = (
            ("Ctrl+Shift+P", _("Every command, by words or pinyin initials")),
            ("Ctrl+O", _("Import a workbook; or drop it anywhere on the window")),
            ("Ctrl+Z, Ctrl+Y", _("Undo, redo")),
            ("Ctrl+1 … Ctrl+7", _("The tabs")),
            ("Ctrl+F, F3", _("Find in a list, find next")),
            ("Enter, F2", _("Edit a cell; Tab right, Enter down, Ctrl+D fills down")),
            ("F5", _("Ask everything again")),
            ("F8", _("To the newest message and its Undo")),
        )
        column.addWidget(_card("Pianqu 片区管家", facts))
        column.addWidget(_card(_("Keys"), keys))
        column.addStretch(1)


def _card(title: str, lines: tuple[tuple[str, str], ...]) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    grid = QGridLayout(card)
    grid.setContentsMargins(16, 12, 16, 14)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, 140)
    grid.setColumnStretch(1, 1)
    grid.addWidget(plain(title, title=True), 0, 0, 1, 2)
    for at, (label, value) in enumerate(lines, 1):
        said = plain(value, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(plain(label, soft=True), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, at, 1)
    return card
