"""The few pages of rows somebody looks at, out of a list of any length."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.kit.errors import Trouble
from app.kit.store.query import Listing, rows
from app.ui.desk import Desk
from app.ui.table.cell import ShownRow

PAGE = 200
KEPT = 40  # pages: 8,000 rows
AT_ONCE = 4  # pages asked together: what fast scrolling left behind is not fetched

Shape = Callable[[Sequence[Any]], ShownRow]


class _Page:
    """Rows as they came, shaped when somebody looks at them: of two hundred a screen shows thirty."""

    def __init__(self, found: Sequence[Sequence[Any]], shape: Shape) -> None:
        self._found = {row[0]: row for row in found}
        self._shape = shape
        self.shown: dict[int, ShownRow] = {}

    def row(self, id_: int) -> ShownRow | None:
        """A row of the page, None if it is gone."""
        if id_ not in self.shown and id_ in self._found:
            self.shown[id_] = self._shape(self._found[id_])
        return self.shown.get(id_)


class Pages(QObject):
    """Pages of 200 rows, the last forty kept; a page asked for is fetched through the desk.

    ``arrived(first, last)`` names the places that can be shown now. A stale page is still given
    while its successor is on its way, so that a refresh does not flicker.
    """

    arrived = Signal(int, int)

    def __init__(self, desk: Desk, listing: Listing, shape: Shape, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._listing, self._shape = desk, listing, shape
        self._order = array("q")
        self._pages: OrderedDict[int, _Page] = OrderedDict()
        self._stale: set[int] = set()
        self._wanted: dict[int, None] = {}

    def begin(self, order: "array[int]", first: Sequence[Sequence[Any]]) -> None:
        """Another order with its first rows; nothing else is known."""
        self._order = order
        self._pages.clear()
        self._stale.clear()
        self._wanted.clear()
        self._take(0, first)

    def renew(self, first: Sequence[Sequence[Any]]) -> None:
        """The same order, but the rows may have changed."""
        self._stale = set(self._pages)
        self._take(0, first)

    def row(self, at: int) -> ShownRow | None:
        """The row at place ``at``, None while it is on its way or if it is gone."""
        number = at // PAGE
        page = self._pages.get(number)
        if page is None or number in self._stale:
            self._want(number)
        return None if page is None else page.row(self._order[at])

    def known(self) -> Iterator[ShownRow]:
        """Every row that was looked at and is still at hand."""
        for page in self._pages.values():
            yield from page.shown.values()

    def _want(self, page: int) -> None:
        if page not in self._wanted:
            if not self._wanted:
                QTimer.singleShot(0, self, self._fetch)
            self._wanted[page] = None

    def _fetch(self) -> None:
        pages = list(self._wanted)[-AT_ONCE:]
        ids = [id_ for page in pages for id_ in self._order[page * PAGE : (page + 1) * PAGE]]
        order = self._order

        def take(found: list[tuple[Any, ...]]) -> None:
            if order is self._order:
                self._on_rows(pages, found)

        self._desk.ask(self, "rows", rows, self._listing, ids, then=take, refused=self._on_refused)

    def _on_rows(self, pages: Sequence[int], found: Sequence[Sequence[Any]]) -> None:
        self._wanted.clear()
        for page in pages:
            ids = set(self._order[page * PAGE : (page + 1) * PAGE])
            self._take(page, [row for row in found if row[0] in ids])
            if ids:
                self.arrived.emit(page * PAGE, page * PAGE + len(ids) - 1)

    def _on_refused(self, trouble: Trouble) -> None:
        self._wanted.clear()
        self._desk.troubled.emit(str(trouble))

    def _take(self, page: int, found: Sequence[Sequence[Any]]) -> None:
        self._pages[page] = _Page(found, self._shape)
        self._pages.move_to_end(page)
        self._stale.discard(page)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
