"""Areas given to a manager by hand: carried there with the mouse, or named by a few letters."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from app.features.allocation.queries.outlook import Outlook
from app.kit.words import _
from app.ui.action import Action
from app.ui.map import Hover
from app.ui.palette import Command, Palette

Target = Callable[[QPoint], Hashable | None]


class Carrying(QObject):
    """Areas in the hand: says beside the pointer whom they would go to and what his load would be.

    ``targets`` tell which manager a spot of the screen belongs to; the first that knows decides.
    """

    aimed = Signal(object)  # the manager under the pointer, or None
    given = Signal(object, object)  # areas, manager

    def __init__(self, page: QWidget, targets: Sequence[Target]) -> None:
        super().__init__(page)
        self._page, self._targets = page, targets
        self._label = Hover(page)
        self._outlook: Outlook | None = None

    def show_outlook(self, outlook: Outlook) -> None:
        """What the loads are before something is given."""
        self._outlook = outlook

    def carry(self, areas: tuple[int, ...], at: QPoint) -> None:
        """They are here now."""
        manager = self._taker(at)
        self._label.say(self._page.mapFromGlobal(at), self._told(areas, manager))
        self.aimed.emit(manager)

    def drop(self, areas: tuple[int, ...], at: QPoint) -> None:
        """Let go: given, where somebody is and has not all of them already."""
        manager = self._taker(at)
        self.put_back()
        if manager is not None and self._going(areas, manager):
            self.given.emit(areas, manager)

    def put_back(self) -> None:
        """Nothing is in the hand any more."""
        self._label.hide()
        self.aimed.emit(None)

    def _taker(self, at: QPoint) -> int | None:
        found = next((who for target in self._targets if (who := target(at)) is not None), None)
        return found if isinstance(found, int) and self._outlook and found in self._outlook.managers else None

    def _going(self, areas: tuple[int, ...], manager: int) -> list[int]:
        placements = self._outlook.placements if self._outlook else {}
        return [area for area in areas if area not in placements or placements[area].server != manager]

    def _told(self, areas: tuple[int, ...], manager: int | None) -> str:
        outlook = self._outlook
        if outlook is None or manager is None:
            return _("{n} areas: let go on a manager's bar, row or ground", n=len(areas))
        going = self._going(areas, manager)
        if not going:
            return _("{name} has them already", name=outlook.name(manager))
        hours, load = sum(outlook.areas[area].work.total for area in going), outlook.after()[manager]
        return _("{n} areas → {name}: {before} → {after} h", n=len(going), name=outlook.name(manager),
                 before=f"{load:.0f}", after=f"{load + hours:.0f}")  # fmt: skip


def takers(outlook: Outlook, areas: Sequence[int], give: Callable[[int], object]) -> list[Action]:
    """Who could take these areas: managers of their own office first, the lightest first."""
    after = outlook.after()
    homes = {outlook.areas[area].district for area in areas}
    order = sorted(outlook.managers.values(), key=lambda one: (one.district not in homes, after[one.id]))
    return [
        Action(f"give{one.id}", _("Give to {name} ({hours} h)", name=one.name, hours=f"{after[one.id]:.0f}"),
               partial(give, one.id), "person")
        for one in order
    ]  # fmt: skip


def ask_taker(outlook: Outlook, areas: Sequence[int], give: Callable[[int], object], page: QWidget) -> None:
    """A list at the top of the page: a few letters or pinyin initials, Enter gives."""
    place = _("{n} areas", n=len(areas))
    Palette([Command(action, place) for action in takers(outlook, areas, give)], page.window()).open()
