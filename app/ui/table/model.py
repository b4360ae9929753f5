"""The list behind a table: every id in order, and rows as far as somebody looks at them."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from app.kit.errors import Trouble
from app.kit.store.change import Edit
from app.kit.store.query import Column, Listing, Opening, View, opening, rows
from app.kit.store.row import table_of
from app.ui.desk import Desk
from app.ui.table.cell import WAITING, ShownRow, is_right, shown_row, text_of
from app.ui.table.pages import Pages
from app.ui.theme import tip, tokens

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Role = Qt.ItemDataRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ListModel(QAbstractTableModel):
    """A :class:`Listing` through the desk; cells read ``…`` until their page has come.

    ``opened`` follows every new order (``is_fresh`` False for a mere refresh); ``reveal`` shows phones
    and calls ``on_reveal`` so that it can be logged.
    """

    opened = Signal(bool)
    ticked = Signal()

    def __init__(self, desk: Desk, listing: Listing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self.listing = desk, listing
        self.columns: tuple[Column, ...] = listing.columns
        self.view = View()
        """What stands there."""
        self.asked = View()
        """What was asked for last; it may still be on its way."""
        self.in_all = 0
        self.is_open = False
        self.is_checkable = False
        self.on_reveal: Callable[[], object] = lambda: None
        self.ticks: set[int] = set()
        self.revealed = False
        self._order = array("q")
        self._pages = Pages(desk, listing, self._shape, self)
        self._pages.arrived.connect(self._on_arrived)
        self._places: dict[int, int] | None = None
        self._right = [is_right(column) for column in self.columns]

    def look(self, view: View) -> None:
        """Show another view of the list."""
        known = self.in_all if self.is_open and view.archived == self.view.archived else None
        self.asked = view
        self._open(view, known)

    def refresh(self) -> None:
        """Ask the same view again; what stands there stays until the answer comes."""
        self._open(self.asked, None)

    def reveal(self, on: bool) -> None:
        """Show telephone numbers in full, or mask them again."""
        if on == self.revealed:
            return
        self.revealed = on
        for row in self._pages.known():
            row.texts = [text_of(c, v, on) for c, v in zip(self.columns, row.values, strict=True)]
        self._repaint()
        if on:
            self.on_reveal()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Rows of the view."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = ROOT) -> int:
        """All columns of the listing; the header decides which are shown."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Heading with its unit."""
        if role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].field.heading()
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The usual roles; EditRole gives the value itself."""
        if not index.isValid() or not 0 <= index.row() < len(self._order):
            return None
        at, column = index.row(), index.column()
        match role:
            case Role.DisplayRole | Role.AccessibleTextRole:
                return self.text(at, column)
            case Role.ToolTipRole:
                return tip(self.text(at, column))
            case Role.TextAlignmentRole:
                return RIGHT if self._right[column] else LEFT
            case Role.ForegroundRole:
                return QColor(tokens().tone(self.tone(at, column)))
            case Role.EditRole:
                row = self.row(at)
                return None if row is None else row.values[column]
            case Role.CheckStateRole if self.is_checkable and column == 0:
                return Qt.CheckState.Checked if self._order[at] in self.ticks else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Own attributes of a living row may be edited in place."""
        flags = super().flags(index)
        if index.isValid() and self.listing.attribute(self.columns[index.column()].key) and not self.view.archived:
            flags |= Qt.ItemFlag.ItemIsEditable
        if index.isValid() and self.is_checkable and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Edit in place: shown at once, taken back if the office refuses."""
        if not index.isValid():
            return False
        if role == Role.CheckStateRole:
            self.tick([self._order[index.row()]], Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        row, column = self.row(index.row()), self.columns[index.column()]
        attribute = self.listing.attribute(column.key)
        if role != Role.EditRole or row is None or not attribute:
            return False
        if row.values[index.column()] != value:
            row.values[index.column()] = value
            row.texts[index.column()] = text_of(column, value, self.revealed)
            self.dataChanged.emit(index, index)
            edit = Edit(table_of(self.listing.row).name, row.id, {attribute: value})
            self.desk.do(edit, quiet=True, refused=self._on_refused)
        return True

    def text(self, at: int, column: int) -> str:
        """The words of a cell; asks for its page if it is not there."""
        row = self.row(at)
        return WAITING if row is None else row.texts[column]

    def tone(self, at: int, column: int) -> str:
        """The semantic colour of a cell."""
        row = self.row(at)
        return "muted" if row is None else row.tones[column]

    def is_right(self, column: int) -> bool:
        """True where the column stands on the right."""
        return self._right[column]

    def row(self, at: int) -> ShownRow | None:
        """Row ``at`` of the order, None while it is still on its way."""
        return self._pages.row(at)

    def read(self, ids: Sequence[int], then: Callable[[list[ShownRow]], object]) -> None:
        """Give ``then`` the rows ``ids``, at hand or not."""
        def take(found: list[tuple[Any, ...]]) -> None:
            then([self._shape(row) for row in found])

        self.desk.ask(self, "read", rows, self.listing, ids, then=take)

    def id_at(self, at: int) -> int:
        """The id of row ``at`` of the order."""
        return self._order[at]

    def ids(self) -> "array[int]":
        """Every id of the view in its order; not to be changed."""
        return self._order

    def place_of(self, id_: int) -> int | None:
        """Where a row stands in the order now."""
        if self._places is None:
            self._places = dict(zip(self._order, range(len(self._order)), strict=True))
        return self._places.get(id_)

    def tick(self, ids: Sequence[int], on: bool) -> None:
        """Tick rows or clear their ticks."""
        self.ticks = self.ticks | set(ids) if on else self.ticks - set(ids)
        self._repaint()
        self.ticked.emit()

    def _open(self, view: View, in_all: int | None) -> None:
        then = partial(self._on_opened, view)
        self.desk.ask(self, "open", opening, self.listing, view, in_all, then=then)

    def _on_opened(self, view: View, found: Opening) -> None:
        is_fresh = not self.is_open or view != self.view or found.order != self._order
        self.in_all, self.is_open = found.in_all, True
        if is_fresh:
            self.beginResetModel()
            self._order, self.view, self._places = found.order, view, None
            self._pages.begin(found.order, found.rows)
            self.endResetModel()
        else:
            self._pages.renew(found.rows)
            self._repaint()
        self.opened.emit(is_fresh)

    def _shape(self, row: Sequence[Any]) -> ShownRow:
        return shown_row(row, self.columns, self.revealed)

    def _on_arrived(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _on_refused(self, trouble: Trouble) -> None:
        self.desk.troubled.emit(str(trouble))
        self.refresh()

    def _repaint(self) -> None:
        if self._order:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, len(self.columns) - 1))
