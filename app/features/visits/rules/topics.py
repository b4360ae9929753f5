"""What a planned visit is about: the month's theme of the checklist, and what waits at this stop (D3, D6)."""

THEMES = ("safety", "tariff", "guarding", "payment")
"""One theme a month, in turn; the whole office speaks of the same thing."""


def topics_for(month: str, open_requests: int, card_due: bool) -> tuple[str, ...]:
    """Codes of the topics: the month's theme, then open requests, then a card that was never handed over."""
    theme = THEMES[(int(month[:4]) * 12 + int(month[5:])) % len(THEMES)]
    waiting = (("request", open_requests > 0), ("card", card_due))
    return (theme, *(code for code, waits in waiting if waits))
