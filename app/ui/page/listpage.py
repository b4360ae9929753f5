"""The page of a listing: toolbar, table, drawer, empty state. Everything follows from its offer."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.kit.settings import UserSettings
from app.kit.store.blank import is_blank
from app.kit.store.query import Filter, View
from app.kit.words import _
from app.ui.action import Action, menu_of
from app.ui.chips import Chip
from app.ui.desk import Desk
from app.ui.filters import described
from app.ui.page.deeds import Deeds
from app.ui.page.listface import ListFace
from app.ui.page.offer import Offer
from app.ui.page.sums import Sums
from app.ui.table.clipboard import cells_of

OWN = "own:"  # key of a chip for a filter somebody set at a heading


class ListPage(ListFace):
    """Shows an :class:`Offer`. What one may do with it is said by :class:`Deeds`."""

    def __init__(self, desk: Desk, offer: Offer, settings: UserSettings, parent: QWidget | None = None) -> None:
        super().__init__(desk, offer, settings, parent)
        self.deeds = Deeds(self)
        self.sums = Sums(self.table)
        self._connect()
        self._bind_find()
        self.setFocusProxy(self.table)
        self.deeds.show_buttons()
        self.refresh()

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        """Acts of the manifests, then what every list can do."""
        return self.deeds.actions()

    def _connect(self) -> None:
        self.sums.told.connect(self.status)
        self.model.opened.connect(self._on_opened)
        self.table.row_changed.connect(self.drawer.show_row)
        self.table.opened.connect(self.deeds.open_row)
        self.table.bulk_wanted.connect(self.deeds.edit_pasted)
        self.table.block_pasted.connect(lambda text: self.pasted.emit(self._headed(text)))
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.selectionModel().selectionChanged.connect(lambda *_change: self.deeds.show_buttons())
        self.drawer.edit_wanted.connect(self.deeds.edit_row)
        self.drawer.reveal_wanted.connect(self.reveal)
        self.drawer.closed.connect(self._on_form_left)
        self.toolbar.searched.connect(lambda text: self.model.look(replace(self.model.asked, search=text)))
        self.toolbar.chips_changed.connect(self._on_chips)
        self.toolbar.left_down.connect(self._into_list)

    def _headed(self, text: str) -> str:
        """A block without a line of headings is read as standing under the list's own."""
        fields = [self.model.columns[section].field for section in self.table.columns.shown()]
        known = {word for field in fields for word in (field.heading(), _(field.label))}
        if known & set(cells_of(text)[0]):
            return text
        return "\t".join(field.heading() for field in fields) + "\n" + text

    def _bind_find(self) -> None:
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self._on_find)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for keys, step in ((QKeySequence.StandardKey.FindNext, 1), (QKeySequence.StandardKey.FindPrevious, -1)):
            further = QShortcut(QKeySequence(keys), self)
            further.activated.connect(partial(self._on_further, step))
            further.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _on_find(self) -> None:
        self.toolbar.search.setFocus()
        self.toolbar.search.selectAll()

    def _on_further(self, step: int) -> None:
        """The search leaves only what it found: further is the next of these, after the last the first."""
        if count := self.model.rowCount():
            at = self.table.currentIndex()
            self.table.setFocus()
            self.table.go_to(self.model.id_at((at.row() + step) % count if at.isValid() else 0))

    def _into_list(self) -> None:
        self.table.setFocus()
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.selectRow(0)

    def _on_opened(self, _is_fresh: bool) -> None:
        model = self.model
        shown, in_all = model.rowCount(), model.in_all
        self.toolbar.show_count(f"{shown:,}" if shown == in_all else f"{shown:,} / {in_all:,}")
        self.toolbar.show_chips(self._chips())
        if shown:
            self.stack.setCurrentWidget(self.table)
            if self.table.current() is None:
                self.table.go_to(model.id_at(0))
        else:
            self._say_empty()
        self.show_drawer()
        self.drawer.show_row(self.table.current())
        self.deeds.show_buttons()

    def _on_form_left(self) -> None:
        self.show_drawer()
        self.table.setFocus()

    def _say_empty(self) -> None:
        view = self.model.view
        self.stack.setCurrentWidget(self.emptiness)
        if view.search or view.filters or view.archived:
            clear = Action("clear", _("Show all"), self._on_clear, rank="primary")
            self.emptiness.say(_("Nothing in this list matches."), [clear], "search")
        else:
            self._say_ways_out(False)
            self.desk.ask(self, "blank", is_blank, then=self._say_ways_out)

    def _say_ways_out(self, may_demo: bool) -> None:
        if self.model.in_all == 0:
            self.deeds.may_demo, empty = may_demo, self.offer.listing.empty
            self.emptiness.say(_(empty) if empty else _("Nothing here yet."), self.deeds.ways_out())

    def _on_clear(self) -> None:
        self.toolbar.show_search("")
        self.model.look(View(sort=self.model.asked.sort))

    def _chips(self) -> list[Chip]:
        now, listing = set(self.model.view.filters), self.offer.listing
        named = {f for filters in listing.filters.values() if set(filters) <= now for f in filters}
        chips = [Chip(title, _(title), on=set(filters) <= now) for title, filters in listing.filters.items()]
        own = [f for f in self.model.view.filters if f not in named]
        return [*chips, *(Chip(f"{OWN}{at}", described(listing, f) + "  ✕", on=True) for at, f in enumerate(own))]

    def _on_chips(self, on: frozenset[str]) -> None:
        before = {chip.key for chip in self._chips() if chip.on}
        filters = list(self.model.asked.filters)
        named = self.offer.listing.filters
        for key in before - on:
            gone = named[key] if key in named else (self._own_filters()[int(key.removeprefix(OWN))],)
            filters = [f for f in filters if f not in gone]
        for key in on - before:
            columns = {f.column for f in named[key]}
            filters = [*(f for f in filters if f.column not in columns), *named[key]]
        self.narrow(filters)

    def _own_filters(self) -> list[Filter]:
        now = set(self.model.view.filters)
        named = {f for filters in self.offer.listing.filters.values() if set(filters) <= now for f in filters}
        return [f for f in self.model.view.filters if f not in named]

    def _on_menu(self, place: QPoint) -> None:
        menu = menu_of([action for action in self.actions() if action.in_context], self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(place))
