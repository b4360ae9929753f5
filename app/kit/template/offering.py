"""What there is to fill a template with: the rows of a sheet, under every name a template may use for them."""

import gettext
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from app.kit.fields import Field, Kind
from app.kit.sheet import Sheet, Values
from app.kit.template.placeholders import asked
from app.kit.values.cleaning import folded
from app.kit.words import RESOURCES, _
from app.kit.writing import Names
from app.kit.writing.form import FormColumn, form_columns

NUMBER = "序号"


@dataclass(frozen=True)
class Offer:
    """A field: its heading, all its spellings (folded), and its value in a row of the sheet's terms."""

    heading: str
    spellings: frozenset[str]
    value: Callable[[Values], Any]


def offer(heading: str, spellings: Iterable[str], value: Any) -> Offer:
    """A field of the whole form, the same in every row."""
    return Offer(heading, frozenset(map(folded, [heading, *spellings])), lambda _row: value)


def offers(sheet: Sheet, names: Names) -> list[Offer]:
    """The columns of a sheet as its form shows them, by heading in either language and by field name.

    ``names`` is what ``names_of`` gives. 序号 numbers the rows.
    """
    found = [Offer(NUMBER, frozenset({folded(NUMBER), folded("No.")}), lambda row: row.get(NUMBER))]
    for column in form_columns(sheet):
        found.append(Offer(column.field.heading(), _spellings(column), partial(_shown, column, names)))
    return found


def meant(known: Sequence[Offer], field: str) -> Offer | None:
    """The field that a template calls ``field``."""
    spelling = folded(asked(field).field)
    return next((each for each in known if spelling in each.spellings), None)


def picked(known: Sequence[Offer], fields: Iterable[str]) -> Mapping[str, Offer]:
    """What fills the ``fields`` of a template, as the template calls them; those that nothing fills are left out."""
    found = {field: meant(known, field) for field in fields}
    return {field: each for field, each in found.items() if each}


def _spellings(column: FormColumn) -> frozenset[str]:
    field = column.field
    labels = {field.label, _(field.label), _chinese(field.label)}
    units = {f"{label}({unit})" for label in labels for unit in (field.unit, _(field.unit), _chinese(field.unit))}
    reference = column.column.reference
    if reference and column.is_code and reference.code_heading:
        return frozenset(map(folded, {*labels, *reference.code_headings}))
    return frozenset(map(folded, {*labels, *(units if field.unit else ()), *field.headings, column.column.name}))


def _shown(column: FormColumn, names: Names, row: Values) -> Any:
    """The value as a cell takes it: what is chosen from a list by its label, a reference by its name."""
    value = row.get(column.column.name)
    if column.column.reference is not None and not column.is_code:
        return names.get(column.column.name, {}).get(value)
    return _by_label(column.field, value)


def _by_label(field: Field, value: Any) -> Any:
    return field.show(value) if field.is_scale or field.kind in {Kind.CHOICE, Kind.FLAG} else value


def _chinese(text: str) -> str:
    return gettext.translation("pianqu", RESOURCES / "i18n", ["zh_CN"], fallback=True).gettext(text) if text else ""
