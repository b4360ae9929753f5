"""Pinyin initials, so that ``zw`` finds 张伟: computed when a name is saved, never while searching."""

import json
import os
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_ALONE = "PYPINYIN_NO_PHRASES"
_SLICE = 100_000  # signs


@lru_cache(maxsize=20_000)
def initials(name: str) -> str:
    """Lower-case initials of every sign of ``name``; other letters and digits are kept."""
    if name.isascii():
        return name.lower()
    library = _library()
    return "".join(library.lazy_pinyin(name, style=library.Style.FIRST_LETTER, errors=lambda rest: rest.lower()))


@cache
def _library() -> Any:
    """pypinyin with its phrases, read in slices: reading them at one go holds up every other thread."""
    before = os.environ.get(_ALONE)
    os.environ[_ALONE] = "1"
    try:
        import pypinyin
    finally:
        os.environ.pop(_ALONE) if before is None else os.environ.update({_ALONE: before})
    text = files("pypinyin").joinpath("phrases_dict.json").read_text("utf-8").strip()[1:-1]
    phrases: dict[str, Any] = {}
    start = 0
    while start < len(text):
        end = text.find('],\n"', start + _SLICE) + 1 or len(text)  # between two phrases
        phrases.update(json.loads("{" + text[start:end] + "}"))
        start = end + 2
    pypinyin.load_phrases_dict(phrases)
    return pypinyin
