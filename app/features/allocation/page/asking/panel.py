"""How a proposal is asked for: which question, what counts first, what must hold; and the answers as they come."""


from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.features.allocation.page.asking.kinds import ABOUT, OF_MANAGERS, WhomEditor
from app.features.allocation.page.asking.limit import MovesLimit
from app.features.allocation.page.asking.stages import StageList
from app.features.allocation.queries.asking import Ask
from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.rules.freedom import AWAY, EVEN, KINDS, LEAVER, REST, TOUCHED
from app.features.allocation.rules.terms import FEEDER, SECONDS, VILLAGE, Terms
from app.kit.errors import Refusal
from app.kit.words import N_, _

CONTIGUITY = (("", N_("no matter")), (FEEDER, N_("feeders")), (VILLAGE, N_("villages")))
PATIENCE = (5.0, SECONDS, 60.0)


class AskPanel(QFrame):
    """``asked(ask)`` when a person proposes, ``stopped`` when he keeps the best so far, ``left`` when he closes.

    Ctrl+Enter proposes, Esc leaves.
    """

    asked = Signal(object)
    stopped = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Ask for a proposal"))
        self._kind, self._about = QComboBox(), _plain("", soft=True)
        for kind, title in KINDS.items():
            self._kind.addItem(_(title), kind)
        self._kind.setAccessibleName(_("Question"))
        self._kind.currentIndexChanged.connect(self._on_kind)
        self._whom, self._stages, self._limit = WhomEditor(), StageList(), MovesLimit()
        self._hard, self._villages = QCheckBox(_("Nobody above his capacity")), QCheckBox(_("Villages stay whole"))
        self._as_one = QCheckBox(_("One successor takes everything"))
        self._contiguous = _choices(_("Not scattered over"), [(_(text), key) for key, text in CONTIGUITY])
        self._seconds = _choices(_("Take at most"), [(_("{n} s", n=f"{n:.0f}"), n) for n in PATIENCE], SECONDS)
        self._told = _plain("")
        self._told.setAccessibleName(_("Answers so far"))
        self._warned = _plain("")
        self._warned.setProperty("tone", "attention")
        self._warned.setWordWrap(True)
        self._warned.hide()
        self._go, self._leave = QPushButton(_("Propose")), QPushButton(_("Close"))
        self._go.setProperty("primary", True)
        self._go.clicked.connect(self.send)
        self._leave.clicked.connect(self._on_leave)
        self._is_running, self._areas = False, ()
        self._lay_out()
        self._on_kind()

    def show_outlook(self, outlook: Outlook, areas: tuple[int, ...]) -> None:
        """What may be asked now: the managers to choose from, and the ``areas`` chosen in the table."""
        self._areas = areas
        self._whom.show_managers(outlook.managers.values())
        self._limit.show_most(len(outlook.areas))
        if self._kind.currentData() == REST and all(area in outlook.placements for area in outlook.areas):
            self._offer(outlook)
        self._on_kind()

    def _offer(self, outlook: Outlook) -> None:
        """Where every area is served: whoever leaves soon hands over first, then the loads are evened out."""
        held = {area.manager for area in outlook.areas.values()}
        leaving = [one.id for one in outlook.managers.values() if one.leaves_on is not None and one.id in held]
        self.choose_kind(LEAVER if leaving else EVEN)
        self._whom.choose(leaving)

    def show_terms(self, terms: Terms) -> None:
        """Start from the terms of a scenario."""
        self._stages.show_priorities(terms.priorities)
        self._limit.show_limit(terms.moves)
        for box, on in ((self._hard, terms.hard_capacity), (self._villages, terms.whole_villages)):
            box.setChecked(on)
        self._as_one.setChecked(terms.as_one)
        self._contiguous.setCurrentIndex(self._contiguous.findData(terms.contiguous))

    def choose_kind(self, kind: str) -> None:
        """Ask this question."""
        self._kind.setCurrentIndex(self._kind.findData(kind))

    def terms(self) -> Terms:
        """How the question is put."""
        return Terms(
            priorities=self._stages.priorities(), hard_capacity=self._hard.isChecked(),
            whole_villages=self._villages.isChecked(), moves=self._limit.limit(),
            as_one=self._as_one.isChecked() and self._kind.currentData() == LEAVER,
            contiguous=self._contiguous.currentData(), seconds=self._seconds.currentData(),
        )  # fmt: skip

    def send(self) -> None:
        """As the button does; what cannot be asked is said instead."""
        if self._is_running:
            return
        kind = self._kind.currentData()
        try:
            managers = self._whom.managers() if kind in OF_MANAGERS else ()
            if kind in OF_MANAGERS - {AWAY} and not managers:
                raise Refusal(_("Say whom it is about."))
            if kind == TOUCHED and not self._areas:
                raise Refusal(_("Choose the areas that were split or merged in the table or on the map."))
        except Refusal as refusal:
            self.tell(str(refusal), "refused")
            return
        self.asked.emit(Ask(kind, self.terms(), managers, self._areas if kind == TOUCHED else ()))

    def begin(self) -> None:
        """A run is under way: the button stops it and keeps the best."""
        self._is_running = True
        self.warn(())
        self._go.setEnabled(False)
        self._leave.setText(_("Stop, keep the best"))
        self._leave.setFocus()
        self.tell(_("Looking for a first answer…"), "soft")

    def end(self) -> None:
        """The run is over."""
        self._is_running = False
        self._go.setEnabled(True)
        self._leave.setText(_("Close"))

    def tell(self, text: str, tone: str = "") -> None:
        """The latest answer, or what is wrong."""
        self._told.setText(text)
        self._told.setProperty("tone", tone)
        self._told.style().polish(self._told)

    def warn(self, could_not: Sequence[str]) -> None:
        """What the question could not use."""
        self._warned.setText("\n".join(could_not))
        self._warned.setVisible(bool(could_not))

    def told(self) -> str:
        """What was said last."""
        return self._told.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter proposes, Esc stops or leaves."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        elif event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 16, 8)
        column.setSpacing(8)
        self._about.setWordWrap(True)
        rows: tuple[QWidget, ...] = (
            _heading(_("Question")), self._kind, self._about, self._whom, self._as_one,
            _heading(_("What counts first")), self._stages, _heading(_("What must hold")), self._limit,
            _row(self._hard, self._villages), _row(_plain(_("Not scattered over"), soft=True), self._contiguous,
                                                   _plain(_("Take at most"), soft=True), self._seconds),
        )  # fmt: skip
        for row in rows:
            column.addWidget(row)
        column.addWidget(self._warned)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        self._told.setWordWrap(True)
        self._told.setContentsMargins(16, 0, 16, 0)
        foot = _row(self._leave, None, self._go)
        foot.layout().setContentsMargins(16, 4, 16, 12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(area, 1)
        whole.addWidget(self._told)
        whole.addWidget(foot)
        self.setFocusProxy(self._kind)

    def _on_kind(self) -> None:
        kind = self._kind.currentData()
        self._whom.setVisible(kind in OF_MANAGERS)
        self._as_one.setVisible(kind == LEAVER)
        told = _(ABOUT[kind])
        if kind == TOUCHED:
            told = f"{told} {_('{n} areas are chosen.', n=len(self._areas))}"
        self._about.setText(told)

    def _on_leave(self) -> None:
        (self.stopped if self._is_running else self.left).emit()


def _choices(name: str, choices: list[tuple[str, object]], first: object = "") -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for text, key in choices:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(first)))
    return box


def _row(*parts: QWidget | None) -> QWidget:
    """Side by side; None is air."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    if None not in parts:
        row.addStretch(1)
    return whole


def _heading(text: str) -> QLabel:
    label = _plain(text)
    label.setProperty("heading", True)
    label.setContentsMargins(0, 6, 0, 0)
    return label


def _plain(text: str, soft: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("soft", soft)
    return label
