"""Whose ground every spot is: the nearest point of a raster, cell by cell, and the cells' picture.

Jump flooding: each pass takes over a neighbour's nearest point if it is nearer than one's own, from far to near.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

Places = NDArray[np.float64]
Colours = NDArray[np.uint8]

ACROSS = 384  # pixels of the longer side: 32 ms for 5,000 points, fine enough when drawn smoothly
REACH = 0.06  # of the longer side: ground farther from every point belongs to nobody
FILL, EDGE = 34, 120  # of 255: the share of colour inside a cell and on its border


class Cells:
    """The raster over ``places`` (n, 2) in kilometres; it stays as long as the points stay where they are."""

    def __init__(self, places: Places) -> None:
        low, high = places.min(axis=0), places.max(axis=0)
        reach = max(0.3, float((high - low).max()) * REACH)
        low, high = low - reach, high + reach
        self._step = float((high - low).max()) / ACROSS
        self._columns, self._rows = (int(n) + 1 for n in np.ceil((high - low) / self._step))
        self._owners: NDArray[Any]
        self.room = QRectF(low[0], low[1], self._columns * self._step, self._rows * self._step)
        self._flood((places - low) / self._step, int(reach / self._step))

    def picture(self, colours: Colours) -> QImage:
        """The cells tinted; ``colours`` (n + 1, 3) is each point's colour, the last row that of nobody."""
        group: NDArray[Any] = _numbered(colours)[self._owners]
        edge = np.zeros(group.shape, dtype=bool)
        edge[:, 1:] |= group[:, 1:] != group[:, :-1]
        edge[1:] |= group[1:] != group[:-1]
        shown = np.empty((*group.shape, 4), dtype=np.uint8)
        shown[..., :3] = colours[self._owners]
        shown[..., 3] = np.where(self._owners < 0, 0, np.where(edge, EDGE, FILL))
        shown[..., :3] = (shown[..., :3].astype(np.uint16) * shown[..., 3:] // 255).astype(np.uint8)
        form = QImage.Format.Format_RGBA8888_Premultiplied
        return QImage(shown.tobytes(), self._columns, self._rows, 4 * self._columns, form).copy()

    def _flood(self, spots: Places, reach: int) -> None:
        """Index -1, the last of all, is nobody's."""
        nobody = np.full((1, 2), 1e6)
        known: NDArray[np.float32] = np.vstack((spots, nobody)).astype(np.float32)
        x, y = known[:, 0], known[:, 1]
        owners: NDArray[Any] = np.full((self._rows, self._columns), -1, dtype=np.int32)
        row, column = np.round(y[:-1]).astype(int), np.round(x[:-1]).astype(int)
        owners[row.clip(0, self._rows - 1), column.clip(0, self._columns - 1)] = np.arange(len(spots))
        across = np.arange(self._columns, dtype=np.float32)[None, :]
        down = np.arange(self._rows, dtype=np.float32)[:, None]
        away = (x[owners] - across) ** 2 + (y[owners] - down) ** 2
        for right, up in _jumps(reach):
            here, there = _overlap(self._rows, up), _overlap(self._columns, right)
            theirs: NDArray[Any] = owners[_overlap(self._rows, -up), _overlap(self._columns, -right)]
            square = (x[theirs] - across[:, there]) ** 2 + (y[theirs] - down[here]) ** 2
            nearer = square < away[here, there]
            owners[here, there] = np.where(nearer, theirs, owners[here, there])
            away[here, there] = np.where(nearer, square, away[here, there])
        owners[away > reach * reach] = -1
        self._owners = owners


def colours_of(names: list[str]) -> Colours:
    """(n, 3) from ``#rrggbb`` names."""
    known = {name: QColor(name) for name in set(names)}
    shares = {name: (colour.red(), colour.green(), colour.blue()) for name, colour in known.items()}
    return np.array([shares[name] for name in names], dtype=np.uint8)


def _numbered(colours: Colours) -> NDArray[np.int32]:
    """One number for each distinct colour."""
    wide: NDArray[np.int32] = colours.astype(np.int32)
    return wide[:, 0] << 16 | wide[:, 1] << 8 | wide[:, 2]


def _jumps(reach: int) -> Iterator[tuple[int, int]]:
    """Offsets to the eight neighbours at halving distances, the nearest once more."""
    steps = [1 << bit for bit in reversed(range(max(1, reach).bit_length()))]
    for step in (*steps, 1):
        for up in (-step, 0, step):
            for right in (-step, 0, step):
                if up or right:
                    yield right, up


def _overlap(length: int, shift: int) -> slice:
    """The part of an axis that has a neighbour ``-shift`` away."""
    return slice(max(0, shift), length + min(0, shift))
