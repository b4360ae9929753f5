"""What the arrow of a heading opens: sort, search among the values with their counts, bounds, blanks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.store.query import Column, Filter, Listing, View, months_of, values_of
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.editors import Editor, editor_for
from app.ui.theme import tokens

VALUE, COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
DATED = {Kind.DAY, Kind.MOMENT}
WITHOUT_VALUES = {Kind.PHONE, Kind.NOTE}
MOST = 500
Found = Sequence[tuple[Any, int]]


class ValueList(QFrame):
    """A popup for one column of a listing; ``wanted`` carries the view as it should become."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, listing: Listing, view: View, column: Column, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", True)
        self.setAccessibleName(_("Filter {column}", column=_(column.field.label)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._column, self._view = column, view
        self._own = tuple(f for f in view.filters if f.column == column.key)
        self._others = tuple(f for f in view.filters if f.column != column.key)
        self._bounds: dict[str, Editor] = {}
        self._build(desk)
        if column.field.kind not in WITHOUT_VALUES:
            query = months_of if column.field.kind in DATED else values_of
            without = replace(view, filters=self._others)
            desk.ask(self, "values", query, listing, column.key, without, then=self._on_values)

    def _build(self, desk: Desk) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(6)
        box.addLayout(self._sort_row())
        self._search = QLineEdit()
        self._search.setProperty("search", True)
        self._search.setPlaceholderText(_("Search values"))
        self._search.setAccessibleName(_("Search values"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._on_search)
        self._search.returnPressed.connect(self._apply)
        box.addWidget(self._search)
        if self._column.field.is_numeric or self._column.field.kind in DATED:
            box.addLayout(self._bound_rows(desk))
        self._rows = QStandardItemModel(self)
        self._rows.itemChanged.connect(self._on_ticked)
        self._list = QListView()
        self._list.setAccessibleName(_("Values"))
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_Counted(self._list))
        self._list.setMinimumSize(240, 220)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setUniformItemSizes(True)
        self._list.setVisible(self._column.field.kind not in WITHOUT_VALUES)
        box.addWidget(self._list, 1)
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setProperty("tone", "refused")
        self._note.hide()
        box.addWidget(self._note)
        box.addLayout(self._button_row())
        self._search.setFocus()

    def _sort_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, down in ((_("Ascending"), False), (_("Descending"), True)):
            button = QPushButton(("↓ " if down else "↑ ") + text)
            button.setProperty("link", True)
            button.clicked.connect(lambda _on, down=down: self._sort(down))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _bound_rows(self, desk: Desk) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        given = {f.act: f.value for f in self._own}
        bound, number = self._column.field.but(required=False), Field("", Kind.INTEGER, minimum=1)
        asked = (
            ("at_least", _("at least"), bound), ("at_most", _("at most"), bound),
            ("top", _("largest N"), number), ("bottom", _("smallest N"), number),
        )  # fmt: skip
        for at, (act, text, field) in enumerate(asked):
            editor = editor_for(field, desk)
            if field is number:
                editor.setToolTip(_("how many rows"))
            editor.show_value(given.get(act))
            grid.addWidget(QLabel(text), at // 2, at % 2 * 2)
            grid.addWidget(editor, at // 2, at % 2 * 2 + 1)
            self._bounds[act] = editor
        return grid

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        clear, apply = QPushButton(_("Clear filter")), QPushButton(_("Apply"))
        clear.setEnabled(bool(self._own))
        clear.clicked.connect(lambda: self._want(()))
        apply.setProperty("primary", True)
        apply.setDefault(True)
        apply.clicked.connect(self._apply)
        row.addWidget(clear)
        row.addStretch(1)
        row.addWidget(apply)
        return row

    def _on_values(self, found: Found) -> None:
        chosen = next((f.value for f in self._own if f.act in {"is_in", "in_months"}), None)
        every = QStandardItem(_("(all)"))
        every.setCheckable(True)
        every.setData(sum(n for _value, n in found), COUNT)
        self._rows.appendRow(every)
        for value, n in self._sorted(found):
            item = QStandardItem(self._named(value))
            item.setCheckable(True)
            item.setData(value, VALUE)
            item.setData(n, COUNT)
            ticked = chosen is None or value in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self._rows.appendRow(item)
        if len(found) >= MOST:
            self._say(_("Only the {n} most frequent values are listed.", n=MOST), "soft")
        self._mark_all()

    def _sorted(self, found: Found) -> Found:
        """Blank first; numbers by size, the rest as it comes (most frequent, latest month)."""
        blank = [pair for pair in found if pair[0] is None]
        rest = [pair for pair in found if pair[0] is not None]
        return [*blank, *(sorted(rest) if self._column.field.is_numeric else rest)]

    def _named(self, value: Any) -> str:
        if value is None or value == "":
            return _("(blank)")
        return str(value) if self._column.field.kind in DATED else self._column.field.show(value)

    def _items(self) -> list[QStandardItem]:
        return [self._rows.item(at) for at in range(1, self._rows.rowCount())]

    def _on_search(self, text: str) -> None:
        for at, item in enumerate(self._items(), start=1):
            self._list.setRowHidden(at, text.lower() not in item.text().lower())
        if self._rows.rowCount():
            self._list.setRowHidden(0, bool(text))

    def _on_ticked(self, item: QStandardItem) -> None:
        if item.index().row() == 0 and item.checkState() != Qt.CheckState.PartiallyChecked:
            self._rows.blockSignals(True)
            for other in self._items():
                other.setCheckState(item.checkState())
            self._rows.blockSignals(False)
            self._list.viewport().update()
        elif item.index().row():
            self._mark_all()

    def _mark_all(self) -> None:
        on = sum(item.checkState() == Qt.CheckState.Checked for item in self._items())
        whole = {0: Qt.CheckState.Unchecked, len(self._items()): Qt.CheckState.Checked}
        self._rows.blockSignals(True)
        self._rows.item(0).setCheckState(whole.get(on, Qt.CheckState.PartiallyChecked))
        self._rows.blockSignals(False)
        self._list.viewport().update()

    def _apply(self) -> None:
        try:
            self._want((*self._bound_filters(), *self._value_filters()))
        except Refusal as refusal:
            self._say(str(refusal), "refused")

    def _bound_filters(self) -> list[Filter]:
        typed = {act: editor.value() for act, editor in self._bounds.items()}
        return [Filter(self._column.key, act, value) for act, value in typed.items() if value is not None]

    def _value_filters(self) -> list[Filter]:
        """A search text stands for all that contains it; ticks for the values themselves."""
        sought = self._search.text().strip()
        if sought and self._column.field.kind in {Kind.TEXT, Kind.CODE, Kind.PHONE, Kind.NOTE}:
            return [Filter(self._column.key, "contains", sought)]
        visible = [i for i in self._items() if not sought or sought.lower() in i.text().lower()]
        ticked = tuple(item.data(VALUE) for item in visible if item.checkState() == Qt.CheckState.Checked)
        if len(ticked) == len(self._items()):
            return []
        if not ticked:
            raise Refusal(_("Tick at least one value."))
        return [Filter(self._column.key, "in_months" if self._column.field.kind in DATED else "is_in", ticked)]

    def _sort(self, down: bool) -> None:
        self.wanted.emit(replace(self._view, sort=((self._column.key, down),)))
        self.close()

    def _want(self, own: Sequence[Filter]) -> None:
        self.wanted.emit(replace(self._view, filters=(*self._others, *own)))
        self.close()

    def _say(self, text: str, tone: str) -> None:
        self._note.setText(text)
        self._note.setProperty("tone", tone)
        self._note.show()


class _Counted(QStyledItemDelegate):
    """An item with its count on the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        painter.setPen(QColor(tokens().muted))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(option.rect.adjusted(0, 0, -6, 0), side, f"{index.data(COUNT):,}")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), 24)


def described(listing: Listing, wanted: Filter) -> str:
    """A filter in words, for the chip that stands for it."""
    column = listing.column(wanted.column)
    label = _(column.field.label)
    match wanted.act:
        case "contains":
            return _("{column} contains “{text}”", column=label, text=wanted.value)
        case "at_least":
            return f"{label} ≥ {column.field.show(wanted.value)}"
        case "at_most":
            return f"{label} ≤ {column.field.show(wanted.value)}"
        case "top":
            return _("the {n} largest: {column}", n=wanted.value, column=label)
        case "bottom":
            return _("the {n} smallest: {column}", n=wanted.value, column=label)
        case "blank":
            return _("{column} is blank", column=label)
        case "filled":
            return _("{column} is filled in", column=label)
    values = [_value_in_words(column, value) for value in wanted.value]
    return f"{label}: {', '.join(values[:2])}" + (f" +{len(values) - 2}" if len(values) > 2 else "")


def _value_in_words(column: Column, value: Any) -> str:
    if value is None or value == "":
        return _("(blank)")
    return str(value) if isinstance(value, str | date) and column.field.kind in DATED else column.field.show(value)
