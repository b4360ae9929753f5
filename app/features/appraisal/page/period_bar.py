"""The head of the results: which month, at which stage, and the next step."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from app.features.appraisal.model import STAGES
from app.features.appraisal.queries.trend import PeriodState
from app.kit.words import _
from app.ui.action import Action, button_of, menu_of
from app.ui.chips import Chip, ChipRow
from app.ui.theme import icon, themes


class PeriodBar(QFrame):
    """``stepped(-1 or 1)`` asks for the period before or after."""

    stepped = Signal(int)

    def __init__(self, rest: Callable[[], Sequence[Action]]) -> None:
        super().__init__()
        self.setProperty("toolbar", True)
        self._rest = rest
        self._month = QLabel()
        self._month.setTextFormat(Qt.TextFormat.PlainText)
        self._month.setProperty("title", True)
        self._before = self._arrow(-1, _("Period before"), "Alt+Left")
        self._after = self._arrow(1, _("Period after"), "Alt+Right")
        self._stages = ChipRow(_("Stage"))
        # The chips tell how far the period is; the buttons beside them take it further.
        self._stages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stages.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._buttons: list[QPushButton] = []
        self._more = QPushButton(_("More"))
        self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._more.setAccessibleName(_("More actions"))
        self._more.clicked.connect(self._on_more)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._before)
        row.addWidget(self._month)
        row.addWidget(self._after)
        row.addSpacing(6)
        row.addWidget(self._stages, 1)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(8)
        row.addLayout(self._acts)
        row.addWidget(self._more)
        themes.changed.connect(self._dress)
        self._dress()

    def show_period(self, period: PeriodState | None, has_before: bool, has_after: bool) -> None:
        """Title, arrows and stages of a period; None while there is none."""
        self._month.setText(month_words(period.month) if period else _("No period yet"))
        self._before.setEnabled(has_before)
        self._after.setEnabled(has_after)
        for arrow in (self._before, self._after):
            arrow.setVisible(period is not None)
        codes = [stage.code for stage in STAGES]
        at = codes.index(period.stage) if period else -1
        chips = [Chip(stage.code, _(stage.label), n == at, n < at) for n, stage in enumerate(STAGES)]
        self._stages.show_chips(chips if period else ())

    def show_acts(self, actions: Sequence[Action]) -> None:
        """The main acts as buttons, the primary one last."""
        while self._buttons:
            button = self._buttons.pop()
            self._acts.removeWidget(button)
            button.hide()
            button.deleteLater()
        for action in sorted((a for a in actions if a.rank != "more"), key=lambda one: one.rank == "primary"):
            button = button_of(action)
            self._buttons.append(button)
            self._acts.addWidget(button)

    def _arrow(self, by: int, name: str, keys: str) -> QToolButton:
        arrow = QToolButton()
        arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        arrow.setShortcut(keys)
        arrow.setAccessibleName(name)
        arrow.setToolTip(f"{name}  {keys}")
        arrow.clicked.connect(lambda _on=False: self.stepped.emit(by))
        return arrow

    def _on_more(self) -> None:
        menu = menu_of([action for action in self._rest() if action.rank == "more"], self)
        menu.aboutToHide.connect(menu.deleteLater)
        place = self._more.mapToGlobal(self._more.rect().bottomRight())
        place.setX(place.x() - menu.sizeHint().width())
        menu.popup(place)

    def _dress(self) -> None:
        self._before.setIcon(icon("left"))
        self._after.setIcon(icon("right"))
        self._more.setIcon(icon("down"))


def month_words(month: str) -> str:
    """``2026-10`` as a title."""
    year, number = month.split("-")
    return _("{year}-{month}", year=year, month=number)
