"""Zip containers, inflated piece by piece and never further than the limits allow."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from app.kit.reading.events import parse
from app.kit.reading.limits import Limits, Rejected

_PIECE = 1 << 20
_SMALL_PART = 32_000_000
_ENTRY = b"PK\x01\x02"
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_TAIL = 16
_ELEMENTS = 200_000
_MARKUP = (".xml", ".rels", ".vml", ".rdf")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


class Archive:
    """The members of a zip file; raises Rejected where they are too many, too large or inconsistent."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        if content.count(_ENTRY) > limits.members:
            raise Rejected("bomb")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeError) as wrong:
            raise Rejected("damaged") from wrong
        self._limits = limits
        self._size = len(content)
        self._inflated = 0
        self._seen: set[str] = set()
        self._names = {name.replace("\\", "/").lower(): name for name in self._zip.namelist()}
        if len(self._names) != len(self._zip.namelist()):
            raise Rejected("damaged")
        for member in self._zip.infolist():
            if member.flag_bits & 1:
                raise Rejected("protected")

    def has(self, path: str) -> bool:
        """Whether there is a part at ``path``."""
        return path.lower() in self._names

    def read(self, path: str) -> bytes:
        """A part that is small in every real workbook, whole; b"" where it is missing."""
        if not self.has(path):
            return b""
        pieces, size = [], 0
        for piece in self.stream(path):
            size += len(piece)
            if size > _SMALL_PART:
                raise Rejected("bomb")
            pieces.append(piece)
        return b"".join(pieces)

    def stream(self, path: str) -> Iterator[bytes]:
        """A part in pieces, counted against the limits; its checksum is verified at the end."""
        name = self._names[path.lower()]
        self._seen.add(name)
        last = b""
        try:
            with self._zip.open(name) as part:
                while piece := part.read(_PIECE):
                    self._count(len(piece))
                    if name.lower().endswith(_MARKUP):
                        _check_markup(last + piece[:_TAIL])
                        _check_markup(piece)
                    last = piece[-_TAIL:]
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as wrong:
            raise Rejected("damaged") from wrong

    def again(self, path: str) -> Iterator[bytes]:
        """A part that was streamed to its end before, without counting it twice."""
        with self._zip.open(self._names[path.lower()]) as part:
            while piece := part.read(_PIECE):
                yield piece

    def check_rest(self) -> None:
        """Inflate what was not read so far, to the same limits."""
        for name in self._zip.namelist():
            if name.endswith(".rels"):
                self._check_relations(name)
            elif name not in self._seen:
                for _piece in self.stream(name):
                    pass

    def relations(self, path: str) -> dict[str, str]:
        """Relation id to target of a ``.rels`` part."""
        found = elements(self.read(path), frozenset({"Relationship"}))
        return {each.get("Id", ""): each.get("Target", "") for _tag, each in found}

    def _check_relations(self, path: str) -> None:
        for _tag, each in elements(self.read(path), frozenset({"Relationship"})):
            if each.get("TargetMode") == "External" and not each.get("Type", "").endswith("/hyperlink"):
                raise Rejected("external", target=each.get("Target", "")[:80])

    def _count(self, size: int) -> None:
        self._inflated += size
        limits = self._limits
        if self._inflated > limits.inflated_bytes:
            raise Rejected("too_much_inside", limit=limits.inflated_bytes // 1_000_000)
        if self._inflated > limits.ratio_from and self._inflated > limits.ratio * self._size:
            raise Rejected("bomb")


def _check_markup(piece: bytes) -> None:
    if b"<!" in piece and _DECLARATION.search(piece):
        raise Rejected("entity")
    if piece.startswith(_WIDE):
        raise Rejected("damaged")


def elements(part: bytes, wanted: frozenset[str]) -> list[tuple[str, dict[str, str]]]:
    """The ``wanted`` start tags of an XML part in order, names without prefix; Rejected if ill-formed."""
    found: list[tuple[str, dict[str, str]]] = []
    if not part:
        return found

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in wanted:
            found.append((name, attributes))
            if len(found) > _ELEMENTS:
                raise Rejected("bomb")

    parse([part], start, _ignore, _ignore)
    return found


def _ignore(_text: str) -> None:
    pass
