"""When two records are the same person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """What tells people apart: id, name, telephone."""

    id: int
    name: str
    phone: str | None


def likeness(name: str, phone: str | None) -> tuple[str, str] | None:
    """What two records of one person share: the name without blanks and the telephone's digits.

    None without a telephone: a name alone says too little, for namesakes are common.
    """
    digits = "".join(sign for sign in phone or "" if sign.isdecimal())
    if len(digits) < 7:
        return None
    return "".join(name.split()), digits.removeprefix("86") if len(digits) == 13 else digits


def doubles(people: Iterable[Person]) -> list[list[int]]:
    """Ids of records that seem to be the same person, in groups of two or more, by first id."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for person in people:
        alike = likeness(person.name, person.phone)
        if alike is not None:
            groups[alike].append(person.id)
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)
