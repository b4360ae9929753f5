"""Pinyin initials, so that ``zw`` finds 张伟: computed when a name is saved, never while searching."""

from functools import lru_cache


@lru_cache(maxsize=20_000)
def initials(name: str) -> str:
    """Lower-case initials of every sign of ``name``; other letters and digits are kept."""
    if name.isascii():
        return name.lower()
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors=lambda rest: rest.lower()))
