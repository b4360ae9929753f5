"""One door to every kind: what a cell, a form or a command line says, as the value the field stores."""

from collections.abc import Callable

from app.kit.fields import Field, Kind
from app.kit.reading.book import CellError, Uncalculated
from app.kit.values import days, marks, numbers, texts
from app.kit.values.bad import BadValue
from app.kit.values.cleaning import shown
from app.kit.values.hints import UNKNOWN, Hints
from app.kit.words import _

Read = Callable[[object], object]
_CHOSEN = {Kind.CHOICE: marks.choice, Kind.CHOICES: marks.choices}
_UNUSABLE = (CellError, Uncalculated)
_READERS = {**numbers.READERS, **days.READERS, **texts.READERS}


def understand(field: Field, raw: object, hints: Hints = UNKNOWN) -> object:
    """The value of ``raw`` as ``field`` stores it, None for a blank; raises BadValue with what to do about it.

    Understanding a value again with ``SETTLED`` hints gives the same value.
    """
    return reader(field, hints)(raw)


def reader(field: Field, hints: Hints = UNKNOWN) -> Read:
    """:func:`understand` for the many cells of one column."""
    understood = _reader(field, hints)

    def read(raw: object) -> object:
        if raw is None:
            return None
        if type(raw) in _UNUSABLE:
            raise _unusable(raw)
        return understood(raw)

    return read


def _reader(field: Field, hints: Hints) -> Read:
    """Reads what is neither empty nor an error; the kind is looked up once for a whole column."""
    if field.kind in _CHOSEN:
        known, chosen = marks.spellings(field), _CHOSEN[field.kind]
        return lambda raw: chosen(field, raw, known)
    if field.is_scale:
        words = marks.spellings(field)
        return lambda raw: marks.figure(field, raw, words, hints)
    if field.kind is Kind.FLAG:
        return lambda raw: marks.flag(field, raw)
    understood = _READERS[field.kind]
    return lambda raw: understood(field, raw, hints)


def _unusable(raw: object) -> BadValue:
    if isinstance(raw, CellError):
        return BadValue("error_cell", _("The cell shows the error {raw}. Correct its formula or write the value.",
                                        raw=raw.code))  # fmt: skip
    return BadValue("uncalculated", _(
        "The cell holds a formula whose result is not in the file. Open the file in Excel or WPS, save it, and try "
        "again."))  # fmt: skip


def raw_text(raw: object) -> str:
    """A raw cell as a person would find it in the workbook."""
    match raw:
        case CellError():
            return raw.code
        case Uncalculated():
            return f"={raw.formula}"
    return shown(raw)
