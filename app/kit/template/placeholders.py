"""``{{fields}}`` in a text: found, and replaced with the look of the letters around them."""

import re
from collections.abc import Callable
from typing import NamedTuple

ROWS = "明细"
_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_OF_ROWS = re.compile(rf"({ROWS}\d*)\s*\.\s*(.+)", re.S)
_REPEATING = re.compile(rf"{ROWS}\d*")


class Asked(NamedTuple):
    """What a placeholder asks for: ``{{明细.姓名}}`` the field 姓名 of the rows 明细, ``{{单位}}`` of no rows."""

    field: str
    rows: str = ""


def names_rows(name: str) -> bool:
    """Whether a defined name marks a repeating row: 明细, 明细2, …"""
    return bool(_REPEATING.fullmatch(name))


def asked_in(text: str) -> list[Asked]:
    """What the placeholders of a text ask for, in order; ValueError where one is empty or not closed."""
    found = [asked(name) for name in _FIELD.findall(text)]
    if "{{" in _FIELD.sub("", text) or any(not each.field for each in found):
        raise ValueError(text)
    return found


def asked(name: str) -> Asked:
    """What stands between the braces."""
    told = " ".join(name.split())
    found = _OF_ROWS.fullmatch(told)
    return Asked(found[2], found[1]) if found else Asked(told)


def alone(text: str) -> Asked | None:
    """What a text asks for that is nothing but one placeholder."""
    found = _FIELD.fullmatch(text.strip())
    return asked(found[1]) if found else None


def replaced(pieces: list[str], value: Callable[[Asked], str]) -> list[str]:
    """The pieces of a text with its placeholders replaced; one that spans pieces takes the look of its first."""
    whole = "".join(pieces)
    owner = [number for number, piece in enumerate(pieces) for _sign in piece]
    said = [""] * len(pieces)
    at = 0
    for found in [*_FIELD.finditer(whole), None]:
        for place in range(at, found.start() if found else len(whole)):
            said[owner[place]] += whole[place]
        if found:
            said[owner[found.start()]] += value(asked(found[1]))
            at = found.end()
    return said
