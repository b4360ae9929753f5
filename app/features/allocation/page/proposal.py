"""The proposal page: table, map and bars of one outlook, changed by hand, applied as one change."""

from collections.abc import Hashable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.features.allocation.changes import ApplyProposal
from app.features.allocation.page import moves
from app.features.allocation.page.ground import Ground
from app.features.allocation.page.telling import telling
from app.features.allocation.queries.outlook import Outlook, present, proposed
from app.features.allocation.rules.sites import Move
from app.kit.store.context import Context
from app.kit.words import _
from app.ui.action import Action, menu_of
from app.ui.desk import Desk
from app.ui.form import ChangeEntry
from app.ui.grid import Grid
from app.ui.page.page import Page
from app.ui.page.toolbar import Toolbar


class ProposalPage(Page):
    """Who serves what, and who would: ask for a proposal, lock, give by hand, apply."""

    tables = frozenset({"assignment", "area", "manager", "familiarity", "staff", "setting", "representation"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Allocation"), parent)
        self._outlook: Outlook | None = None
        self._locked: frozenset[int] = frozenset()
        self._only: frozenset[int] = frozenset()
        self._is_proposal = self._moves_only = False
        self._toolbar = Toolbar(_("Allocation"), self.actions)
        self._toolbar.search.hide()
        self._toolbar.chips_changed.connect(self._on_chips)
        self._ground = Ground()
        self._ground.areas_chosen.connect(self._on_areas)
        self._ground.manager_chosen.connect(self._on_manager)
        self._grid = Grid(_("Areas and their managers"), [], lambda placement: placement.site)
        self._grid.chosen.connect(self._on_rows)
        self._grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._grid.customContextMenuRequested.connect(self._on_menu)
        self.setFocusProxy(self._grid)
        self._telling = QLabel()
        self._form: ChangeEntry | None = None
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        self._telling.setTextFormat(Qt.TextFormat.PlainText)
        self._telling.setWordWrap(True)
        self._telling.setContentsMargins(12, 8, 12, 10)
        self._telling.setMinimumHeight(92)
        self._telling.setAlignment(Qt.AlignmentFlag.AlignTop)
        left = QFrame()
        left.setProperty("card", True)
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(1, 1, 1, 1)
        self._left.setSpacing(0)
        self._left.addWidget(self._grid, 1)
        self._left.addWidget(self._telling)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(left)
        sides.addWidget(self._ground)
        sides.setSizes([612, 620])
        sides.setStretchFactor(1, 1)
        sides.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 0, 8, 8)
        whole.setSpacing(0)
        whole.addWidget(self._toolbar)
        body = QHBoxLayout()
        body.addWidget(sides)
        whole.addLayout(body, 1)

    def refresh(self) -> None:
        """Show the present allocation; a proposal under way is kept apart from what others change."""
        if not self._is_proposal:
            self.desk.ask(self, "outlook", present, then=self._show)

    def actions(self) -> Sequence[Action]:
        """Propose, apply, drop, place anew, lock."""
        ready = self._outlook is not None
        moving = ready and bool(self._outlook.moves())
        chosen = bool(self._grid.chosen_keys())
        return [
            Action("propose", _("Propose"), partial(self._ask, True), "refresh", "main" if moving else "primary",
                   "Ctrl+R", ready),
            Action("apply", _("Apply…"), self._ask_apply, "check", "primary" if moving else "more", "Ctrl+Return",
                   moving),
            Action("drop", _("Drop the proposal"), self._drop, "undo", enabled=self._is_proposal),
            Action("anew", _("Place every area anew"), partial(self._ask, False), "refresh", enabled=ready),
            Action("lock", _("Lock or unlock"), self._lock, "lock", in_context=True,
                   enabled=chosen and self._is_proposal),
            Action("lasso", _("Choose areas on the map with a lasso"), self._lasso, "map", enabled=ready),
        ]  # fmt: skip

    def _ask(self, keep: bool) -> None:
        self._is_proposal = True
        self._telling.setText(_("Working out a proposal…"))
        self.desk.ask(self, "outlook", proposed, keep, self._locked, then=self._on_proposed)

    def _on_proposed(self, outlook: Outlook) -> None:
        self._moves_only = bool(outlook.moves())
        self._show(outlook)
        if not outlook.moves():
            self._telling.setText(_(
                "Nothing has to move: every area has its manager and keeps it. "
                "To share the work out afresh, choose “Place every area anew” in the menu."
            ))  # fmt: skip

    def _drop(self) -> None:
        self._is_proposal, self._locked = False, frozenset()
        self.refresh()

    def _show(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self._ground.show_outlook(outlook)
        QTimer.singleShot(0, self, self._show_table)  # thousands of points were enough for one turn

    def _show_table(self) -> None:
        outlook = self._outlook
        assert outlook is not None
        self._grid.grid.show_columns(moves.columns(outlook, self._ground.colour))
        self._grid.fit_columns()
        self._list()

    def _list(self) -> None:
        outlook = self._outlook
        assert outlook is not None
        chips = moves.chips(outlook, self._moves_only, len(self._locked), len(self._only))
        self._toolbar.show_chips(chips)
        only_moves = any(chip.key == "moves" and chip.on for chip in chips)
        self._grid.show_rows(moves.shown(outlook, only_moves, self._only))
        self._toolbar.show_count(_("{n} areas · {m} managers", n=f"{len(outlook.areas):,}", m=len(outlook.managers)))
        self._toolbar.show_acts(self.actions())
        self._tell(self._grid.chosen_keys())
        self.actions_changed.emit()

    def _on_chips(self, on: frozenset[str]) -> None:
        self._moves_only = "moves" in on
        if "locked" not in on:
            self._locked = frozenset()
        if "only" not in on:
            self._only = frozenset()
        self._list()

    def _on_rows(self, keys: tuple[Hashable, ...]) -> None:
        self._ground.highlight(keys)
        self._tell(keys)
        self._toolbar.show_acts(self.actions())

    def _on_areas(self, areas: tuple[int, ...]) -> None:
        self._only = frozenset(areas) if len(areas) > 1 else frozenset()
        self._list()
        self._grid.choose(areas)
        self._tell(areas)

    def _on_manager(self, manager: int) -> None:
        if self._outlook:
            mine = {p.site for p in self._outlook.placements.values() if p.server == manager}
            self._only = frozenset() if self._only == mine else frozenset(mine)
            self._list()

    def _tell(self, keys: Sequence[Hashable]) -> None:
        self._telling.setText(telling(self._outlook, tuple(keys)) if self._outlook else "")

    def _lock(self) -> None:
        chosen = frozenset(self._grid.chosen_keys())
        self._locked = self._locked - chosen if chosen <= self._locked else self._locked | chosen
        self._list()

    def _lasso(self) -> None:
        self._ground.set_lasso(True)

    def _on_menu(self, at: object) -> None:
        outlook, chosen = self._outlook, self._grid.chosen_keys()
        if not outlook or not chosen:
            return
        after = outlook.after()
        give = [
            Action(f"give{m.id}", _("Give to {name} ({hours} h)", name=m.name, hours=f"{after[m.id]:.0f}"),
                   partial(self._give, chosen, m.id), "person")
            for m in moves.takers(outlook, after, chosen[0])
        ]  # fmt: skip
        menu = menu_of([a for a in self.actions() if a.in_context] + give, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._grid.viewport().mapToGlobal(at))

    def _give(self, areas: tuple[int, ...], manager: int) -> None:
        """By hand, and locked for the next run."""
        assert self._outlook is not None
        self._is_proposal = True
        self._locked |= frozenset(areas)
        self._show(self._outlook.by_hand(areas, manager))

    def _ask_apply(self) -> None:
        """A small form in place of the telling: from when on, approved by whom. Asked again, it is sent."""
        assert self._outlook is not None
        if self._form is not None:
            self._form.form.send()
            return
        moving = self._outlook.moves()
        areas = tuple(move.area for move in moving)
        self._form = ChangeEntry(self.desk, ApplyProposal, _("Apply"), areas, partial(_terms, moving))
        self._form.left.connect(self._on_form_left)
        self._form.done.connect(self._on_applied)
        self._telling.hide()
        self._form.setContentsMargins(12, 8, 12, 8)
        self._left.addWidget(self._form)

    def _on_applied(self, _done: object) -> None:
        self._is_proposal, self._locked = False, frozenset()
        self.refresh()

    def _on_form_left(self) -> None:
        if self._form is not None:
            self._form.deleteLater()
            self._form = None
            self._telling.show()


def _terms(moving: tuple[Move, ...], ctx: Context, _ids: tuple[int, ...]) -> dict[str, object]:
    """What the form starts from: as of today, approved by whoever works here."""
    return {"moves": moving, "since": ctx.today, "approver": ctx.account.name}
