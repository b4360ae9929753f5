"""The one toolbar of a page: title and count, filter chips, search, the main acts, and a menu for the rest."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from app.kit.words import _
from app.ui.action import Action, button_of, menu_of
from app.ui.chips import Chip, ChipRow
from app.ui.theme import icon, themes

PAUSE = 150  # milliseconds of silence before a search is asked
SEARCH = 200


class Toolbar(QFrame):
    """44 px at the head of a page. ``searched(text)``, ``chips_changed(keys on)``."""

    searched = Signal(str)
    chips_changed = Signal(object)
    left_down = Signal()
    """The keyboard wants to go from the search box into the list."""

    def __init__(self, title: str, rest: Callable[[], Sequence[Action]]) -> None:
        super().__init__()
        self.setProperty("toolbar", True)
        self._rest = rest
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        self._title, self._count = _words(title), _words("")
        self._title.setProperty("title", True)
        self._count.setProperty("soft", True)
        self._chips = _Fitting(ChipRow(_("Filters")))
        self._chips.row.changed.connect(self.chips_changed)
        self.search = _Search()
        self._buttons: list[QPushButton] = []
        self._more = QPushButton(_("More"))
        self._more.setAccessibleName(_("More actions"))
        self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._more.clicked.connect(self.open_menu)
        for part in (self._title, self._count):
            row.addWidget(part)
        row.addWidget(self._chips, 1)
        row.addWidget(self.search)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(8)
        row.addLayout(self._acts)
        row.addWidget(self._more)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(lambda: self.searched.emit(self.search.text().strip()))
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.left_down.connect(self.left_down)
        themes.changed.connect(self._dress)
        self._dress()

    def show_title(self, text: str) -> None:
        """What the page shows now, where it is not always the same."""
        self._title.setText(text)

    def show_count(self, text: str) -> None:
        """How many rows, beside the title."""
        self._count.setText(text)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Named filters and whatever else narrows the list."""
        self._chips.show_chips(chips)

    def show_search(self, text: str) -> None:
        """Put a search text without asking."""
        if self.search.text().strip() != text:
            self.search.blockSignals(True)
            self.search.setText(text)
            self.search.blockSignals(False)

    def show_acts(self, actions: Sequence[Action]) -> None:
        """The main acts as buttons, the primary one last; unchanged buttons stay."""
        wanted = [action for action in actions if action.rank != "more"]
        wanted.sort(key=lambda action: action.rank == "primary")
        while self._buttons:
            button = self._buttons.pop()
            self._acts.removeWidget(button)
            button.hide()
            button.deleteLater()
        for action in wanted:
            button = button_of(action)
            self._buttons.append(button)
            self._acts.addWidget(button)

    def open_menu(self) -> None:
        """What has no button."""
        rest = [replace(action, rank="more") for action in self._rest() if action.rank == "more"]
        menu = menu_of(rest, self)
        menu.aboutToHide.connect(menu.deleteLater)
        place = self._more.mapToGlobal(self._more.rect().bottomRight())
        place.setX(place.x() - menu.sizeHint().width())
        menu.popup(place)

    def _dress(self) -> None:
        self._more.setIcon(icon("down"))
        self.search.dress()


class _Search(QLineEdit):
    left_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("search", True)
        self.setPlaceholderText(_("Search (Ctrl+F)"))
        self.setAccessibleName(_("Search"))
        self.setAccessibleDescription(_("Names, codes or pinyin initials"))
        self.setClearButtonEnabled(True)
        self.setFixedWidth(SEARCH)
        self._glass = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    def dress(self) -> None:
        self._glass.setIcon(icon("search"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class _Fitting(QWidget):
    """Shows as many chips as there is room for; a chip that is on comes first."""

    def __init__(self, row: ChipRow) -> None:
        super().__init__()
        self.row = row
        box = QHBoxLayout(self)
        box.setContentsMargins(4, 0, 0, 0)
        box.addWidget(row)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        self.row.show_chips(sorted(chips, key=lambda chip: not chip.on))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 4
        for button in self.row.findChildren(QPushButton):
            room -= button.sizeHint().width() + 8
            button.setVisible(room >= 0)


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
