"""The loads of all managers on the Today page, and how many are too heavy."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.features.allocation.queries.standing import Carried
from app.features.allocation.rules.bands import OVER, WARNED
from app.kit.words import _
from app.shell.plain import plain
from app.ui.chart import Load, LoadBars


class BurdenPanel(QFrame):
    """A card with one bar a manager; ``all_wanted`` is its button to the managers' list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.all_wanted = QPushButton(_("Managers ›"))
        self.all_wanted.setProperty("link", True)
        self.bars = LoadBars(_("Workload of this month"), _("h"))
        self._over = plain("", soft=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(plain(_("Workload of this month"), heading=True))
        head.addWidget(self._over)
        head.addStretch(1)
        head.addWidget(self.all_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 12, 12)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.bars, 1)

    def show_burdens(self, burdens: Sequence[Carried]) -> None:
        """Replace the bars and say how many carry too much, as the duty counts them."""
        self.bars.show_loads([
            Load(one.manager.id, one.manager.name, one.hours, capacity=one.manager.capacity,
                 tone=WARNED.get(one.band, ""))
            for one in burdens
        ])  # fmt: skip
        over = sum(one.band == OVER for one in burdens)
        self._over.setText(_("{n} above the load band", n=over) if over else "")
