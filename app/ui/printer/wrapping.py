"""Breaking text into lines: ideographs break anywhere but at punctuation, words stay whole."""

import re
import unicodedata
from collections.abc import Iterator

from app.ui.printer.lettering import width_mm

# A piece is a word of letters and digits, or one ideograph, with the opening brackets before it and
# the closing punctuation behind it: neither may stand alone at a line's edge.
_OPENING = r"[（【《〈「『“‘(\[{￥]"
_CLOSING = r"[，。、；：！？）】》〉」』”’…·％%,.;:!?)\]}]"
_PIECE = re.compile(rf"{_OPENING}*(?:[0-9A-Za-zÀ-ɏ@#&+\-_/\\.'’]+|\s|.)?{_CLOSING}*", re.DOTALL)


def clean(text: str) -> str:
    """``text`` without characters that are no letters: tabs and no-break spaces become spaces."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(" " if c in "\t\u00a0" else c for c in plain)
    return "".join(c for c in plain if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def wrapped(text: str, room_mm: float, size_pt: float, bold: bool = False) -> list[str]:
    """The lines of ``text``, none wider than ``room_mm`` unless one character alone is."""
    lines: list[str] = []
    for paragraph in clean(text).split("\n"):
        if width_mm(paragraph, size_pt, bold) <= room_mm:
            lines.append(paragraph.strip())
        else:
            lines.extend(_filled(paragraph, room_mm, size_pt, bold))
    return lines


def natural_mm(text: str, size_pt: float, bold: bool) -> float:
    """Width of ``text`` broken only where it says so itself."""
    return max(width_mm(line, size_pt, bold) for line in clean(text).split("\n"))


def widest_piece_mm(text: str, size_pt: float, bold: bool) -> float:
    """Width of what must not be broken: the longest word or number in ``text``."""
    return max((width_mm(piece.strip(), size_pt, bold) for piece in _PIECE.findall(clean(text))), default=0.0)


def _filled(paragraph: str, room_mm: float, size_pt: float, bold: bool) -> Iterator[str]:
    line = ""
    for piece in _PIECE.findall(paragraph):
        if width_mm((line + piece).rstrip(), size_pt, bold) <= room_mm:
            line += piece
            continue
        if line.strip():
            yield line.strip()
        line = piece.lstrip()
        while width_mm(line, size_pt, bold) > room_mm and len(line) > 1:
            head = _head(line, room_mm, size_pt, bold)
            yield line[:head]
            line = line[head:]
    if line.strip():
        yield line.strip()


def _head(word: str, room_mm: float, size_pt: float, bold: bool) -> int:
    """How many characters of a word that is too long fit on a line, at least one."""
    count = 1
    while count < len(word) and width_mm(word[: count + 1], size_pt, bold) <= room_mm:
        count += 1
    return count
