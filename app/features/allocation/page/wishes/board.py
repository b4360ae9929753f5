"""What is wished for: areas with their claimants on the left, managers with their wishes on the right."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.features.allocation.model import WishClaim
from app.features.allocation.queries.wishes import Wished, rule_words
from app.features.allocation.queries.wishforms import Voice, WishBoard
from app.kit.fields import Field, field_of
from app.kit.words import _
from app.ui.grid import Grid, GridColumn

GROUND: Field = field_of(WishClaim.ground)
CLAIMANTS, OWN = 150, 190
SHOWN = 3


@dataclass(frozen=True)
class Contest:
    """One area with everybody who wishes for it, the winner first."""

    claims: tuple[Wished, ...]

    @property
    def first(self) -> Wished:
        """The winner; while lots are open, one of those who draw."""
        return self.claims[0]

    def gets(self) -> str:
        """Who gets it, or between whom the lot decides."""
        if self.first.verdict.won:
            return self.first.manager_name
        return " / ".join(one.manager_name for one in self.claims if one.verdict.ground == "lot")


def contests(wished: Sequence[Wished]) -> list[Contest]:
    """Wishes by area, as the query orders them."""
    return [
        Contest(tuple(sorted(own, key=lambda one: (not one.verdict.won, one.verdict.ground != "lot", one.claim.wish))))
        for _area, own in groupby(wished, key=lambda one: one.area)
    ]


class BoardView(QWidget):
    """``form`` is a place beside the areas for a change to be filled in; ``manager_chosen`` tells whose wishes show."""

    manager_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._board: WishBoard | None = None
        self._contests: list[Contest] = []
        self._counts: Counter[tuple[int, int]] = Counter()
        """Wishes by manager and rank; what he gets under rank 0."""
        self.areas = Grid(_("Areas wished for"), _area_columns(), lambda one: one.first.area)
        self.claims = Grid(_("Who wishes for the area"), _claim_columns(), lambda one: one.manager)
        self.managers = Grid(_("Customer managers"), _manager_columns(self._counted), lambda one: one.manager)
        self.own = Grid(_("Wishes of the manager"), _own_columns(), lambda one: one.area)
        self.told, self.rule = QLabel(), QLabel()
        self.right = QStackedWidget()
        self._build()
        self.areas.chosen.connect(self._on_areas)
        self.managers.chosen.connect(self._on_managers)

    def show_board(self, board: WishBoard, only_contested: bool) -> None:
        """Show a round; those chosen stay chosen."""
        self._board, self._contests = board, contests(board.wished)
        self._counts = Counter((one.manager, one.claim.wish) for one in board.wished)
        self._counts.update((one.manager, 0) for one in board.wished if one.verdict.won)
        told = list(board.obstacles[:SHOWN])
        if not board.wished:
            told = [_("No wishes yet. Import the wish lists, or print the wish forms and type them in.")]
        self.told.setText("\n".join(told))
        self.told.setVisible(bool(told))
        decided = board.round is not None and board.round.decided_on is not None
        self.rule.setText(rule_words(board.round.steps if board.round and decided else board.steps))
        shown = [one for one in self._contests if one.first.is_contested or not only_contested]
        self.areas.show_rows(shown)
        self.managers.show_rows(board.voices)
        if shown and not self.areas.chosen_keys():
            self.areas.choose([shown[0].first.area])
        if board.voices and not self.managers.chosen_keys():
            self.managers.choose([board.voices[0].manager])
        self._on_areas(self.areas.chosen_keys())
        self._on_managers(self.managers.chosen_keys())

    def chosen_managers(self) -> tuple[int, ...]:
        """The managers chosen on the right."""
        return tuple(int(str(key)) for key in self.managers.chosen_keys())

    def _on_areas(self, keys: tuple[Hashable, ...]) -> None:
        found = next((one for one in self._contests if keys and one.first.area == keys[0]), None)
        self.claims.show_rows(found.claims if found else ())

    def _on_managers(self, keys: tuple[Hashable, ...]) -> None:
        wished = self._board.wished if self._board else ()
        own = [one for one in wished if keys and one.manager == keys[0]]
        self.own.show_rows(sorted(own, key=lambda one: (one.claim.wish, one.claim.area)))
        self.manager_chosen.emit()

    def _counted(self, voice: Voice, wish: int) -> str:
        return str(self._counts[voice.manager, wish] or "–")

    def _build(self) -> None:
        for label, tone in ((self.told, "attention"), (self.rule, "soft")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setContentsMargins(12, 6, 12, 6)
            label.setProperty("tone", tone)
        self.told.hide()
        self.right.addWidget(_card((self.managers, 1), (self.own, 0)))
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.setHandleWidth(8)
        sides.addWidget(_card((self.told, 0), (self.areas, 1), (self.claims, 0), (self.rule, 0)))
        sides.addWidget(self.right)
        sides.setSizes([640, 520])
        sides.setStretchFactor(0, 1)
        self.claims.setFixedHeight(CLAIMANTS)
        self.own.setFixedHeight(OWN)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(sides)


def _card(*parts: tuple[QWidget, int]) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    box = QVBoxLayout(card)
    box.setContentsMargins(1, 1, 1, 1)
    box.setSpacing(0)
    for part, share in parts:
        box.addWidget(part, share)
    return card


def _area_columns() -> list[GridColumn]:
    return [
        GridColumn(_("Area"), lambda one: one.first.area_name, 180, sort=lambda one: one.first.claim.area),
        GridColumn(_("Village"), lambda one: one.first.village, 70),
        GridColumn(_("Households"), lambda one: f"{one.first.households:,}", 60, right=True,
                   sort=lambda one: -one.first.households),
        GridColumn(_("Wishes"), lambda one: str(len(one.claims)), 52, right=True, sort=lambda one: -len(one.claims)),
        GridColumn(_("Gets it"), lambda one: one.gets(), 110,
                   tone=lambda one: "" if one.first.verdict.won else "attention"),
        GridColumn(_("Decided by"), lambda one: GROUND.show(one.first.verdict.ground), 110,
                   tone=lambda one: _tone(one.first)),
    ]  # fmt: skip


def _claim_columns() -> list[GridColumn]:
    return [
        GridColumn(_("Customer manager"), lambda one: one.manager_name, 100),
        GridColumn(_("Wish"), lambda one: str(one.claim.wish), 50, right=True),
        GridColumn(_("Familiarity"), lambda one: f"{one.claim.familiarity:.2f}", 80, right=True,
                   sort=lambda one: -one.claim.familiarity),
        GridColumn(_("Months"), lambda one: f"{one.claim.months:,}", 70, right=True,
                   sort=lambda one: -one.claim.months),
        GridColumn(_("Reads it"), lambda one: _("yes") if one.claim.reads else "–", 70),
        GridColumn(_("Lot"), lambda one: str(one.verdict.lot or ""), 40, right=True),
        GridColumn(_("Result"), _result, 176, tone=_tone),
    ]  # fmt: skip


def _own_columns() -> list[GridColumn]:
    return [
        GridColumn(_("Area"), lambda one: one.area_name, 170, sort=lambda one: one.claim.area),
        GridColumn(_("Wish"), lambda one: str(one.claim.wish), 46, right=True),
        GridColumn(_("Familiarity"), lambda one: f"{one.claim.familiarity:.2f}", 74, right=True),
        GridColumn(_("Result"), _result, 130, tone=_tone),
    ]  # fmt: skip


def _manager_columns(counted: Callable[[Voice, int], str]) -> list[GridColumn]:
    def wishes(wish: int) -> Callable[[Voice], str]:
        return lambda voice: counted(voice, wish)

    return [
        GridColumn(_("Customer manager"), lambda voice: voice.name, 84, sort=lambda voice: voice.code),
        GridColumn(_("District office"), lambda voice: voice.district, 88),
        GridColumn(_("1st"), wishes(1), 40, right=True),
        GridColumn(_("2nd"), wishes(2), 40, right=True),
        GridColumn(_("3rd"), wishes(3), 40, right=True),
        GridColumn(_("Gets it"), wishes(0), 44, right=True),
        GridColumn(_("Marked"), lambda voice: str(voice.marked) if voice.marked else "–", 60, right=True,
                   sort=lambda voice: -voice.marked),
    ]  # fmt: skip


def _result(one: Wished) -> str:
    ground = GROUND.show(one.verdict.ground)
    if one.verdict.won:
        return _("gets it: {ground}", ground=ground)
    if one.verdict.ground == "lot" and one.verdict.lot is None:
        return _("draws lots")
    return _("not this one: {ground}", ground=ground)


def _tone(one: Wished) -> str:
    if one.verdict.won:
        return "ok"
    return "attention" if one.verdict.ground == "lot" and one.verdict.lot is None else "soft"
