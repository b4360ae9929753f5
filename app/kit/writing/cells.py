"""How a value of each kind stands in a cell: written as what it is, shown as the office reads it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

from app.kit.fields import Field, Kind
from app.kit.recognise.body import DITTO
from app.kit.values.cleaning import visible
from app.kit.values.quoting import quoted
from app.kit.words import _

FONT = "微软雅黑"
"""Every Windows office has it; others fall back to their own."""
LONGEST = 32_767
_WORD_JOINER = "\u2060"
_MARKUP = re.compile(r"[&<>\r\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_NO_MARKUP = re.compile(r"[\r\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_REMEMBERED = 5_000  # values of one column that are made once
_ZERO = datetime(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_NUMBER_FORMATS = {
    Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm", Kind.MONEY: "#,##0.00_0", Kind.INTEGER: "#,##0_0",
    Kind.CODE: "@", Kind.PHONE: "@", Kind.TEXT: "@", Kind.MONTH: "@", Kind.LINK: "@", Kind.CHOICES: "@",
}  # fmt: skip
_CENTRED = frozenset({Kind.DAY, Kind.MOMENT, Kind.MONTH, Kind.FLAG})


@dataclass
class Formats:
    """The cell formats of one workbook, each made once. ``book`` is an XlsxWriter workbook."""

    book: Any
    _made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def of(self, **properties: Any) -> Any:
        """The format with these properties in the workbook's own font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            usual = {"valign": "vcenter", "font_name": FONT, "font_size": 10}
            self._made[key] = self.book.add_format({**usual, **properties})
        return self._made[key]

    def number(self, **properties: Any) -> int:
        """The number under which cells name that format."""
        return int(self.of(**properties)._get_xf_index())


def number_format(declared: Field) -> str:
    """The number format of a field's cells; texts are ``@`` so that codes stay codes when edited.

    Numbers keep off the line by a sign as wide as a digit: not every program indents them.
    """
    if declared.kind is Kind.PERCENT:
        return f"0.{'0' * (declared.decimals or 1)}%_0"
    if declared.kind is Kind.NUMBER:
        return f"#,##0.{'0' * declared.decimals}_0" if declared.decimals else "#,##0_0"
    return "General" if declared.is_scale else _NUMBER_FORMATS.get(declared.kind, "General")


def _side(declared: Field) -> dict[str, Any]:
    """Numbers right, days and flags in the middle, texts left, and none of them touches the line."""
    if declared.is_numeric and not declared.is_scale:
        return {"align": "right"}
    return {"align": "center"} if declared.kind in _CENTRED else {"align": "left", "indent": 1}


class TooLong(Exception):
    """A text of ``length`` signs, more than a cell holds."""

    def __init__(self, declared: Field, length: int) -> None:
        super().__init__(declared.label)
        self.declared, self.length = declared, length


class Cells(dict[Any, str]):
    """The cells of one column as markup after their address, by value: each is made when it is first asked for.

    A text stays a text, also when somebody opens and leaves the cell; a blank one has its look. Raises TooLong.
    """

    def __init__(self, formats: Formats, declared: Field, **look: Any) -> None:
        super().__init__()
        own = {**look, **_side(declared), "num_format": number_format(declared)}
        if declared.kind is Kind.NOTE:
            own["text_wrap"] = True
        self._declared, self._is_worded = declared, bool(labels(declared))
        self._plain, self._guarded = formats.number(**own), formats.number(**own, quote_prefix=True)
        self[None] = self[""] = f' s="{self._plain}"/>'

    def __missing__(self, value: Any) -> str:
        number = "" if self._is_worded else _number(value)
        made = f' s="{self._plain}"><v>{number}</v></c>' if number else self._text(self._declared.show(value))
        if len(self) < _REMEMBERED:
            self[value] = made
        return made

    def _text(self, shown: str) -> str:
        text = literal(visible(shown))
        if len(text) > LONGEST // 2 and (length := len(text.encode("utf-16-le")) // 2) > LONGEST:
            raise TooLong(self._declared, length)
        style = self._plain if quoted(text) is text else self._guarded
        kept = ' xml:space="preserve"' if text != text.strip() else ""
        return f' s="{style}" t="inlineStr"><is><t{kept}>{_escaped(text)}</t></is></c>'


def _number(value: Any) -> str:
    """A number, day or moment as a cell keeps it; "" for all else."""
    if isinstance(value, datetime):
        return repr((value - _ZERO) / timedelta(days=1)) if value.date() >= _FIRST_DAY else ""
    if isinstance(value, date):
        return str((value - _ZERO.date()).days) if value >= _FIRST_DAY else ""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool) and isfinite(value):
        return repr(value) if isinstance(value, float) else str(value)
    return ""


def _escaped(text: str) -> str:
    """Markup in which nothing of ``text`` means anything but itself."""
    if not _MARKUP.search(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _NO_MARKUP.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPE.sub("_x005F_", text))


def literal(text: str) -> str:
    """``text``, with a sign that nobody sees before it if it would be read back as repeating the cell above."""
    return _WORD_JOINER + text if text.strip() in DITTO else text


def labels(declared: Field) -> Mapping[Any, str]:
    """What may be chosen in a cell of the field: stored value to the text in the drop-down."""
    if declared.kind is Kind.CHOICE or declared.is_scale:
        return {choice.code: _(choice.label) for choice in declared.choices}
    return {True: _("yes"), False: _("no")} if declared.kind is Kind.FLAG else {}
