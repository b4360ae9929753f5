"""OLE compound files, the container of xls and of password-protected workbooks."""

import struct

from app.kit.reading.limits import Rejected

_HEADER = 512
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class Compound:
    """The streams of a compound file; a chain that loops or leaves the file is refused as damage."""

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER:
            raise Rejected("damaged")
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Rejected("damaged")
        self._content = content
        self._size = 1 << shift
        directory, _, self._cutoff, mini, _, difat = struct.unpack_from("<6I", content, 48)
        self._table = self._allocation(difat)
        self._entries = dict(self._read_directory(directory))
        self._mini_table = _numbers(self._join(mini))
        root = self._entries.get("", (_LAST_SECTOR, 0))
        self._mini = self._join(root[0])

    def has(self, name: str) -> bool:
        """Whether there is a stream of this name."""
        return name.lower() in self._entries

    def read(self, name: str) -> bytes:
        """The whole stream."""
        start, size = self._entries[name.lower()]
        if size >= self._cutoff:
            stream = self._join(start)
        else:
            chain = self._chain(start, self._mini_table, len(self._mini) // 64 + 1)
            stream = b"".join(self._mini[at * 64 : at * 64 + 64] for at in chain)
        if len(stream) < size:
            raise Rejected("damaged")
        return stream[:size]

    def _allocation(self, difat: int) -> list[int]:
        """The sector allocation table, put together from the header's list and the sectors after it."""
        listed = list(struct.unpack_from("<109I", self._content, 76))
        seen = 0
        while difat < _LAST_SECTOR:
            numbers = _numbers(self._sector(difat))
            seen += 1
            if seen * self._size > len(self._content) or not numbers:
                raise Rejected("damaged")
            listed += numbers[:-1]
            difat = numbers[-1]
        used = [at for at in listed if at < _LAST_SECTOR]
        if len(set(used)) != len(used):
            raise Rejected("damaged")
        return _numbers(b"".join(map(self._sector, used)))

    def _read_directory(self, start: int) -> list[tuple[str, tuple[int, int]]]:
        directory = self._join(start)
        entries = []
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            where = struct.unpack_from("<II", directory, at + 116)
            if kind == _ROOT:
                entries.append(("", where))
            elif kind == _STREAM:
                entries.append((name.lower(), where))
        return entries

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise Rejected("damaged")
        return self._content[start : start + self._size]

    def _join(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self._table, len(self._content) // self._size + 1)))

    @staticmethod
    def _chain(start: int, table: list[int], most: int) -> list[int]:
        chain: list[int] = []
        while start < _LAST_SECTOR:
            if start >= len(table) or len(chain) >= most:
                raise Rejected("damaged")
            chain.append(start)
            start = table[start]
        return chain


def _numbers(content: bytes) -> list[int]:
    count = len(content) // 4
    return list(struct.unpack(f"<{count}I", content[: count * 4]))
