"""What counts first: the aims in their stages, moved up and down, weighed within a stage."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.features.allocation.rules.terms import AIMS, STAGED, WEIGHED, Priority
from app.kit.words import _
from app.ui.chips import Chip, ChipRow
from app.ui.theme import icon, themes

HEIGHT = 30
HEAVIEST = 20.0
STEPS = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}
ONE_BY_ONE, TOGETHER = "staged", "weighed"


class StageList(QWidget):
    """A short list of aims; the first stage wins. Drag a row, or Alt+Up and Alt+Down; ``changed`` after a person did.

    A row joined to the one above shares its stage: there the weights decide.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What counts first"))
        self._rows = [_Aim(name) for name in AIMS]
        self._presets = ChipRow(_("Ways to weigh"), exclusive=True)
        self._presets.changed.connect(self._on_preset)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self._box.addWidget(self._presets)
        for row in self._rows:
            self._box.addWidget(row)
            row.moved.connect(partial(self._on_moved, row))
            row.dragged.connect(partial(self._on_dragged, row))
            row.changed.connect(self._on_changed)
        self.show_priorities(WEIGHED)

    def priorities(self) -> dict[str, Priority]:
        """As they stand: the stage and weight of every aim, in their order; tolerances are those of the preset."""
        stage, found = -1, {}
        for at, row in enumerate(self._rows):
            stage += not (at and row.joined.isChecked())
            found[row.aim] = Priority(stage, row.weight.value(), STAGED[row.aim].tolerance)
        return found

    def show_priorities(self, known: Mapping[str, Priority]) -> None:
        """Put an order; nothing is emitted."""
        order = sorted(AIMS, key=lambda aim: known.get(aim, Priority(9)).stage)
        self._rows.sort(key=lambda row: order.index(row.aim))
        before = None
        for row in self._rows:
            one = known.get(row.aim, Priority(9))
            row.show_priority(one, joined=one.stage == before)
            before = one.stage
        self._place()

    def _place(self) -> None:
        """Rows in their order, numbered by stage."""
        stage = 0
        for at, row in enumerate(self._rows):
            stage += not (at and row.joined.isChecked())
            self._box.insertWidget(at + 1, row)
            row.show_place(stage, is_first=at == 0)
            if at:
                QWidget.setTabOrder(self._rows[at - 1].joined, row.weight)
        kind = self._kind()
        self._presets.show_chips([
            Chip(ONE_BY_ONE, _("One after another"), kind == ONE_BY_ONE),
            Chip(TOGETHER, _("All weighed together"), kind == TOGETHER),
        ])  # fmt: skip

    def _kind(self) -> str:
        stages = {one.stage for one in self.priorities().values()}
        return TOGETHER if len(stages) == 1 else ONE_BY_ONE

    def _on_preset(self, on: frozenset[str]) -> None:
        self.show_priorities(WEIGHED if TOGETHER in on else STAGED)
        self.changed.emit()

    def _on_moved(self, row: "_Aim", step: int) -> None:
        here = self._rows.index(row)
        self._put(row, here + step)
        row.weight.setFocus()

    def _on_dragged(self, row: "_Aim", at: QPointF) -> None:
        y = row.mapTo(self, at.toPoint()).y() - self._rows[0].y()
        self._put(row, y // (HEIGHT + self._box.spacing()))

    def _put(self, row: "_Aim", to: int) -> None:
        here, there = self._rows.index(row), min(max(to, 0), len(self._rows) - 1)
        if here != there:
            self._rows.insert(there, self._rows.pop(here))
            self._on_changed()

    def _on_changed(self) -> None:
        self._place()
        self.changed.emit()


class _Aim(QFrame):
    """One aim: its stage, name, weight, and whether it is joined to the one above."""

    changed = Signal()
    moved = Signal(int)
    dragged = Signal(QPointF)

    def __init__(self, aim: str) -> None:
        super().__init__()
        self.aim = aim
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self._stage, self._name, self._grip = QLabel(), QLabel(_(AIMS[aim])), QLabel()
        self._stage.setFixedWidth(16)
        self._stage.setProperty("tone", "accent")
        self.weight, self.joined = QDoubleSpinBox(), QCheckBox(_("with the one above"))
        self.weight.setRange(0.0, HEAVIEST)
        self.weight.setDecimals(1)
        self.weight.setSingleStep(0.5)
        self.weight.setFixedWidth(72)
        self.weight.setPrefix("× ")
        self.weight.setAccessibleName(_("Weight of {aim}", aim=_(AIMS[aim])))
        self.joined.setAccessibleName(_("{aim}: same stage as the one above", aim=_(AIMS[aim])))
        for control in (self.weight, self.joined):
            control.installEventFilter(self)
        self.weight.valueChanged.connect(self.changed)
        self.joined.toggled.connect(self.changed)
        self._up, self._down = self._step("up", _("Earlier"), -1), self._step("down", _("Later"), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(6)
        for part in (self._grip, self._stage, self._name):
            row.addWidget(part)
        row.addStretch(1)
        for control in (self.joined, self.weight, self._up, self._down):
            row.addWidget(control)
        themes.changed.connect(self._dress)
        self._dress()

    def show_priority(self, one: Priority, joined: bool) -> None:
        """Put weight and joint, unasked."""
        for control in (self.weight, self.joined):
            control.blockSignals(True)
        self.weight.setValue(one.weight)
        self.joined.setChecked(joined)
        for control in (self.weight, self.joined):
            control.blockSignals(False)

    def show_place(self, stage: int, is_first: bool) -> None:
        """The number of the stage; the first row has none above."""
        self._stage.setText(str(stage) if is_first or not self.joined.isChecked() else "")
        self.joined.setVisible(not is_first)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row follows the pointer from place to place."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.position())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Up and Alt+Down move the row, from any control of it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = STEPS.get(event.key())
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.moved.emit(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, picture: str, name: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("picture", picture)
        button.setAccessibleName(f"{name}: {_(AIMS[self.aim])}")
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.clicked.connect(lambda: self.moved.emit(step))
        return button

    def _dress(self) -> None:
        self._grip.setPixmap(icon("drag").pixmap(16, 16))
        for button in (self._up, self._down):
            button.setIcon(icon(button.property("picture")))
