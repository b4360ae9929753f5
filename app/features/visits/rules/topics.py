"""What a planned visit is about: the month's theme of the checklist, and what waits at this stop (D3, D6)."""

from collections.abc import Mapping, Sequence

THEMES = ("safety", "tariff", "guarding", "payment")
"""One theme a month, in turn; the whole office speaks of the same thing."""
SEPARATOR = ","


def topics_for(month: str, open_requests: int, card_due: bool) -> tuple[str, ...]:
    """Codes of the topics: the month's theme, then open requests, then a card that was never handed over."""
    theme = THEMES[(int(month[:4]) * 12 + int(month[5:])) % len(THEMES)]
    waiting = (("request", open_requests > 0), ("card", card_due))
    return (theme, *(code for code, waits in waiting if waits))


def codes_of(text: str | None, spellings: Mapping[str, str]) -> tuple[str, ...]:
    """Topic codes in a text such as ``安全、诉求``: the word, a longer form of it, or the code itself.

    ``spellings`` maps what offices write to codes, each code to itself included; unknown words are kept.
    """
    words = (text or "").replace("、", " ").replace(",", " ").replace("，", " ").replace("；", " ").replace(";", " ")
    found = (_code(word, spellings) for word in words.split())
    return tuple(dict.fromkeys(found))


def _code(word: str, spellings: Mapping[str, str]) -> str:
    if word.lower() in spellings:
        return spellings[word.lower()]
    return next((code for spelled, code in spellings.items() if not spelled.isascii() and spelled in word), word)


def stored(codes: Sequence[str]) -> str | None:
    """Codes as a visit keeps them; None when there are none."""
    return SEPARATOR.join(codes) or None
