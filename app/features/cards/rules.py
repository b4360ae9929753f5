"""What stands on a card: plain values of one manager, and how they are written (C1, C2)."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_BYTES = 250
"""Of a card's square: with more its modules become too fine for an office printer."""
MOBILE = 11


@dataclass(frozen=True)
class Face:
    """What is known of one manager for his card; blank where nothing is known. ``places`` most households first."""

    manager_id: int
    name: str
    title: str = ""
    phone: str = ""
    brand: str = ""
    office: str = ""
    duty: str = ""
    address: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wording:
    """The words a layout lends: the title of those who have none, and how a list of places is written."""

    title: str = ""
    between: str = "、"
    more: str = "{names}…"
    most: int = 36
    """Characters a list of places may have."""


def gaps(face: Face) -> tuple[str, ...]:
    """What a card would lack: of ``phone``, ``title``, ``places``, ``duty``; most important first."""
    return tuple(name for name in ("phone", "title", "places", "duty") if not getattr(face, name))


def spaced(phone: str) -> str:
    """A mobile number ``10022314087`` as ``100 2231 4087``; any other stays as the office writes it."""
    is_mobile = len(phone) == MOBILE and phone.isdigit() and phone.startswith("1")
    return f"{phone[:3]} {phone[3:7]} {phone[7:]}" if is_mobile else phone


def listed(places: Sequence[str], wording: Wording, most: int | None = None) -> str:
    """``places`` on one card: all of them, or as many as ``most`` characters hold and how many there are."""
    room = wording.most if most is None else most
    whole = wording.between.join(places)
    if len(whole) <= room:
        return whole
    for kept in range(len(places) - 1, 0, -1):
        text = wording.more.format(names=wording.between.join(places[:kept]), count=len(places))
        if len(text) <= room:
            return text
    return wording.more.format(names=places[0], count=len(places))


def spoken(face: Face, wording: Wording) -> dict[str, str]:
    """Every placeholder of a layout with its text."""
    office = face.office if face.office != face.brand else ""
    return {
        "brand": face.brand, "office": office, "name": face.name, "title": face.title or wording.title,
        "phone": spaced(face.phone), "areas": listed(face.places, wording), "duty": spaced(face.duty),
        "address": face.address,
    }  # fmt: skip


PLACEHOLDERS = tuple(spoken(Face(0, ""), Wording()))


def vcard(face: Face, wording: Wording) -> str:
    """The card for a telephone's address book, vCard 3.0; places are left out as far as the square has no room."""
    units = [unit for unit in (face.brand, face.office if face.office != face.brand else "") if unit]
    lines = [
        "BEGIN:VCARD", "VERSION:3.0", f"N:{_safe(face.name)};;;;", f"FN:{_safe(face.name)}",
        f"ORG:{';'.join(map(_safe, units))}" if units else "",
        f"TITLE:{_safe(face.title or wording.title)}" if face.title or wording.title else "",
        f"TEL;TYPE=CELL:{face.phone}" if face.phone else "",
        f"TEL;TYPE=WORK:{face.duty}" if face.duty else "",
    ]  # fmt: skip
    kept = [line for line in lines if line]
    for most in range(wording.most, 0, -6) if face.places else ():
        note = listed(face.places, wording, most)
        told = "\r\n".join([*kept, f"NOTE:{_safe(note)}", "END:VCARD"])
        if len(told.encode()) <= MOST_BYTES:
            return told
    return "\r\n".join([*kept, "END:VCARD"])


def _safe(text: str) -> str:
    """A value without the characters that mean something in a vCard."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text
