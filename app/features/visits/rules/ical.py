"""Visits as a calendar file (RFC 5545), for whatever calendar a manager keeps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH = 75
"""Octets a line may have before it is folded."""


@dataclass(frozen=True)
class Event:
    """One entry of a whole day; ``uid`` names it for good, so that a later file replaces it."""

    uid: str
    day: date
    title: str
    place: str = ""
    text: str = ""


def ical(events: Iterable[Event]) -> str:
    """The file's text, lines ended by CRLF and folded at 75 octets."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Pianqu//Visits//ZH"]
    for event in events:
        lines += [
            "BEGIN:VEVENT", f"UID:{event.uid}@pianqu", f"DTSTAMP:{event.day:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}", f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(event.title)}", f"LOCATION:{_escaped(event.place)}",
            f"DESCRIPTION:{_escaped(event.text)}", "TRANSP:TRANSPARENT", "END:VEVENT",
        ]  # fmt: skip
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    """Pieces of at most 75 octets, never inside a letter; each after the first begins with a space."""
    piece, size = "", 0
    for letter in line:
        wide = len(letter.encode())
        if size + wide > WIDTH:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + wide
    yield piece
