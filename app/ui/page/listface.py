"""What a list page is made of: toolbar, table, drawer and empty state, laid out; nothing is done here."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.kit.settings import UserSettings
from app.kit.store.change import Edit
from app.kit.store.query import Filter, View
from app.kit.store.row import fields_of
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.drawer import WIDTH, Drawer
from app.ui.page.emptiness import Emptiness
from app.ui.page.offer import Offer
from app.ui.page.page import Page
from app.ui.page.toolbar import Toolbar
from app.ui.table import ListModel, Table

log = logging.getLogger("pianqu.personal")


class ListFace(Page):
    """The parts of a list page and what they show."""

    def __init__(self, desk: Desk, offer: Offer, settings: UserSettings, parent: QWidget | None = None) -> None:
        super().__init__(desk, _(offer.listing.title), parent)
        self.offer, self.settings = offer, settings
        self.model = ListModel(desk, offer.listing, self)
        self.model.on_reveal = self._log_reveal
        self.table = Table(self.model, settings)
        self.table.setAccessibleName(self.title)
        self.drawer = Drawer(desk, offer.listing.row, offer.detail, may_edit=self.may_edit())
        self.toolbar = Toolbar(self.title, self.actions)
        self.emptiness = Emptiness()
        self.stack = QStackedWidget()
        self._lay_out()

    def refresh(self) -> None:
        """Ask the same view again."""
        self.model.refresh()

    def depends_on(self, changed: frozenset[str]) -> bool:
        """The listing knows which tables it reads."""
        return self.offer.listing.depends_on(changed)

    def show_view(self, view: object) -> None:
        """Show a view another page asked for."""
        if isinstance(view, View):
            self.toolbar.show_search(view.search)
            self.model.look(view)

    def narrow(self, filters: Sequence[Filter]) -> None:
        """Keep search and order, replace the filters."""
        self.model.look(replace(self.model.asked, filters=tuple(filters)))

    def put(self, entry: QWidget, left: object) -> None:
        """Show a form in the drawer."""
        self.drawer.setVisible(True)
        self.drawer.put(entry, left)

    def show_drawer(self) -> None:
        """The drawer stands there unless it was turned off, or has nothing to tell of an empty list."""
        is_wanted = bool(self.settings.get("drawer", True)) and self.model.rowCount() > 0
        self.drawer.setVisible(is_wanted or self.drawer.entry() is not None)

    def reveal(self, on: bool) -> None:
        """Show telephone numbers in list and drawer; the model logs it."""
        self.model.reveal(on)
        self.drawer.show_revealed(on)

    def may(self, permission: str) -> bool:
        """True if the account that works here holds ``permission``."""
        return self.desk.office.account.may(permission)

    def may_edit(self) -> bool:
        """True if this account may edit plain rows."""
        return self.may(Edit.permission) and any(f.editable for f in fields_of(self.offer.listing.row).values())

    def _log_reveal(self) -> None:
        log.info("%s revealed telephone numbers in the list %s", self.desk.office.account.name, self.offer.listing.name)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        card = QFrame()
        card.setProperty("card", True)
        inner = QHBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.emptiness)
        inner.addWidget(self.stack)
        split.addWidget(card)
        split.addWidget(self.drawer)
        split.setHandleWidth(8)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setSizes([10_000, WIDTH])
        self.drawer.setVisible(bool(self.settings.get("drawer", True)))
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 8, 8)
        box.setSpacing(0)
        box.addWidget(self.toolbar)
        box.addWidget(split, 1)
