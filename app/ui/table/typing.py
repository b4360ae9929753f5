"""A form that is typed by keyboard alone: Enter the next line, Tab the next cell, Ctrl+D the same as above."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from app.ui.table.prompt import PromptDelegate
from app.ui.theme import ROW

Step = QAbstractItemView.CursorAction


class TypingTable(QTableView):
    """Typing begins a cell. Tab walks through the cells one may type in; after the last line Enter goes to the top.

    A subclass says with :meth:`below` where Enter leads.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(PromptDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setFixedHeight(ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(True)

    def below(self, now: QModelIndex) -> tuple[int, int]:
        """Row and column where Enter leads: the cell below, after the last line the top of the next column."""
        if now.row() + 1 < self.model().rowCount():
            return now.row() + 1, now.column()
        return 0, min(now.column() + 1, self.model().columnCount() - 1)

    def go_on(self, now: QModelIndex) -> None:
        """Leave a cell as Enter does."""
        self.setCurrentIndex(self.model().index(*self.below(now)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Ctrl+D repeats the cell above, Delete empties one."""
        now = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            event.ignore()  # the editor lets Enter through; closing it does the step
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and now.isValid():
            self.go_on(now)
        elif event.key() == Qt.Key.Key_D and event.modifiers() & Qt.KeyboardModifier.ControlModifier and now.row() > 0:
            self.model().setData(now, self.model().data(now.siblingAtRow(now.row() - 1)))
            self.go_on(now)
        elif event.key() == Qt.Key.Key_Delete and self.model().flags(now) & Qt.ItemFlag.ItemIsEditable:
            self.model().setData(now, "")
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter in a cell on to the next line."""
        ends = QAbstractItemDelegate.EndEditHint
        now = self.currentIndex()
        super().closeEditor(editor, ends.NoHint if hint == ends.SubmitModelCache else hint)
        if hint == ends.SubmitModelCache:
            self.go_on(now)

    def moveCursor(self, action: Step, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab and Shift+Tab leave out what is fixed."""
        if action not in {Step.MoveNext, Step.MovePrevious}:
            return super().moveCursor(action, modifiers)
        model, by, now = self.model(), 1 if action == Step.MoveNext else -1, self.currentIndex()
        columns = model.columnCount()
        at = now.row() * columns + now.column() + by
        while 0 <= at < model.rowCount() * columns:
            there = model.index(at // columns, at % columns)
            if model.flags(there) & Qt.ItemFlag.ItemIsEditable:
                return there
            at += by
        return now
