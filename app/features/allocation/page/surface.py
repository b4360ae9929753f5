"""The left side of the page: areas, managers or scenarios as a table, and below it what there is to say."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.features.allocation.page import gains, moves
from app.features.allocation.page.telling import Telling
from app.features.allocation.queries.outlook import Outlook
from app.kit.words import _
from app.ui.grid import Grid

AREAS, MANAGERS, SCENARIOS = range(3)
SCROLL = 14  # pixels of the frame and a scroll bar
Colours = moves.Colours


class Surface(QFrame):
    """``areas_chosen(keys)``, ``manager_chosen(id)``, ``menu_wanted`` on the screen; ``shelf`` is the third tab."""

    areas_chosen = Signal(object)
    manager_chosen = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, shelf: QWidget) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._tabs = QTabBar()
        self._tabs.setProperty("inner", True)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName(_("What the table shows"))
        for title in (_("Areas"), _("Managers"), _("Scenarios")):
            self._tabs.addTab(title)
        self.areas = Grid(_("Areas and their managers"), [], lambda area: area.id)
        self.managers = Grid(_("Managers, what they get and give"), [], lambda side: side.holder.id)
        self.areas.chosen.connect(self._on_areas)
        self.managers.chosen.connect(self._on_managers)
        self.areas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.areas.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(self.areas.viewport().mapToGlobal(at))
        )
        self._pages = QStackedWidget()
        for page in (self.areas, self.managers, shelf):
            self._pages.addWidget(page)
        self.telling = Telling()
        self._outlook: Outlook | None = None
        self._note = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._pages, 1)
        column.addWidget(self.telling)
        self._tabs.currentChanged.connect(self._on_tab)
        self.setFocusProxy(self.areas)

    def show_outlook(self, outlook: Outlook, colours: Colours) -> None:
        """New columns and managers; :meth:`show_areas` fills the table of areas."""
        self._outlook, kept = outlook, self.areas.chosen_keys()
        self.areas.grid.show_columns(moves.columns(outlook, colours))
        self.managers.grid.show_columns(gains.columns(colours))
        for grid in (self.areas, self.managers):
            grid.fit_columns()
            _widen_first(grid, self.width() - SCROLL)
        self.areas.choose(kept)
        self.managers.show_rows(gains.accounts(outlook))

    def show_areas(self, only_moves: bool, only: frozenset[int]) -> None:
        """Some rows of the areas' table."""
        if self._outlook is not None:
            self.areas.show_rows(moves.shown(self._outlook, only_moves, only))
            self._tell()

    def say(self, text: str) -> None:
        """What there is to say until somebody chooses an area."""
        self._note = text
        self._tell()

    def show_tab(self, tab: int) -> None:
        """Turn to areas, managers or scenarios."""
        self._tabs.setCurrentIndex(tab)

    def choose(self, areas: Sequence[Hashable]) -> None:
        """Select these areas, unasked; the managers stay in sight, for areas may be on their way to one."""
        self.areas.choose(areas)
        if self._tabs.currentIndex() == SCENARIOS and areas:
            self._tabs.setCurrentIndex(AREAS)
        if self._tabs.currentIndex() == MANAGERS and self._outlook is not None:
            self.telling.show_areas(self._outlook, areas)
        self._tell()

    def chosen(self) -> tuple[int, ...]:
        """Ids of the areas selected."""
        return tuple(key for key in self.areas.chosen_keys() if isinstance(key, int))

    def manager_at(self, at: QPoint) -> Hashable | None:
        """Whose row a spot of the screen is."""
        grid = self.areas if self._tabs.currentIndex() == AREAS else self.managers
        inside = grid.viewport().mapFromGlobal(at)
        if not grid.isVisible() or not grid.viewport().rect().contains(inside):
            return None
        index = grid.indexAt(inside)
        if not index.isValid():
            return None
        row = grid.grid.rows[index.row()]
        if grid is self.managers:
            return row.holder.id
        placement = self._outlook.placements.get(row.id) if self._outlook else None
        return placement.server if placement else None

    def _tell(self) -> None:
        chosen = self.areas.chosen_keys()
        if chosen:
            self._note = ""
        if self._outlook is not None and self._tabs.currentIndex() == AREAS:
            if self._note:
                self.telling.say(self._note)
            else:
                self.telling.show_areas(self._outlook, chosen)

    def _on_tab(self, tab: int) -> None:
        self._pages.setCurrentIndex(tab)
        self.telling.setVisible(tab != SCENARIOS)
        if tab == MANAGERS:
            self._on_managers(self.managers.chosen_keys())
        self._tell()

    def _on_areas(self, keys: tuple[Hashable, ...]) -> None:
        self._tell()
        self.areas_chosen.emit(keys)

    def _on_managers(self, keys: tuple[Hashable, ...]) -> None:
        if self._outlook is not None and len(keys) == 1 and isinstance(keys[0], int):
            self.telling.show_manager(self._outlook, keys[0])
            self.manager_chosen.emit(keys[0])
        else:
            self.telling.say(_("Choose a manager to see what his workload is made of."), "soft")


def _widen_first(grid: Grid, room: int) -> None:
    """Names get the room that the other columns leave."""
    header, columns = grid.horizontalHeader(), grid.grid.columns
    others = sum(header.sectionSize(at) for at in range(1, len(columns) - 1)) + columns[-1].width
    header.resizeSection(0, max(columns[0].width, room - others))
