"""What the surroundings of a cell say about it: its workbook, its title, its heading, its format."""

from dataclasses import dataclass
from decimal import Decimal

POINTS, RATIO, UNCLEAR = "points", "ratio", ""


@dataclass(frozen=True)
class Hints:
    """Surroundings of a cell; the defaults know nothing.

    ``percent`` says what a bare number in a percent field means: 95 (``points``), 0.95 (``ratio``), or
    unknown. ``unit`` is the unit told by the heading, ``factor`` what it takes to come to the field's own.
    """

    year: int | None = None
    """The year that stands in the title, for days written without one."""
    month: str = ""
    """The month (``YYYY-MM``) that stands beside it."""
    date_1904: bool = False
    percent: str = UNCLEAR
    unit: str = ""
    factor: Decimal = Decimal(1)
    padding: int = 0
    """Digits a number is shown with (format ``00000``): a code that became a number."""
    is_text_only: bool = False
    """From a file without numbers (CSV): ``2026.1`` may have been 2026.10, and texts may be quoted."""


UNKNOWN = Hints()
SETTLED = Hints(percent=RATIO)
"""For values that are in the field's own terms already."""
