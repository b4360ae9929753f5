"""Shared texts that are shown so often that together they would fill the memory."""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from app.kit.reading.limits import Rejected

_ITEM = re.compile(rb"<(?:[\w.-]+:)?si[\s>/]")
_COUNT = re.compile(rb'uniqueCount\s*=\s*"(\d+)"')
_USE = re.compile(rb'<(?:[\w.-]+:)?c [^>]*t="s"[^>]*>\s*<(?:[\w.-]+:)?v>\s*(\d+)')
_OVERLAP = 64


def check_shared_strings(
    strings: Iterable[bytes], uses: int, sheets: Callable[[], Iterator[bytes]], most: int
) -> None:
    """Refuse a workbook whose ``uses`` of shared texts come to more than ``most`` bytes.

    ``sheets`` gives the sheets' XML again; it is asked only where the longest text, used everywhere,
    would be too much.
    """
    sizes = _sizes(strings)
    if not sizes or max(sizes) * uses <= most:
        return
    total = 0
    kept = b""
    for piece in sheets():
        block = kept + piece
        cut = max(block.rfind(b"<c "), block.rfind(b":c "), 0)
        for number in _USE.findall(block, 0, cut):
            at = int(number[:9])
            total += sizes[at] if at < len(sizes) else 0
        if total > most:
            raise Rejected("bomb")
        kept = block[cut:]


def _sizes(strings: Iterable[bytes]) -> "array[int]":
    """Bytes of markup each shared text takes; raises Rejected for a count that cannot be true."""
    starts = array("I")
    kept, size, claimed = b"", 0, 0
    for piece in strings:
        if not size and (count := _COUNT.search(piece[:4096])):
            claimed = int(count[1][:12])
        block, offset = kept + piece, size - len(kept)
        last = starts[-1] if starts else -1
        starts.extend(at for each in _ITEM.finditer(block) if (at := offset + each.start()) > last)
        size += len(piece)
        kept = block[-_OVERLAP:]
    if claimed > size:
        raise Rejected("damaged")
    return array("I", (after - before for before, after in pairwise([*starts, size]))) if starts else starts
