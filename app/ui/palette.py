"""The command palette: every action and place, found by a few letters or pinyin initials."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.kit.pinyin import initials
from app.kit.words import _
from app.ui.action import Action
from app.ui.theme import LEFT, RIGHT, icon, tokens, width_of, write

WIDTH, ROW_HEIGHT, MOST = 520, 32, 200
AT = Qt.ItemDataRole.UserRole
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True)
class Command:
    """An action and where it belongs (a tab, a page), both translated."""

    action: Action
    place: str = ""


def rank(command: Command, sought: str) -> int | None:
    """How well a command fits, 0 best; None if it does not. Words may stand in any order."""
    text = f"{command.action.text} {command.place}".lower()
    short = initials(command.action.text) if sought.isascii() else ""
    whole = sought.lower().strip()
    if command.action.text.lower().startswith(whole) or (short and short.startswith(whole)):
        return 0
    if whole in text or (short and whole in short):
        return 1
    words = whole.split()
    if words and all(word in text or (short and word in short) for word in words):
        return 2
    letters = iter(text)
    return 3 if len(whole) > 2 and all(letter in letters for letter in whole.replace(" ", "")) else None


def fitting(commands: Sequence[Command], sought: str) -> list[Command]:
    """The commands that fit, best first, otherwise in their order."""
    rated = [(rank(command, sought) if sought.strip() else 0, at) for at, command in enumerate(commands)]
    return [commands[at] for found, at in sorted((r, at) for r, at in rated if r is not None)][:MOST]


class Palette(QFrame):
    """A popup at the top of ``parent``; type, arrows choose, Enter does, Esc closes."""

    def __init__(self, commands: Sequence[Command], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._window = parent
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Commands"))
        self._commands = [command for command in commands if command.action.enabled]
        self._found: list[Command] = []
        self._line = QLineEdit()
        self._line.setPlaceholderText(_("Type a command or its initials"))
        self._line.setAccessibleName(_("Command"))
        self._line.installEventFilter(self)
        self._line.textChanged.connect(self.seek)
        self._rows = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_Line(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setAccessibleName(_("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(lambda _index: self.carry_out())
        self._none = QLabel(_("No command fits."))
        self._none.setProperty("soft", True)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        for part in (self._line, self._list, self._none):
            box.addWidget(part)
        self.setFixedSize(WIDTH, 420)
        self.seek("")
        self._line.setFocus()

    def open(self) -> None:
        """Show at the top centre of the parent."""
        corner = self._window.mapToGlobal(self._window.rect().topLeft())
        self.move(corner.x() + (self._window.width() - self.width()) // 2, corner.y() + 44)
        self.show()
        self._line.setFocus()

    def seek(self, text: str) -> None:
        """List what fits ``text``, as if it had been typed."""
        if self._line.text() != text:
            self._line.setText(text)
            return
        self._found = fitting(self._commands, text)
        self._rows.clear()
        for at, command in enumerate(self._found):
            item = QStandardItem(command.action.text)
            item.setData((command.place, command.action.icon, command.action.shortcut, at), AT)
            self._rows.appendRow(item)
        self._list.setVisible(bool(self._found))
        self._none.setVisible(not self._found)
        self._list.setCurrentIndex(self._rows.index(0, 0))

    def carry_out(self) -> None:
        """Do the chosen command."""
        at = self._list.currentIndex().row()
        if 0 <= at < len(self._found):
            command = self._found[at]
            self.close()
            command.action.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in STEPS and self._found:
                at = self._list.currentIndex().row() + STEPS[Qt.Key(event.key())]
                self._list.setCurrentIndex(self._rows.index(max(0, min(at, len(self._found) - 1)), 0))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.carry_out()
                return True
        return super().eventFilter(watched, event)


class _Line(QStyledItemDelegate):
    """Icon and text at the left, place and keys at the right."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._list = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        worn = tokens()
        place, picture, keys, at = index.data(AT)
        if self._list.currentIndex().row() == at:
            painter.fillRect(option.rect, QColor(worn.tint))
        room = option.rect.toRectF().adjusted(8, 0, -8, 0)
        if picture:
            painter.drawPixmap(int(room.left()), int(room.center().y()) - 8, icon(picture).pixmap(16, 16))
        told = " · ".join(part for part in (place, keys) if part)
        write(painter, room, told, worn.muted, RIGHT, pixels=12)
        words = room.adjusted(26, 0, -width_of(told, 12) - 12, 0)
        write(painter, words, index.data(), worn.ink, LEFT)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH - 40, ROW_HEIGHT)
