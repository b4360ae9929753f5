"""The page of wishes: a round, what it decides or would decide now, and what one does with it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.features.allocation.changes import DecideRound, OpenRound, ReopenRound
from app.features.allocation.page.wishes.board import BoardView
from app.features.allocation.page.wishes.outlets import WishOutlets
from app.features.allocation.page.wishes.typing import WishTyping
from app.features.allocation.queries.rounds import deciding, opening
from app.features.allocation.queries.wishforms import WishBoard, wish_board
from app.features.managers.queries import serving
from app.kit.store.change import Change
from app.kit.store.choosing import Candidate
from app.kit.store.context import Context
from app.kit.store.query import View
from app.kit.words import _
from app.ui.action import Action
from app.ui.chips import Chip
from app.ui.desk import Desk
from app.ui.editors.few import FewBox
from app.ui.form import ChangeEntry
from app.ui.page.page import Page
from app.ui.page.toolbar import Toolbar

Fill = Callable[[Context, tuple[int, ...]], dict[str, Any]]


class WishesPage(Page):
    """Conflicts and who would get what, each manager's wishes, rounds opened and decided, forms out and typed back."""

    tables = frozenset({
        "familiarity", "wish_round", "wish_claim", "area", "manager", "staff", "district", "setting",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Wishes"), parent)
        self._board: WishBoard | None = None
        self._round: int | None = None
        self._only_contested = True
        self._bar = Toolbar(self.title, self.actions)
        self._bar.search.hide()
        self._rounds, self._state = FewBox(_("Round"), _("Wishes that stand")), QLabel()
        self.view, self.typing, self._stack = BoardView(), WishTyping(desk), QStackedWidget()
        self._form: ChangeEntry | None = None
        self.outlets = WishOutlets(self)
        self._build()
        self._bar.chips_changed.connect(self._on_chips)
        self._rounds.currentIndexChanged.connect(lambda _at: self._go_to(self._rounds.chosen()))
        self.typing.left.connect(self._leave_typing)
        self.setFocusProxy(self.view.areas)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the round, and for who is in office; what is being typed stays."""
        self.desk.ask(self, "board", wish_board, self._round, then=self._show)
        self.desk.ask(self, "people", serving, then=self._on_people)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]
        """Type in, open, decide, reopen, print, write and take in."""
        if self._stack.currentWidget() is self.typing:
            return ()
        shown = self._board.round if self._board else None
        is_open, is_decided = bool(shown and not shown.decided_on), bool(shown and shown.decided_on)
        may_open = bool(self._board) and not any(one.decided_on is None for one in self._board.rounds)
        has_people = bool(self._board and self._board.voices)
        return (
            Action("type", _("Type in wishes"), self.type_in, "edit", "main", "Ctrl+T", has_people),
            Action("open", _("Open a round…"), self._open_round, "add", "primary" if may_open else "more",
                   enabled=may_open),
            Action("decide", _("Decide the round…"), self._decide, "check", "primary" if is_open else "more",
                   enabled=is_open),
            Action("minutes", _("Print the minutes"), lambda: self.outlets.print_minutes(self._round), "print",
                   "main" if is_decided else "more", enabled=is_decided),
            Action("reopen", _("Reopen the round"), self._reopen, "undo", enabled=is_decided),
            Action("forms", _("Print wish forms"), lambda: self.outlets.print_forms(self._several()), "print",
                   enabled=has_people, group="file"),
            Action("sheet", _("Save wish forms as a workbook…"), lambda: self.outlets.save_forms(self._several()),
                   "export", enabled=has_people, group="file"),
            Action("import", _("Import…"), lambda: self.wanted.emit("import"), "import", group="file"),
            Action("rounds", _("All rounds as a list"), lambda: self.opened.emit("wish_rounds", View()), "list",
                   group="lists"),
            Action("claims", _("All wishes decided as a list"), lambda: self.opened.emit("wish_claims", View()),
                   "list", group="lists"),
        )  # fmt: skip

    def type_in(self) -> None:
        """Type the forms back, beginning with whoever is chosen."""
        self._stack.setCurrentWidget(self.typing)
        self._bar.hide()
        self.actions_changed.emit()
        chosen = self.view.chosen_managers()
        self.typing.show_form(chosen[0] if chosen else None)
        self.typing.table.setFocus()

    def _show(self, board: WishBoard) -> None:
        self._board = board
        decided = [one for one in board.rounds if one.decided_on]
        self._rounds.show_few([Candidate(one.id, one.name, f"{one.decided_on}") for one in decided])
        shown = board.round.id if board.round in decided else None
        if self._rounds.chosen() != shown:
            self._rounds.choose(shown)
        fought = len({one.area for one in board.wished if one.is_contested})
        is_narrow = self._only_contested and fought > 0
        chips = [Chip("contested", _("only the {n} contested", n=fought), is_narrow)] if fought else []
        self._bar.show_chips(chips)
        self._bar.show_count(_("{n} wishes · {m} areas", n=f"{len(board.wished):,}",
                               m=f"{len({one.area for one in board.wished}):,}"))  # fmt: skip
        self._state.setText(_standing(board))
        self.view.show_board(board, is_narrow)
        self._bar.show_acts(self.actions())
        self.actions_changed.emit()

    def _several(self) -> tuple[int, ...]:
        """Those chosen, if more than one is: one stands there always, and then all are meant."""
        chosen = self.view.chosen_managers()
        return chosen if len(chosen) > 1 else ()

    def _on_people(self, people: tuple[Candidate, ...]) -> None:
        self.typing.show_people(people)
        if self._stack.currentWidget() is self.typing:
            self.typing.show_form()

    def _on_chips(self, on: frozenset[str]) -> None:
        self._only_contested = "contested" in on
        if self._board:
            self._show(self._board)

    def _leave_typing(self) -> None:
        self._stack.setCurrentIndex(0)
        self._bar.show()
        self.refresh()

    def _go_to(self, round_id: int | None) -> None:
        if round_id != self._round:
            self._round = round_id
            self.refresh()

    def _open_round(self) -> None:
        self._ask(OpenRound, _("Open a round"), (), opening)

    def _decide(self) -> None:
        assert self._board is not None and self._board.round is not None
        self._ask(DecideRound, _("Decide"), (self._board.round.id,), deciding)

    def _reopen(self) -> None:
        assert self._board is not None and self._board.round is not None
        shown = self._board.round
        self.desk.do(ReopenRound(shown.id, shown.name), then=lambda _done: self._go_to(None))

    def _ask(self, change: type[Change], label: str, ids: tuple[int, ...], fill: Fill) -> None:
        """The form of a change in place of the managers; asked again, it is sent."""
        if self._form is not None:
            self._form.form.send()
            return
        self._form = ChangeEntry(self.desk, change, label, ids, fill)
        self._form.setContentsMargins(12, 8, 12, 8)
        host = QFrame()
        host.setProperty("card", True)
        box = QVBoxLayout(host)
        box.addWidget(self._form)
        box.addStretch(1)
        self.view.right.addWidget(host)
        self.view.right.setCurrentWidget(host)
        if change is DecideRound:
            self._form.done.connect(lambda _done: self._go_to(ids[0]))
        self._form.left.connect(self._on_form_left)

    def _on_form_left(self) -> None:
        host = self.view.right.currentWidget()
        self.view.right.removeWidget(host)
        host.deleteLater()
        self._form = None

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(4, 0, 4, 0)
        line.setSpacing(10)
        self._state.setProperty("soft", True)
        line.addWidget(self._rounds)
        line.addWidget(self._state, 1)
        board = QWidget()
        inner = QVBoxLayout(board)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        inner.addLayout(line)
        inner.addWidget(self.view, 1)
        self._stack.addWidget(board)
        self._stack.addWidget(self.typing)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 8, 8)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addWidget(self._stack, 1)


def _standing(board: WishBoard) -> str:
    """What the round shown is at, in a sentence."""
    shown = board.round
    if shown is None:
        return _("No round is open: wishes recorded now count in the next one. Decided today, it would be like this.")
    if shown.decided_on is not None:
        return _("Decided {day}, chaired by {chair}, seed of the lots {seed}", day=shown.decided_on, chair=shown.chair,
                 seed=shown.seed)  # fmt: skip
    until = _("wishes until {day}", day=shown.closes_on) if shown.closes_on else _("without a last day")
    return _("{name} is open, {until}. Decided today, it would be like this.", name=shown.name, until=until)
