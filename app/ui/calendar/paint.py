"""Paint one day of a month into its room and tell where its lines came to stand."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from app.kit.words import _
from app.ui.calendar.cells import DayCell, Entry, day_name, lines_shown
from app.ui.theme import RIGHT, pen, tokens, width_of, write

EDGE = 6
HEAD = 22
PITCH = 19
MORE = 14
FOOT = 8  # the load bar and the air above it


@dataclass(frozen=True, slots=True)
class Look:
    """How a day stands among the others."""

    inside: bool = True
    today: bool = False
    chosen: bool = False
    entry: object = None  # the id of the entry the keyboard is on


@dataclass(frozen=True, slots=True)
class Zones:
    """Where the lines of a day are, for the pointer."""

    entries: tuple[tuple[Entry, QRectF], ...] = ()
    more: QRectF | None = None


def paint_day(painter: QPainter, room: QRectF, cell: DayCell, look: Look) -> Zones:
    """Ground, head, as many entries as fit, load bar, frame."""
    worn = tokens()
    ground = worn.tint if look.chosen else worn.surface if look.inside and not cell.rest else worn.bg
    painter.fillRect(room, QColor(ground))
    if cell.away:
        painter.fillRect(room, QBrush(QColor(worn.line), Qt.BrushStyle.BDiagPattern))
    _head(painter, room, cell, look)
    zones = _entries(painter, room, cell, look)
    _load_bar(painter, room, cell)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if look.today:
        painter.setPen(pen(worn.accent, 2))
        painter.drawRect(room.adjusted(1, 1, -1, -1))
    return zones


def _head(painter: QPainter, room: QRectF, cell: DayCell, look: Look) -> None:
    worn, right = tokens(), room.right() - EDGE
    for badge in reversed(cell.badges):
        wide = width_of(badge.text, 12)
        if right - wide < room.left() + 34:
            break
        write(painter, QRectF(right - wide, room.top() + 1, wide + 1, 20), badge.text,
              worn.tone(badge.tone) if look.inside else worn.muted, pixels=12)
        right -= wide + 6
    said = day_name(cell.day) if cell.day.day == 1 else str(cell.day.day)
    colour = worn.accent if look.today else worn.ink if look.inside else worn.muted
    spot = QRectF(room.left() + EDGE, room.top() + 1, max(18.0, right - room.left() - EDGE), 20)
    write(painter, spot, said, colour, bold=look.today)


def _entries(painter: QPainter, room: QRectF, cell: DayCell, look: Look) -> Zones:
    top, foot = room.top() + HEAD, FOOT if cell.capacity else 3
    shown = lines_shown(room.height() - HEAD - foot, len(cell.entries), PITCH, MORE)
    drawn = []
    for at, entry in enumerate(cell.entries[:shown]):
        line = QRectF(room.left() + EDGE, top + at * PITCH, room.width() - 2 * EDGE, PITCH - 2)
        paint_entry(painter, line, entry, look.entry == entry.id)
        drawn.append((entry, line))
    rest = len(cell.entries) - shown
    if not rest:
        return Zones(tuple(drawn))
    line = QRectF(room.left() + EDGE, top + shown * PITCH - 1, room.width() - 2 * EDGE, MORE)
    line.setBottom(min(line.bottom(), room.bottom() - foot + 4))
    write(painter, line, _("+{n} more", n=rest), tokens().soft, pixels=12)
    return Zones(tuple(drawn), line)


def paint_entry(painter: QPainter, line: QRectF, entry: Entry, lit: bool = False) -> None:
    """A bar, the name in bold, the text; nothing runs over the line's end."""
    worn = tokens()
    painter.fillRect(line, QColor(worn.tint if lit else worn.raised))
    painter.fillRect(QRectF(line.left(), line.top(), 3, line.height()), QColor(worn.nth(entry.colour)))
    words = line.adjusted(8, 0, -3, 0)
    name = f"✓ {entry.name}" if entry.done else entry.name
    ink = worn.soft if entry.done else worn.ink
    used = write(painter, words, name, ink, pixels=12, bold=True) + 4
    if words.width() - used > 14:
        write(painter, words.adjusted(used, 0, 0, 0), entry.text, ink, pixels=12)
    if lit:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(worn.accent))
        painter.drawRect(line.adjusted(0.5, 0.5, -0.5, -0.5))


def _load_bar(painter: QPainter, room: QRectF, cell: DayCell) -> None:
    if not cell.capacity:
        return
    worn = tokens()
    track = QRectF(room.left() + EDGE, room.bottom() - 6, room.width() - 2 * EDGE, 3)
    if cell.is_over:
        said = _("{n} %", n=round(cell.load / cell.capacity * 100))
        wide = width_of(said, 11)
        write(painter, QRectF(track.right() - wide, room.bottom() - 12, wide + 1, 14), said, worn.late, RIGHT,
              pixels=11)
        track.setRight(track.right() - wide - 6)
    painter.fillRect(track, QColor(worn.line))
    track.setWidth(track.width() * min(1.0, cell.load / cell.capacity))
    painter.fillRect(track, QColor(worn.late if cell.is_over else worn.accent))
