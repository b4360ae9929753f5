"""What the office has to fill headquarters' forms with: its own facts and the rows of a sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.features.org.queries import setting
from app.kit import words
from app.kit.pinyin import initials
from app.kit.sheet import Sheet, Values
from app.kit.store.context import Context
from app.kit.target import swapped_in
from app.kit.template import Placeholder, Template, fill
from app.kit.template.offering import NUMBER, Offer, meant, offer, offers, picked
from app.kit.workdays import month_of
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


@dataclass(frozen=True)
class Wanted:
    """Which rows of a sheet are asked for: all if nothing is said.

    ``month`` (``YYYY-MM``) picks those of a sheet that has months, ``search`` those in which every word is found
    (or its initials), ``most`` is as many as are enough.
    """

    month: str = ""
    search: str = ""
    most: int | None = None


def material(ctx: Context, sheet: Sheet | None, wanted: Wanted) -> Material:
    """The rows of ``sheet`` that are wanted, and the facts for their month, or else for this one."""
    facts = _facts(ctx, wanted.month or month_of(ctx.today))
    if sheet is None:
        return Material(facts)
    columns = offers(sheet, names_of(ctx, sheet))
    found = enumerate(rows_of(ctx, sheet, wanted), 1)
    return Material(facts, columns, [{**row, NUMBER: number} for number, row in found])


def rows_of(ctx: Context, sheet: Sheet, wanted: Wanted) -> Iterator[Values]:
    """The rows of ``sheet`` that are wanted, in its own terms."""
    has_month = bool(wanted.month) and any(each.name == "month" for each in sheet.columns)
    columns = offers(sheet, names_of(ctx, sheet)) if wanted.search else []
    found = (
        row for row in sheet.stored(ctx)
        if not (has_month and row.get("month") != wanted.month) and _is_found(columns, row, wanted.search)
    )  # fmt: skip
    return islice(found, wanted.most)


def _is_found(columns: Sequence[Offer], row: Values, search: str) -> bool:
    if not search:
        return True
    text = " ".join(str(value) for each in columns if (value := each.value(row)) is not None).lower()
    return all(word in text or word in initials(text) for word in search.lower().split())


def filled(template: Template, given: Material, *, blank: bool = False) -> bytes:
    """The template filled; a field that nothing fills is a Refusal, or empty with ``blank``."""
    fields = [each.field for each in template.placeholders]
    of_rows, of_form = picked(given.columns, fields), picked(given.facts, fields)
    records = [{field: each.value(row) for field, each in of_rows.items()} for row in given.rows]
    values = {field: each.value({}) for field, each in of_form.items()}
    return fill(template, values, {each.name: records for each in template.repeating}, blank=blank)


def fill_file(target: Path, template: Template, given: Material, *, blank: bool = False) -> Path:
    """Write the template filled to ``target``, which is whole before and after; raises Trouble."""
    content = filled(template, given, blank=blank)
    with swapped_in(target) as beside:
        beside.write_bytes(content)
    return target


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
