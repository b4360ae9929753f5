"""Several of a list: typed with marks between, or ticked in the list below the line."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from app.kit.errors import Refusal
from app.kit.fields import BETWEEN, Field
from app.kit.words import _
from app.ui.editors.lines import LineEditor
from app.ui.theme import ROW, icon, themes

MOST_SHOWN = 12


class ChoicesEditor(LineEditor):
    """``安全、诉求``: understood when left; arrow down opens the list to tick in."""

    def __init__(self, field: Field, today: date, parent: QWidget | None = None) -> None:
        super().__init__(field, today, parent)
        self.list = _CheckList(field, self)
        self.list.model().dataChanged.connect(self._on_ticked)
        self._line.installEventFilter(self)
        self._arrow = QAction(icon("down"), _("Show the list"), self._line)
        self._arrow.triggered.connect(self.open_list)
        self._line.addAction(self._arrow, QLineEdit.ActionPosition.TrailingPosition)
        themes.changed.connect(self._on_theme)

    def open_list(self) -> None:
        """Show every choice, those in the line ticked."""
        self.list.tick(self._codes())
        self.list.open_below(self._line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down opens the list."""
        if (
            isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        ):
            self.open_list()
            return True
        return super().eventFilter(watched, event)

    def _codes(self) -> tuple[str, ...]:
        try:
            return self.field.picked(self.value())
        except Refusal:
            return ()

    def _on_ticked(self) -> None:
        self.show_value(BETWEEN.join(self.list.ticked()) or None)
        self.changed.emit()

    def _on_theme(self) -> None:
        self._arrow.setIcon(icon("down"))


class _CheckList(QListView):
    """Every choice with a tick; Enter, Esc or a click elsewhere closes it."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAccessibleName(_(field.label))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        for choice in field.choices:
            item = QStandardItem(_(choice.label))
            item.setData(choice.code)
            item.setCheckable(True)
            self._rows.appendRow(item)

    def tick(self, codes: tuple[str, ...]) -> None:
        """Tick these and no others, unasked."""
        self._rows.blockSignals(True)
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if item.data() in codes else Qt.CheckState.Unchecked)
        self._rows.blockSignals(False)

    def ticked(self) -> list[str]:
        """The codes ticked, in declared order."""
        return [item.data() for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def open_below(self, line: QWidget) -> None:
        """Open under ``line``, as wide as it is, and take the keyboard."""
        self.move(line.mapToGlobal(QPoint(0, line.height())))
        self.resize(line.width(), ROW * min(self._rows.rowCount(), MOST_SHOWN) + 2 * self.frameWidth())
        self.setCurrentIndex(self._rows.index(0, 0))
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; Enter is done."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.close()
        else:
            super().keyPressEvent(event)

    def _items(self) -> list[QStandardItem]:
        return [self._rows.item(at) for at in range(self._rows.rowCount())]
