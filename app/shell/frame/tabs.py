"""One tab of the window: its sections at the left, and a page for each, made when somebody goes there."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.kit.store.context import Context
from app.kit.store.query import Listing, count
from app.shell.frame.section_list import SectionList
from app.ui.desk import Desk

if TYPE_CHECKING:
    from app.kit.manifest import Section
    from app.ui.page import Page


def counts_of(ctx: Context, listings: Sequence[tuple[str, Listing]]) -> dict[str, int]:
    """Rows of each listing, by section."""
    return {key: count(ctx, listing) for key, listing in listings}


class Tab(QWidget):
    """``shown`` carries the page that came to the front."""

    shown = Signal(object)

    def __init__(
        self, desk: Desk, sections: "Sequence[Section]", make: "Callable[[Section], Page]",
        listings: dict[str, Listing], parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._make, self._listings = desk, make, listings
        self._sections = list(sections)
        self._pages: dict[str, Page] = {}
        self._here = ""
        self._list, self._stack = SectionList(), QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        self._show_sections()
        self._list.chosen.connect(self._on_chosen)
        desk.noticed.connect(self._on_noticed)

    def go(self, key: str = "") -> "Page":
        """Bring a section's page to the front, the one shown last unless told."""
        key = key or self._here or self._sections[0].key
        section = next(section for section in self._sections if section.key == key)
        if key not in self._pages:
            page = self._pages[key] = self._make(section)
            self._stack.addWidget(page)
        self._here = key
        self._list.go(key)
        self._stack.setCurrentWidget(self._pages[key])
        self.setFocusProxy(self._pages[key])
        self._pages[key].setFocus()
        self._count()
        self.shown.emit(self._pages[key])
        return self._pages[key]

    def add(self, section: "Section") -> None:
        """Make room for a list that has no place of its own."""
        if all(known.key != section.key for known in self._sections):
            self._sections.append(section)
            self._show_sections()

    def page(self) -> "Page | None":
        """The page in front; None before the first."""
        return self._pages.get(self._here)

    def keys(self) -> tuple[str, ...]:
        """Keys of the sections, from the top."""
        return tuple(section.key for section in self._sections)

    @property
    def here(self) -> str:
        """The key of the section in front, empty before the first."""
        return self._here

    def _show_sections(self) -> None:
        self._list.show_sections(self._sections)
        self._list.setVisible(len(self._sections) > 1)
        if self._here:
            self._list.go(self._here)

    def _count(self) -> None:
        listings = [(s.key, self._listings[s.listing]) for s in self._sections if s.listing in self._listings]
        if listings:
            self._desk.ask(self, "counts", counts_of, listings, then=self._list.show_counts)

    def _on_chosen(self, section: "Section") -> None:
        walks = self._list.hasFocus()
        self.go(section.key)
        if walks:  # the arrow keys go on through the list
            self._list.setFocus()

    def _on_noticed(self, _tables: frozenset[str]) -> None:
        if self.isVisible():
            self._count()
