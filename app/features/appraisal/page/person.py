"""One person beside the table: from full mark to score, thirteen months, and where everybody stands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.features.appraisal.queries.results import GRADE_WORDS, Line, Results
from app.kit.words import _
from app.ui.chart import Moment, Ranked, RankingBars, Step, Trend, Waterfall
from app.ui.chips import Chip, ChipRow

WATERFALL, RANKING = "waterfall", "ranking"
MOST_STEPS = 5
"""Indicators with a column of their own in the waterfall; the smaller ones go together."""


class PersonCard(QFrame):
    """The waterfall of the chosen person, or everybody's ranking; ``item_chosen(code)``, ``person_chosen(id)``."""

    item_chosen = Signal(str)
    person_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._name = heading()
        self._chips = ChipRow(_("What to show"), exclusive=True)
        self._waterfall = Waterfall(_("From full mark to score"))
        self._ranking = RankingBars(_("Ranking"), digits=2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._waterfall)
        self._stack.addWidget(self._ranking)
        self._chips.changed.connect(self._on_chips)
        self._waterfall.clicked.connect(self._on_step)
        self._ranking.clicked.connect(self.person_chosen)
        self._show_chips(WATERFALL)
        box = framed(self, self._name, self._chips)
        box.addWidget(self._stack, 1)

    def show_line(self, line: Line | None, found: Results | None, target: float | None) -> None:
        """Follow the chosen person."""
        if line is None or found is None:
            self._name.setText("")
            self._waterfall.show_steps(0, ())
            self._ranking.show_ranking(())
            return
        self._name.setText(line.person.name)
        self._waterfall.show_steps(100.0, steps(line))
        rows = [Ranked(one.person.id, one.person.name, float(one.standing.total),
                       _(GRADE_WORDS.get(one.person.grade, one.person.grade))) for one in found.lines]  # fmt: skip
        self._ranking.show_ranking(rows, target, 100, line.person.id)

    def _show_chips(self, on: str) -> None:
        chips = [Chip(WATERFALL, _("Lost points"), on == WATERFALL), Chip(RANKING, _("Ranking"), on == RANKING)]
        self._chips.show_chips(chips)
        self._stack.setCurrentIndex(int(on == RANKING))

    def _on_chips(self, on: frozenset[str]) -> None:
        self._show_chips(next(iter(on), WATERFALL))

    def _on_step(self, code: object) -> None:
        if isinstance(code, str) and code not in {"full", "score", "rest"}:
            self.item_chosen.emit(code)


def steps(line: Line) -> Sequence[Step]:
    """The lost points of a person, most first; what is small goes together at the end."""
    lost = [(each.item, float(each.points - each.full)) for each in line.standing.items]
    lost = sorted((one for one in lost if one[1] < 0), key=lambda one: one[1])
    if not lost:
        return (Step("rest", _("nothing lost"), 0.0),)
    shown = lost if len(lost) <= MOST_STEPS else lost[: MOST_STEPS - 1]
    found = [Step(item.code, _(item.label), delta) for item, delta in shown]
    rest = sum(delta for _item, delta in lost[len(shown):])
    return (*found, Step("rest", _("the rest"), rest)) if rest else tuple(found)


class TrendCard(QFrame):
    """Kept totals of thirteen months."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setProperty("soft", True)
        self._trend = Trend(_("Thirteen months"), digits=1)
        name = heading()
        name.setText(_("Thirteen months"))
        framed(self, name, self._note).addWidget(self._trend, 1)

    def show_months(self, months: Sequence[tuple[str, float | None]], target: float | None) -> None:
        """Month and total, oldest first; None leaves a gap."""
        known = any(total is not None for _month, total in months)
        self._note.setText("" if known else _("published months appear here"))
        moments = [Moment(month, month[2:], total) for month, total in months] if known else []
        self._trend.show_moments(moments, target if known else None)


def heading() -> QLabel:
    """A card's title."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("heading", True)
    return label


def framed(card: QFrame, title: QLabel, beside: QWidget) -> QVBoxLayout:
    """A card's box: the title with something beside it, room for the rest."""
    box = QVBoxLayout(card)
    box.setContentsMargins(14, 8, 10, 6)
    box.setSpacing(2)
    head = QHBoxLayout()
    head.setSpacing(10)
    head.addWidget(title)
    head.addStretch(1)
    head.addWidget(beside)
    box.addLayout(head)
    return box
