"""The parts of a layout: an entry of the toml file becomes a box, or a ValueError that says in words what is wrong."""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.features.cards.rules import PLACEHOLDERS
from app.kit.paper import Box, Line, Picture, Qr, Rect, Text
from app.kit.words import _

_MADE: Mapping[str, type[Box]] = {"rect": Rect, "line": Line, "picture": Picture, "text": Text, "qr": Qr}
_LENGTHS = {
    "x": "x_mm", "y": "y_mm", "width": "width_mm", "height": "height_mm", "to_x": "to_x_mm", "to_y": "to_y_mm",
    "thick": "thick_mm", "radius": "radius_mm",
}  # fmt: skip
_NEEDED = {
    "rect": ("x", "y", "width", "height"), "line": ("x", "y", "to_x", "to_y"), "picture": ("x", "y", "width", "height"),
    "text": ("x", "y", "width", "height", "text"), "qr": ("x", "y", "size"),
}  # fmt: skip
_MORE = {
    "rect": ("fill", "stroke", "thick", "radius"), "line": ("thick", "colour"), "picture": ("file",),
    "text": ("size", "bold", "align", "valign", "colour"), "qr": (),
}  # fmt: skip
_WORDS = {"align": ("left", "center", "right"), "valign": ("top", "middle", "bottom")}
_TERMS = ("needs", "unless")
_COLOURS = frozenset({"fill", "stroke", "colour"})
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LEAST_SQUARE_MM = 20.0
"""A smaller square with a whole vCard does not decode from an office printer."""


@dataclass(frozen=True)
class Piece:
    """A box of the layout, its text still with placeholders; what must, and must not, be known for it to be printed."""

    box: Box
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def speaks(self, said: Mapping[str, str]) -> bool:
        """False where nothing is known that the piece could say."""
        own = placeholders(self.box.text) if isinstance(self.box, Text) else ()
        if any(said[name] for name in self.unless) or not all(said[name] for name in self.needs):
            return False
        return not own or any(said[name] for name in own)


def placeholders(text: str) -> tuple[str, ...]:
    """The names in braces; a ValueError if the braces do not match."""
    return tuple(name for _text, name, _spec, _how in string.Formatter().parse(text) if name is not None)


def piece_of(kind: str, entry: Mapping[str, Any], width_mm: float, height_mm: float, folder: Path) -> Piece:
    """One entry as a piece of a card of ``width_mm`` × ``height_mm``; pictures lie in ``folder``."""
    for key in _NEEDED[kind]:
        if key not in entry:
            raise ValueError(_("{entry} is missing.", entry=key))
    values = {_name(kind, key): _value(kind, key, value, folder) for key, value in entry.items() if key not in _TERMS}
    if kind == "qr":
        values["content"] = ""
    box = _MADE[kind](**values)
    _refuse_outside(box, width_mm, height_mm)
    if isinstance(box, Text):
        _known(_braces(box.text))
    if isinstance(box, Qr) and box.size_mm < LEAST_SQUARE_MM:
        raise ValueError(_("the square must be at least {size} mm wide to be read.", size=f"{LEAST_SQUARE_MM:g}"))
    return Piece(box, *(_known(entry.get(term, [])) for term in _TERMS))


def _name(kind: str, key: str) -> str:
    if key not in (*_NEEDED[kind], *_MORE[kind]):
        known = ", ".join((*_NEEDED[kind], *_MORE[kind], *_TERMS))
        raise ValueError(_("{entry} is unknown; there are: {known}.", entry=key, known=known))
    if key == "size":
        return "size_mm" if kind == "qr" else "size_pt"
    return {"file": "path", **_LENGTHS}.get(key, key)


def _value(kind: str, key: str, value: Any, folder: Path) -> Any:
    if key in _LENGTHS or key == "size":
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(_("{entry} must be a number, not “{value}”.", entry=key, value=value))
        return float(value)
    if key == "bold":
        if not isinstance(value, bool):
            raise ValueError(_("{entry} must be true or false.", entry=key))
        return value
    if not isinstance(value, str):
        raise ValueError(_("{entry} must be a text in quotation marks.", entry=key))
    if key in _WORDS and value not in _WORDS[key]:
        raise ValueError(_("{entry} must be one of {known}.", entry=key, known=", ".join(_WORDS[key])))
    if key in _COLOURS and value and not _COLOUR.fullmatch(value):
        raise ValueError(_("{entry} must be a colour such as #00706b, not “{value}”.", entry=key, value=value))
    return str(folder / value) if key == "file" else value


def _braces(text: str) -> tuple[str, ...]:
    try:
        return placeholders(text)
    except ValueError as error:
        raise ValueError(_("the braces in “{text}” do not match.", text=text)) from error


def _known(names: Any) -> tuple[str, ...]:
    for name in names:
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
            raise ValueError(_("there is no placeholder {name}; there are: {known}.", name=f"{{{name}}}", known=known))
    return tuple(names)


def _refuse_outside(box: Box, width_mm: float, height_mm: float) -> None:
    for value, high, axis in ((_right(box), width_mm, "x"), (_bottom(box), height_mm, "y")):
        for reached in (getattr(box, f"{axis}_mm"), value):
            if not 0 <= reached <= high:
                raise ValueError(_(
                    "the box reaches {axis} = {reached} mm, outside the card of {width} × {height} mm.", axis=axis,
                    reached=f"{reached:g}", width=f"{width_mm:g}", height=f"{height_mm:g}"))  # fmt: skip


def _right(box: Box) -> float:
    match box:
        case Line():
            return box.to_x_mm
        case Qr():
            return box.x_mm + box.size_mm
    return box.x_mm + box.width_mm


def _bottom(box: Box) -> float:
    match box:
        case Line():
            return box.to_y_mm
        case Qr():
            return box.y_mm + box.size_mm
    return box.y_mm + box.height_mm
