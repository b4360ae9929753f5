"""What an empty office does next, in three steps."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.kit.words import _
from app.shell.duties.figures import Holdings
from app.shell.plain import plain

WIDTH, HEIGHT = 860, 360


class FirstSteps(QFrame):
    """``wanted`` carries ``import``, ``demo``, or ``form:`` with the name of a sheet: what a person chose."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setMaximumSize(WIDTH, HEIGHT)
        self._steps = [
            _Step("1", _("Import the area ledger"), _(
                "The ledger that headquarters sends: codes, names, households, feeders. Drop the workbook anywhere "
                "on this window."), "ledger"),
            _Step("2", _("Import the staff roster"), _(
                "Who works here and who is customer manager: staff number, name, post, certificate."), "staff"),
            _Step("3", _("Import the representatives, then plan the month"), _(
                "The archive of the customer representatives. Areas without a manager and visits due then stand on "
                "this page."), "representatives"),
        ]  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(18)
        column.addWidget(plain(_("Begin here"), title=True))
        for step in self._steps:
            step.button.clicked.connect(partial(self.wanted.emit, "import"))
            step.form.clicked.connect(partial(self.wanted.emit, f"form:{step.sheet}"))
            column.addWidget(step)
        column.addLayout(self._demo_line())
        column.addStretch(1)

    def show_holdings(self, holdings: Holdings) -> None:
        """Tick off what is there; the first step that is not carries the primary button."""
        is_done = (holdings.areas > 0, holdings.staff > 0, holdings.representatives > 0)
        counts = (holdings.areas, holdings.staff, holdings.representatives)
        first = is_done.index(False) if False in is_done else -1
        for at, step in enumerate(self._steps):
            step.show_state(counts[at], is_next=at == first)

    def _demo_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        demo = QPushButton(_("Load the demo office"))
        demo.clicked.connect(partial(self.wanted.emit, "demo"))
        row.addWidget(plain(_("Or look around first: a made-up county."), soft=True))
        row.addWidget(demo)
        row.addStretch(1)
        return row


class _Step(QWidget):
    """Number, title, explanation, button; a tick and a count once it is done."""

    def __init__(self, number: str, title: str, what: str, sheet: str) -> None:
        super().__init__()
        self.sheet = sheet
        self._number = plain(number, title=True)
        self._number.setProperty("tone", "accent")
        self._number.setFixedWidth(24)
        self._count = plain("", soft=True)
        self.button, self.form = QPushButton(_("Choose a workbook…")), QPushButton(_("Empty form…"))
        self.form.setProperty("link", True)
        for button in (self.button, self.form):
            button.setAccessibleName(f"{title}: {button.text()}")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain(title, heading=True))
        words.addWidget(plain(what, soft=True, wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for part in (self._count, self.form, self.button):
            row.addWidget(part)
        self._key = number

    def show_state(self, count: int, *, is_next: bool) -> None:
        """Say how many there are, and offer the next step louder than the others."""
        self._number.setText("✓" if count else self._key)
        self._count.setText(_("{n} there", n=f"{count:,}") if count else "")
        self.button.setProperty("primary", is_next)
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)
