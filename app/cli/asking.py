"""What people write in options that several commands share: a month, a file to write."""

from datetime import date
from pathlib import Path

from app.kit.errors import Trouble
from app.kit.fields import Field, Kind
from app.kit.values import typed
from app.kit.values.bad import BadValue
from app.kit.words import _

_MONTH = Field("Month", Kind.MONTH, name="month")


def month_told(text: str, today: date) -> str:
    """The month that ``--month`` names, as YYYY-MM; told from today where the year is left out."""
    try:
        return str(typed(_MONTH, text, today) or "")
    except BadValue as error:
        raise BadValue(error.code, _("--month: {why} Write it as 2026-11.", why=error)) from None


def target_told(text: str, suffixes: tuple[str, ...]) -> Path:
    """The file that ``--out`` names; Trouble if it is a folder, or its name promises another kind of file."""
    target = Path(text)
    if target.is_dir():
        raise Trouble(_("{file} is a folder. Give the file a name.", file=target))
    if target.suffix.lower() not in suffixes:
        wanted = _(" or ").join(suffixes)
        raise Trouble(_("{file} must end in {wanted}.", file=target, wanted=wanted))
    return target
