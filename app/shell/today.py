"""The Today page: what the day asks for. Every number opens the list behind it."""

from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.catalogue import manifests
from app.kit.manifest import Duty
from app.kit.store.query import Filter, View
from app.kit.words import _, language
from app.shell.duties.agenda import Agenda, todays_stops
from app.shell.duties.burden import BurdenPanel
from app.shell.duties.cards import DutyCard
from app.shell.duties.figures import Holdings, MonthStanding, burdens, holdings, month_standing
from app.shell.duties.first_steps import FirstSteps
from app.shell.plain import plain
from app.ui.action import Action, menu_of
from app.ui.desk import Desk
from app.ui.page.page import Page

CARD_WIDTH = 300
ROWS = 2
SEVERITY = {"late": 0, "attention": 1, "info": 2}


class TodayPage(Page):
    """Date line, duty cards, today's visits and loads; an empty office sees its first steps instead."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Today"), parent)
        self._duties = [duty for feature in manifests() for duty in feature.duties]
        self._counts: dict[str, int] = {}
        self._awaited: set[str] = set()
        self._cards: dict[str, DutyCard] = {}
        self._columns = 0
        self._hidden: list[Duty] = []
        self._is_empty = False
        self._rest = QPushButton()
        self._date, self._line = plain("", title=True), plain("", soft=True)
        self._grid, self._agenda, self._burden, self._steps = QGridLayout(), Agenda(), BurdenPanel(), FirstSteps()
        self._body = QStackedWidget()
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Ask everything again."""
        ask = partial(self.desk.ask, self)
        ask("month", month_standing, then=self._show_month)
        ask("holdings", holdings, then=self._show_holdings)
        self._awaited = {duty.key for duty in self._duties}
        for duty in self._duties:
            ask(f"duty.{duty.key}", duty.count, then=partial(self._show_count, duty))
        ask("stops", todays_stops, then=self._show_stops)
        ask("burdens", burdens, then=self._burden.show_burdens)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._date)
        head.addWidget(self._line)
        head.addStretch(1)
        head.addWidget(self._rest)
        self._rest.setProperty("link", True)
        self._rest.hide()
        self._rest.clicked.connect(self._on_rest)
        self._grid.setSpacing(10)
        panels = QHBoxLayout()
        panels.setSpacing(12)
        panels.addWidget(self._agenda, 17)
        panels.addWidget(self._burden, 13)
        duties = QWidget()
        inner = QVBoxLayout(duties)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(16)
        inner.addLayout(self._grid)
        inner.addLayout(panels, 1)
        self._body.addWidget(duties)
        self._body.addWidget(_centred(self._steps))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        self._agenda.all_wanted.clicked.connect(self._on_all_visits)
        self._agenda.grid.doubleClicked.connect(self._on_all_visits)
        self._burden.all_wanted.clicked.connect(self._on_all_managers)
        self._burden.bars.clicked.connect(self._on_all_managers)
        self._steps.wanted.connect(self.wanted)

    def _show_month(self, month: MonthStanding) -> None:
        self._date.setText(long_date(month))
        self._line.setText(" · ".join((
            _("week {n}", n=month.week), reading_state(month),
            _("{n} working days this month, {left} left", n=month.working, left=month.left),
        )))  # fmt: skip

    def _show_holdings(self, found: Holdings) -> None:
        self._steps.show_holdings(found)
        self._is_empty = found.is_empty
        self._body.setCurrentIndex(1 if found.is_empty else 0)
        if self._is_empty:
            self._rest.hide()
        self.status.emit((_("{n} areas · {people} staff", n=f"{found.areas:,}", people=f"{found.staff:,}"),))

    def _show_stops(self, stops: list[Any]) -> None:
        self._agenda.show_stops(stops)

    def _show_count(self, duty: Duty, count: int) -> None:
        self._counts[duty.key] = count
        self._awaited.discard(duty.key)
        if not self._awaited:
            self._arrange()

    def _arrange(self) -> None:
        """Two rows of cards in the order of the month; where room is short, the least pressing stay out."""
        self._columns = self._fitting()
        urgency = sorted(self._duties, key=lambda duty: (not self._counts[duty.key], SEVERITY[duty.state]))
        shown = {duty.key for duty in urgency[: self._columns * ROWS]}
        for card in self._cards.values():
            self._grid.removeWidget(card)
            card.hide()
        for at, duty in enumerate(duty for duty in self._duties if duty.key in shown):
            card = self._card(duty)
            count = self._counts[duty.key]
            card.show_figure(f"{count:,}", duty.state if count else "muted")
            self._grid.addWidget(card, at // self._columns, at % self._columns)
            card.show()
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        self._say_rest([duty for duty in self._duties if duty.key not in shown])

    def _say_rest(self, rest: list[Duty]) -> None:
        """What found no room is not kept silent."""
        waiting = sum(bool(self._counts[duty.key]) for duty in rest)
        text = _("{n} more, {waiting} with work ›", n=len(rest), waiting=waiting) if waiting else \
            _("{n} more, nothing to do ›", n=len(rest))  # fmt: skip
        self._rest.setText(text)
        self._rest.setVisible(bool(rest) and not self._is_empty)
        self._hidden = rest

    def _on_rest(self) -> None:
        actions = [
            Action(duty.key, f"{capitalised(_(duty.title))}\t{self._counts[duty.key]:,}", partial(self._open, duty))
            for duty in self._hidden
        ]  # fmt: skip
        menu = menu_of(actions, self)
        menu.aboutToHide.connect(menu.deleteLater)
        place = self._rest.mapToGlobal(self._rest.rect().bottomRight())
        place.setX(place.x() - menu.sizeHint().width())
        menu.popup(place)

    def _open(self, duty: Duty) -> None:
        self.opened.emit(duty.listing, View())

    def _card(self, duty: Duty) -> DutyCard:
        if duty.key not in self._cards:
            card = self._cards[duty.key] = DutyCard(capitalised(_(duty.title)), _(duty.act), self)
            card.chosen.connect(partial(self._open, duty))
        return self._cards[duty.key]

    def _fitting(self) -> int:
        return max(4, self.width() // CARD_WIDTH)

    def _on_all_visits(self) -> None:
        self.opened.emit("visits", View(filters=(Filter("planned_on", "is_in", (self.desk.office.today,)),)))

    def _on_all_managers(self, _who: object = None) -> None:
        self.opened.emit("territories", View())

    def depends_on(self, changed: frozenset[str]) -> bool:
        """A duty may hang on any table."""
        return bool(changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wider window shows more duties."""
        super().resizeEvent(event)
        if len(self._counts) == len(self._duties) and self._fitting() != self._columns:
            self._arrange()


def _centred(inner: QWidget) -> QWidget:
    """``inner`` in the middle, a little above the centre."""
    outer = QWidget()
    column = QVBoxLayout(outer)
    column.addStretch(1)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(inner, 100)
    row.addStretch(1)
    column.addLayout(row, 10)
    column.addStretch(2)
    return outer


def long_date(month: MonthStanding) -> str:
    """The day in the language's long form."""
    day = QDate(month.day.year, month.day.month, month.day.day)
    if language() == "zh_CN":
        return QLocale("zh_CN").toString(day, "M月d日 dddd")
    return QLocale("en_GB").toString(day, "dddd, d MMMM")


def reading_state(month: MonthStanding) -> str:
    """Where the day stands to the month's meter-reading window."""
    if month.day.day < month.first:
        return _("meter reading begins on day {n}", n=month.first)
    if month.day.day > month.last:
        return _("meter reading is over")
    return _("meter reading until day {n}", n=month.last)


def capitalised(text: str) -> str:
    """A duty's words as a heading."""
    return text[:1].upper() + text[1:]
