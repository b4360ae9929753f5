"""Formulas taken apart just enough to move the cells they speak of."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from app.kit.recognise.letters import letters

AGGREGATES = frozenset(
    {"SUM", "SUBTOTAL", "AVERAGE", "COUNT", "COUNTA", "MAX", "MIN", "PRODUCT", "SUMPRODUCT", "AGGREGATE"}
)
LAST_ROW = 1_048_576
_BARE = r"""[^\s'"!(),;:+\-*/^&=<>{}\[\]#%@]+"""
_CORNER = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_PIECE = re.compile(
    rf"""(?P<text>"(?:[^"]|"")*+"|\#[A-Z0-9/_]+[!?]?)
    |(?P<prefix>(?:'(?:[^']|'')*+'|(?:\[[^\[\]]*\])?{_BARE}(?::{_BARE})?)!)?
     (?P<place>{_CORNER}(?::{_CORNER})?|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}}|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}})
     (?![\w.(!\[])
    |(?P<other>'(?:[^']|'')*+'!?|\[(?:[^\[\]]|\[[^\[\]]*\])*\]|[\w.\\?]+|.)""",
    re.X | re.S,
)
_PARTS = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")


@dataclass(frozen=True, slots=True)
class Corner:
    """One end of a reference; ``column`` is "" in ``5:5``, ``row`` 0 in ``A:A``; a dollar makes it fixed."""

    column: str
    column_fixed: bool
    row: int
    row_fixed: bool

    def __str__(self) -> str:
        column = ("$" if self.column_fixed else "") + self.column if self.column else ""
        return column + (("$" if self.row_fixed else "") + str(self.row) if self.row else "")


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell or range in a formula; ``alone`` where it is a whole argument of a function that adds up cells."""

    prefix: str
    first: Corner
    last: Corner | None = None
    alone: bool = False

    def __str__(self) -> str:
        return f"{self.prefix}{self.first}" + (f":{self.last}" if self.last else "")

    @property
    def sheet(self) -> str:
        """The sheet's name without quotes, in lower case; "" where the formula's own sheet is meant."""
        name = self.prefix[:-1]
        return (name[1:-1].replace("''", "'") if name.startswith("'") else name).lower()

    @property
    def rows(self) -> tuple[int, int]:
        """Top and bottom row."""
        ends = (self.first.row, (self.last or self.first).row)
        return min(ends), max(ends)


Piece = str | Reference


@lru_cache(maxsize=4096)
def taken_apart(formula: str) -> tuple[Piece, ...]:
    """The references of a formula and the text between them, in order."""
    pieces: list[Piece] = []
    functions: list[str] = []
    word = ""
    for found in _PIECE.finditer(formula):
        if found["place"]:
            ends = found["place"].split(":")
            alone = bool(functions) and functions[-1] in AGGREGATES and _is_argument(formula, *found.span())
            last = _corner(ends[1]) if len(ends) > 1 else None
            pieces.append(Reference(found["prefix"] or "", _corner(ends[0]), last, alone))
            word = ""
            continue
        pieces.append(found[0])
        if found[0] == "(":
            functions.append(word.upper())
        elif found[0] == ")" and functions:
            functions.pop()
        word = found[0]
    return tuple(pieces)


def moved(formula: str, rows: int, columns: int) -> str:
    """The formula as Excel fills it ``rows`` further down and ``columns`` further right."""

    def corner(one: Corner) -> Corner | None:
        row = one.row + rows if one.row and not one.row_fixed else one.row
        at = column_number(one.column) + columns if one.column and not one.column_fixed else 1
        if (one.row and row < 1) or at < 1:
            return None
        return replace(one, row=row, column=letters(at - 1) if not one.column_fixed and one.column else one.column)

    def reference(one: Reference) -> Piece:
        first, last = corner(one.first), corner(one.last) if one.last else None
        return "#REF!" if first is None or (one.last and last is None) else replace(one, first=first, last=last)

    return changed(formula, reference)


def changed(formula: str, change: Callable[[Reference], Piece]) -> str:
    """The formula with every reference changed."""
    return "".join(str(change(each)) if isinstance(each, Reference) else each for each in taken_apart(formula))


def area(text: str) -> Reference:
    """A range as it stands in an attribute (``A5:H5``, ``5:5``); ValueError if it is none."""
    pieces = taken_apart(text)
    if len(pieces) != 1 or not isinstance(pieces[0], Reference):
        raise ValueError(text)
    return pieces[0]


def column_number(column: str) -> int:
    """The number of a column by its letters, from 1."""
    number = 0
    for letter in column.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _corner(text: str) -> Corner:
    found = _PARTS.fullmatch(text)
    assert found is not None
    first, column, second, row = found.groups()
    return Corner(column, bool(first and column), int(row or 0), bool(second if column else first))


def _is_argument(formula: str, start: int, end: int) -> bool:
    return formula[:start].rstrip()[-1:] in ("(", ",") and formula[end:].lstrip()[:1] in (")", ",")
