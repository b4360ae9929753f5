"""Typing back one manager's list: the form, how far one is, and keeping it as one step."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.features.visits.changes.record import RecordVisits
from app.features.visits.page.results import MARK
from app.features.visits.page.sheet import COLUMNS, ResultsTable
from app.features.visits.queries.stops import StopRow, month_stops
from app.kit.words import _
from app.ui.desk import Desk


class TypingPanel(QFrame):
    """``show_results(month, manager, day)``: the lines as they were printed; ``left`` when one wants to go back."""

    left = Signal()

    def __init__(self, desk: Desk, with_way_back: bool = True) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._desk = desk
        self._asked: tuple[str, int | None, date | None] | None = None
        self._heading, self._hint, self._count = QLabel(), QLabel(), QLabel()
        self._table = ResultsTable()
        self._save, self._all = QPushButton(_("Keep")), QPushButton(_("All the rest done"))
        self._back = QPushButton(_("Back to the calendar"))
        self._back.setVisible(with_way_back)
        self._build()
        self._table.list.typed.connect(self._on_typed)
        self._save.clicked.connect(self.save)
        self._all.clicked.connect(self.mark_all)
        self._back.clicked.connect(self.left)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.save)

    def show_results(self, month: str, manager_id: int | None, day: date | None) -> None:
        """Ask for the lines of a month, or of one day, of one manager; what is typed waits for its return."""
        self._asked = (month, manager_id, day)
        if manager_id is None:
            self._show([])
        else:
            self._desk.ask(self, "lines", month_stops, month, (manager_id,), day, then=self._show)

    def has_unkept(self) -> bool:
        """True if something was typed and not kept."""
        return any(draft.is_touched for draft in self._table.list.drafts)

    def reload(self) -> None:
        """Ask again; what is typed stays."""
        if self._asked:
            self.show_results(*self._asked)

    def mark_all(self) -> None:
        """Lines without any mark were made as planned."""
        for row, draft in enumerate(self._table.list.drafts):
            if draft.stop.state == "planned" and not draft.shown(MARK) and not draft.texts:
                self._table.list.setData(self._table.list.index(row, COLUMNS.index(MARK)), "1")

    def save(self) -> None:
        """Keep every touched line as one step; the first that is not complete gets the keyboard and its reason."""
        results = []
        for row, draft in enumerate(self._table.list.drafts):
            if not draft.is_touched:
                continue
            try:
                results.append(draft.result())
            except ValueError as wrong:
                self._point_at(row, str(wrong))
                return
        if results:
            self._desk.do(RecordVisits(tuple(results)), then=lambda _done: self._after())

    def table(self) -> ResultsTable:
        """The form itself."""
        return self._table

    def _after(self) -> None:
        self._table.list.settle()
        self.reload()

    def _show(self, stops: list[StopRow]) -> None:
        month = self._asked[0] if self._asked else ""
        self._heading.setText(_("{manager}: {n} lines", manager=stops[0].manager, n=len(stops)) if stops else "")
        is_same = [draft.stop.id for draft in self._table.list.drafts] == [stop.id for stop in stops]
        at = self._table.currentIndex()
        self._table.list.show_stops(stops, month, self._desk.office.today)
        if is_same and at.isValid():
            self._table.setCurrentIndex(self._table.list.index(at.row(), at.column()))
        else:
            self._table.start()

    def _on_typed(self) -> None:
        drafts = self._table.list.drafts
        touched = sum(draft.is_touched for draft in drafts)
        open_ = sum(draft.stop.state == "planned" and not draft.is_touched for draft in drafts)
        self._save.setEnabled(touched > 0)
        self._all.setEnabled(open_ > 0)
        wrong = next(((at, told) for at, draft in enumerate(drafts, 1) for told in draft.faults.values()), None)
        if wrong:
            self._say(_("Line {n}: {told}", n=wrong[0], told=wrong[1]), "refused")
        elif drafts:
            self._say(_("{typed} typed, {open} without a result", typed=touched, open=open_), "soft")
        else:
            self._say(_("No visits are planned here. Choose a manager and a month with a plan."), "soft")

    def _point_at(self, row: int, told: str) -> None:
        column = next((COLUMNS.index(name) for name in self._table.list.drafts[row].faults), COLUMNS.index(MARK))
        self._table.setCurrentIndex(self._table.list.index(row, column))
        self._table.setFocus()
        self._say(_("Line {n}: {told}", n=row + 1, told=told), "refused")

    def _say(self, text: str, tone: str) -> None:
        self._count.setText(text)
        self._count.setProperty("tone", tone)
        self._count.style().polish(self._count)

    def _build(self) -> None:
        for label in (self._heading, self._hint, self._count):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setProperty("heading", True)
        self._hint.setProperty("soft", True)
        self._hint.setText(
            _("√ 1 or y · × 0 or n · Enter: next line · Tab: next column · Ctrl+D: as above · Ctrl+S: keep"))
        self._save.setProperty("primary", True)
        self._save.setToolTip("Ctrl+S")
        head = QHBoxLayout()
        head.setSpacing(12)
        for part in (self._back, self._heading, self._count):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._all)
        head.addWidget(self._save)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 8)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self._table, 1)
        box.addWidget(self._hint)
        self._on_typed()
