"""The calendar: plan the month, see every day's load, drag visits, complete them, print the lists."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.features.visits.changes.move import CopyVisits, MoveVisits
from app.features.visits.changes.plan import CancelPlan, PlanMonth
from app.features.visits.changes.record import CompleteVisits
from app.features.visits.page.agenda import Agenda
from app.features.visits.page.grid import PlanGrid
from app.features.visits.page.head import LIST, MONTH, WEEK, CalendarHead
from app.features.visits.page.lines import Line, MonthLines
from app.features.visits.page.outlets import Outlets
from app.features.visits.page.panel import TypingPanel
from app.features.visits.page.side import DaySide
from app.features.visits.queries.month import MonthPlan, MonthVisit, month_plan
from app.kit.job import Progress
from app.kit.store.office import Done, Office
from app.kit.words import _
from app.kit.workdays import days_of, month_of, shifted
from app.ui.action import Action, menu_of
from app.ui.desk import Desk
from app.ui.page.emptiness import Emptiness
from app.ui.page.page import Page


class CalendarPage(Page):
    """A month of visits, of one manager or of all, with the chosen day beside it."""

    tables = frozenset({
        "visit", "representation", "customer", "area", "assignment", "manager", "staff", "absence", "calendar_day",
        "setting", "request",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Calendar"), parent)
        self._today = desk.office.today
        self._month, self._day = month_of(self._today), self._today
        self._manager: int | None = None
        self._lines: MonthLines | None = None
        self._mode = MONTH
        self.outlets = Outlets(self)
        self._head, self._side = CalendarHead(), DaySide(desk)
        self._grid = PlanGrid(_("Visits of the month"), self._today)
        self._agenda, self._typing = Agenda(), TypingPanel(desk)
        self._nothing, self._stack = Emptiness(), QStackedWidget()
        self._build()
        self._bind()
        self.refresh()

    def refresh(self) -> None:
        """Ask the month again; the day beside it follows."""
        self._head.show_month(self._month)
        self.desk.ask(self, "month", month_plan, self._month, self._chosen_manager(), then=self._show)

    def actions(self) -> Sequence[Action]:
        """Plan, print, cancel, record."""
        have = self._lines is not None and bool(self._lines.plan.visits)
        return (
            Action("plan", _("Plan this month"), self.plan, "calendar", "primary"),
            Action("print", _("Print lists…"), lambda: self.outlets.print_month(*self._shown_part()), "print", "main",
                   "Ctrl+P", enabled=have),
            Action("record", _("Record results of the month"), self._record_month, "edit", enabled=have),
            Action("ics", _("Save as calendar file…"), lambda: self.outlets.save_calendar(*self._shown_part()),
                   "export", enabled=have, group="file"),
            Action("cancel", _("Cancel this plan"), self._cancel, "close", enabled=have),
            Action("today", _("Go to today"), lambda: self._on_step(0), "today", group="go"),
        )  # fmt: skip

    def plan(self) -> None:
        """Plan the month shown, of the chosen manager or of all, as one step."""
        month, managers = self._month, self._managers()

        def job(office: Office, progress: Progress) -> Done:
            return office.do(PlanMonth(month, managers, progress))

        self.desk.run(_("Plan the visits of {month}", month=month), job, writes=True)

    def _show(self, plan: MonthPlan) -> None:
        self._lines = lines = MonthLines(plan, self._chosen_manager())
        self._head.managers.show_few(plan.managers)
        year, number = map(int, plan.month.split("-"))
        self._grid.show_month(year, number, lines.cells())
        self._on_mode(self._mode)
        self._head.show_acts(self.actions())
        self.actions_changed.emit()
        self._follow()
        self.status.emit(_notes(plan))

    def _follow(self) -> None:
        """Let the drawer show the chosen day of the chosen manager, else of the first who visits on it."""
        crew = self._lines.managers_on(self._day) if self._lines else []
        if self._chosen_manager() is not None:
            self._manager = self._chosen_manager()
        elif self._manager not in crew:
            self._manager = crew[0] if crew else None
        self._side.show_day(self._day, self._manager, crew if self._chosen_manager() is None else crew[:1])

    def _build(self) -> None:
        for part in (self._grid, self._agenda, self._nothing, self._typing):
            self._stack.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._stack, 1)
        row.addWidget(self._side)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 8, 8)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addLayout(row, 1)
        self._head.show_acts(self.actions())
        self.setFocusProxy(self._grid)
        self._grid.setFocus()

    def _bind(self) -> None:
        self._head.stepped.connect(self._on_step)
        self._head.shown.connect(self._on_mode)
        self._head.manager_changed.connect(self.refresh)
        self._grid.may_drop = lambda line, day: self._lines.why_not(line, day) if self._lines else ""
        self._grid.day_selected.connect(self._on_day)
        self._grid.line_chosen.connect(self._on_line)
        self._grid.entry_opened.connect(self._on_line)
        self._grid.entry_menu.connect(self._on_menu)
        self._grid.moved.connect(self._on_moved)
        self._grid.month_wanted.connect(lambda day: self._go(day, month_of(day)))
        self._agenda.visit_chosen.connect(self._on_visit)
        self._side.record_wanted.connect(self._on_record)
        self._side.print_wanted.connect(self.outlets.print_day)
        self._side.complete_wanted.connect(lambda visits: self.desk.do(CompleteVisits(visits)))
        self._side.manager_wanted.connect(self._on_next_manager)
        self._typing.left.connect(self._leave_typing)

    def _chosen_manager(self) -> int | None:
        return self._head.managers.chosen()

    def _managers(self) -> tuple[int, ...]:
        chosen = self._chosen_manager()
        return () if chosen is None else (chosen,)

    def _shown_part(self) -> tuple[str, tuple[int, ...]]:
        return self._month, self._managers()

    def _go(self, day: date, month: str) -> None:
        self._day, self._month = day, month
        self.refresh()

    def _on_step(self, step: int) -> None:
        if self._mode == WEEK and step:
            day = self._day + timedelta(days=7 * step)
            self._go(day, month_of(day))
            return
        month = shifted(self._month, step) if step else month_of(self._today)
        day = self._today if month == month_of(self._today) else days_of(month)[0]
        self._go(day, month)
        self._grid.select(day)

    def _on_mode(self, mode: str) -> None:
        self._mode = mode
        visits = _listed(self._lines.plan, mode, self._day) if self._lines else []
        if self._head.isVisibleTo(self):
            list_ = self._agenda if visits else self._nothing
            self._stack.setCurrentWidget(self._grid if mode == MONTH else list_)
        self._agenda.show_visits(visits)
        ways = [replace(action, rank="main") for action in self.actions() if action.key == "plan"]
        week = _("No visits in this week. Step to another one, or plan the month.")
        self._nothing.say(week if mode == WEEK else _("No visits in this month yet. Plan it."), ways, "calendar")

    def _on_day(self, day: date) -> None:
        if day != self._day:
            self._day, self._manager = day, None
        self._follow()

    def _on_line(self, line: Line) -> None:
        self._day, self._manager = line.day, line.manager_id
        self._follow()

    def _on_visit(self, manager_id: int, day: date) -> None:
        self._on_line(Line(manager_id, day, ()))

    def _on_next_manager(self, manager_id: int) -> None:
        self._manager = manager_id
        self._follow()

    def _on_moved(self, line: Line, _source: date, day: date, copy: bool) -> None:
        visits = self._lines.planned_of(line) if self._lines else ()
        change = CopyVisits(visits, day) if copy else MoveVisits(visits, day)
        self._day, self._manager = day, line.manager_id
        self.desk.do(change)

    def _on_menu(self, line: Line, at: QPoint) -> None:
        planned = self._lines.planned_of(line) if self._lines else ()
        acts = [
            Action("complete", _("Complete {n} visits", n=len(planned)), lambda: self.desk.do(CompleteVisits(planned)),
                   "check", enabled=bool(planned)),
            Action("record", _("Record results"), lambda: self._on_record(line.manager_id, line.day), "edit"),
            Action("print", _("Print list"), lambda: self.outlets.print_day(line.manager_id, line.day), "print",
                   group="paper"),
        ]  # fmt: skip
        menu = menu_of(acts, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _on_record(self, manager_id: int | None, day: date | None) -> None:
        self._typing.show_results(self._month, manager_id, day)
        self._stack.setCurrentWidget(self._typing)
        self._head.hide()
        self._side.hide()
        self._box.setContentsMargins(8, 8, 8, 8)

    def _record_month(self) -> None:
        self._on_record(self._chosen_manager() or self._manager or self._first_manager(), None)

    def _first_manager(self) -> int | None:
        return self._lines.plan.visits[0].manager_id if self._lines and self._lines.plan.visits else None

    def _leave_typing(self) -> None:
        self._box.setContentsMargins(8, 0, 8, 8)
        self._head.show()
        self._side.show()
        self._on_mode(self._mode)

    def _cancel(self) -> None:
        self.desk.do(CancelPlan(self._month, self._managers()))


def _listed(plan: MonthPlan, mode: str, day: date) -> list[MonthVisit]:
    """The month's visits, or those of the week of ``day``."""
    first = day - timedelta(days=day.weekday())
    return [visit for visit in plan.visits if mode == LIST or first <= visit.day < first + timedelta(days=7)]


def _notes(plan: MonthPlan) -> list[str]:
    done, planned = plan.count("done"), len(plan.visits)
    notes = [_("to be visited {n}", n=f"{plan.due:,}"), _("planned {n}", n=f"{planned:,}"),
             _("visited {n}", n=f"{done:,}")]  # fmt: skip
    if planned:
        notes.append(_("done {share}", share=f"{done / planned * 100:.1f} %"))
    return [*notes, _("overdue {n}", n=f"{plan.overdue:,}")]
