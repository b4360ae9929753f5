"""The colour of a score in a table: the further from the middle, the stronger; words stay readable."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from app.ui.theme import tokens


@dataclass(frozen=True, slots=True)
class HeatCell:
    """Background and ink of one cell; a cell without a value has the surface and the muted ink."""

    back: QColor
    ink: QColor


def heat_cell(value: float | None, low: float, middle: float, high: float) -> HeatCell:
    """Colour ``value``: bad ramp from ``middle`` down to ``low``, good ramp up to ``high``, clamped.

    Where lower is better, hand the bounds in falling order.
    """
    worn = tokens()
    if value is None:
        return HeatCell(QColor(worn.surface), QColor(worn.muted))
    good = value >= middle if high >= low else value <= middle
    far = high if good else low
    share = min(1.0, abs(value - middle) / abs(far - middle)) if far != middle else 1.0
    start, end = worn.heat_good if good else worn.heat_bad
    return HeatCell(_between(start, end, share), QColor(worn.ink))


def _between(start: str, end: str, share: float) -> QColor:
    one, other = QColor(start), QColor(end)
    red, green, blue = (
        round(a + (b - a) * share)
        for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return QColor(red, green, blue)
