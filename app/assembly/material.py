"""What the office has to fill headquarters' forms with: its own facts and the rows of a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from app.features.org.queries import setting
from app.kit import words
from app.kit.sheet import Sheet, Values
from app.kit.store.context import Context
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


def material(ctx: Context, sheet: Sheet | None, month: str, most: int | None = None) -> Material:
    """Facts for ``month`` (``YYYY-MM``) and the rows of ``sheet``, of that month where it has months.

    ``most`` rows, all if None.
    """
    if sheet is None:
        return Material(_facts(ctx, month))
    has_month = any(each.name == "month" for each in sheet.columns)
    wanted = (row for row in sheet.stored(ctx) if not has_month or row.get("month") == month)
    rows = [{**row, NUMBER: number} for number, row in enumerate(islice(wanted, most), 1)]
    return Material(_facts(ctx, month), offers(sheet, names_of(ctx, sheet)), rows)


def filled(template: Template, given: Material, *, blank: bool = False) -> bytes:
    """The template filled; a field that nothing fills is a Refusal, or empty with ``blank``."""
    fields = [each.field for each in template.placeholders]
    of_rows, of_form = picked(given.columns, fields), picked(given.facts, fields)
    records = [{field: each.value(row) for field, each in of_rows.items()} for row in given.rows]
    values = {field: each.value({}) for field, each in of_form.items()}
    return fill(template, values, {each.name: records for each in template.repeating}, blank=blank)


def _facts(ctx: Context, month: str) -> list[Offer]:
    is_chinese = words.language() == "zh_CN"
    unit = setting(ctx, "office.name")
    found = [
        (("单位", "Unit", "填报单位", "单位名称"), unit),
        (("日期", "Date", "填报日期", "制表日期"), ctx.today),
        (("月份", "Month"), f"{month[:4]}年{month[5:].lstrip('0')}月" if is_chinese else month),
        (("制表人", "Prepared by", "填报人"), ctx.account.name),
    ]
    return [offer(names[0 if is_chinese else 1], names, value) for names, value in found if value]
