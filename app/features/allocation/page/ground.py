"""The right side of the page: the map of areas by manager, and the load bars below it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.features.allocation.queries.outlook import Outlook
from app.kit.words import _
from app.ui.chart import Load, LoadBars
from app.ui.map import MapPoint, MapView, spread_colours

NOBODY = 0


class Ground(QSplitter):
    """Map and bars of one outlook; they tell which areas or which manager a person chose."""

    areas_chosen = Signal(object)  # tuple of area ids
    manager_chosen = Signal(object)  # a manager id

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._map = MapView(_("Areas on the map"), _("No area has coordinates. The table and the bars work without."))
        self._map.selected.connect(self.areas_chosen)
        self._bars = LoadBars(_("Workload of the managers"), _("h"))
        self._bars.clicked.connect(self.manager_chosen)
        self._facts = QLabel()
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setProperty("soft", True)
        self.addWidget(_card(self._map))
        bars = QWidget()
        inset = QVBoxLayout(bars)
        inset.setContentsMargins(12, 0, 8, 8)
        inset.addWidget(self._bars)
        self.addWidget(_card(_head(_("Workload (h a month)"), self._facts), bars))
        self.setSizes([420, 230])
        self.setChildrenCollapsible(False)
        self._colours: dict[int, int] = {}

    def colour(self, manager: int) -> int:
        """The categorical colour of a manager, the same in map, bars and table."""
        return self._colours.get(manager, 0)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show an outlook; colours are spread so that neighbours differ, and stay through proposals."""
        points = _points(outlook)
        if self._colours.keys() != outlook.managers.keys():
            spread = spread_colours(points) if points else {}
            self._colours = {m: spread.get(m, i % 12) for i, m in enumerate(outlook.managers)}
        groups = {m.id: (m.name, self._colours[m.id]) for m in outlook.managers.values()}
        self._map.show_points(points, groups)
        before, after = outlook.before(), outlook.after()
        moved = before != after
        self._bars.show_loads(
            [
                Load(m.id, m.name, after[m.id], before[m.id] if moved else None, self._colours[m.id], m.capacity)
                for m in outlook.managers.values()
            ]
        )
        self._facts.setText(facts(outlook))

    def highlight(self, areas: Sequence[int]) -> None:
        """Ring these areas on the map."""
        self._map.highlight(areas)

    def set_lasso(self, on: bool) -> None:
        """Let the left button draw a lasso."""
        self._map.set_lasso(on)


def facts(outlook: Outlook) -> str:
    """Evenness before and after, and how many areas move."""
    was, now = outlook.balances()
    moves = len(outlook.moves())
    if not moves:
        return _("variation {now}, largest deviation {deviation}", now=f"{now.variation:.2f}",
                 deviation=f"{now.deviation:.0%}")  # fmt: skip
    return _("variation {was} → {now} · {moves} areas move", was=f"{was.variation:.2f}", now=f"{now.variation:.2f}",
             moves=moves)  # fmt: skip


def _points(outlook: Outlook) -> list[MapPoint]:
    points = []
    words = _("{area} · {households} households · {manager}")
    for area in outlook.areas.values():
        if area.longitude is None or area.latitude is None:
            continue
        placement = outlook.placements.get(area.id)
        group = placement.server if placement else None
        label = words.format(area=area.name, manager=outlook.name(group), households=area.households)
        points.append(MapPoint(area.id, area.longitude, area.latitude, area.households, group, label))
    return points


def _head(title: str, beside: QLabel) -> QWidget:
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(12, 8, 12, 0)
    row.setSpacing(16)
    label = QLabel(title)
    label.setProperty("heading", True)
    row.addWidget(label)
    row.addWidget(beside)
    row.addStretch(1)
    return head


def _card(*parts: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part, 0 if part is not parts[-1] else 1)
    return card
