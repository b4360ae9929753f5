"""What text a cell shows, and how a value is put into one."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.kit.errors import Refusal
from app.kit.template.markup import Node, parse
from app.kit.words import N_, _

LONGEST = 32_767
_EXACT = 10**15  # a cell keeps 15 digits of a number
_FIRST_DAY = datetime(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_READINGS = ("rPh", "phoneticPr")


class Texts:
    """The texts of a workbook's cells, shared or their own."""

    def __init__(self, strings: Node) -> None:
        self._shared = list(strings.every("si"))

    def of(self, cell: Node) -> list[Node]:
        """A copy of what makes up the cell's text: runs with their look, without readings; [] if it is no text."""
        kind = cell.get("t")
        holder = None
        if kind == "inlineStr":
            holder = cell.first("is")
        elif kind == "s" and (number := cell.first("v")) is not None and number.text().strip().isdigit():
            at = int(number.text())
            holder = self._shared[at] if at < len(self._shared) else None
        return [each.copy() for each in holder.elements() if each.name not in _READINGS] if holder else []


def runs(text: list[Node]) -> list[Node]:
    """The pieces of a cell's text that hold its letters."""
    return [each for node in text for each in ([node] if node.name == "t" else node.elements("t"))]


@dataclass(frozen=True)
class Place:
    """A cell that is being filled and the field whose value it takes, for what is said of it."""

    sheet: str
    cell: str
    field: str

    def refusal(self, why: str, **about: object) -> Refusal:
        """``why`` tells of ``{sheet}``, ``{cell}`` and ``{field}``."""
        return Refusal(_(why, sheet=self.sheet, cell=self.cell, field=self.field, **about), self.field)


def empty(cell: Node) -> None:
    """Leave the cell its look alone."""
    cell.put("t", None)
    cell.fill([])


def put(cell: Node, value: Any, place: Place, *, dated: bool, is_1904: bool) -> None:
    """Put a value as what it is into the cell, whose look stays; Refusal where a cell cannot hold it.

    A day becomes a serial number where the cell's own format shows days (``dated``), elsewhere its text.
    """
    empty(cell)
    if value is None or value == "":
        return
    if isinstance(value, bool):
        _put_number(cell, str(int(value)))
        cell.put("t", "b")
    elif dated and isinstance(value, date) and _moment(value) >= _FIRST_DAY:
        _put_number(cell, _serial(_moment(value), is_1904))
    elif isinstance(value, int | float | Decimal) and (not isinstance(value, int) or abs(value) < _EXACT):
        if not math.isfinite(value):
            raise place.refusal(N_("{sheet}, cell {cell}: {field} is no number that a cell can hold."))
        _put_number(cell, repr(value) if isinstance(value, float) else str(value))
    else:
        put_text(cell, parse("<t/>").elements(), [guarded(shown(value))], place)


def put_text(cell: Node, text: list[Node], said: list[str], place: Place) -> None:
    """Put a text into the cell itself; ``said`` gives the letters of its runs."""
    whole = "".join(said)
    if (found := _FORBIDDEN.search(whole)) is not None:
        raise place.refusal(
            N_("{sheet}, cell {cell}: {field} contains the control character {sign}, which no cell can hold. "
              "Correct it at its source."), sign=f"U+{ord(found[0]):04X}")  # fmt: skip
    if (length := len(whole.encode("utf-16-le")) // 2) > LONGEST:
        raise place.refusal(
            N_("{sheet}, cell {cell}: {field} makes it {length} characters; a cell holds {longest}. Shorten it."),
            length=length, longest=LONGEST)  # fmt: skip
    for run, letters in zip(runs(text), said, strict=True):
        run.say(letters)
        run.put("xml:space", "preserve")
    for node in text:
        _spell(node, cell.prefix)
    empty(cell)
    cell.put("t", "inlineStr")
    inner = f"{cell.prefix}is"
    cell.fill([Node(f"<{inner}>", inner, [*text], f"</{inner}>")])


def shown(value: Any) -> str:
    """A value inside a longer text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, float) and math.isfinite(value):
        value = int(value) if value.is_integer() else Decimal(repr(value))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def guarded(text: str) -> str:
    """A value's text as a cell holds it: line ends as one sign, ``_x000D_`` as the letters it is."""
    return _LOOKS_ESCAPED.sub("_x005F_", text.replace("\r\n", "\n").replace("\r", "\n"))


def _put_number(cell: Node, number: str) -> None:
    tag = f"{cell.prefix}v"
    cell.fill([Node(f"<{tag}>", tag, [number], f"</{tag}>")])


def _moment(day: date) -> datetime:
    return day.replace(tzinfo=None) if isinstance(day, datetime) else datetime(day.year, day.month, day.day)


def _serial(moment: datetime, is_1904: bool) -> str:
    since = moment - (datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30))
    return repr(since.days + since.seconds / 86_400) if since.seconds else str(since.days)


def _spell(node: Node, prefix: str) -> None:
    """Give the element and those in it the prefix of the sheet they come into."""
    if node.prefix != prefix:
        tag = prefix + node.name
        node.start, node.end = f"<{tag}{node.start[1 + len(node.tag) :]}", f"</{tag}>" if node.end else ""
        node.tag = tag
    for each in node.elements():
        _spell(each, prefix)
