"""Which heading of the workbook means which of our columns: shown, and changeable."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.kit.planning.plan import Ambiguity, SheetPlan
from app.kit.sheet import Sheet
from app.kit.words import _

LEAVE_OUT = ""


class MappingPanel(QFrame):
    """``kind_chosen(sheet name)`` and ``column_chosen(heading, column name)``, both ``""`` to leave out;
    ``meant(column name, written name, code)`` where several rows bear a name."""

    kind_chosen = Signal(str)
    column_chosen = Signal(str, str)
    meant = Signal(str, str, object)

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        super().__init__()
        self._sheets = sheets
        self.setAccessibleName(_("What the columns mean"))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 4, 8)
        box.addWidget(_words(_("What the columns mean"), heading=True))
        self._kind = QComboBox()
        self._kind.setAccessibleName(_("Kind of sheet"))
        self._kind.addItem(_("(leave out)"), LEAVE_OUT)
        for sheet in sheets:
            self._kind.addItem(_(sheet.title), sheet.name)
        self._kind.activated.connect(lambda _at: self.kind_chosen.emit(self._kind.currentData()))
        box.addWidget(self._kind)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        box.addWidget(self._scroll, 1)

    def show_plan(self, plan: SheetPlan) -> None:
        """One line for each heading, known or not."""
        self._kind.setCurrentIndex(max(0, self._kind.findData(plan.sheet.name if plan.sheet else LEAVE_OUT)))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 4, 8, 0)
        grid.setColumnStretch(1, 1)
        known = [(mapped.letter, mapped.heading, mapped.column.name) for mapped in plan.mapping]
        unknown = [(letter, heading, LEAVE_OUT) for letter, heading in plan.unknown_headings]
        offered = _offered(plan.sheet, inner) if plan.sheet else None
        for at, (letter, heading, name) in enumerate([*known, *unknown]):
            grid.addWidget(_words(letter, tone="muted"), at, 0)
            grid.addWidget(_words(heading, tone="" if name else "attention"), at, 1)
            if offered:
                grid.addWidget(self._chooser(offered, heading, name), at, 2)
        for at, each in enumerate(plan.ambiguities, grid.rowCount()):
            grid.addWidget(_words(_("Who is {name}?", name=each.written), tone="attention"), at, 0, 1, 2)
            grid.addWidget(self._candidates(each), at, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        self._scroll.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)

    def _chooser(self, offered: QStandardItemModel, heading: str, name: str) -> QComboBox:
        chooser = QComboBox()
        chooser.setModel(offered)
        chooser.setAccessibleName(heading)
        chooser.setFixedWidth(116)
        chooser.setCurrentIndex(max(0, chooser.findData(name)))
        chooser.activated.connect(lambda _at: self.column_chosen.emit(heading, chooser.currentData()))
        return chooser

    def _candidates(self, each: Ambiguity) -> QComboBox:
        chooser = QComboBox()
        chooser.setAccessibleName(each.written)
        chooser.setFixedWidth(116)
        for code in each.candidates:
            chooser.addItem(str(code), code)
        chooser.setPlaceholderText(_("choose"))
        chooser.setCurrentIndex(-1 if each.chosen is None else chooser.findData(each.chosen))
        chooser.activated.connect(lambda _at: self.meant.emit(each.column, each.written, chooser.currentData()))
        return chooser


def _offered(sheet: Sheet, parent: QWidget) -> QStandardItemModel:
    """What a heading may mean, shared by all choosers of a sheet: an import of many columns opens at once."""
    offered = QStandardItemModel(parent)
    columns = [(_(column.field.label), column.name) for column in sheet.columns if column.read]
    for label, name in [(_("(leave out)"), LEAVE_OUT), *columns]:
        item = QStandardItem(label)
        item.setData(name, Qt.ItemDataRole.UserRole)
        offered.appendRow(item)
    return offered


def _words(text: str, tone: str = "", heading: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(not heading and len(text) > 2)
    label.setProperty("tone", tone)
    label.setProperty("heading", heading)
    return label
