"""Sheet XML in unusual spellings, rewritten to the spelling that Excel writes."""

import re

from app.kit.reading.limits import Rejected

_UNUSUAL = (b":c ", b":c>", b"<c>", b"<c\n", b"<c\r", b"<c\t", b"<c/")
_PREFIX = re.compile(rb"<(/?)[A-Za-z_][\w.-]*:(?=[A-Za-z])")
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_ELEMENT = re.compile(rb"<(row|c)((?:\s[^<>]*)?)>")
_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_HOLLOW = re.compile(rb'<c ([^>]*"\s*)></c>')
_ROW = re.compile(rb'<row [^>]*?\br="([0-9]+)"')
_USUAL = re.compile(rb'<c r="[A-Z]+[0-9]+"')


class Canonical:
    """Keeps count of rows and columns, since addresses may be left out altogether."""

    def __init__(self) -> None:
        self._row = 0
        self._column = 0
        self._rewriting = False

    def of(self, block: bytes) -> bytes:
        """``block`` with every cell spelled ``<c r="A1" ...>``, hollow ones closed, and no prefixes or comments."""
        if b"<!--" in block:
            block = _COMMENT.sub(b"", block)
        if self._rewriting or self._is_unusual(block):
            self._rewriting = True
            block = _ELEMENT.sub(self._respell, _PREFIX.sub(rb"<\1", block))
        elif last := _ROW.match(block, max(block.rfind(b"<row "), 0)):
            self._row = int(last[1])
        return _HOLLOW.sub(rb"<c \1/>", block) if b'"></c>' in block else block

    @staticmethod
    def _is_unusual(block: bytes) -> bool:
        if any(spelling in block for spelling in _UNUSUAL):
            return True
        return len(_USUAL.findall(block)) != block.count(b"<c ")

    def _respell(self, match: "re.Match[bytes]") -> bytes:
        attributes = {name: double or single for name, double, single in _ATTRIBUTE.findall(match[2])}
        reference = attributes.pop(b"r", b"").strip().upper()
        if match[1] == b"row":
            self._row = int(reference) if reference.isdigit() else self._row + 1
            self._column = 0
            return b"<row>"
        if reference:
            address = re.fullmatch(rb"([A-Z]{1,4})([0-9]{1,8})", reference)
            if not address:
                raise Rejected("damaged")
            self._column = _number(address[1])
        else:
            self._column += 1
            reference = _letters(self._column) + str(self._row).encode()
        rest = b"".join(b' %s="%s"' % pair for pair in attributes.items())
        return b'<c r="%s"%s%s>' % (reference, rest, b"/" if match[2].endswith(b"/") else b"")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _letters(number: int) -> bytes:
    letters = b""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = bytes([65 + rest]) + letters
    return letters
