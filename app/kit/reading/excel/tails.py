"""What follows the address in a cell's tag: style and type, the same for thousands of cells."""

import re
from collections.abc import Iterable

from app.kit.reading.excel.marks import Formats

_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_MANY = 32


class Tail:
    """One such ``text``, taken apart."""

    def __init__(self, text: bytes, formats: Formats) -> None:
        given = dict(_ATTRIBUTE.findall(text))
        style = given.get(b"s", b"0")
        self.text = text
        self.style = int(style) if style.isdigit() and len(style) < 9 else 0
        self.type = given.get(b"t", b"n")
        self.is_filled = not text.rstrip().endswith(b"/")
        self.is_error = self.is_filled and self.type == b"e"
        is_number = self.is_filled and self.type == b"n"
        self.kind = formats.kind(self.style)
        self.is_telling = is_number and formats.is_telling(self.style)
        self.is_dated = is_number and formats.is_dated(self.style)
        self.is_misread = is_number and self.style in formats.misread


class Tails:
    """All tails of a sheet seen so far, and patterns that find the cells of some of them."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats
        self._known: dict[bytes, Tail] = {}
        self._patterns: dict[tuple[bytes, ...], re.Pattern[bytes]] = {}

    def __getitem__(self, text: bytes) -> Tail:
        if text not in self._known:
            self._known[text] = Tail(text, self._formats)
        return self._known[text]

    def of(self, texts: Iterable[bytes]) -> list[Tail]:
        """The tails of these texts."""
        return [self[text] for text in texts]

    def pattern(self, cell: "re.Pattern[bytes]", after: bytes, wanted: list[Tail]) -> "re.Pattern[bytes]":
        """``cell`` followed by ``after``, for the ``wanted`` tails only unless they are many."""
        choices = sorted(re.escape(tail.text) for tail in wanted)
        key = (after, *choices)
        if key not in self._patterns:
            source = cell.pattern
            if len(choices) <= _MANY:
                source = source.replace(rb"[^>]*", b"|".join(choices))
            self._patterns[key] = re.compile(source + after)
        return self._patterns[key]
