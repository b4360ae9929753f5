"""What a person has to decide about a sheet: who is meant, what a number means, whose value counts."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.kit.planning.plan import FILL, KEEP, TAKE, Ambiguity, SheetPlan
from app.kit.sheet import REFUSED
from app.kit.values.hints import POINTS, RATIO
from app.kit.words import N_, _
from app.ui.plan.chooser import Chooser
from app.ui.plan.wording import words

POLICIES = (
    (N_("take the workbook's values"), TAKE), (N_("fill in only what is blank"), FILL),
    (N_("keep the office's values"), KEEP),
)  # fmt: skip


class Questions(QFrame):
    """What the workbook leaves open: ``meant(column name, written name, code)`` where several rows bear a name,
    ``measured(heading, meaning)`` where a number may be a ratio or a percentage."""

    meant = Signal(str, str, object)
    measured = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 8)
        self._box.setSpacing(4)

    def show_plan(self, plan: SheetPlan) -> None:
        """One question for each doubt, answered or not."""
        for each in plan.ambiguities:
            self._ask(_("Who is {name}?", name=each.written), self._candidates(each))
        for heading in _percent_headings(plan):
            told = plan.decided.percent.get(heading) if plan.decided else None
            self._ask(_("What do the numbers under “{heading}” mean?", heading=heading), self._meaning(heading, told))
        self.setVisible(self._box.count() > 0)

    def _ask(self, question: str, chooser: Chooser) -> None:
        is_open = chooser.currentIndex() < 0
        self._box.addWidget(words(question, tone="attention" if is_open else ""))
        self._box.addWidget(chooser)

    def _candidates(self, each: Ambiguity) -> Chooser:
        chooser = Chooser(each.written, ((str(code), code) for code in each.candidates), _("choose"))
        chooser.show_value(each.chosen)
        chooser.picked.connect(lambda code: self.meant.emit(each.column, each.written, code))
        return chooser

    def _meaning(self, heading: str, told: str | None) -> Chooser:
        options = ((_("95 means 95 %"), POINTS), (_("0.95 means 95 %"), RATIO))
        chooser = Chooser(_("Meaning of {heading}", heading=heading), options, _("choose"))
        chooser.show_value(told)
        chooser.picked.connect(lambda meaning: self.measured.emit(heading, meaning))
        return chooser


class Policy(QFrame):
    """Whose value counts: ``chosen(policy)``."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(4)
        self._known = Chooser(_("Where the office has other values"), ((_(text), value) for text, value in POLICIES))
        box.addWidget(words(self._known.accessibleName()))
        box.addWidget(self._known)
        self._known.picked.connect(self.chosen)

    def show_policy(self, policy: str) -> None:
        """What holds for the sheet in front."""
        self._known.show_value(policy)


def _percent_headings(plan: SheetPlan) -> Iterator[str]:
    """Headings of percent columns whose bare numbers nobody can be sure of, and those already decided."""
    rows = plan.rows if plan.counts()[REFUSED] else ()
    asked = {problem.column for row in rows for problem in row.problems if problem.code == "percent_unclear"}
    decided = plan.decided.percent if plan.decided else {}
    return (each.heading for each in plan.mapping if each.letter in asked or each.heading in decided)
