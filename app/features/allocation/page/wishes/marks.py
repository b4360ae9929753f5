"""A manager's wish form as it is typed back: printed lines down; wish, terrain, customs and people across."""

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import normalize

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.features.allocation.queries.wishforms import FormLine
from app.kit.words import N_, _
from app.ui.table.typing import Step, TypingTable
from app.ui.theme import themes, tip, tokens, width_of

Index = QModelIndex | QPersistentModelIndex
PRINTED, TYPED = ("no", "code", "name", "village", "households"), ("wish", "terrain", "customs", "people")
COLUMNS = (*PRINTED, *TYPED)
FIRST = len(PRINTED)
TOP = {"wish": 3, "terrain": 5, "customs": 5, "people": 5}
TITLES = {
    "no": N_("No."), "code": N_("Area code"), "name": N_("Area name"), "village": N_("Village"),
    "households": N_("Households"), "wish": N_("Wish 1–3"), "terrain": N_("Terrain 1–5"),
    "customs": N_("Customs 1–5"), "people": N_("People 1–5"),
}  # fmt: skip
WIDTHS = {"no": 44, "code": 128, "name": 220, "village": 140, "households": 76, "wish": 84, "terrain": 92,
          "customs": 92, "people": 92}  # fmt: skip
CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
NOWHERE = QModelIndex()


def read_marks(text: str, column: str) -> dict[str, int | None]:
    """The marks meant by what was typed into ``column``: each further digit belongs to the next one; 0 empties.

    Raises ValueError in words.
    """
    digits = [sign for sign in normalize("NFKC", text) if sign not in " ,.、，。"]
    columns = TYPED[TYPED.index(column):]
    if not digits:
        return {column: None}
    if len(digits) > len(columns):
        raise ValueError(_("{text} has more digits than there are cells to the right.", text=text.strip()))
    found: dict[str, int | None] = {}
    for name, sign in zip(columns, digits, strict=False):
        if not (sign.isascii() and sign.isdigit() and int(sign) <= TOP[name]):
            raise ValueError(_("{title}: type a figure up to {top}, 0 for nothing; {sign} is none.",
                               title=_(TITLES[name]), top=TOP[name], sign=sign))  # fmt: skip
        found[name] = int(sign) or None
    return found


class MarksModel(QAbstractTableModel):
    """The lines of one manager; what is typed for another waits until he is shown again."""

    typed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[FormLine] = []
        self._manager: int | None = None
        self._news: dict[int, dict[int, dict[str, int | None]]] = {}

    def show_lines(self, manager: int | None, lines: Sequence[FormLine]) -> None:
        """Show this manager's form."""
        self.beginResetModel()
        self._manager, self.lines = manager, list(lines)
        self.endResetModel()
        self.typed.emit()

    def news(self) -> Mapping[int, Mapping[str, int | None]]:
        """What differs from what is kept, by area."""
        return self._news.get(self._manager, {}) if self._manager is not None else {}

    def waiting(self) -> set[int]:
        """Managers for whom something was typed and not kept."""
        return {manager for manager, news in self._news.items() if news}

    def settle(self, manager: int) -> None:
        """What was typed for a manager is kept now."""
        self._news.pop(manager, None)

    def rows_of(self, text: str) -> list[int]:
        """Rows meant by a line number, a code, initials or a name: the first of these that fits anything."""
        sought = text.strip().lower()
        if not sought:
            return []
        ways = (
            [at for at in range(len(self.lines)) if str(at + 1) == sought],
            [at for at, line in enumerate(self.lines) if line.code.lower().endswith(sought)],
            [at for at, line in enumerate(self.lines) if line.initials.startswith(sought)],
            [at for at, line in enumerate(self.lines)
             if sought in line.initials or sought in f"{line.code} {line.name} {line.village}".lower()],
        )  # fmt: skip
        return next((found for found in ways if found), [])

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """One row a printed line."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """What is printed and what is typed."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles as on the paper."""
        if orientation != Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(TITLES[COLUMNS[section]])
        return _side(COLUMNS[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Printed cells are fixed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() >= FIRST else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text; what is typed and not kept in the accent colour."""
        if not index.isValid():
            return None
        line, column, worn = self.lines[index.row()], COLUMNS[index.column()], tokens()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self._text(index.row(), line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._text(index.row(), line, column))
        if role == Qt.ItemDataRole.ForegroundRole:
            if column in self.news().get(line.area, {}):
                return QColor(worn.accent)
            return QColor(worn.ink if column in TYPED or column == "name" else worn.soft)
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(worn.surface if column in TYPED else worn.raised)
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take one figure, or several that run to the right; what is no mark is refused and the cell left as it was."""
        if role != Qt.ItemDataRole.EditRole or self._manager is None:
            return False
        line, column = self.lines[index.row()], COLUMNS[index.column()]
        if str(value).strip() == self._text(index.row(), line, column):
            return False
        try:
            told = read_marks(str(value), column)
        except ValueError as wrong:
            self.refused.emit(str(wrong))
            return False
        kept = dict(zip(TYPED, line.marks, strict=True))
        own = self._news.setdefault(self._manager, {})
        news = {name: mark for name, mark in {**own.get(line.area, {}), **told}.items() if kept[name] != mark}
        own[line.area] = news
        if not news:
            del own[line.area]
        self.dataChanged.emit(self.index(index.row(), FIRST), self.index(index.row(), len(COLUMNS) - 1))
        self.typed.emit()
        return True

    def _text(self, row: int, line: FormLine, column: str) -> str:
        if column in TYPED:
            kept = line.marks[TYPED.index(column)]
            mark = self.news().get(line.area, {}).get(column, kept)
            return "" if mark is None else str(mark)
        if column == "no":
            return str(row + 1)
        return f"{line.households:,}" if column == "households" else str(getattr(line, column))


def _side(column: str) -> Qt.AlignmentFlag:
    if column == "households":
        return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    return CENTRE if column in TYPED or column == "no" else LEFT


class MarksTable(TypingTable):
    """Enter leads to the next line, to the cell where this one was begun; after a search back to the search."""

    line_done = Signal()

    def __init__(self) -> None:
        super().__init__(_("Wishes and marks in printed order"))
        self.list = MarksModel(self)
        self._begun, self._by_tab, self._was_refused, self._was_sought = FIRST, False, False, False
        self.setModel(self.list)
        for at, column in enumerate(COLUMNS):
            self.setColumnWidth(at, max(WIDTHS[column], int(width_of(_(TITLES[column]), bold=True)) + 18))
        self.horizontalHeader().setSectionResizeMode(COLUMNS.index("name"), self.horizontalHeader().ResizeMode.Stretch)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setStyleSheet("QTableView::item { padding: 0 5px; }")
        self.list.refused.connect(self._on_refused)
        themes.changed.connect(self.viewport().update)

    def start(self, row: int = 0, is_sought: bool = False) -> None:
        """Put the keyboard at the wish of a line."""
        if self.list.lines:
            self.setCurrentIndex(self.list.index(row, FIRST))
            self._was_sought = is_sought
            self.setFocus()

    def below(self, now: QModelIndex) -> tuple[int, int]:
        """The next line where this one was begun; after the last line it stays there."""
        return min(now.row() + 1, len(self.list.lines) - 1), self._begun

    def go_on(self, now: QModelIndex) -> None:
        """What was refused keeps the keyboard; a line that was searched for gives it back."""
        if self._was_refused:
            self._was_refused = False
        elif self._was_sought:
            self.line_done.emit()
        else:
            super().go_on(now)

    def moveCursor(self, action: Step, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab does not change where the line was begun."""
        self._by_tab = action in {Step.MoveNext, Step.MovePrevious}
        return super().moveCursor(action, modifiers)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Remember where the line was begun."""
        super().currentChanged(current, previous)
        if not self._by_tab or current.row() != previous.row():
            self._begun = max(current.column(), FIRST)
        if current.row() != previous.row():
            self._was_sought = False
        self._by_tab = self._was_refused = False

    def _on_refused(self, _told: str) -> None:
        self._was_refused = True
