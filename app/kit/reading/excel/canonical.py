"""Sheet XML in unusual spellings, rewritten to the spelling that Excel writes."""

import re
from functools import lru_cache

from app.kit.reading.limits import Rejected, address

_PREFIX = re.compile(rb"<(/?)[A-Za-z_][\w.-]*:(?=[A-Za-z])")
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_ELEMENT = re.compile(rb"<(row|c)((?:\s[^<>]*?)?/?)>")
_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_HOLLOW = re.compile(rb'<c ([^>]*"\s*)></c>')
_ROW = re.compile(rb'<row [^>]*?\br="([0-9]+)"')


class Canonical:
    """Keeps count of rows and columns, since addresses may be left out altogether."""

    def __init__(self) -> None:
        self._row = 0
        self._column = 0

    def pass_by(self, block: bytes) -> None:
        """A block in the usual spelling: only its last row number matters."""
        if last := _ROW.match(block, max(block.rfind(b"<row "), 0)):
            self._row = int(last[1])

    def of(self, block: bytes) -> bytes:
        """``block`` with every cell spelled ``<c r="A1" ...>``, hollow ones closed, and no prefixes or comments."""
        block = _PREFIX.sub(rb"<\1", _COMMENT.sub(b"", block))
        return _HOLLOW.sub(rb"<c \1/>", _ELEMENT.sub(self._respell, block))

    def _respell(self, match: "re.Match[bytes]") -> bytes:
        attributes = {name: double or single for name, double, single in _ATTRIBUTE.findall(match[2])}
        reference = attributes.pop(b"r", b"").strip().upper()
        if match[1] == b"row":
            self._row = int(reference) if reference.isdigit() else self._row + 1
            self._column = 0
            return b"<row>"
        if reference:
            parts = re.fullmatch(rb"([A-Z]{1,4})([0-9]{1,8})", reference)
            if not parts:
                raise Rejected("damaged")
            self._column = column_number(parts[1]) + 1
        else:
            self._column += 1
            reference = letters(self._column - 1) + str(self._row).encode()
        rest = b"".join(b' %s="%s"' % pair for pair in attributes.items())
        return b'<c r="%s"%s%s>' % (reference, rest, b"/" if match[2].endswith(b"/") else b"")


@lru_cache(maxsize=20_000)
def column_number(letters: bytes) -> int:
    """The zero-based column of ``letters``; past four of them it is out of every sheet anyway."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number - 1


def letters(column: int) -> bytes:
    """The letters of the zero-based ``column``."""
    return address(0, column)[:-1].encode()
