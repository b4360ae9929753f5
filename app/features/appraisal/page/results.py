"""The results of a period: everybody's points, and for one person where each point went."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.features.appraisal.changes.periods import FinishPeriod, OpenPeriod, PublishPeriod, ScorePeriod
from app.features.appraisal.changes.schemes import DefaultScheme
from app.features.appraisal.model import MARKETS
from app.features.appraisal.page.lost import LostPoints
from app.features.appraisal.page.period_bar import PeriodBar, month_words
from app.features.appraisal.page.person import PersonCard, TrendCard
from app.features.appraisal.page.table import HeatTable
from app.features.appraisal.queries.places import record_place
from app.features.appraisal.queries.results import Line, Results, results
from app.features.appraisal.queries.trend import PeriodState, next_period, periods, trend
from app.features.appraisal.rules.scoring import Item
from app.features.appraisal.rules.standards import RESULTS
from app.features.appraisal.sheets.month import write_month
from app.features.appraisal.sheets.workbook import write_appraisal
from app.kit.measure import Record
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.kit.store.query import View
from app.kit.words import N_, _
from app.ui.action import Action
from app.ui.desk import Desk
from app.ui.page.emptiness import Emptiness
from app.ui.page.page import Page

STEPS = {
    "collecting": (ScorePeriod, N_("Score the month")), "rating": (PublishPeriod, N_("Publish")),
    "published": (FinishPeriod, N_("Close the month")),
}  # fmt: skip
"""What takes a period further, by its stage."""


@dataclass(frozen=True)
class Overview:
    """Every period, and what would be opened next."""

    periods: Sequence[PeriodState]
    next_month: str
    scheme: int | None


def overview(ctx: Context) -> Overview:
    """What the head of the page needs."""
    return Overview(periods(ctx), *next_period(ctx))


class ResultsPage(Page):
    """Heat table on the left; waterfall or ranking, thirteen months, and lost points on the right."""

    tables = frozenset({
        "period", "scheme", "scheme_item", "rating", "score", "score_item", "area_month", "visit", "request",
        "representation", "assignment", "manager", "staff",
    })  # fmt: skip
    record_opened = Signal(str, int)

    def __init__(self, desk: Desk, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, title or _("Standings"), parent)
        self._overview: Overview | None = None
        self._period: PeriodState | None = None
        self._found: Results | None = None
        self._bar = PeriodBar(self.actions)
        self._table, self._person, self._trend, self._lost = HeatTable(), PersonCard(), TrendCard(), LostPoints()
        self._empty = Emptiness()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._body())
        self._stack.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 8, 8)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addWidget(self._stack, 1)
        self.setFocusProxy(self._table)
        self._bar.stepped.connect(self._on_stepped)
        self._table.chosen.connect(self._on_chosen)
        self._person.item_chosen.connect(self._table.choose_item)
        self._person.person_chosen.connect(self._table.choose_person)
        self._lost.opened.connect(self._on_record)
        self.refresh()

    def _body(self) -> QSplitter:
        left = QFrame()
        left.setProperty("card", True)
        inner = QVBoxLayout(left)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._table)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        for card, share in ((self._person, 20), (self._trend, 15), (self._lost, 24)):
            beside.addWidget(card, share)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 1)
        split.setSizes([860, 352])
        return split

    def refresh(self) -> None:
        """Ask which periods there are, then the results of the one shown."""
        self.desk.ask(self, "overview", overview, then=self._on_overview)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]
        """Score, publish, close, export, open the next month."""
        period, known = self._period, self._overview
        found: list[Action] = []
        if known is None:
            return found
        if period is not None:
            has_lines = bool(self._found and self._found.lines)
            found.append(Action("export", _("Export appraisal sheets…"), self._on_export, "export", "main",
                                enabled=has_lines))  # fmt: skip
            step = STEPS.get(period.stage)
            if step:
                change, word = step
                run = partial(self.desk.do, change(period.id, period.month))
                found.append(Action("step", _(word), run, "check", "primary", enabled=has_lines))
            found.append(Action("summary", _("Export month summary…"), self._on_summary, "export"))
            found.append(Action("again", _("Open a published month again…"),
                                partial(self.opened.emit, "periods", View()), "unlock", group="periods"))  # fmt: skip
        if known.scheme is None:
            make = partial(self.desk.do, DefaultScheme(_("Starting scheme")))
            found.append(Action("scheme", _("Start with the trade's scheme"), make, "add", group="periods"))
        else:
            change_ = OpenPeriod(known.next_month, known.scheme)
            text = _("Open {month}", month=month_words(known.next_month))
            found.append(Action("open", text, partial(self.desk.do, change_), "add", group="periods"))
        return found

    def _on_overview(self, found: Overview) -> None:
        self._overview = found
        shown = self._period.id if self._period else None
        before = len(found.periods)
        kept = next((each for each in found.periods if each.id == shown), None)
        self._period = kept or (found.periods[-1] if before else None)
        self._show_head()
        if self._period is None:
            self._show_empty()
            return
        self.desk.ask(self, "results", results, self._period.id, then=self._on_results)

    def _on_results(self, found: Results) -> None:
        self._found = found
        line, item = self._table.current_line(), self._table.heat.item(self._table.currentIndex().column())
        self._show_head()
        if not found.lines:
            self._show_empty()
            return
        self._stack.setCurrentIndex(0)
        self._table.show_results(found, line.person.id if line else None, item.code if item else None)
        self._tell(found)

    def _on_chosen(self, line: Line, item: Item | None) -> None:
        target = self._found.limits.good if self._found else None
        self._person.show_line(line, self._found, target)
        self._lost.show_item(line, item)
        if self._found is not None:
            then = partial(self._on_trend, target)
            self.desk.ask(self, "trend", trend, line.person.id, self._found.month, then=then)

    def _on_trend(self, target: float | None, months: Sequence[tuple[str, float | None]]) -> None:
        self._trend.show_months(months, target)

    def _on_stepped(self, by: int) -> None:
        if self._overview is None or self._period is None:
            return
        at = [each.id for each in self._overview.periods].index(self._period.id) + by
        if 0 <= at < len(self._overview.periods):
            self._period = self._overview.periods[at]
            self._on_overview(self._overview)

    def _on_record(self, record: Record) -> None:
        self.record_opened.emit(record.table, record.row_id)
        self.desk.ask(self, "place", record_place, record.table, record.row_id, then=self._on_place)

    def _on_place(self, found: tuple[str, View] | None) -> None:
        if found is not None:
            self.opened.emit(*found)

    def _on_export(self) -> None:
        if self._period is not None:
            self._write(_("Appraisal sheets"), write_appraisal, self._period.id)

    def _on_summary(self) -> None:
        if self._period is not None:
            self._write(_("Month summary"), write_month, self._period.month)

    def _write(self, name: str, write: object, what: object) -> None:
        """Ask for a place, write in a lane, tell the window of the file."""
        assert self._period is not None
        wanted = str(Path.home() / f"{name}_{self._period.month.replace('-', '')}.xlsx")
        file, _kind = QFileDialog.getSaveFileName(self, name, wanted, "*.xlsx")
        if file:
            path = Path(file).with_suffix(".xlsx")
            self.desk.run(name, partial(_job, write, what, path), then=self.written.emit)

    def _show_head(self) -> None:
        known = self._overview.periods if self._overview else ()
        at = next((n for n, each in enumerate(known) if self._period and each.id == self._period.id), -1)
        self._bar.show_period(self._period, at > 0, 0 <= at < len(known) - 1)
        self._bar.show_acts(self.actions())
        self.actions_changed.emit()

    def _show_empty(self) -> None:
        ways = [action for action in self.actions() if action.key in {"open", "scheme"}]
        text = _("No month is open for appraisal. Start with the trade's scheme, then open a month.")
        if self._overview and self._overview.scheme is not None:
            text = _("No month is open for appraisal yet.")
        if self._period is not None:
            ways = []
            text = _("Nothing is known of this month yet: assign the areas, and import the indicator report.")
        self._stack.setCurrentIndex(1)
        self._empty.say(text, ways, "appraisal")
        self.status.emit([])

    def _tell(self, found: Results) -> None:
        families = {item.family: 0.0 for item in found.items}
        for item in found.items:
            families[item.family] += item.weight
        market = next(_(choice.label) for choice in MARKETS if choice.code == found.market)
        notes = [
            _("{n} people", n=len(found.lines)), _("mean {mean}", mean=f"{found.mean:.1f}"),
            _("results {results} %, behaviour {behaviour} % ({market})", results=f"{families.get(RESULTS, 0):g}",
              behaviour=f"{families.get('behaviour', 0):g}", market=market),
        ]  # fmt: skip
        if found.unmeasured:
            notes.append(_("{n} without figures", n=len(found.unmeasured)))
        self.status.emit(notes)


def _job(write, what: object, path: Path, office: Office, _progress: object) -> Path:  # type: ignore[no-untyped-def]
    return office.ask(write, what, path)
