"""One layout for the whole office (C1): boxes in millimetres and texts with ``{placeholders}``, from a toml file."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.features.cards.papers.parts import Piece, piece_of
from app.features.cards.rules import Face, Wording, spoken, vcard
from app.kit.errors import Unreadable
from app.kit.paper import HAIR, Box, CardGrid, Page, Qr, Rect, Text
from app.kit.words import RESOURCES, _

FOLDER = RESOURCES / "papers"
SHIPPED = {"standard": "card.toml", "flat": "card-90x50.toml", "rounded": "card-85x54.toml"}
PARTS = ("rect", "line", "picture", "text", "qr")
"""In the order in which they are painted, one above the other."""
MARKS_MM = 7.0
"""What crop marks need around the cards."""
SMALLEST_MM, LARGEST_MM = 40.0, 190.0


@dataclass(frozen=True)
class Layout:
    """A card's size, its words and its pieces; the same for every manager."""

    name: str
    width_mm: float
    height_mm: float
    radius_mm: float
    wording: Wording
    pieces: tuple[Piece, ...]

    def label(self) -> str:
        """How a chooser calls it."""
        size = _("{width} × {height} mm", width=f"{self.width_mm:g}", height=f"{self.height_mm:g}")
        return _("{size}, rounded", size=size) if self.radius_mm else size

    def grid(self, page: Page) -> CardGrid:
        """As many cards on ``page`` as leave room for the crop marks."""
        columns = int((page.width_mm - 2 * MARKS_MM) // self.width_mm)
        rows = int((page.height_mm - 2 * MARKS_MM) // self.height_mm)
        return CardGrid(page, self.width_mm, self.height_mm, columns, rows)

    def card(self, face: Face) -> tuple[Box, ...]:
        """The boxes of one card, from its upper left corner; what has nothing to say is left out."""
        said, square = spoken(face, self.wording), vcard(face, self.wording)
        outline = Rect(0, 0, self.width_mm, self.height_mm, "", HAIR, 0.1, self.radius_mm)
        boxes = [filled(piece.box, said, square) for piece in self.pieces if piece.speaks(said)]
        return (outline, *boxes) if self.radius_mm else tuple(boxes)


def filled(box: Box, said: Mapping[str, str], square: str) -> Box:
    """``box`` with its placeholders replaced."""
    if isinstance(box, Text):
        return replace(box, text=box.text.format(**said))
    return replace(box, content=square) if isinstance(box, Qr) else box


def read_layout(name: str) -> Layout:
    """The layout called ``name`` (one of SHIPPED), or the office's own toml file at that path.

    Raises :class:`Unreadable` that names the file, the entry and what to do.
    """
    if name not in SHIPPED and not name.endswith(".toml"):
        known = ", ".join(SHIPPED)
        raise Unreadable("layout", _("There is no card layout {name}. There are: {known}; or give the path of a "
                                     "toml file of your own.", name=name, known=known))  # fmt: skip
    file = FOLDER / SHIPPED[name] if name in SHIPPED else Path(name)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable("layout", _("The card layout {file} cannot be read: {why}.", file=file,
                                     why=error.__class__.__name__)) from error  # fmt: skip
    return parsed(text, name, file)


def parsed(text: str, name: str, file: Path) -> Layout:
    """The layout that ``text`` declares; pictures stand beside ``file``."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable("layout", _("The card layout {file} is no toml file: {why}.", file=file.name,
                                     why=error)) from error  # fmt: skip
    for key in told:
        if key not in {"card", "words", *PARTS}:
            raise wrong(file, key, _("is unknown; write card, words, {parts}.", parts=", ".join(PARTS)))
    size = _numbers(told.get("card", {}), file)
    wording = _wording(told.get("words", {}), file)
    layout = Layout(name, size["width"], size["height"], size.get("radius", 0.0), wording, ())
    return replace(layout, pieces=tuple(_pieces(told, layout, file)))


def wrong(file: Path, where: str, why: str) -> Unreadable:
    """What is wrong, and where in the file."""
    return Unreadable("layout", _("{file}, {where}: {why}", file=file.name, where=where, why=why))


def _numbers(told: Mapping[str, Any], file: Path) -> dict[str, float]:
    found = {}
    for key, value in told.items():
        if key not in {"width", "height", "radius"} or not isinstance(value, int | float):
            raise wrong(file, "card", _("{entry} is no size in millimetres: width, height, radius.", entry=key))
        found[key] = float(value)
    for key in ("width", "height"):
        if not SMALLEST_MM <= found.get(key, 0.0) <= LARGEST_MM:
            raise wrong(file, "card", _("{entry} must lie between {low} and {high} mm.", entry=key,
                                        low=f"{SMALLEST_MM:g}", high=f"{LARGEST_MM:g}"))  # fmt: skip
    return found


def _wording(told: Mapping[str, Any], file: Path) -> Wording:
    plain = Wording()
    for key, value in told.items():
        if key not in vars(plain) or not isinstance(value, type(getattr(plain, key))):
            raise wrong(file, "words", _("{entry} is unknown or of the wrong kind.", entry=key))
    made = Wording(**told)
    try:
        made.more.format(names="", count=0)
    except (KeyError, IndexError, ValueError) as error:
        raise wrong(file, "words", _("in “more” only {known} may stand.", known="{names}, {count}")) from error
    return made


def _pieces(told: Mapping[str, Any], layout: Layout, file: Path) -> Iterator[Piece]:
    for kind in PARTS:
        entries = told.get(kind, [])
        if not isinstance(entries, list):
            raise wrong(file, kind, _("write it as [[{kind}]].", kind=kind))
        for number, entry in enumerate(entries, 1):
            where = f"{kind} {number}"
            try:
                yield piece_of(kind, entry, layout.width_mm, layout.height_mm, file.parent)
            except ValueError as error:
                raise wrong(file, where, str(error)) from error
