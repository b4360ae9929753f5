"""How a list is seen: columns, archived rows, telephone numbers, views kept under a name."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QPoint

from app.kit.fields import Field, Kind
from app.kit.store.query import View
from app.kit.store.views import kept_view, plain_view
from app.kit.words import N_, _
from app.ui.action import Action
from app.ui.form import Form
from app.ui.page.listface import ListFace
from app.ui.table.choosing import ColumnChooser


class Seeing(QObject):
    """Actions that change nothing but the picture."""

    def __init__(self, page: ListFace) -> None:
        super().__init__(page)
        self._page = page
        self._name = f"views.{page.offer.listing.name}"

    def actions(self) -> list[Action]:
        """Switches first, then the kept views."""
        page = self._page
        has_phone = any(column.field.kind is Kind.PHONE for column in page.model.columns)
        found = [
            Action("columns", _("Columns…"), self._choose_columns, "columns", group="see"),
            Action("drawer", _("Details at the right"), self._turn_drawer, "", "more", "Ctrl+I",
                   is_on=not page.drawer.isHidden(), group="see"),
            Action("archived", _("Archived rows"), self._turn_archived, is_on=page.model.view.archived, group="see"),
        ]  # fmt: skip
        if has_phone:
            turn = lambda: page.reveal(not page.model.revealed)  # noqa: E731
            found.append(Action("reveal", _("Telephone numbers in full"), turn, is_on=page.model.revealed, group="see"))
        found.append(Action("refresh", _("Ask again"), page.refresh, "refresh", "more", "F5", group="see"))
        kept = [
            Action(f"view.{name}", name, self._show(name), "", is_on=self._view(name) == page.model.view, group="view")
            for name in self._kept()
        ]
        keep = Action("keep", _("Keep this view…"), self._keep, "save", group="view")
        forget = [
            Action("forget", _("Forget the view “{name}”", name=name), self._forget(name), "close", group="view")
            for name in self._kept() if self._view(name) == page.model.view
        ]  # fmt: skip
        return [*found, *kept, keep, *forget]

    def _kept(self) -> Mapping[str, Any]:
        kept: Mapping[str, Any] = self._page.settings.get(self._name) or {}
        return kept

    def _view(self, name: str) -> View:
        return kept_view(self._page.offer.listing, self._kept()[name])

    def _choose_columns(self) -> None:
        corner = self._page.table.mapToGlobal(QPoint(self._page.table.width() - 240, self._page.table.head.height()))
        ColumnChooser(self._page.table, self._page).open_at(corner)

    def _turn_drawer(self) -> None:
        shown = self._page.drawer.isHidden()
        self._page.drawer.setVisible(shown)
        self._page.settings.keep("drawer", shown)

    def _turn_archived(self) -> None:
        view = self._page.model.asked
        self._page.model.look(replace(view, archived=not view.archived))

    def _show(self, name: str) -> Callable[[], None]:
        return lambda: self._page.show_view(self._view(name))

    def _keep(self) -> None:
        name = Field(N_("Name of the view"), Kind.TEXT, "name", required=True)
        form = Form(self._page.desk, _("Keep this view"), {"name": name}, _("Keep"))

        def sent(values: Mapping[str, Any], _again: bool) -> None:
            self._page.settings.keep(self._name, {**self._kept(), values["name"]: plain_view(self._page.model.view)})
            form.left.emit()

        form.sent.connect(sent)
        self._page.put(form, form.left)
        form.begin()

    def _forget(self, name: str) -> Callable[[], None]:
        kept = {other: view for other, view in self._kept().items() if other != name}
        return lambda: self._page.settings.keep(self._name, kept or None)
