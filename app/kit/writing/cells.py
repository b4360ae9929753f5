"""How a value of each kind stands in a cell: written as what it is, shown as the office reads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.kit.errors import Trouble
from app.kit.fields import Field, Kind
from app.kit.recognise.letters import letters
from app.kit.values.cleaning import visible
from app.kit.values.quoting import quoted
from app.kit.words import _

FONT = "微软雅黑"
"""Every Windows office has it; others fall back to their own."""
LONGEST = 32_767
_REMEMBERED = 5_000  # texts of one column that are looked at once
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_NUMBER_FORMATS = {
    Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm", Kind.MONEY: "#,##0.00", Kind.INTEGER: "#,##0",
    Kind.CODE: "@", Kind.PHONE: "@", Kind.TEXT: "@", Kind.MONTH: "@", Kind.LINK: "@", Kind.CHOICES: "@",
}  # fmt: skip
Write = Callable[[int, int, Any], None]


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


def number_format(declared: Field) -> str:
    """The number format of a field's cells; texts are ``@`` so that codes stay codes when edited."""
    if declared.kind is Kind.PERCENT:
        return f"0.{'0' * (declared.decimals or 1)}%"
    if declared.kind is Kind.NUMBER:
        return f"#,##0.{'0' * declared.decimals}" if declared.decimals else "#,##0"
    return _NUMBER_FORMATS.get(declared.kind, "General")


def writer(page: Any, formats: Formats, declared: Field, **look: Any) -> Write:
    """Writes values of ``declared`` into ``page`` at (row, column, value); blanks leave the cell empty."""
    own = {**look, "num_format": number_format(declared)}
    if declared.kind is Kind.NOTE:
        own["text_wrap"] = True
    plain, guarded = formats.of(**own), formats.of(**own, quote_prefix=True)
    put_text, put_number = page.write_string, page.write_number
    is_chosen = declared.kind in {Kind.CHOICE, Kind.FLAG}
    seen: dict[Any, tuple[str, Any]] = {}

    def write(row: int, column: int, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str) or is_chosen:
            known = seen.get(value)
            if known is None:
                known = _as_text(declared, row, column, declared.show(value), plain, guarded)
                if len(seen) < _REMEMBERED:
                    seen[value] = known
            put_text(row, column, *known)
        elif type(value) is float or type(value) is int:
            put_number(row, column, value, plain)
        elif isinstance(value, datetime) and value.date() >= _FIRST_DAY:
            page.write_datetime(row, column, value, plain)
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
            page.write_datetime(row, column, datetime(value.year, value.month, value.day), plain)
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            put_number(row, column, value, plain)
        else:
            put_text(row, column, *_as_text(declared, row, column, declared.show(value), plain, guarded))

    return write


def _as_text(declared: Field, row: int, column: int, text: str, plain: Any, guarded: Any) -> tuple[str, Any]:
    """A string stays a string, also when somebody opens and leaves the cell; what is not seen is made visible."""
    told = visible(text)
    if len(told) > LONGEST:
        raise Trouble(_(
            "{field} in row {row}, column {column} has {length} characters; a cell holds {longest}. Shorten it.",
            field=_(declared.label), row=row + 1, column=letters(column), length=len(told),
            longest=LONGEST))  # fmt: skip
    return told, plain if quoted(told) is told else guarded


def labels(declared: Field) -> Mapping[Any, str]:
    """What may be chosen in a cell of the field: stored value to the text in the drop-down."""
    if declared.kind is Kind.CHOICE:
        return {choice.code: _(choice.label) for choice in declared.choices}
    return {True: _("yes"), False: _("no")} if declared.kind is Kind.FLAG else {}
