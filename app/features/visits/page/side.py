"""The drawer beside the calendar: whose day, how long, how far, stop by stop."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.features.visits.page.dates import said_day, said_minutes
from app.features.visits.page.stops import StopsView
from app.features.visits.queries.stops import DayPlan, StopRow, day_plan
from app.kit.words import _
from app.ui.action import Action, menu_of
from app.ui.desk import Desk

WIDTH = 250


class DaySide(QFrame):
    """Follows the chosen day and manager; asks to record, print or complete by signals."""

    record_wanted = Signal(int, object)  # manager id, day
    print_wanted = Signal(int, object)
    complete_wanted = Signal(object)  # tuple of visit ids
    manager_wanted = Signal(int)  # the next manager of the same day

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: DayPlan | None = None
        self._crew: list[int] = []
        self.setProperty("drawer", True)
        self.setAccessibleName(_("The chosen day"))
        self.setFixedWidth(WIDTH)
        self._day, self._sum = _label("heading"), _label("soft")
        self._sum.setWordWrap(True)
        self._stops = StopsView()
        self._empty = _label("soft")
        self._empty.setWordWrap(True)
        self._record = QPushButton(_("Record results"))
        self._print = QPushButton(_("Print list"))
        self._next = QPushButton()
        self._next.setProperty("link", True)
        self._build()
        self._record.clicked.connect(lambda: self._tell(self.record_wanted))
        self._print.clicked.connect(lambda: self._tell(self.print_wanted))
        self._next.clicked.connect(self._on_next)
        self._stops.customContextMenuRequested.connect(self._on_menu)
        self._stops.activated.connect(lambda _index: self._on_open())

    def show_day(self, day: date, manager_id: int | None, crew: list[int]) -> None:
        """Ask for the day of ``manager_id``; ``crew`` are all who visit somebody on it."""
        self._crew = crew
        self._day.setText(said_day(day))
        if manager_id is None:
            self._show(None)
        else:
            self._desk.ask(self, "day", day_plan, manager_id, day, then=self._show)

    def _show(self, plan: DayPlan | None) -> None:
        self._shown = plan if plan and plan.stops else None
        stops = plan.stops if plan else ()
        self._stops.list.show_stops(stops)
        self._stops.setVisible(bool(stops))
        self._empty.setVisible(not stops)
        self._empty.setText(_("No visits on this day. Drag some here, or plan the month."))
        self._record.setVisible(bool(stops))
        self._print.setVisible(bool(stops))
        self._sum.setText(_summed(plan) if plan and stops else "")
        self._sum.setVisible(bool(stops))
        others = len(self._crew) - 1
        self._next.setVisible(others > 0)
        self._next.setText(_("{n} more managers on this day ›", n=others))

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 8, 12)
        box.setSpacing(4)
        box.addWidget(self._day)
        box.addWidget(self._sum)
        box.addWidget(self._next, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._empty)
        box.addSpacing(4)
        box.addWidget(self._stops, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._record)
        row.addWidget(self._print)
        row.addStretch(1)
        box.addLayout(row)
        box.addStretch(0)
        self._show(None)

    def _tell(self, signal: Signal) -> None:
        if self._shown:
            signal.emit(self._shown.manager_id, self._shown.day)  # type: ignore[attr-defined]  # a bound signal

    def _on_next(self) -> None:
        here = self._shown.manager_id if self._shown else None
        at = self._crew.index(here) if here in self._crew else -1
        self.manager_wanted.emit(self._crew[(at + 1) % len(self._crew)])

    def _on_open(self) -> None:
        stop = self._stops.chosen()
        if stop and stop.state == "planned":
            self.complete_wanted.emit((stop.id,))

    def _on_menu(self, at: QPoint) -> None:
        stop = self._stops.chosen()
        if stop is None or self._stops.indexAt(at).row() < 0:
            return
        menu = menu_of(self._acts(stop), self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._stops.viewport().mapToGlobal(at))

    def _acts(self, stop: StopRow) -> list[Action]:
        return [
            Action("complete", _("Complete: {name}", name=stop.representative),
                   lambda: self.complete_wanted.emit((stop.id,)), "check", enabled=stop.state != "done"),
            Action("record", _("Record results"), lambda: self._tell(self.record_wanted), "edit"),
        ]  # fmt: skip


def _summed(plan: DayPlan) -> str:
    parts = [plan.manager, _("{n} stops", n=len(plan.stops)), said_minutes(plan.minutes)]
    if plan.km is not None:
        parts.append(f"{plan.km:.1f} km")
    return " · ".join(parts)


def _label(property_: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty(property_, True)
    return label


