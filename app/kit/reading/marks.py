"""What a pre-scan notices about single cells that the workbook library leaves out or gets wrong."""

from app.kit.reading.book import Span, Value
from app.kit.reading.numberformat import DATE, ELAPSED, GENERAL, PERCENT, TIME, kind_of, taken_for_date

Format = tuple[int, str | None]


class Formats:
    """The number formats of a workbook's cell styles, by style number.

    ``kinds`` holds each style's kind, ``misread`` the styles whose numbers the library takes for dates
    wrongly or fails to take for dates.
    """

    def __init__(self, formats: list[Format]) -> None:
        self.kinds = [kind_of(*each) for each in formats]
        self.misread = {
            style for style, each in enumerate(formats)
            if taken_for_date(*each) != (self.kinds[style] in (DATE, TIME, ELAPSED))
        }

    def kind(self, style: int) -> str:
        """The kind of ``style``; a style the workbook does not define is General."""
        return self.kinds[style] if 0 <= style < len(self.kinds) else GENERAL

    def is_telling(self, style: int) -> bool:
        """Whether numbers in this style mean something else than they are (percent, padded, scaled)."""
        kind = self.kind(style)
        return kind == PERCENT or kind.startswith(("pad:", "scale:"))

    def is_dated(self, style: int) -> bool:
        """Whether numbers in this style are days or times."""
        return self.kind(style) in (DATE, TIME)


class Marks:
    """One sheet's notes: values to put in place of the library's, and spans of telling formats."""

    def __init__(self) -> None:
        self.instead: dict[tuple[int, int], Value] = {}
        self.reach = (-1, -1)
        self._runs: dict[int, list[Span]] = {}

    def put(self, row: int, column: int, value: Value) -> None:
        """The cell holds ``value``, whatever the library says."""
        self.instead[row, column] = value

    def occupy(self, row: int, column: int) -> None:
        """A cell with content lies at ``row``, ``column``."""
        self.reach = (max(self.reach[0], row), max(self.reach[1], column))

    def show(self, row: int, column: int, kind: str) -> None:
        """The cell is shown in a telling format."""
        runs = self._runs.setdefault(column, [])
        if runs and runs[-1].kind == kind and runs[-1].last + 1 == row:
            runs[-1] = Span(runs[-1].first, row, kind)
        else:
            runs.append(Span(row, row, kind))

    def spans(self) -> dict[int, list[Span]]:
        """Telling formats by column, in the order of rows."""
        return {column: sorted(runs) for column, runs in self._runs.items()}


def low_date(kind: str, serial: float) -> bool:
    """Whether ``serial`` is no day: Excel shows 0 as 1900-1-0 and minus as ####, never as midnight."""
    return serial < 0 or (kind == DATE and serial < 1)
