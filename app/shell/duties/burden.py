"""The loads of all managers on the Today page, with the mean."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.kit.words import _
from app.shell.duties.figures import Burden
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
        self._mean = plain("", soft=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(plain(_("Workload of this month"), heading=True))
        head.addWidget(self._mean)
        head.addStretch(1)
        head.addWidget(self.all_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 12, 12)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.bars, 1)

    def show_burdens(self, burdens: Sequence[Burden]) -> None:
        """Replace the bars and say what is too much."""
        self.bars.show_loads([Load(b.manager, b.name, b.hours, capacity=b.capacity) for b in burdens])
        over = sum(b.hours > b.capacity for b in burdens)
        self._mean.setText(_("{n} over their limit", n=over) if over else "")
