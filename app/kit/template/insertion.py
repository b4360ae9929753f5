"""What a reference means after rows were inserted below a repeating row."""

from dataclasses import dataclass, replace

from app.kit.template.references import LAST_ROW, Corner, Piece, Reference, area, changed


@dataclass(frozen=True)
class Insertion:
    """``added`` rows come below ``row`` (from 1) of ``sheet``, each a copy of it."""

    sheet: str
    row: int
    added: int

    def top(self, row: int) -> int:
        """Where a cell, or the first row of a range, is now."""
        return row + self.added if row > self.row else row

    def bottom(self, row: int) -> int:
        """Where the last row of a range is now: a range that ends with the repeating row takes its copies in."""
        return row + self.added if row >= self.row else row

    def areas(self, text: str, *, extends: bool) -> str:
        """A list of ranges. One inside the repeating row takes the copies in only if it ``extends``."""
        try:
            return " ".join(str(self._area(area(each), extends)) for each in text.split())
        except ValueError:
            return text

    def outside(self, formula: str, home: str) -> str:
        """A formula that stands outside the repeating row, on the sheet ``home``.

        A range over the row takes the copies in; so does a single cell of it that is added up (``SUM(C5)``).
        """

        def reference(one: Reference) -> Piece:
            return self._area(one, bool(one.last or one.alone)) if self._is_meant(one, home) else one

        return changed(formula, reference)

    def inside(self, formula: str) -> str:
        """A formula of the repeating row itself: its own cells stay its own.

        A range that ends in the row by a fixed reference (``C$5:C$5``) means all copies.
        """

        def corner(one: Corner, is_end: bool) -> Corner:
            moves = one.row > self.row or (one.row == self.row and one.row_fixed and is_end)
            return replace(one, row=one.row + self.added) if moves else one

        def reference(one: Reference) -> Piece:
            if not self._is_meant(one, self.sheet):
                return one
            return replace(one, first=corner(one.first, False), last=one.last and corner(one.last, True))

        return changed(formula, reference)

    def copied(self, formula: str, step: int) -> str:
        """A formula of the repeating row (see ``inside``) in its copy number ``step``, as when a row is filled down.

        What lies below the copies (their total) stays the same cell for all of them.
        """

        def reference(one: Reference) -> Piece:
            below = self.row if self._is_meant(one, self.sheet) else LAST_ROW

            def corner(end: Corner) -> Corner:
                follows = 0 < end.row <= below and not end.row_fixed
                return replace(end, row=end.row + step) if follows else end

            return replace(one, first=corner(one.first), last=one.last and corner(one.last))

        return changed(formula, reference)

    def _is_meant(self, one: Reference, home: str) -> bool:
        return (one.sheet or home.lower()) == self.sheet.lower()

    def _area(self, one: Reference, extends: bool) -> Reference:
        top, bottom = one.rows
        if not top:
            return one
        if top == bottom and not extends:
            moved = self.top(top)
            last = replace(one.last, row=moved) if one.last else None
            return replace(one, first=replace(one.first, row=moved), last=last)
        low, high = self.top(top), self.bottom(bottom)
        if one.last is None and low == high:
            return replace(one, first=replace(one.first, row=low))
        return replace(one, first=replace(one.first, row=low), last=replace(one.last or one.first, row=high))
