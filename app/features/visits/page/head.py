"""The calendar's one toolbar: which month, how it is shown, whose, and the two or three things one does with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.features.visits.page.dates import said_month
from app.kit.words import _
from app.ui.action import Action, button_of, menu_of
from app.ui.chips import Chip, ChipRow
from app.ui.editors.few import FewBox
from app.ui.theme import icon, themes

MONTH, WEEK, LIST = "month", "week", "list"


class CalendarHead(QFrame):
    """``stepped(-1, 0, 1)``: a month back, today, a month on; ``shown(key)``: month, week or list."""

    stepped = Signal(int)
    shown = Signal(str)
    manager_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("toolbar", True)
        self._rest: list[Action] = []
        self._title = QLabel()
        self._title.setProperty("title", True)
        self._chips = ChipRow(_("How the month is shown"), exclusive=True)
        self._chips.show_chips([
            Chip(MONTH, _("Month view"), on=True), Chip(WEEK, _("Week"), on=False), Chip(LIST, _("List"), on=False),
        ])  # fmt: skip
        self._chips.changed.connect(lambda on: self.shown.emit(next(iter(on), MONTH)))
        self.managers = FewBox(_("Customer manager"), _("All managers"))
        self.managers.currentIndexChanged.connect(lambda _at: self.manager_changed.emit())
        self._more = QPushButton(_("More"))
        self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._more.clicked.connect(self._open_menu)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(8)
        self._build()
        themes.changed.connect(self._dress)
        self._dress()

    def show_month(self, month: str) -> None:
        """The title: 2026年11月."""
        self._title.setText(said_month(month))

    def show_acts(self, actions: Sequence[Action]) -> None:
        """Buttons for the main acts, the primary one last; the rest goes into the menu."""
        while (item := self._acts.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.hide()
                button.deleteLater()
        for action in sorted((a for a in actions if a.rank != "more"), key=lambda a: a.rank == "primary"):
            self._acts.addWidget(button_of(action))
        self._rest = [action for action in actions if action.rank == "more"]
        self._more.setVisible(bool(self._rest))

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        for text, step, said in (("‹", -1, _("Previous month")), (_("Today"), 0, ""), ("›", 1, _("Next month"))):
            button = QPushButton(text)
            button.setAccessibleName(said or text)
            button.setToolTip(said)
            if step:
                button.setFixedWidth(30)
                button.setStyleSheet("padding: 0")
            button.clicked.connect(lambda _on=False, step=step: self.stepped.emit(step))
            row.addWidget(button)
        row.addWidget(self._chips)
        row.addStretch(1)
        row.addWidget(self.managers)
        row.addLayout(self._acts)
        row.addWidget(self._more)

    def _open_menu(self) -> None:
        menu = menu_of(self._rest, self)
        menu.aboutToHide.connect(menu.deleteLater)
        place = self._more.mapToGlobal(self._more.rect().bottomRight())
        place.setX(place.x() - menu.sizeHint().width())
        menu.popup(place)

    def _dress(self) -> None:
        self._more.setIcon(icon("down"))
