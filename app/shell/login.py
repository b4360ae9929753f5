"""Who works here: asked where the office has accounts."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.features.org.queries import ACCOUNTS
from app.kit.store.access import ROLES, Account
from app.kit.store.context import Context
from app.kit.store.query import order, rows
from app.kit.words import _
from app.shell.plain import plain

WIDTH = 420


def accounts(ctx: Context) -> list[Account]:
    """Every account of the office, by name."""
    keys = [column.key for column in ACCOUNTS.columns]
    name, role = keys.index("name") + 1, keys.index("role") + 1
    return [Account(row[name], row[role]) for row in rows(ctx, ACCOUNTS, order(ctx, ACCOUNTS))]


class Login(QWidget):
    """One button a person; ``chosen`` carries the :class:`Account`."""

    chosen = Signal(object)

    def __init__(self, office: str, known: Sequence[Account], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Pianqu 片区管家 · {office}")
        card = QFrame()
        card.setProperty("card", True)
        card.setFixedWidth(WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(8)
        column.addWidget(plain(_("Who works here?"), title=True))
        column.addWidget(plain(_("The journal writes down who did what."), soft=True))
        for account in known:
            row = QHBoxLayout()
            button = QPushButton(account.name.replace("&", "&&"))
            button.clicked.connect(partial(self.chosen.emit, account))
            row.addWidget(button, 1)
            role = plain(_(ROLES[account.role].label), soft=True)
            role.setFixedWidth(120)
            row.addWidget(role)
            column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
