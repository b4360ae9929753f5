"""What one may do with a list: the manifests' acts and everything that every list can do."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.kit.errors import Refusal
from app.kit.manifest import Act
from app.kit.store.change import Archive, Create, Restore
from app.kit.store.row import fields_of, table_of
from app.kit.values.bad import BadValue
from app.kit.values.typed import typed
from app.kit.words import _
from app.ui.action import Action
from app.ui.form import ChangeEntry, ManyEntry, RowEntry
from app.ui.page.listface import ListFace
from app.ui.page.outlets import Outlets
from app.ui.page.seeing import Seeing


class Deeds(QObject):
    """Builds the actions of a :class:`ListFace` and carries them out."""

    def __init__(self, page: ListFace) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._row = page.offer.listing.row
        self._outlets, self._seeing = Outlets(page), Seeing(page)
        self._ranks: tuple[tuple[str, bool], ...] = ()
        self.may_demo = False

    def actions(self) -> list[Action]:
        """Everything, in the order of the menus."""
        outlets = self._outlets.actions(self.may_demo)
        return [*self._acts(), *self._row_actions(), *outlets, *self._seeing.actions()]

    def show_buttons(self) -> None:
        """Bring the toolbar's buttons up to date, if what may be done changed."""
        actions = [action for action in self.actions() if action.rank != "more"]
        ranks = tuple((action.key, action.enabled) for action in actions)
        if ranks != self._ranks:
            self._ranks = ranks
            self._page.toolbar.show_acts(actions)
        self._page.actions_changed.emit()

    def ways_out(self) -> list[Action]:
        """What an empty list offers to do."""
        actions, offer = self.actions(), self._page.offer
        is_filled_by_hand = offer.listing.creates or any(sheet.name == offer.listing.name for sheet in offer.sheets)
        keys = ("import", "demo", "add") if is_filled_by_hand else ("demo",)
        acts = [a for a in actions if a.key.startswith("act.") and a.rank != "more" and a.enabled]
        return [*(action for key in keys for action in actions if action.key == key), *acts]

    def open_row(self, id_: int) -> None:
        """Show the drawer for a row."""
        self._page.drawer.setVisible(True)
        self._page.drawer.show_row(id_)

    def edit_row(self, id_: int) -> None:
        """The form of a stored row."""
        entry = RowEntry(self._desk, self._row, id_)
        self._page.put(entry, entry.left)
        entry.form.begin()

    def edit_pasted(self, key: str, text: str) -> None:
        """A value pasted over the selected rows: offered with their number before it is set."""
        listing, ids = self._page.offer.listing, self._page.table.chosen()
        name = listing.attribute(key)
        try:
            value = typed(fields_of(self._row)[name], text, self._desk.office.today)
        except (BadValue, Refusal) as wrong:
            self._desk.troubled.emit(str(wrong))
            return
        self._edit_many(ids, name, value)

    def _acts(self) -> list[Action]:
        has_chosen = self._page.table.count_chosen() > 0
        acts = [act for act in self._page.offer.acts if self._page.may(act.change.permission)]
        first = next((act for act in acts if act.main), None)
        return [
            Action(
                f"act.{act.change.__name__}", _(act.label), self._act(act), act.icon,
                "more" if not act.main else "primary" if act is first else "main",
                "Ctrl+N" if act is first and not act.needs_selection and not self._page.offer.listing.creates else "",
                enabled=has_chosen or not act.needs_selection, in_context=act.needs_selection, group="act",
            )
            for act in acts
        ]  # fmt: skip

    def _act(self, act: Act) -> Callable[[], None]:
        def run() -> None:
            entry = ChangeEntry(self._desk, act.change, _(act.label), self._page.table.chosen(), act.fill)
            self._page.put(entry, entry.left)

        return run

    def _row_actions(self) -> list[Action]:
        count, listing = self._page.table.count_chosen(), self._page.offer.listing
        archived = self._page.model.view.archived
        found: list[Action] = []
        if listing.creates and self._page.may(Create.permission):
            has_primary = any(act.main for act in self._page.offer.acts)
            rank: Any = "main" if has_primary else "primary"
            found.append(Action("add", _("Add"), self._add, "add", rank, "Ctrl+N", group="row"))
        if self._page.may_edit() and not archived:
            one, some = count == 1, count > 1
            found.append(Action("edit", _("Edit"), self._edit, "edit", "more", "Ctrl+E", one, True, group="row"))
            many = _("Set a field of {n} rows…", n=f"{count:,}") if some else _("Set a field of several rows…")
            found.append(Action("many", many, lambda: self._edit_many(self._page.table.chosen()), "edit", "more",
                                "", some, True, group="row"))  # fmt: skip
        if self._page.may(Archive.permission) and self._page.offer.listing.creates:
            text = _("Take back into the list") if archived else _("Archive")
            found.append(Action("archive", text, self._archive, "archive", "more", "", count > 0, True, group="row"))
        copy = self._page.table.copy
        found.append(Action("copy", _("Copy rows"), copy, "file", "more", "Ctrl+C", count > 0, True, group="copy"))
        return found

    def _add(self) -> None:
        entry = RowEntry(self._desk, self._row)
        entry.saved.connect(self._page.table.go_to)
        self._page.put(entry, entry.left)
        entry.form.begin()

    def _edit(self) -> None:
        for id_ in self._page.table.chosen()[:1]:
            self.edit_row(id_)

    def _edit_many(self, ids: tuple[int, ...], name: str = "", value: Any = None) -> None:
        entry = ManyEntry(self._desk, self._row, ids, name, value)
        self._page.put(entry, entry.left)
        entry.form.begin()

    def _archive(self) -> None:
        change = Restore if self._page.model.view.archived else Archive
        self._desk.do(change(table_of(self._row).name, self._page.table.chosen()))
