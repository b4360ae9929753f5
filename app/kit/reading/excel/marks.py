"""What a pre-scan notices about single cells that the workbook library leaves out or gets wrong."""

from app.kit.reading.book import Merge, Span, Value
from app.kit.reading.excel.numberformat import DATE, ELAPSED, GENERAL, TELLING, TIME, kind_of, taken_for_date
from app.kit.reading.excel.serial import moment

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
        """Whether numbers in this style mean something else than they are (percent, padded, scaled, with a unit)."""
        return self.kind(style).startswith(TELLING)

    def is_dated(self, style: int) -> bool:
        """Whether numbers in this style are days or times."""
        return self.kind(style) in (DATE, TIME)


class Marks:
    """One sheet's notes: values to put in place of the library's, and spans of telling formats."""

    def __init__(self, formats: Formats, date_1904: bool) -> None:
        self.instead: dict[tuple[int, int], Value] = {}
        self.merges: list[Merge] = []
        self.reach = (-1, -1)
        self._formats = formats
        self._date_1904 = date_1904
        self._runs: dict[int, list[Span]] = {}

    @property
    def cells(self) -> int:
        """Cells of the rectangle in use."""
        return (self.reach[0] + 1) * (self.reach[1] + 1)

    def put(self, row: int, column: int, value: Value) -> None:
        """The cell holds ``value``, whatever the library says."""
        self.instead[row, column] = value
        self.occupy(row, column)

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

    def number(self, row: int, column: int, style: int, number: float) -> None:
        """A number in ``style``: put right where the library would misread it or take it for a day.

        Excel shows 0 in a date format as 1900-1-0 and minus as ####; the library says midnight.
        """
        kind = self._formats.kind(style)
        if style in self._formats.misread:
            self.put(row, column, moment(number, self._date_1904) if kind in (DATE, TIME) else number)
        elif (number < 0 and kind in (DATE, TIME)) or (number < 1 and kind == DATE):
            self.put(row, column, number)

    def spans(self) -> dict[int, list[Span]]:
        """Telling formats by column, in the order of rows."""
        return {column: sorted(runs) for column, runs in self._runs.items()}
