"""Recording: choose a manager and a month, then type the paper back in its printed order."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.features.managers.queries import serving
from app.features.visits.page.dates import said_month
from app.features.visits.page.panel import TypingPanel
from app.kit.words import _
from app.kit.workdays import month_of, shifted
from app.ui.desk import Desk
from app.ui.editors.few import FewBox
from app.ui.page.page import Page


class RecordPage(Page):
    """A manager, a month, and the lines of his list."""

    tables = frozenset({"visit", "manager", "staff", "representation", "customer", "area"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Record results"), parent)
        self._month = month_of(desk.office.today)
        self._title = QLabel()
        self._title.setProperty("title", True)
        self._who, self.typing = FewBox(_("Customer manager")), TypingPanel(desk, with_way_back=False)
        self._build()
        self._who.currentIndexChanged.connect(lambda _at: self._show_lines())
        self.refresh()

    def refresh(self) -> None:
        """Ask who is in office; lines that are being typed are left alone."""
        self.desk.ask(self, "managers", serving, then=self._on_managers)

    def _on_managers(self, people: tuple) -> None:
        before = self._who.chosen()
        self._who.show_few(people)
        if self._who.chosen() != before:
            self._show_lines()
        else:
            self.typing.reload()

    def _show_lines(self) -> None:
        self._title.setText(said_month(self._month))
        self.typing.show_results(self._month, self._who.chosen(), None)

    def _step(self, by: int) -> None:
        self._month = shifted(self._month, by)
        self._show_lines()

    def _build(self) -> None:
        head = QFrame()
        head.setProperty("toolbar", True)
        row = QHBoxLayout(head)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        for text, step, said in (("‹", -1, _("Previous month")), ("›", 1, _("Next month"))):
            button = QPushButton(text)
            button.setAccessibleName(said)
            button.setFixedWidth(30)
            button.setStyleSheet("padding: 0")
            button.clicked.connect(lambda _on=False, step=step: self._step(step))
            row.addWidget(button)
        row.addWidget(self._who)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 8, 8)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self.typing, 1)
