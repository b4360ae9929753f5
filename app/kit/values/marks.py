"""Choices and flags by code, by label in either language, and by the spellings offices use."""

import gettext
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from app.kit.fields import BETWEEN, Choice, Field
from app.kit.pinyin import initials
from app.kit.values.bad import BadValue
from app.kit.values.cleaning import BLANKS, clean, folded, shown
from app.kit.values.hints import Hints
from app.kit.values.numbers import whole
from app.kit.words import LANGUAGES, RESOURCES, _

YES = frozenset(("yes", "y", "true", "t", "1", "是", "对", "有", "√", "✓", "✔", "☑", "已"))
NO = frozenset(("no", "n", "false", "f", "0", "否", "不", "不是", "没有", "无", "×", "✗", "✘", "☐", "未"))
_APART = re.compile(r"[、，,;；/\n]+")
_DIGIT = re.compile(r"\d")
Known = Mapping[str, str | None]
"""Folded spelling to stored code; None where two choices share a spelling."""


def in_every_language(word: str) -> Iterator[str]:
    """An English source string, in every language the program speaks and in the trade's own word."""
    yield word
    yield _(word)
    yield from (catalogue.gettext(word) for catalogue in _catalogues() if word)


@cache
def _catalogues() -> tuple[gettext.NullTranslations, ...]:
    return tuple(gettext.translation("pianqu", RESOURCES / "i18n", [each], fallback=True) for each in LANGUAGES)


def spellings(field: Field) -> Known:
    """What may be written for the choices of a field: codes, labels of every language, spellings."""
    return _told_apart((folded(word), choice.code) for choice in field.choices for word in _words(choice))


def initialled(field: Field) -> Known:
    """The pinyin initials of the Chinese words for the choices of a field."""
    return _told_apart(
        (initials(word), choice.code) for choice in field.choices for word in _words(choice) if not word.isascii()
    )


def _words(choice: Choice) -> set[str]:
    return {choice.code, *choice.spellings, *in_every_language(choice.label)}


def _told_apart(pairs: Iterable[tuple[str, str]]) -> Known:
    found: dict[str, str | None] = {}
    for word, code in pairs:
        found[word] = code if found.get(word, code) == code else None
    return found


def choice(field: Field, raw: object, known: Known) -> str | None:
    """The code of the choice written; ``known`` are the field's :func:`spellings`."""
    text = folded(clean(shown(raw)))
    if text in known:
        return _clear(field, raw, known[text])
    if text in BLANKS:
        return None
    raise _unknown(field, raw)


def choices(field: Field, raw: object, known: Known) -> str | None:
    """The codes of the choices written (``安全、诉求``), each once, in declared order."""
    text = clean(shown(raw))
    if folded(text) in BLANKS and folded(text) not in known:
        return None
    found = {code for part in _APART.split(text) for code in _codes(field, part, known)}
    return BETWEEN.join(each.code for each in field.choices if each.code in found) or None


def figure(field: Field, raw: object, known: Known, hints: Hints) -> int | None:
    """The figure of a scale, written in one of its words (满意) or as a number."""
    if isinstance(raw, str) and (not _DIGIT.search(raw) or folded(clean(raw)) in known):
        found = choice(field, raw, known)
        return None if found is None else int(found)
    return whole(field, raw, hints)


def _codes(field: Field, part: str, known: Known) -> Iterator[str]:
    """Codes in a part between two marks: one choice, or several with blanks between."""
    for word in [part] if folded(part) in known else part.split():
        text = folded(word)
        near = known if text in known else initialled(field)
        if text not in near:
            raise _unknown(field, word)
        yield _clear(field, word, near[text])


def _clear(field: Field, raw: object, code: str | None) -> str:
    if code is None:
        raise BadValue("unclear_choice", _("“{raw}” may mean several values of {field}.", raw=shown(raw),
                                           field=_(field.label)))  # fmt: skip
    return code


def _unknown(field: Field, raw: object) -> BadValue:
    labels = _(", ").join(_(each.label) for each in field.choices)
    return BadValue("unknown_choice", _("{field} knows no “{raw}”. Write one of: {labels}.", field=_(field.label),
                                        raw=shown(raw), labels=labels))  # fmt: skip


def flag(field: Field, raw: object) -> bool | None:
    """Yes or no."""
    if isinstance(raw, bool):
        return raw
    text = folded(clean(shown(raw)))
    if text in YES or text == folded(_("yes")):
        return True
    if text in NO or text == folded(_("no")):
        return False
    if text in BLANKS:
        return None
    raise BadValue("not_a_flag", _("{field} is yes or no; “{raw}” is neither.", field=_(field.label), raw=shown(raw)))
