"""What makes a sheet a form: drop-downs for choices, text cells for codes, what is noted on the headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.kit.fields import Field, Kind
from app.kit.recognise.letters import letters
from app.kit.sheet import Sheet, SheetColumn
from app.kit.words import _
from app.kit.writing.cells import labels

_LIST_LENGTH = 255  # what a drop-down holds without a range of its own
_SPARE_ROWS = 500


@dataclass(frozen=True)
class FormColumn:
    """One physical column of a form; ``part`` ``code`` for the second column of a reference."""

    column: SheetColumn
    field: Field
    is_code: bool = False

    @property
    def heading(self) -> str:
        """The heading, with the unit and a star where it must be filled in."""
        return self.field.heading() + ("*" if self.field.required and self.column.read else "")


def form_columns(sheet: Sheet) -> list[FormColumn]:
    """The physical columns of ``sheet``: of a reference with a code of its own the name and the code."""
    found = []
    for column in sheet.columns:
        reference = column.reference
        if reference is None:
            found.append(FormColumn(column, column.field))
            continue
        text = column.field.but(kind=Kind.TEXT)
        if not reference.code_heading:
            found.append(FormColumn(column, text, is_code=True))
            continue
        found.append(FormColumn(column, text.but(required=False)))
        found.append(FormColumn(column, column.field.but(kind=Kind.CODE, label=reference.code_heading, help=""), True))
    return found


def add_choices(book: Any, page: Any, columns: Sequence[FormColumn], rows: int) -> None:
    """Drop-downs for ``rows`` filled rows and some to add."""
    last = rows + _SPARE_ROWS
    lists: list[Sequence[str]] = []
    for i, each in enumerate(columns):
        choices = list(labels(each.field).values())
        if choices:
            source: Any = choices
            if len(",".join(choices)) > _LIST_LENGTH or any("," in choice for choice in choices):
                lists.append(choices)
                column = letters(len(lists) - 1)
                source = f"=_lists!${column}$1:${column}${len(choices)}"
            page.data_validation(1, i, last, i, {
                "validate": "list", "source": source, "error_type": "warning",
                "error_title": each.field.heading(), "error_message": _("Choose from the list."),
            })  # fmt: skip
    if lists:
        _write_lists(book, lists)


def note(each: FormColumn) -> str:
    """What is said of a column beside its heading."""
    declared = each.field
    lines = [_("Written for your information; changes are not read.") if not each.column.read else ""]
    lines += [_("Must be filled in.") if declared.required and each.column.read else "", _(declared.help)]
    choices = _(", ").join(labels(declared).values())
    lines.append(_("One of: {labels}", labels=choices) if choices else "")
    several = _(", ").join(_(choice.label) for choice in declared.choices) if declared.kind is Kind.CHOICES else ""
    lines.append(_("Several of: {labels}", labels=several) if several else "")
    return "\n".join(line for line in lines if line)


def _write_lists(book: Any, lists: Sequence[Sequence[str]]) -> None:
    page = book.add_worksheet("_lists")
    page.hide()
    for row in range(max(map(len, lists))):
        for column, choices in enumerate(lists):
            if row < len(choices):
                page.write_string(row, column, choices[row])
