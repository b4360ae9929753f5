"""The first window: open or create an office, look at the demo, or reach a shared one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.kit.words import _
from app.shell.plain import plain

WIDTH = 820
KINDS = "*.db"


class Welcome(QWidget):
    """``chosen`` carries the address of an office, ``demo_wanted`` nothing but the wish."""

    chosen = Signal(str)
    demo_wanted = Signal()

    def __init__(self, own: str, recent: Sequence[str], trouble: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pianqu 片区管家")
        self._own = own
        self.trouble = plain(trouble, wrap=True)
        self.trouble.setProperty("tone", "refused")
        self.trouble.setVisible(bool(trouble))
        self.address = QLineEdit()
        self.address.setPlaceholderText("postgresql://user:password@server/office")
        self.address.setAccessibleName(_("Address of a shared office"))
        inner = QWidget()
        inner.setFixedWidth(WIDTH)
        column = QVBoxLayout(inner)
        column.setSpacing(14)
        column.addWidget(plain("Pianqu 片区管家", title=True))
        column.addWidget(plain(_("Who looks after which area, who is visited when, and what came of it."), soft=True))
        column.addWidget(self.trouble)
        column.addLayout(self._choices())
        column.addWidget(self._shared())
        if recent:
            column.addWidget(self._recent(recent))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        exists = Path(self._own).exists()
        own = _Choice(
            _("My office"),
            _("The office file in your own folder.") if exists else
            _("Begin with an empty office file in your own folder; import the ledger there."),
            _("Open") if exists else _("Begin"),
        )  # fmt: skip
        own.button.setProperty("primary", True)
        own.button.clicked.connect(partial(self.chosen.emit, self._own))
        other = _Choice(_("An office file"), _("Open a file from elsewhere, or create one where you like."), _("Open…"))
        other.button.clicked.connect(self._on_open)
        create = QPushButton(_("Create…"))
        create.clicked.connect(self._on_create)
        other.buttons.insertWidget(1, create)
        demo = _Choice(_("The demo office"), _("A made-up county to look around in. Nothing can break."),
                       _("Look around"))  # fmt: skip
        demo.button.clicked.connect(self.demo_wanted)
        for choice in (own, other, demo):
            row.addWidget(choice, 1)
        return row

    def _shared(self) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        go = QPushButton(_("Connect"))
        go.clicked.connect(self._on_connect)
        self.address.returnPressed.connect(self._on_connect)
        row.addWidget(plain(_("A shared office"), heading=True))
        row.addWidget(self.address, 1)
        row.addWidget(go)
        return card

    def _recent(self, recent: Sequence[str]) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(plain(_("Opened lately"), heading=True))
        for address in recent:
            button = QPushButton(address.replace("&", "&&"))
            button.setProperty("link", True)
            button.clicked.connect(partial(self.chosen.emit, address))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _on_open(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Open an office"), str(Path.home()), KINDS)
        if name:
            self.chosen.emit(name)

    def _on_create(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Create an office"), str(Path.home() / "office.db"), KINDS)
        if name:
            self.chosen.emit(name if Path(name).suffix else f"{name}.db")

    def _on_connect(self) -> None:
        if self.address.text().strip():
            self.chosen.emit(self.address.text().strip())


class _Choice(QFrame):
    """A card with a title, an explanation and its buttons."""

    def __init__(self, title: str, what: str, act: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.button = QPushButton(act)
        self.button.setAccessibleName(f"{title}: {act}")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.button)
        self.buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(plain(title, heading=True))
        column.addWidget(plain(what, soft=True, wrap=True))
        column.addStretch(1)
        column.addLayout(self.buttons)
        self.setMinimumHeight(156)
