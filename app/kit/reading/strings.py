"""Shared texts that are shown so often that together they would fill the memory."""

import re
from collections.abc import Callable, Iterable, Iterator

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


def _sizes(strings: Iterable[bytes]) -> list[int]:
    """Bytes of markup each shared text takes; raises Rejected for a count that cannot be true."""
    sizes: list[int] = []
    kept, open_size = b"", 0
    total = claimed = 0
    for piece in strings:
        if not total and (count := _COUNT.search(piece[:4096])):
            claimed = int(count[1][:12])
        total += len(piece)
        block = kept + piece
        starts = [match.start() for match in _ITEM.finditer(block)]
        if starts:
            sizes.append(open_size + starts[0])
            sizes += [after - before for before, after in zip(starts, starts[1:], strict=False)]
            kept, open_size = block[starts[-1] :], 0
        else:
            kept, open_size = block[-_OVERLAP:], open_size + max(len(block) - _OVERLAP, 0)
    if claimed > total:
        raise Rejected("damaged")
    return [*sizes[1:], open_size + len(kept)] if sizes else []
