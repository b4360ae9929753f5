"""What the office has to fill headquarters' forms with: its own facts and the rows of a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from app.features.org.queries import setting
from app.kit import words
from app.kit.context import Context
from app.kit.office import Office
from app.kit.sheet import Sheet, Values
from app.kit.template import Placeholder, Template, fill
from app.kit.template.offering import NUMBER, Offer, meant, offer, offers, picked
from app.kit.writing import names_of


@dataclass(frozen=True)
class Material:
    """``facts`` hold for the whole form, ``columns`` for each of the ``rows`` (in the terms of the sheet)."""

    facts: Sequence[Offer]
    columns: Sequence[Offer] = ()
    rows: Sequence[Values] = ()

    def source(self, placeholder: Placeholder) -> Offer | None:
        """What fills a placeholder: of a repeating row its column first, else a fact; None if nothing does."""
        found = meant(self.columns, placeholder.field) if placeholder.rows else None
        return found or (None if placeholder.of_rows else meant(self.facts, placeholder.field))


def material(office: Office, sheet: Sheet | None, month: str, most: int | None = None) -> Material:
    """Facts for ``month`` (``YYYY-MM``) and the rows of ``sheet``, of that month where it has months.

    ``most`` rows, all if None.
    """
    facts = _facts(office, month)
    return office.ask(_with_rows, facts, sheet, month, most) if sheet else Material(facts)


def filled(template: Template, given: Material, *, blank: bool = False) -> bytes:
    """The template filled; a field that nothing fills is a Refusal, or empty with ``blank``."""
    fields = [each.field for each in template.placeholders]
    of_rows, of_form = picked(given.columns, fields), picked(given.facts, fields)
    records = [{field: each.value(row) for field, each in of_rows.items()} for row in given.rows]
    values = {field: each.value({}) for field, each in of_form.items()}
    return fill(template, values, {each.name: records for each in template.repeating}, blank=blank)


def _facts(office: Office, month: str) -> list[Offer]:
    spoken = f"{month[:4]}年{month[5:].lstrip('0')}月" if words.language() == "zh_CN" else month
    unit = office.ask(setting, "office.name")
    return [
        *([offer("单位", ("填报单位", "单位名称", "Unit"), unit)] if unit else []),
        offer("日期", ("填报日期", "制表日期", "Date"), office.today),
        offer("月份", ("Month",), spoken),
        offer("制表人", ("填报人", "Prepared by"), office.account.name),
    ]


def _with_rows(ctx: Context, facts: Sequence[Offer], sheet: Sheet, month: str, most: int | None) -> Material:
    has_month = any(each.name == "month" for each in sheet.columns)
    wanted = (row for row in sheet.stored(ctx) if not has_month or row.get("month") == month)
    rows = [{**row, NUMBER: number} for number, row in enumerate(islice(wanted, most), 1)]
    return Material(facts, offers(sheet, names_of(ctx, sheet)), rows)
