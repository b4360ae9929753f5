"""The page of the allocation: one scenario as table, map and bars; asked for, changed by hand, brought to paper."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from importlib import import_module

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.features.allocation.page import moves
from app.features.allocation.page.asking.proposing import Proposing
from app.features.allocation.page.giving import ask_taker, takers
from app.features.allocation.page.ground.layers import Layers
from app.features.allocation.page.scenario.comparing import ComparePanel
from app.features.allocation.page.scenario.deeds import Deeds
from app.features.allocation.page.scenario.draft import Draft
from app.features.allocation.page.scenario.entering import Entering
from app.features.allocation.page.scenario.printing import print_actions
from app.features.allocation.page.scenario.proof import proven
from app.features.allocation.page.scenario.shelf import state_of
from app.features.allocation.page.workbench import Workbench
from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.queries.scenarios import MOST, Comparison, ScenarioHead, compare
from app.features.allocation.rules.terms import terms_of
from app.kit.paper import Document
from app.kit.store.context import Context
from app.kit.words import _
from app.ui.action import Action, menu_of
from app.ui.desk import Desk
from app.ui.page.page import Page
from app.ui.page.toolbar import Toolbar

SCENE = "app.ui.map.scene"
MOST_TAKERS = 12


class ProposalPage(Page):
    """Who serves what, and who would: the scenario in hand beside today's allocation."""

    tables = frozenset({
        "assignment", "area", "manager", "familiarity", "staff", "setting", "representation", "scenario",
        "planned_move", "backdrop",
    })  # fmt: skip
    papers_of = "scenarios"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Allocation"), parent)
        self._toolbar = Toolbar(_("Allocation"), self.actions)
        self._toolbar.search.hide()
        self._toolbar.chips_changed.connect(self._on_chips)
        self.bench = Workbench()
        self.draft = Draft(desk, self)
        self.proposing = Proposing(desk, self.draft, self)
        self.entering = Entering(desk, self.bench, self)
        self._deeds = Deeds(self.draft, desk.do, self.entering.enter)
        self._layers = Layers(desk, self.bench.ground, self)
        self._is_ready = False
        self._body = QStackedWidget()
        self._body.addWidget(self.bench)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 0, 8, 8)
        whole.setSpacing(0)
        whole.addWidget(self._toolbar)
        whole.addWidget(self._body, 1)
        self.setFocusProxy(self.bench)
        self._connect()
        # The map's library takes a sixth of a second to load: it does so beside the window, while the office is read.
        desk.ask(self, "scene", _load_scene, then=self._on_scene)
        self.refresh()

    def _connect(self) -> None:
        self.actions_changed.connect(self._bind_keys)
        self.draft.shown.connect(self._on_shown)
        self.draft.listed.connect(self._on_listed)
        self.proposing.told.connect(self._on_answer)
        self.proposing.begun.connect(self._on_changed)
        self.bench.given.connect(self.draft.give)
        self.bench.chosen.connect(self._on_changed)
        self.bench.menu_wanted.connect(self._on_menu)
        self.entering.done.connect(self._on_entered)
        self.entering.left.connect(self._on_changed)
        self.bench.panel_made.connect(self.proposing.listen)
        self.bench.shelf.opened.connect(self.open_scenario)
        self.bench.shelf.chosen.connect(lambda _ids: self._on_changed())

    @cached_property
    def comparison(self) -> ComparePanel:
        """Scenarios side by side; made when they are first compared."""
        made = ComparePanel()
        made.left.connect(self._on_compared)
        made.opened.connect(self.open_scenario)
        self._body.addWidget(made)
        return made

    def refresh(self) -> None:
        """Ask for the scenarios, the one in hand, and what lies behind the map."""
        self.draft.refresh()
        self._layers.refresh()

    def actions(self) -> Sequence[Action]:
        """Propose, the scenario's next step, give, compare, print, and what the map shows."""
        forward, outlook = self._deeds.forward(), self.draft.outlook
        is_open, is_running = self.bench.is_asking(), self.proposing.is_running
        areas, heads = self.bench.areas(), self.draft.heads
        may_forward = forward is not None and forward.enabled
        released = [area for area in areas if outlook and area in outlook.hands]
        return [
            Action("propose", _("Propose") if is_open else _("Propose…"), self.propose, "refresh",
                   "main" if may_forward or is_open else "primary", "Ctrl+R", outlook is not None and not is_running),
            *([replace(forward, rank="main") if self.entering.is_open else forward] if forward else []),
            Action("give", _("Give to…"), self._ask_taker, "person", "more", "Ctrl+G", bool(areas), True,
                   group="areas"),
            Action("release", _("Release for the next run"), partial(self.draft.release, released), "unlock",
                   enabled=bool(released), in_context=True, group="areas"),
            Action("compare", _("Compare"), self._compare, "columns", "main" if len(heads) > 1 else "more", "",
                   len(heads) > 1, group="scenario"),
            *self._deeds.others(),
            Action("print", _("Print…"), self._on_print, "print", "main" if self.draft.head else "more", "Ctrl+P",
                   outlook is not None, group="paper"),
            *self._layers.actions(),
        ]  # fmt: skip

    def propose(self) -> None:
        """Open the question; asked again, send it."""
        outlook = self.draft.outlook
        assert outlook is not None
        if self.bench.is_asking():
            self.bench.panel.send()
            return
        self.bench.panel.show_outlook(outlook, self.bench.areas())
        if self.draft.head is not None and self.draft.head.terms not in ("", "{}"):
            self.bench.panel.show_terms(terms_of(self.draft.head.terms))
        self._body.setCurrentWidget(self.bench)
        self.bench.show_panel()
        self._on_changed()

    def open_scenario(self, id_: int) -> None:
        """Work on a scenario."""
        self._on_compared()
        self.bench.show_surface()
        self.bench.surface.show_tab(0)
        self.bench.moves_only = True
        self.draft.open(id_)

    def _on_scene(self, _loaded: None) -> None:
        self._is_ready = True
        self.bench.ground.prepare()
        if self.draft.outlook is not None:
            self._on_shown(self.draft.outlook)

    def _on_shown(self, outlook: Outlook) -> None:
        self._layers.show_outlook(outlook)
        if self._is_ready:
            self.bench.show_outlook(outlook)
            QTimer.singleShot(0, self, self._show_table)  # thousands of points were enough for one turn

    def _show_table(self) -> None:
        self.bench.show_table()
        self._on_changed()

    def _on_listed(self) -> None:
        self.bench.shelf.show_heads(self.draft.heads)
        self._on_changed()

    def _on_changed(self) -> None:
        outlook, head = self.draft.outlook, self.draft.head
        if outlook is None:
            return
        self._toolbar.show_title(head.name if head else _("Allocation"))
        self._toolbar.show_count(_standing(outlook, head))
        self._toolbar.show_chips(moves.chips(outlook, self.bench.moves_only, len(self.bench.only)))
        self._toolbar.show_acts(self.actions())
        self.actions_changed.emit()

    def _on_chips(self, on: frozenset[str]) -> None:
        self.bench.moves_only = "moves" in on
        if "only" not in on:
            self.bench.only = frozenset()
        if "locked" not in on and (hands := self.draft.hands()):
            self.draft.release(sorted(hands))
        self.bench.list_areas()
        self._on_changed()

    def _on_answer(self, text: str, has_moves: bool) -> None:
        self.bench.show_surface()
        self.bench.surface.show_tab(0)
        self.bench.moves_only, self.bench.only = has_moves, frozenset()
        self.bench.list_areas()
        self.bench.surface.say(text)
        self._on_changed()

    def _ask_taker(self) -> None:
        areas, outlook = self.bench.areas(), self.draft.outlook
        if areas and outlook is not None:
            ask_taker(outlook, areas, partial(self.draft.give, areas), self)

    def _on_menu(self, at: QPoint) -> None:
        areas, outlook = self.bench.areas(), self.draft.outlook
        if areas and outlook is not None:
            own = [action for action in self.actions() if action.in_context]
            menu = menu_of([*own, *takers(outlook, areas, partial(self.draft.give, areas))[:MOST_TAKERS]], self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(at)

    def _on_entered(self, done: object) -> None:
        """A copy is opened at once."""
        if isinstance(done.result, int):
            self.draft.open(done.result)

    def _compare(self) -> None:
        """The scenarios chosen on the shelf, else the one in hand and the newest others."""
        chosen = list(self.bench.shelf.ids())
        own = [head.id for head in ([self.draft.head] if self.draft.head else [])]
        ids = chosen if len(chosen) > 1 else [*dict.fromkeys([*own, *(head.id for head in self.draft.heads)])]
        self.desk.ask(self, "compare", compare, tuple(ids[:MOST]), then=self._on_comparison)

    def _on_comparison(self, found: Comparison) -> None:
        managers = found.outlooks[0].managers
        self.comparison.show_comparison(found, {id_: self.bench.ground.colour(id_) for id_ in managers})
        self._body.setCurrentWidget(self.comparison)
        self.comparison.setFocus()

    def _on_compared(self) -> None:
        self._body.setCurrentWidget(self.bench)
        self.bench.setFocus()

    def _on_print(self) -> None:
        head = self.draft.head
        papers = print_actions(self.papers, self.papers_of, head.id if head else None, self._preview)
        menu = menu_of(papers, self)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self._toolbar.mapToGlobal(self._toolbar.rect().bottomRight())
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def _preview(self, make: Callable[[Context], Document]) -> None:
        self.desk.ask(self, "print", make, then=self.printed.emit)


def _standing(outlook: Outlook, head: ScenarioHead | None) -> str:
    """How far the scenario has come and how good it is proven to be; the size of the office where none is open."""
    if head is None:
        return _("{n} areas · {m} managers", n=f"{len(outlook.areas):,}", m=len(outlook.managers))
    return " · ".join([state_of(head), *([proven(head.gap)] if head.gap is not None else [])])


def _load_scene(_ctx: Context) -> None:
    import_module(SCENE)
