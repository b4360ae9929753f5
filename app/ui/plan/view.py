"""The import plan on one page: tabs at the left, rows in the middle, meaning of the columns at the right."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from app.kit.planning.plan import TAKE, Choices, FilePlan, SheetPlan
from app.kit.sheet import CHANGED, NEW, REFUSED, SAME, SKIPPED, Sheet
from app.kit.words import _
from app.ui.chips import Chip, ChipRow
from app.ui.plan.card import RowsCard
from app.ui.plan.mapping import MappingPanel
from app.ui.plan.model import STATUSES
from app.ui.plan.wording import words
from app.ui.theme import tip

FIRST_SHOWN = (NEW, CHANGED, REFUSED, SKIPPED)
Tab = tuple[FilePlan, SheetPlan | None]


class PlanView(QWidget):
    """Shows file plans. ``applied`` asks to carry them out, ``replanned(Choices)`` to plan anew with what a
    person decided, ``answered`` to give the refused rows back in the sender's workbook, ``left`` to forget them."""

    applied = Signal()
    answered = Signal()
    replanned = Signal(object)
    left = Signal()

    def __init__(self, sheets: Sequence[Sheet], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Import plan"))
        self._choices = Choices()
        self._tabs: list[Tab] = []
        self._shown = frozenset(FIRST_SHOWN)
        self._rows = QStandardItemModel(self)
        self._list = QListView()
        self._card = RowsCard()
        self._mapping = MappingPanel(sheets)
        self._chips = ChipRow(_("What happens"))
        self._sum = words("")
        self._apply, self._answer = QPushButton(_("Apply")), QPushButton(_("Save the answer workbook…"))
        self._lay_out()
        self._list.selectionModel().currentChanged.connect(lambda now, _before: self._show_tab(now.row()))
        self._chips.changed.connect(self._on_chips)
        self._mapping.kind_chosen.connect(self._on_kind)
        self._mapping.column_chosen.connect(self._on_column)
        self._mapping.meant.connect(self._on_meant)
        self._mapping.measured.connect(self._on_measured)
        self._mapping.policy.chosen.connect(self._on_policy)
        self._card.toggled.connect(self._on_toggled)
        self._answer.clicked.connect(self.answered)
        self._apply.clicked.connect(self.applied)
        self.left.connect(self._forget)

    def show_plans(self, plans: Sequence[FilePlan]) -> None:
        """Replace the plans; the tab in front stays in front."""
        here = max(0, self._list.currentIndex().row())
        self._tabs = [(plan, tab) for plan in plans for tab in (plan.sheets or (None,))]
        self._name_tabs()
        whole = sum((plan.counts() for plan in plans), Counter[str]())
        self._sum.setText(_in_words(whole) if whole else _("There is nothing to take in."))
        work = whole[NEW] + whole[CHANGED]
        self._apply.setEnabled(work > 0)
        self._apply.setText(_("Take in {n} rows", n=f"{work:,}") if work else _("Apply"))
        self._answer.setVisible(whole[REFUSED] > 0)
        at = min(here, len(self._tabs) - 1)
        if at == self._list.currentIndex().row():
            self._show_tab(at)
        else:
            self._list.setCurrentIndex(self._rows.index(at, 0))  # and so it is shown

    def _forget(self) -> None:
        """A hundred thousand rows do not wait until the view itself is thrown away."""
        self._tabs = []
        self._card.forget()

    def _name_tabs(self) -> None:
        """Items that stay keep the tab in front, and so the keyboard's place."""
        self._rows.setRowCount(len(self._tabs))
        for at, (plan, tab) in enumerate(self._tabs):
            item = QStandardItem(f"{Path(plan.file).name}\n{_told(tab) if tab else plan.reason}")
            item.setToolTip(tip(item.text()))
            self._rows.setItem(at, item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter applies, Esc leaves."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and control:
            self._apply.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._list.setModel(self._rows)
        self._list.setProperty("section", True)
        self._list.setStyleSheet("QListView::item { height: 48px; }")
        self._list.setFixedWidth(196)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setAccessibleName(_("Files and sheets"))
        head, middle = QHBoxLayout(), QHBoxLayout()
        title = words(_("Import plan"), heading=True)
        title.setProperty("title", True)
        head.addWidget(title)
        head.addWidget(self._chips, 1)
        self._mapping.setProperty("card", True)
        self._mapping.setFixedWidth(264)
        middle.setSpacing(8)
        for part, stretch in ((self._list, 0), (self._card, 1), (self._mapping, 0)):
            middle.addWidget(part, stretch)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(8)
        for line in (head, middle, self._foot()):
            box.addLayout(line)
        box.setStretch(1, 1)

    def _foot(self) -> QHBoxLayout:
        """What will happen in words, and what one may do about it."""
        cancel, foot = QPushButton(_("Cancel")), QHBoxLayout()
        cancel.clicked.connect(self.left)
        self._apply.setProperty("primary", True)
        why = _("A copy of the workbook with the refused cells in red and the reason beside them")
        self._answer.setToolTip(tip(why))
        foot.addWidget(self._sum, 1)
        for button in (self._answer, cancel, self._apply):
            foot.addWidget(button)
        return foot

    def _tab(self) -> Tab | None:
        at = self._list.currentIndex().row()
        return self._tabs[at] if 0 <= at < len(self._tabs) else None

    def _show_tab(self, at: int) -> None:
        if not 0 <= at < len(self._tabs):
            return
        plan, tab = self._tabs[at]
        counts = tab.counts() if tab else Counter[str]()
        self._chips.show_chips([
            Chip(status, f"{_(label)} {counts[status]:,}", on=status in self._shown)
            for status, (label, _tone) in STATUSES.items() if counts[status]
        ])  # fmt: skip
        self._card.show_tab(plan, tab, self._shown)
        self._mapping.setVisible(tab is not None)
        if tab:
            self._mapping.policy.show_policy(self._choices.policies.get(tab.name, TAKE))
            QTimer.singleShot(0, self._mapping, partial(self._mapping.show_plan, tab))  # many widgets: after the rows

    def _on_chips(self, on: frozenset[str]) -> None:
        tab = self._tab()
        offered = set(tab[1].counts()) if tab and tab[1] else set()
        self._shown = (self._shown - offered) | on
        self._show_tab(self._list.currentIndex().row())

    def _on_kind(self, kind: str) -> None:
        tab = self._tab()
        if tab and tab[1]:
            self._choose(replace(self._choices, kinds={**self._choices.kinds, tab[1].name: kind}))

    def _on_column(self, heading: str, name: str) -> None:
        self._choose(replace(self._choices, columns={**self._choices.columns, heading: name}))

    def _on_meant(self, column: str, written: str, code: object) -> None:
        meant = {**self._choices.references, (column, written): code}
        self._choose(replace(self._choices, references=meant))

    def _on_measured(self, heading: str, meaning: str) -> None:
        self._choose(replace(self._choices, percent={**self._choices.percent, heading: meaning}))

    def _on_policy(self, policy: str) -> None:
        tab = self._tab()
        if tab and tab[1]:
            self._choose(replace(self._choices, policies={**self._choices.policies, tab[1].name: policy}))

    def _on_toggled(self, rows: Sequence[int], out: bool) -> None:
        tab = self._tab()
        if tab and tab[1]:
            these = frozenset((Path(tab[0].file).name, tab[1].name, row) for row in rows)
            known = self._choices.left_out
            self._choose(replace(self._choices, left_out=known | these if out else known - these))

    def _choose(self, choices: Choices) -> None:
        self._choices = choices
        self.replanned.emit(choices)


def _told(tab: SheetPlan) -> str:
    return f"{tab.name}: {_in_words(tab.counts())}" if tab.rows else " ".join((tab.name, *tab.notes[:1]))


def _in_words(counts: Counter[str]) -> str:
    shown = (status for status in (NEW, CHANGED, SAME, REFUSED, SKIPPED) if counts[status])
    return " · ".join(f"{_(STATUSES[status][0])} {counts[status]:,}" for status in shown)
