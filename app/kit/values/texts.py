"""Texts, codes and telephone numbers, also those that a workbook turned into numbers."""

import math
import re
from collections.abc import Callable
from datetime import date, time

from app.kit.fields import Field, Kind
from app.kit.values.bad import BadValue
from app.kit.values.cleaning import clean, is_blank, joined, narrow, shown
from app.kit.values.hints import Hints
from app.kit.values.names import name_of
from app.kit.values.quoting import unquoted
from app.kit.words import _

LONGEST = {Kind.TEXT: 200, Kind.CODE: 64, Kind.PHONE: 40, Kind.LINK: 200}
_EXACT = 10**15  # from 16 digits on a workbook's number has lost some
_SHORTENED, _SHOWN = 1e10, 6  # from 11 digits on a narrow cell shows, and a CSV keeps, six at most: 1.38123E+10
_DOUBTFUL = 18  # digits: three zeros in a row are no chance
_EXPONENT = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d+")
_FLOATED = re.compile(r"(\d{6,15})\.0+")
_PHONE = re.compile(
    r"1\d{10}|0\d{2,3}-?[2-9]\d{6,7}(?:(?:-|转|ext\.?)\d{1,6})?|[2-9]\d{6,7}(?:(?:-|转)\d{1,6})?|[48]00-?\d{3}-?\d{4}|\d{3,6}"
)
_COUNTRY = re.compile(r"(?:\+|00)?86-?(?=1[\d.-]{10,14}$)")
_MASK = re.compile(r"\d[*＊xX•]{2,}\d*")
Reader = Callable[[Field, object, Hints], object]


def text(field: Field, raw: object, hints: Hints) -> str | None:
    """A short text on one line; a person's name without the spaces that only fill its cell."""
    found = _written(field, raw, hints)
    if not found or (is_blank(found) and not (field.person and field.required)):
        return None
    if field.person:
        return _fits(field, name_of(found))
    found = joined(found)
    return _fits(field, " ".join(found.split("\n")) if "\n" in found else found)


def note(field: Field, raw: object, hints: Hints) -> str | None:
    """A long text; its lines are kept."""
    found = _written(field, raw, hints)
    return None if not found or (is_blank(found) and not field.literal) else found


def code(field: Field, raw: object, hints: Hints) -> str | None:
    """An identifying code as text. Digits that a number has lost are not made up."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _code_of_number(field, raw, hints)
    if isinstance(raw, str) and raw.isascii() and raw.isdigit():
        return _fits(field, _undoubted(raw))
    found = _written(field, raw, hints)
    if found is None or is_blank(found):
        return None
    found = narrow(found).lstrip("'")
    if _EXPONENT.fullmatch(found):
        raise _lost_digits(found)
    if len([part for part in re.split(r"[、,;\n]|(?<=\d{6})/(?=\d{6})", found) if part.strip()]) > 1:
        raise BadValue("several", _("“{raw}” holds several codes. One row names one: split it.", raw=found))
    whole = _FLOATED.fullmatch(found)
    found = whole[1] if whole else found
    return _fits(field, "".join(found.split()) if re.fullmatch(r"[\d\s]+", found) else " ".join(found.split()))


def phone(field: Field, raw: object, hints: Hints) -> str | None:
    """A telephone number: a mobile as 11 digits, a fixed line with its area code as written."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _phone(field, _code_of_number(field, raw, hints))
    found = _written(field, raw, hints)
    if found is None or is_blank(found):
        return None
    found = narrow(found).lstrip("'").replace("—", "-").replace("–", "-")
    if _EXPONENT.fullmatch(found):
        raise _lost_digits(found)
    if _MASK.search(found):
        raise BadValue("masked", _("“{raw}” is a masked number. Ask the sender for the whole one.", raw=found))
    parts = [part for part in re.split(r"[、/,;\s]+|或", found) if part]
    if sum(sum(map(str.isdigit, part)) >= 7 for part in parts) > 1:
        raise BadValue("several", _("“{raw}” holds several telephone numbers. Keep one.", raw=found))
    whole = _FLOATED.fullmatch(found)
    return _phone(field, whole[1] if whole else "".join(found.split()).strip("()").replace(")", "-").replace("(", ""))


READERS: dict[Kind, Reader] = {Kind.TEXT: text, Kind.NOTE: note, Kind.CODE: code, Kind.PHONE: phone, Kind.LINK: code}


def _written(field: Field, raw: object, hints: Hints) -> str | None:
    if isinstance(raw, str):
        return clean(unquoted(raw) if hints.is_text_only else raw)
    if isinstance(raw, time):
        return raw.strftime("%H:%M")
    if isinstance(raw, date):
        raise BadValue("date_in_text", _(
            "{field} is a text, but the workbook made a date of it ({raw}). Set the cell's format to text and write "
            "it again.", field=_(field.label), raw=shown(raw)))  # fmt: skip
    if isinstance(raw, bool):
        raise BadValue("not_a_text", _("{field} is a text; the cell holds {raw}.", field=_(field.label), raw=raw))
    return shown(raw)


def _code_of_number(field: Field, raw: float, hints: Hints) -> str:
    if not (0 <= raw < math.inf) or raw != int(raw):
        raise BadValue("not_a_code", _("“{raw}” is no code. Set the cell's format to text and write it again.",
                                       raw=shown(raw)))  # fmt: skip
    if raw >= _EXACT:
        raise _lost_digits(shown(raw))
    if raw >= _SHORTENED and not raw % 10 ** (len(str(int(raw))) - _SHOWN):
        raise BadValue("lost_digits", _(
            "“{raw}” may be what was left of a longer number shown as {short}. If it is right, set the cell's format "
            "to text.", raw=shown(raw), short=f"{raw:.2E}"))  # fmt: skip
    return _fits(field, str(int(raw)).zfill(hints.padding))


def _undoubted(digits: str) -> str:
    """``digits``, unless they end in zeros from the sixteenth on: a number that had lost them was made a text."""
    if len(digits) >= _DOUBTFUL and not digits[15:].strip("0"):
        raise _lost_digits(digits)
    return digits


def _lost_digits(raw: str) -> BadValue:
    return BadValue("lost_digits", _(
        "“{raw}” has lost digits: a workbook keeps 15 of a number. Set the cell's format to text and write the code "
        "again.", raw=raw))  # fmt: skip


def _phone(field: Field, found: str) -> str:
    bare = _COUNTRY.sub("", found)
    bare = re.sub(r"[-.]", "", bare) if re.fullmatch(r"1[\d.-]{10,14}", bare) else bare
    if not _PHONE.fullmatch(bare):
        raise BadValue("not_a_phone", _(
            "“{raw}” is no telephone number: a mobile has 11 digits, a fixed line its area code. Check it.",
            raw=found))  # fmt: skip
    return _fits(field, bare)


def _fits(field: Field, found: str) -> str:
    longest = LONGEST[field.kind]
    if len(found) > longest:
        raise BadValue("too_long", _("{field} has {length} characters; {longest} are the most.",
                                     field=_(field.label), length=len(found), longest=longest))  # fmt: skip
    return found
