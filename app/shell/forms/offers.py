"""The fields there are for a form, which cells ask for them, and what is asked that nobody has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.assembly.material import Material
from app.kit.pinyin import initials
from app.kit.template import Placeholder, Template
from app.kit.template.offering import Offer

Wish = Literal["all", "unused", "unknown"]
FACT, COLUMN = "fact:", "column:"


@dataclass(frozen=True)
class Entry:
    """A line of the list. ``key`` is what binds it, "" where nothing can; ``cells`` ask for it."""

    text: str
    key: str = ""
    cells: tuple[Placeholder, ...] = ()
    is_heading: bool = False

    @property
    def where(self) -> str:
        """The cells by address."""
        return " ".join(each.cell for each in self.cells)


def entries(given: Material, template: Template) -> list[Entry]:
    """Every field, facts first; the order is that of the sheet."""
    asking: dict[int, list[Placeholder]] = {}
    for each in template.placeholders:
        if source := given.source(each):
            asking.setdefault(id(source), []).append(each)

    def made(prefix: str, known: Sequence[Offer]) -> Iterator[Entry]:
        for one in known:
            yield Entry(one.heading.rstrip("*"), f"{prefix}{one.heading}", tuple(asking.get(id(one), ())))

    return [*made(FACT, given.facts), *made(COLUMN, given.columns)]


def unknown(given: Material, template: Template) -> list[Entry]:
    """What cells ask for and nothing fills, each once. A named cell may have its name for another reason."""
    found: dict[str, list[Placeholder]] = {}
    for each in template.placeholders:
        if not each.is_named and given.source(each) is None:
            found.setdefault(each.field, []).append(each)
    return [Entry(field, "", tuple(cells)) for field, cells in found.items()]


def matching(known: Sequence[Entry], search: str) -> list[Entry]:
    """The entries with all words of a search in their text or its initials."""
    words = search.lower().split()
    return [each for each in known if all(_has(each.text.lower(), word) for word in words)]


def _has(text: str, word: str) -> bool:
    return word in text or word in initials(text)
