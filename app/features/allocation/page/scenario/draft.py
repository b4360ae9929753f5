"""The scenario in hand: opened, drawn on by the engine and by hand, kept after every step."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.features.allocation.changes import DecideByHand, ReleaseHand, SaveScenario
from app.features.allocation.queries.drafts import fresh_name
from app.features.allocation.queries.outlook import Outlook, present
from app.features.allocation.queries.scenarios import ScenarioHead, scenario_outlook, scenarios
from app.features.allocation.rules.sites import PlannedPlace
from app.features.allocation.rules.states import APPLIED, DRAFT, WITHDRAWN
from app.kit.errors import Trouble
from app.kit.store.change import Change
from app.kit.store.context import Context
from app.kit.store.office import Done
from app.ui.desk import Desk

Told = tuple[list[ScenarioHead], str, int | None, Outlook | None]


class Draft(QObject):
    """``shown(outlook)`` whenever the outlook is another one, ``listed()`` when the scenarios are.

    What a person decides shows at once and is written meanwhile; a refusal brings back what is stored. The first
    decision or answer makes a scenario of its own, later ones draw on it while it is a draft.
    """

    shown = Signal(object)
    listed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._id: int | None = None
        self._is_begun = self._is_live = self._is_saving = False
        self._name = ""
        self._waiting: list[tuple[tuple[int, ...], int]] = []
        self.outlook: Outlook | None = None
        self.heads: list[ScenarioHead] = []

    @property
    def head(self) -> ScenarioHead | None:
        """The scenario that is open; None is the allocation as it stands."""
        return next((head for head in self.heads if head.id == self._id), None)

    def refresh(self) -> None:
        """Ask everything again; an answer under way is not disturbed."""
        if not self._is_live:
            self._desk.ask(self, "draft", told, self._id, not self._is_begun, self.outlook, then=self._on_told)

    def open(self, id_: int | None) -> None:
        """Bring a scenario, or the allocation as it stands, to the front."""
        self._is_begun, self._is_live, self._id = True, False, id_
        self.refresh()

    def show_answer(self, outlook: Outlook) -> None:
        """An answer on its way; nothing is kept of it yet."""
        self._is_live = True
        self._show(outlook)

    def drop_answer(self) -> None:
        """There is no answer: back to what is stored."""
        self._is_live = False
        self.refresh()

    def keep_answer(self, outlook: Outlook, terms: str, gap: float) -> bool:
        """Show and keep the last answer; False if it moves nothing and hence is nothing to keep."""
        self._show(outlook)
        self._is_live = False
        moves = outlook.planned()
        if not moves and self._drawn() is None:
            return False
        self._save(moves, terms, gap)
        return True

    def give(self, areas: tuple[int, ...], manager: int) -> None:
        """By hand, and locked for the next run."""
        assert self.outlook is not None
        self._show(self.outlook.by_hand(areas, manager))
        if self._is_saving:
            self._waiting.append((areas, manager))
        elif self._id is not None:
            self._do(DecideByHand(self._id, areas, manager))
        else:
            self._save(self.outlook.planned(), "{}", None)

    def release(self, areas: Sequence[int]) -> None:
        """Leave these to the next run again."""
        if self._id is not None:
            self._do(ReleaseHand(self._id, tuple(areas)))

    def hands(self) -> dict[int, int]:
        """Areas decided by hand, with their manager: what the next question keeps to."""
        outlook = self.outlook
        return {} if outlook is None else {area: outlook.placements[area].server for area in outlook.hands}

    def _drawn(self) -> int | None:
        """The draft that an answer replaces."""
        return self._id if self.head is not None and self.head.state == DRAFT else None

    def _save(self, moves: tuple[PlannedPlace, ...], terms: str, gap: float | None) -> None:
        replaces, self._is_saving = self._drawn(), True
        name = self.head.name if replaces is not None and self.head else self._name
        change = SaveScenario(name, terms, gap, moves, replaces)
        self._desk.do(change, self._on_saved, refused=self._on_refused, quiet=True)

    def _on_saved(self, done: Done) -> None:
        self._is_saving, waiting = False, self._waiting
        self._waiting = []
        self.open(done.result)
        for areas, manager in waiting:
            self._do(DecideByHand(done.result, areas, manager))

    def _do(self, change: Change) -> None:
        self._desk.do(change, refused=self._on_refused)

    def _on_refused(self, trouble: Trouble) -> None:
        self._is_saving, self._waiting = False, []
        self._desk.troubled.emit(str(trouble))
        self.open(self._id)

    def _on_told(self, found: Told) -> None:
        self.heads, self._name, id_, outlook = found
        if not self._is_saving:
            self._id, self._is_begun = id_, True
            if outlook is not None:
                self._show(outlook)
        self.listed.emit()

    def _show(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.shown.emit(outlook)


def told(ctx: Context, id_: int | None, is_first: bool, known: Outlook | None) -> Told:
    """All scenarios, the name of the next one, and the outlook of one: at first the newest that is not finished.

    One that is gone, undone for instance, gives way to the allocation as it stands. No outlook if it is ``known``.
    """
    heads = scenarios(ctx)
    if is_first and id_ is None:
        id_ = next((head.id for head in heads if head.state not in (APPLIED, WITHDRAWN)), None)
    if all(head.id != id_ for head in heads):
        id_ = None
    outlook = (present(ctx) if id_ is None else scenario_outlook(ctx, id_)).sum_up()
    return heads, fresh_name(ctx), id_, None if outlook == known else outlook
