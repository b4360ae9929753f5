"""What a sheet is and which heading means which of our columns: shown, and changeable."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.kit.planning.plan import SheetPlan
from app.kit.sheet import Sheet
from app.kit.words import _
from app.ui.plan.chooser import Chooser
from app.ui.plan.deciding import Policy, Questions
from app.ui.plan.wording import words

LEAVE_OUT = ""
AT_ONCE = 5  # headings made in one turn of the window's loop


class MappingPanel(QFrame):
    """``kind_chosen(sheet name)`` and ``column_chosen(heading, column name)``, both ``""`` to leave out; what
    the workbook leaves open is asked above the columns, the ``policy`` stands below them."""

    kind_chosen = Signal(object)
    column_chosen = Signal(str, str)
    meant = Signal(str, str, object)
    measured = Signal(str, str)

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        super().__init__()
        self.setAccessibleName(_("What the columns mean"))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(words(_("What the columns mean"), heading=True))
        kinds = [(_("(leave out)"), LEAVE_OUT), *((_(sheet.title), sheet.name) for sheet in sheets)]
        self._kind = Chooser(_("Kind of sheet"), kinds)
        self._kind.picked.connect(self.kind_chosen)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.policy = Policy()
        for part, stretch in ((self._kind, 0), (self._scroll, 1), (self.policy, 0)):
            box.addWidget(part, stretch)

    def show_plan(self, plan: SheetPlan) -> None:
        """Questions, then one line for each heading, known or not; the keyboard stays where it was."""
        before, place = self.window().focusWidget(), self._scroll.verticalScrollBar().value()
        name = before.accessibleName() if isinstance(before, Chooser) else ""
        self._kind.show_value(plan.sheet.name if plan.sheet else LEAVE_OUT)
        self.policy.setVisible(plan.sheet is not None)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 0, 0)
        questions = Questions()
        questions.show_plan(plan)
        questions.meant.connect(self.meant)
        questions.measured.connect(self.measured)
        column.addWidget(questions)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        self._scroll.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self._fill(inner, self._headings(plan, inner, grid), partial(self._go_back, name, place))

    def _fill(self, inner: QWidget, headings: Iterator[None], then: Callable[[], None]) -> None:
        """A few headings, the rest in the loop's next turns: each has boxes and words of its own to lay out."""
        made = len(list(islice(headings, AT_ONCE)))
        go_on = partial(self._fill, inner, headings, then) if made == AT_ONCE else then
        QTimer.singleShot(0, inner, go_on)

    def _headings(self, plan: SheetPlan, inner: QWidget, grid: QGridLayout) -> Iterator[None]:
        """Each step adds a line."""
        known = [(mapped.letter, mapped.heading, mapped.column.name) for mapped in plan.mapping]
        unknown = [(letter, heading, LEAVE_OUT) for letter, heading in plan.unknown_headings]
        offered = _offered(plan.sheet, inner) if plan.sheet else None
        for at, (letter, heading, name) in enumerate([*known, *unknown]):
            grid.addWidget(words(letter, tone="muted"), at, 0)
            grid.addWidget(words(heading, tone="" if name else "attention"), at, 1)
            if offered:
                grid.addWidget(self._chooser(offered, heading, name), at, 2)
            yield

    def _chooser(self, offered: QStandardItemModel, heading: str, name: str) -> Chooser:
        chooser = Chooser(heading)
        chooser.offer(offered)
        chooser.setFixedWidth(116)
        chooser.show_value(name)
        chooser.picked.connect(lambda chosen: self.column_chosen.emit(heading, chosen))
        return chooser

    def _go_back(self, name: str, place: int) -> None:
        """Every plan brings new boxes: the one that was used is used again."""
        self._scroll.verticalScrollBar().setValue(place)
        again = next((box for box in self.findChildren(Chooser) if name and box.accessibleName() == name), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)


def _offered(sheet: Sheet, parent: QWidget) -> QStandardItemModel:
    """What a heading may mean, shared by all choosers of a sheet: an import of many columns opens at once."""
    offered = QStandardItemModel(parent)
    columns = [(_(column.field.label), column.name) for column in sheet.columns if column.read]
    for label, name in [(_("(leave out)"), LEAVE_OUT), *columns]:
        item = QStandardItem(label)
        item.setData(name, Qt.ItemDataRole.UserRole)
        offered.appendRow(item)
    return offered
