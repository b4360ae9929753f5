"""Typing wish forms back: choose the manager, find a line or go down the form, keep it as one step; keyboard only."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from app.features.allocation.changes import RecordWishes
from app.features.allocation.changes.wishes import Told
from app.features.allocation.page.wishes.marks import MarksTable
from app.features.allocation.queries.wishforms import FormLine, form_lines
from app.kit.store.choosing import Candidate
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.editors.few import FewBox


class WishTyping(QFrame):
    """``show_people(people)``, ``show_form(manager)``; ``left`` when one wants to go back."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._desk = desk
        self.who, self.table = FewBox(_("Customer manager")), MarksTable()
        self.search, self.count = QLineEdit(), QLabel()
        self._back, self._keep = QPushButton(_("Back to the wishes")), QPushButton(_("Keep"))
        self._names: dict[int, str] = {}
        self._build()
        self._bind()

    def show_people(self, people: Sequence[Candidate]) -> None:
        """Whose forms there are."""
        self._names = {one.id: one.name for one in people}
        self.who.show_few(people)

    def show_form(self, manager: int | None = None) -> None:
        """A manager's form, or that of whoever stands in the box; what is typed for others waits."""
        if manager is not None and manager != self.who.chosen():
            self.who.choose(manager)  # asks by its signal
        elif (chosen := self.who.chosen()) is None:
            self._show(None, [])
        else:
            self._desk.ask(self, "lines", form_lines, chosen, then=lambda lines: self._show(chosen, lines))

    def has_unkept(self) -> bool:
        """True if something was typed for anybody and not kept."""
        return bool(self.table.list.waiting())

    def save(self) -> None:
        """Keep what was typed for this manager as one step."""
        manager, news = self.who.chosen(), self.table.list.news()
        if manager is None or not news:
            return
        told = tuple(Told(manager, area, marks) for area, marks in news.items())

        def kept(_done: object) -> None:
            self.table.list.settle(manager)
            self.show_form()

        self._desk.do(RecordWishes(self._names[manager], told), then=kept)

    def seek(self) -> None:
        """Go to the line meant; typed again, to the next that fits."""
        rows = self.table.list.rows_of(self.search.text())
        if not rows:
            self._say(_("No area of this form fits “{text}”.", text=self.search.text().strip()), "refused")
            return
        now = self.table.currentIndex().row()
        row = next((at for at in rows if at > now), rows[0]) if now in rows else rows[0]
        self.table.start(row, is_sought=True)
        if len(rows) > 1:
            self._say(_("{n} areas fit; this is one of them.", n=len(rows)), "soft")

    def _show(self, manager: int | None, lines: list[FormLine]) -> None:
        at, is_same = self.table.currentIndex(), [one.area for one in lines] == [
            one.area for one in self.table.list.lines
        ]  # fmt: skip
        self.table.list.show_lines(manager, lines)
        if is_same and at.isValid():
            self.table.setCurrentIndex(self.table.list.index(at.row(), at.column()))
        elif not self.who.hasFocus():
            self.table.start()

    def _on_typed(self) -> None:
        typed, others = len(self.table.list.news()), self.table.list.waiting() - {self.who.chosen()}
        self._keep.setEnabled(typed > 0)
        if not self.table.list.lines:
            self._say(_("No area to wish for here. Choose a manager whose office has areas."), "soft")
            return
        told = _("{n} areas, {typed} typed and not kept yet", n=len(self.table.list.lines), typed=typed)
        if others:
            names = _(", ").join(sorted(self._names.get(one, "") for one in others))
            told = _("{told}; also of {names}", told=told, names=names)
        self._say(told, "soft")

    def _on_line_done(self) -> None:
        self.search.selectAll()
        self.search.setFocus()

    def _say(self, text: str, tone: str) -> None:
        self.count.setText(text)
        self.count.setProperty("tone", tone)
        self.count.style().polish(self.count)

    def _bind(self) -> None:
        self.who.currentIndexChanged.connect(lambda _at: self.show_form())
        self.who.activated.connect(lambda _at: self.table.start())
        self.table.list.typed.connect(self._on_typed)
        self.table.list.refused.connect(lambda told: self._say(told, "refused"))
        self.table.line_done.connect(self._on_line_done)
        self.search.returnPressed.connect(self.seek)
        self._keep.clicked.connect(self.save)
        self._back.clicked.connect(self.left)
        for keys, act in (("Ctrl+S", self.save), ("Ctrl+F", self._on_line_done), ("Ctrl+M", self.who.setFocus)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _build(self) -> None:
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.search.setPlaceholderText(_("Line, code or initials (Ctrl+F)"))
        self.search.setAccessibleName(_("Find an area of this form"))
        self.search.setFixedWidth(230)
        self._keep.setProperty("primary", True)
        self._keep.setToolTip("Ctrl+S")
        hint = QLabel(_(
            "1545: wish 1, terrain 5, customs 4, people 5; 0 for nothing · Enter: next line, after a search back to it "
            "· Tab: next cell · Ctrl+M: manager · Ctrl+S: keep"
        ))  # fmt: skip
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setProperty("soft", True)
        hint.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(10)
        for part in (self._back, self.who, self.search, self.count):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._keep)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 8)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        box.addWidget(hint)
