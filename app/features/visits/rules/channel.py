"""By which channel a representative is met, and which contacts count (D4, D5)."""

READING, ON_SITE, PHONE, WECHAT = "reading", "on_site", "phone", "wechat"
FACE_TO_FACE = frozenset({READING, ON_SITE})
OUTSIDE, ALWAYS, NEVER = "outside", "always", "never"


def is_own(manager_route: str | None, area_route: str | None) -> bool:
    """True if the area lies in the manager's own meter-reading area; what is not recorded counts as own."""
    own, there = (manager_route or "").strip(), (area_route or "").strip()
    return not own or not there or own == there


def method_for(own: bool, reading_day: int | None) -> str:
    """With the meter reading in one's own area (D4), on site where no day is read; elsewhere by telephone (D5)."""
    if not own:
        return PHONE
    return READING if reading_day else ON_SITE


def counts(method: str, own: bool, distant: str = OUTSIDE) -> bool:
    """True if a contact by ``method`` covers the representative (D5).

    Face to face always does. ``distant`` says when telephone and WeChat do: ``outside`` the own
    reading area (the rule as written), ``always`` or ``never``.
    """
    if method in FACE_TO_FACE:
        return True
    return distant == ALWAYS or (distant == OUTSIDE and not own)
