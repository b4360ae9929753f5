"""The right side of the page: the map of areas by manager, and the load bars below it."""

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.features.allocation.page.ground.loadbars import Burden
from app.features.allocation.queries.outlook import Outlook
from app.kit.words import _
from app.ui.chips import Chip, ChipRow
from app.ui.map import CarryMap, MapLine, MapPoint, spread_colours

WITH_MAP, WITHOUT_MAP = [420, 230], [96, 554]
CELLS, FEEDERS, BACKDROP, LASSO = "cells", "feeders", "backdrop", "lasso"


class Ground(QSplitter):
    """Map and bars of one outlook; they tell which areas or which manager a person chose, and what he carries."""

    areas_chosen = Signal(object)  # tuple of area ids
    manager_chosen = Signal(object)  # a manager id
    carried = Signal(object, QPoint)  # area ids, where on the screen
    dropped = Signal(object, QPoint)
    put_back = Signal()
    feeders_wanted = Signal()
    """Feeder lines were switched on and nobody has drawn them yet."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._map = CarryMap(_("Areas on the map"), _("No area has coordinates. The table and the bars work without."))
        self._map.selected.connect(self.areas_chosen)
        self._map.carried.connect(self.carried)
        self._map.dropped.connect(self.dropped)
        self._map.put_back.connect(self.put_back)
        self._layers = ChipRow(_("What the map shows"))
        self._layers.changed.connect(self._on_layers)
        self._on: frozenset[str] = frozenset({BACKDROP})
        self._burden = Burden()
        self._burden.clicked.connect(self.manager_chosen)
        self._title = QLabel(_("Map"))
        self.addWidget(_card(_head(self._title, self._layers), self._map))
        self.addWidget(self._burden)
        self.setSizes(WITH_MAP)
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        self._colours: dict[int, int] = {}
        self._outlook: Outlook | None = None
        self._points: dict[Hashable, MapPoint] = {}
        self._feeders: Sequence[MapLine] | None = None
        self._backdrop: Sequence[MapLine] = ()
        self._show_chips()

    def colour(self, manager: int) -> int:
        """The categorical colour of a manager, the same in map, bars and table."""
        return self._colours.get(manager, 0)

    def prepare(self) -> None:
        """Make ready for points, once the scene can be loaded."""
        self._map.prepare()

    def show_outlook(self, outlook: Outlook) -> None:
        """Show an outlook; colours are spread so that neighbours differ, and stay through proposals.

        Points, their picture and the bars take a turn of the loop each, because thousands are enough for one.
        """
        self._outlook = outlook
        points = points_of(outlook, self._points)
        self._points = {point.id: point for point in points}
        if self._colours.keys() != outlook.managers.keys():
            spread = spread_colours(points) if points else {}
            self._colours = {m: spread.get(m, i % 12) for i, m in enumerate(outlook.managers)}
        if bool(points) == self._layers.isHidden():  # the bars take the room of a map that has nothing to show
            self.setSizes(WITH_MAP if points else WITHOUT_MAP)
        self._layers.setVisible(bool(points))
        QTimer.singleShot(0, self, partial(self._draw, points))

    def _draw(self, points: list[MapPoint]) -> None:
        assert self._outlook is not None
        self._map.show_points(points, groups_of(self._outlook, self._colours), self._lines(), self._told)
        QTimer.singleShot(0, self, self._draw_bars)

    def _draw_bars(self) -> None:
        assert self._outlook is not None
        self._burden.show_outlook(self._outlook, self._colours)

    def show_feeders(self, lines: Sequence[MapLine]) -> None:
        """Lines that join the areas of a feeder."""
        self._feeders = lines
        self._draw_again()

    def forget_feeders(self) -> None:
        """The lines no longer fit: ask again while they are on."""
        self._feeders = None
        if FEEDERS in self._on:
            self.feeders_wanted.emit()

    def show_backdrop(self, lines: Sequence[MapLine]) -> None:
        """What the office drew behind the map."""
        self._backdrop = lines
        self._show_chips()
        self._draw_again()

    def highlight(self, areas: Sequence[Hashable]) -> None:
        """Ring these areas on the map."""
        self._map.highlight(areas)

    def aim(self, manager: int | None) -> None:
        """Frame the bar of whoever would get what is carried."""
        self._burden.bars.aim(manager)

    def manager_at(self, at: QPoint) -> Hashable | None:
        """Whose bar or ground a spot of the screen is."""
        on_bar = self._burden.manager_at(at)
        return self._map.group_at(at) if on_bar is None else on_bar

    def switch(self, layer: str) -> None:
        """Turn a layer or the lasso on or off."""
        self._on_layers(self._on ^ {layer})

    def is_on(self, layer: str) -> bool:
        """Whether a layer or the lasso is on."""
        return layer in self._on

    def _told(self, area: Hashable) -> str:
        """An area under the pointer."""
        assert self._outlook is not None
        known, placement = self._outlook.areas[area], self._outlook.placements.get(area)
        return _("{area} · {households} households · {manager}", area=known.name, households=known.households,
                 manager=self._outlook.name(placement.server if placement else None))  # fmt: skip

    def _lines(self) -> list[MapLine]:
        feeders = self._feeders or () if FEEDERS in self._on else ()
        return [*(self._backdrop if BACKDROP in self._on else ()), *feeders]

    def _draw_again(self) -> None:
        if self._outlook is not None:
            self._map.show_lines(self._lines())

    def _show_chips(self) -> None:
        chips = [Chip(CELLS, _("Zones"), CELLS in self._on), Chip(FEEDERS, _("Feeders"), FEEDERS in self._on)]
        if self._backdrop:
            chips.append(Chip(BACKDROP, _("Background"), BACKDROP in self._on))
        self._layers.show_chips([*chips, Chip(LASSO, _("Lasso"), LASSO in self._on)])

    def _on_layers(self, on: frozenset[str]) -> None:
        changed, self._on = self._on ^ on, on if self._backdrop else on | {BACKDROP}
        self._show_chips()
        if CELLS in changed:
            self._map.show_outline("cells" if CELLS in on else "hulls")
        if LASSO in changed:
            self._map.set_lasso(LASSO in on)
        if FEEDERS in on and self._feeders is None:
            self.feeders_wanted.emit()
        elif {FEEDERS, BACKDROP} & changed:
            self._draw_again()


def points_of(outlook: Outlook, known: Mapping[Hashable, MapPoint] = MappingProxyType({})) -> list[MapPoint]:
    """Every area with coordinates, in the group of whoever serves it; those ``known`` that are the same are reused."""
    placed, found = outlook.placements, []
    for area in outlook.areas.values():
        if area.longitude is None or area.latitude is None:
            continue
        group = placed[area.id].server if area.id in placed else None
        old = known.get(area.id)
        is_same = old is not None and old.group == group and old.size == area.households
        if is_same and (old.x, old.y) == (area.longitude, area.latitude):
            found.append(old)
        else:
            found.append(MapPoint(area.id, area.longitude, area.latitude, area.households, group))
    return found


def groups_of(outlook: Outlook, colours: dict[int, int]) -> dict[Hashable, tuple[str, int]]:
    """Managers as the map names and colours them."""
    return {m.id: (m.name, colours[m.id]) for m in outlook.managers.values()}


def _head(title: QLabel, chips: QWidget) -> QWidget:
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(12, 6, 8, 0)
    row.setSpacing(16)
    title.setProperty("heading", True)
    row.addWidget(title)
    row.addStretch(1)
    row.addWidget(chips)
    return head


def _card(*parts: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(2)
    for part in parts:
        column.addWidget(part, 0 if part is not parts[-1] else 1)
    return card
