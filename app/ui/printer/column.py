"""The column of running text: how far down the page it has come, and the pages it has filled."""

from collections.abc import Callable

from app.kit.paper import Page
from app.ui.printer.ink import Ink, Leaf


class Column:
    """Hands out room from the top margin to the bottom margin, page after page.

    ``on_leave`` and ``on_enter`` are a table's: it closes its frame below a page and repeats its
    heading on the next.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.leaves: list[Leaf] = []
        self.y_mm = page.top_mm
        self.on_leave: Callable[[], None] | None = None
        self.on_enter: Callable[[], None] | None = None
        self._run = 1
        self._open = False

    @property
    def ink(self) -> list[Ink]:
        """The ink of the page being filled."""
        if not self._open:
            self._start()
        return self.leaves[-1].ink

    @property
    def room_mm(self) -> float:
        """What is left above the bottom margin."""
        return self.page.body_bottom_mm - self.y_mm

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands on this page yet."""
        return not self._open or not self.leaves[-1].ink

    def need(self, height_mm: float) -> bool:
        """Turn the page unless ``height_mm`` is left; whether it was turned."""
        if height_mm <= self.room_mm + 1e-6 or self.is_fresh:
            return False
        self.turn()
        return True

    def turn(self) -> None:
        """Go on at the top of a new page."""
        if self.on_leave:
            self.on_leave()
        self._start()
        if self.on_enter:
            self.on_enter()

    def begin_run(self) -> None:
        """Start a page whose number is one again."""
        if self.leaves:
            self._run += 1
        self._open = False
        self.y_mm = self.page.top_mm

    def add_sheet(self, ink: list[Ink]) -> None:
        """A page of its own, without footer."""
        self.leaves.append(Leaf(ink))
        self._open = False
        self.y_mm = self.page.top_mm

    def _start(self) -> None:
        self.leaves.append(Leaf([], self._run))
        self._open = True
        self.y_mm = self.page.top_mm
