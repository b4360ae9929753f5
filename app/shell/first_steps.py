"""What an empty office does next, in three steps."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.kit.words import _
from app.shell.cards import plain
from app.shell.figures import Holdings


class FirstSteps(QFrame):
    """``wanted`` carries ``import``, ``demo``, ``areas`` or ``staff``: what a person chose."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._steps = [
            _Step("1", _("Import the area ledger"), _(
                "The ledger that headquarters sends: codes, names, households, feeders. Drop the workbook anywhere "
                "on this window."), "import", _("Choose a workbook…")),
            _Step("2", _("Import the staff roster"), _(
                "Who works here and who is customer manager: staff number, name, post, certificate."), "import",
                _("Choose a workbook…")),
            _Step("3", _("Import the representatives, then plan the month"), _(
                "The archive of the customer representatives. Areas without a manager and visits due then stand on "
                "this page."), "import", _("Choose a workbook…")),
        ]  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(18)
        column.addWidget(plain(_("Begin here"), title=True))
        for step in self._steps:
            step.button.clicked.connect(self._on_import)
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
        demo.clicked.connect(self._on_demo)
        row.addWidget(plain(_("Or look around first: a made-up county."), soft=True))
        row.addWidget(demo)
        row.addStretch(1)
        return row

    def _on_import(self) -> None:
        self.wanted.emit("import")

    def _on_demo(self) -> None:
        self.wanted.emit("demo")


class _Step(QWidget):
    """Number, title, explanation, button; a tick and a count once it is done."""

    def __init__(self, number: str, title: str, what: str, key: str, act: str) -> None:
        super().__init__()
        self._number = plain(number, title=True)
        self._number.setProperty("tone", "accent")
        self._number.setFixedWidth(24)
        self._count = plain("", soft=True)
        self.button = QPushButton(act)
        self.button.setAccessibleName(f"{title}: {act}")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain(title, heading=True))
        words.addWidget(plain(what, soft=True, wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._count)
        row.addWidget(self.button)
        self._key = number

    def show_state(self, count: int, *, is_next: bool) -> None:
        """Say how many there are, and offer the next step louder than the others."""
        self._number.setText("✓" if count else self._key)
        self._count.setText(_("{n} there", n=f"{count:,}") if count else "")
        self.button.setProperty("primary", is_next)
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)
