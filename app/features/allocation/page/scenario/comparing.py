"""Up to three scenarios side by side: figures against today, a small map each, and the areas on which they differ."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.features.allocation.page.ground.ground import groups_of, points_of
from app.features.allocation.page.scenario.sums import figure_columns, lines
from app.features.allocation.queries.scenarios import Comparison, Differing
from app.kit.words import _
from app.ui.grid import Grid, GridColumn
from app.ui.map import MapView


class ComparePanel(QWidget):
    """``left`` to go back, ``opened(id)`` to work on one of them. Esc goes back."""

    left = Signal()
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Comparison of scenarios"))
        self._figures = Grid(_("Figures side by side"), [], lambda line: line.name)
        self._areas = Grid(_("Areas on which they differ"), [], lambda one: one.area)
        self._areas.chosen.connect(self._on_areas)
        self._said = QLabel()
        self._said.setProperty("heading", True)
        self._maps = QHBoxLayout()
        self._maps.setSpacing(8)
        self._views: list[MapView] = []
        self._colours: Mapping[int, int] = {}
        back = QPushButton(_("Back"))
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 4)
        head.addWidget(self._said, 1)
        head.addWidget(back)
        below = _card(head, self._areas)
        above = QSplitter(Qt.Orientation.Horizontal)
        above.addWidget(_card(None, self._figures))
        maps = QWidget()
        maps.setLayout(self._maps)
        self._maps.setContentsMargins(0, 0, 0, 0)
        above.addWidget(maps)
        above.setSizes([500, 720])
        above.setChildrenCollapsible(False)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(above)
        whole.addWidget(below)
        whole.setSizes([352, 300])
        whole.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(whole)
        self.setFocusProxy(self._areas)

    def show_comparison(self, found: Comparison, colours: Mapping[int, int]) -> None:
        """Fill everything; colours are those of the page."""
        self._colours = colours
        names = [head.name for head in found.heads]
        self._said.setText(_("{n} areas differ", n=f"{len(found.differing):,}"))
        self._figures.grid.show_columns(figure_columns(found))
        self._figures.fit_columns()
        self._figures.show_rows(lines())
        self._areas.grid.show_columns(_area_columns(found, colours))
        self._areas.fit_columns()
        self._areas.show_rows(found.differing)
        while (old := self._maps.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._views = []
        for name, head, outlook in zip(names, found.heads, found.outlooks, strict=True):
            view = MapView(_("Areas of {name}", name=name), _("No area has coordinates."))
            view.setMinimumWidth(150)
            view.show_points(points_of(outlook), groups_of(outlook, dict(colours)))
            view.selected.connect(self._areas.choose)
            view.selected.connect(self._on_areas)
            self._views.append(view)
            self._maps.addWidget(_card(_titled(name, head.id, self.opened), view))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_areas(self, keys: Sequence[object]) -> None:
        for view in self._views:
            view.highlight(keys)  # type: ignore[arg-type]  # ids of areas


def _area_columns(found: Comparison, colours: Mapping[int, int]) -> list[GridColumn]:
    outlook = found.outlooks[0]
    areas = outlook.areas
    columns = [
        GridColumn(_("Area"), lambda one: areas[one.area].name, 220, sort=lambda one: areas[one.area].code),
        GridColumn(_("Households"), lambda one: f"{areas[one.area].households:,}", 70, right=True,
                   sort=lambda one: -areas[one.area].households),
        GridColumn(_("Hours"), lambda one: f"{areas[one.area].work.total:.1f}", 60, right=True,
                   sort=lambda one: -areas[one.area].work.total),
        GridColumn(_("Today"), lambda one: outlook.name(areas[one.area].manager), 110, tone=lambda _one: "soft"),
    ]  # fmt: skip
    for at, head in enumerate(found.heads):
        tone, dot = _tone_at(found, at), _dot_at(colours, at)
        columns.append(GridColumn(head.name, _name_at(found, at), 130, tone=tone, dot=dot))
    return columns


def _name_at(found: Comparison, at: int) -> Callable[[Differing], str]:
    return lambda one: found.outlooks[at].name(one.managers[at])


def _tone_at(found: Comparison, at: int) -> Callable[[Differing], str]:
    """What stays as it is today stands back."""
    areas = found.outlooks[0].areas
    return lambda one: "soft" if one.managers[at] == areas[one.area].manager else ""


def _dot_at(colours: Mapping[int, int], at: int) -> Callable[[Differing], int | None]:
    return lambda one: colours.get(one.managers[at] or 0)


def _titled(name: str, id_: int, opened: Signal) -> QHBoxLayout:
    title, button = QLabel(name), QPushButton(_("Open"))
    title.setTextFormat(Qt.TextFormat.PlainText)
    title.setProperty("heading", True)
    button.setProperty("link", True)
    button.setAccessibleName(_("Open {name}", name=name))
    button.clicked.connect(lambda: opened.emit(id_))
    row = QHBoxLayout()
    row.setContentsMargins(12, 4, 8, 0)
    row.addWidget(title, 1)
    row.addWidget(button)
    return row


def _card(head: QHBoxLayout | None, body: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(2)
    if head is not None:
        column.addLayout(head)
    column.addWidget(body, 1)
    return card
