"""Table and forms on the left, map and bars on the right, one selection for both, areas carried across."""

from collections.abc import Hashable
from functools import cached_property

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.features.allocation.page.asking.panel import AskPanel
from app.features.allocation.page.giving import Carrying
from app.features.allocation.page.ground.ground import Ground
from app.features.allocation.page.scenario.shelf import Shelf
from app.features.allocation.page.surface import Surface
from app.features.allocation.queries.outlook import Outlook


class Workbench(QWidget):
    """``chosen()`` when other areas are, or the question was left; ``given(areas, manager)`` when they were let go."""

    chosen = Signal()
    given = Signal(object, object)
    menu_wanted = Signal(QPoint)
    panel_made = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shelf, self.ground = Shelf(), Ground()
        self.surface = Surface(self.shelf)
        self._form: QWidget | None = None
        self._ask: QWidget | None = None
        self._left = QStackedWidget()
        self._left.addWidget(self.surface)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(self._left)
        sides.addWidget(self.ground)
        sides.setSizes([612, 620])
        sides.setStretchFactor(1, 1)
        sides.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(sides)
        self._carrying = Carrying(self, (self.surface.manager_at, self.ground.manager_at))
        self._carrying.aimed.connect(self.ground.aim)
        self._carrying.given.connect(self.given)
        self.ground.carried.connect(self._carrying.carry)
        self.ground.dropped.connect(self._carrying.drop)
        self.ground.put_back.connect(self._carrying.put_back)
        self.only: frozenset[int] = frozenset()
        self.moves_only = False
        self._outlook: Outlook | None = None
        self.surface.areas_chosen.connect(self._on_rows)
        self.surface.manager_chosen.connect(self._on_manager_row)
        self.surface.menu_wanted.connect(self.menu_wanted)
        self.ground.areas_chosen.connect(self._on_areas)
        self.ground.manager_chosen.connect(self._on_bar)
        self.setFocusProxy(self.surface)

    @cached_property
    def panel(self) -> AskPanel:
        """The question; made when it is first wanted, for its many controls would hold up the page's opening."""
        made = AskPanel()
        self._ask = _carded(made)
        self._left.addWidget(self._ask)
        made.left.connect(self.show_surface)
        made.left.connect(self.chosen)
        self.panel_made.emit(made)
        return made

    def show_outlook(self, outlook: Outlook) -> None:
        """The map and the bars now; the table with :meth:`show_table`, because both in one turn take too long."""
        self._outlook = outlook
        self._carrying.show_outlook(outlook)
        self.ground.show_outlook(outlook)

    def show_table(self) -> None:
        """The tables of the outlook shown last."""
        if self._outlook is not None:
            self.surface.show_outlook(self._outlook, self.ground.colour)
            self.list_areas()

    def list_areas(self) -> None:
        """The rows that the filters leave."""
        moving = self.moves_only and self._outlook is not None and bool(self._outlook.moved())
        self.surface.show_areas(moving, self.only)

    def areas(self) -> tuple[int, ...]:
        """Ids of the areas chosen."""
        return self.surface.chosen()

    def show_panel(self) -> None:
        """The question instead of the table."""
        panel = self.panel
        assert self._ask is not None
        self._left.setCurrentWidget(self._ask)
        panel.setFocus()

    def show_surface(self) -> None:
        """The table again."""
        self.take_out()
        self._left.setCurrentWidget(self.surface)
        self.surface.setFocus()

    def is_asking(self) -> bool:
        """The question stands there."""
        return self._ask is not None and self._left.currentWidget() is self._ask

    def put(self, form: QWidget) -> None:
        """A form instead of the table, until it is taken out."""
        self.take_out()
        self._form = _carded(form, margin=12)
        self._left.addWidget(self._form)
        self._left.setCurrentWidget(self._form)

    def take_out(self) -> None:
        """Close the form, if there is one."""
        if self._form is not None:
            form, self._form = self._form, None
            self._left.removeWidget(form)
            form.hide()
            form.deleteLater()

    def _on_rows(self, keys: tuple[Hashable, ...]) -> None:
        self.ground.highlight(keys)
        self.chosen.emit()

    def _on_areas(self, areas: tuple[int, ...]) -> None:
        """Chosen on the map: several are listed alone."""
        only = frozenset(areas) if len(areas) > 1 else frozenset()
        if only != self.only or not set(areas) <= self._listed():
            self.only, self.moves_only = only, False
            self.list_areas()
        self.surface.choose(areas)
        self.chosen.emit()

    def _listed(self) -> set[int]:
        return {area.id for area in self.surface.areas.grid.rows}

    def _on_bar(self, manager: int) -> None:
        """A bar lists its manager's areas, once more all."""
        mine = self._theirs(manager)
        self.only = frozenset() if self.only == mine else mine
        self.moves_only = False
        self.surface.show_tab(0)
        self.list_areas()
        self.chosen.emit()

    def _on_manager_row(self, manager: int) -> None:
        self.ground.highlight(sorted(self._theirs(manager)))

    def _theirs(self, manager: int) -> frozenset[int]:
        placements = self._outlook.placements.values() if self._outlook else ()
        return frozenset(one.site for one in placements if one.server == manager)


def _carded(inner: QWidget, margin: int = 1) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(margin, margin, margin, margin)
    column.addWidget(inner)
    return card
