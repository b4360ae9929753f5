"""Choices and flags by code, by label in either language, and by the spellings offices use."""

import gettext
from collections.abc import Iterator
from functools import cache

from app.kit.fields import Field
from app.kit.values.bad import BadValue
from app.kit.values.cleaning import BLANKS, clean, folded, shown
from app.kit.words import LANGUAGES, RESOURCES, _

YES = frozenset(("yes", "y", "true", "t", "1", "是", "对", "有", "√", "✓", "✔", "☑", "已"))
NO = frozenset(("no", "n", "false", "f", "0", "否", "不", "不是", "没有", "无", "×", "✗", "✘", "☐", "未"))


def in_every_language(word: str) -> Iterator[str]:
    """An English source string, in every language the program speaks and in the trade's own word."""
    yield word
    yield _(word)
    yield from (catalogue.gettext(word) for catalogue in _catalogues() if word)


@cache
def _catalogues() -> tuple[gettext.NullTranslations, ...]:
    return tuple(gettext.translation("pianqu", RESOURCES / "i18n", [each], fallback=True) for each in LANGUAGES)


def spellings(field: Field) -> dict[str, str | None]:
    """Folded spelling to stored code of a choice field; None where two choices share a spelling."""
    found: dict[str, str | None] = {}
    for choice in field.choices:
        for word in {folded(w) for w in (choice.code, *choice.spellings, *in_every_language(choice.label))}:
            found[word] = choice.code if found.get(word, choice.code) == choice.code else None
    return found


def choice(field: Field, raw: object, known: dict[str, str | None]) -> str | None:
    """The code of the choice written; ``known`` are the field's :func:`spellings`."""
    text = folded(clean(shown(raw)))
    if text in known:
        found = known[text]
        if found is None:
            raise BadValue("unclear_choice", _("“{raw}” may mean several values of {field}.", raw=shown(raw),
                                               field=_(field.label)))  # fmt: skip
        return found
    if text in BLANKS:
        return None
    labels = _(", ").join(_(each.label) for each in field.choices)
    raise BadValue("unknown_choice", _("{field} knows no “{raw}”. Write one of: {labels}.", field=_(field.label),
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
