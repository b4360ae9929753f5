"""Numbers, amounts and percentages: grouped, with units and currency, never rounded into another value."""

import math
import re
from collections.abc import Callable
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from app.kit.fields import Field, Kind
from app.kit.values.bad import BadValue
from app.kit.values.cleaning import clean, folded, is_blank, narrow, shown
from app.kit.values.hints import POINTS, RATIO, UNKNOWN, Hints
from app.kit.values.units import factor
from app.kit.words import _

LARGEST_INTEGER = 2_147_483_647
_FEN = Decimal("0.01")
_NUMBER = re.compile(
    r"([+-]?)\s*¥?\s*([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)\s*([^\d\s.,+-].*)?", re.S
)
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?e[+-]?\d+", re.I)
_BEYOND = Decimal(10) ** 15  # a workbook's numbers have 15 digits
Reader = Callable[[Field, object, Hints], object]
N = TypeVar("N", int, float, Decimal)


def quantity(field: Field, raw: object, hints: Hints) -> float | None:
    """A measured number in the field's unit."""
    if type(raw) is float and abs(raw) < _BEYOND and hints.factor == 1:
        return _within(field, raw + 0.0)  # no minus zero
    found = _decimal(field, raw, hints)
    return None if found is None else _within(field, float(found))


def whole(field: Field, raw: object, hints: Hints) -> int | None:
    """A whole number; 7.0 is one, 7.5 is refused."""
    if type(raw) is float and abs(raw) <= LARGEST_INTEGER and raw.is_integer() and hints.factor == 1:
        return _within(field, int(raw))
    found = _decimal(field, raw, hints)
    if found is None:
        return None
    if found != found.to_integral_value():
        raise BadValue("not_whole", _("“{raw}” is not a whole number. {field} is counted in whole numbers.",
                                      raw=shown(raw), field=_(field.label)))  # fmt: skip
    if abs(found) > LARGEST_INTEGER:
        raise _too_large(field, raw)
    return _within(field, int(found))


def amount(field: Field, raw: object, hints: Hints) -> Decimal | None:
    """Yuan, to the fen; what a formula left beyond it is rounded as it is shown."""
    found = _decimal(field, raw, hints)
    return None if found is None else _within(field, found.quantize(_FEN, ROUND_HALF_UP))


def share(field: Field, raw: object, hints: Hints) -> float | None:
    """A ratio. A bare number is taken only where its heading, its format or its size says what it means."""
    if isinstance(raw, str):
        text = narrow(clean(raw))
        for sign, places in (("%", 2), ("‰", 3)):
            if text.endswith(sign):
                bare = _decimal(field, text[:-1], UNKNOWN)
                return None if bare is None else _within(field, float(bare.scaleb(-places)))
    found = _decimal(field, raw, hints)
    if found is None:
        return None
    if hints.percent == RATIO:
        return _within(field, raw + 0.0 if isinstance(raw, float) else float(found))
    if hints.percent == POINTS or found == 0 or Decimal("1.5") < abs(found) <= 100:
        return _within(field, float(found.scaleb(-2)))
    raise BadValue("percent_unclear", _(
        "“{raw}” may mean {raw} % or {ratio} %. Write the percent sign into the cell.",
        raw=shown(raw), ratio=shown(float(found.scaleb(2))),
    ))  # fmt: skip


READERS: dict[Kind, Reader] = {Kind.NUMBER: quantity, Kind.INTEGER: whole, Kind.MONEY: amount, Kind.PERCENT: share}


def _decimal(field: Field, raw: object, hints: Hints) -> Decimal | None:
    """The number written, in the field's unit; None for a blank."""
    found = _written(field, raw, hints)
    if found is not None and abs(found) >= _BEYOND:
        raise _too_large(field, raw)
    return found


def _written(field: Field, raw: object, hints: Hints) -> Decimal | None:
    if isinstance(raw, bool | date | time):
        raise _no_number(field, raw)
    if isinstance(raw, int | Decimal):
        return Decimal(raw) * hints.factor
    if isinstance(raw, float):
        if not math.isfinite(raw):
            raise _no_number(field, raw)
        return Decimal(repr(raw)) * hints.factor
    text = narrow(clean(str(raw)))
    return None if is_blank(text) else _from_text(field, text, hints)


def _from_text(field: Field, text: str, hints: Hints) -> Decimal:
    if _EXPONENT.fullmatch(text):
        raise BadValue("lost_digits", _(
            "“{raw}” has lost digits: it was shown too narrowly when it was copied. Write it out.",
            raw=text))  # fmt: skip
    found = _NUMBER.fullmatch(text)
    if not found or (found[1] and found[2]):
        raise _no_number(field, text)
    number = Decimal(found[1] + found[2] + found[3].replace(",", ""))
    return number * _scale(field, text, folded(found[4] or ""), hints)


def _scale(field: Field, text: str, unit: str, hints: Hints) -> Decimal:
    """The factor of the unit in the cell; the heading's where the cell has none."""
    if not unit:
        return hints.factor
    # Under a heading in 万元 a cell that says 万 repeats it; any other unit speaks for itself.
    own = "%" if field.kind is Kind.PERCENT else folded(field.unit)
    found = hints.factor if unit == hints.unit else factor(own, unit)
    if found is None or (unit == "万" and hints.factor != 1):
        raise BadValue("unit", _(
            "“{raw}” is in another unit than {field}. Write the number in {unit} without the unit.",
            raw=text, field=_(field.label), unit=_(field.unit) or _("pieces")))  # fmt: skip
    return found


def _too_large(field: Field, raw: object) -> BadValue:
    return BadValue("out_of_range", _("“{raw}” is too large for {field}.", raw=shown(raw), field=_(field.label)))


def _no_number(field: Field, raw: object) -> BadValue:
    if isinstance(raw, date | time):
        return BadValue("not_a_number", _(
            "{field} is a number, but the cell holds a date ({raw}). Set the cell's format to number and write it "
            "again.", field=_(field.label), raw=shown(raw)))  # fmt: skip
    return BadValue("not_a_number", _(
        "{field} is a number; “{raw}” is none. Write digits only.", field=_(field.label), raw=shown(raw)))  # fmt: skip


def _within(field: Field, value: N) -> N:
    below = field.minimum is not None and value < field.minimum
    above = field.maximum is not None and value > field.maximum
    if not below and not above:
        return value
    if field.maximum is None:
        raise BadValue("out_of_range", _("{field} is at least {low}, not {value}.", field=_(field.label),
                                         low=field.show(field.minimum), value=field.show(value)))  # fmt: skip
    if field.minimum is None:
        raise BadValue("out_of_range", _("{field} is at most {high}, not {value}.", field=_(field.label),
                                         high=field.show(field.maximum), value=field.show(value)))  # fmt: skip
    raise BadValue("out_of_range", _("{field} lies between {low} and {high}, {value} does not.", field=_(field.label),
                                     low=field.show(field.minimum), high=field.show(field.maximum),
                                     value=field.show(value)))  # fmt: skip
