"""``fill``: headquarters' own workbook, filled with the rows of a sheet and the facts of the office."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.assembly.filling import sheets
from app.cli import said
from app.cli.asking import month_told, target_told
from app.features.org.queries import setting
from app.kit import words
from app.kit.errors import Trouble
from app.kit.pinyin import initials
from app.kit.sheet import Sheet, Values
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.kit.target import swapped_in
from app.kit.template import Placeholder, Report, Template, check, read_template
from app.kit.template import fill as filled
from app.kit.template.checking import spellings
from app.kit.template.offering import NUMBER, Offer, meant, offer, offers, picked
from app.kit.template.placeholders import ROWS
from app.kit.words import _
from app.kit.workdays import month_of
from app.kit.writing import names_of


def fill(office: Office, options: Namespace) -> str:
    """Fill the template into a file of its own, or say what could not be filled."""
    template = read_template(options.template)
    sheet = _sheet(options.sheet)
    month = month_told(options.month, office.today) if options.month else ""
    facts = _facts(office, options.values, month or month_of(office.today))
    rows, columns = office.ask(_rows, sheet, options.search, month) if sheet else ([], [])
    if options.check:
        return _checked(template, facts, columns, options)
    target = _target(options, sheet, template)
    fields = [each.field for each in template.placeholders]
    of_rows, of_form = picked(columns, fields), picked(facts, fields)
    records = [{field: each.value(row) for field, each in of_rows.items()} for row in rows]
    values = {field: each.value({}) for field, each in of_form.items()}
    asked = [each.name for each in template.repeating] or ([ROWS] if sheet else [])
    content = filled(template, values, dict.fromkeys(asked, records), blank=options.blank)
    with swapped_in(target) as beside:
        beside.write_bytes(content)
    if options.json:
        return said.as_json({"file": str(target), "rows": len(rows), "not_filled_on": template.outside})
    return "\n".join([_("Written: {file} ({rows} rows)", file=target, rows=f"{len(rows):,}"), *_remarks(template)])


def _sheet(name: str) -> Sheet | None:
    known = sheets()
    if name and name not in known:
        raise Trouble(_("There is no sheet {name}. There are: {known}.", name=name, known=", ".join(known)))
    return known.get(name)


def _target(options: Namespace, sheet: Sheet | None, template: Template) -> Path:
    if template.repeating and sheet is None:
        raise Trouble(_("{file} has a row named {name}: say with --sheet whose rows fill it.", file=template.file,
                        name=template.repeating[0].name))  # fmt: skip
    if not options.out:
        raise Trouble(_("Say with --out where to write the filled form."))
    return target_told(options.out, (Path(options.template).suffix.lower(),))


def _facts(office: Office, given: Sequence[str], month: str) -> list[Offer]:
    """What holds for the whole form; what is set by hand comes first."""
    found = []
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise Trouble(_("Write --set FIELD=VALUE, not {text}.", text=each))
        found.append(offer(name, (), value))
    spoken = f"{month[:4]}年{month[5:].lstrip('0')}月" if words.language() == "zh_CN" else month
    unit = office.ask(setting, "office.name")
    if unit:
        found.append(offer("单位", ("填报单位", "单位名称", "Unit"), unit))
    found.append(offer("日期", ("填报日期", "制表日期", "Date"), office.today))
    found.append(offer("月份", ("Month",), spoken))
    found.append(offer("制表人", ("填报人", "Prepared by"), office.account.name))
    return found


def _rows(ctx: Context, sheet: Sheet, search: str, month: str) -> tuple[list[Values], list[Offer]]:
    """The rows that are asked for, and what they offer. A month asks only sheets that have one."""
    columns = offers(sheet, names_of(ctx, sheet))
    months = [each.name for each in sheet.columns if each.name == "month"] if month else []
    wanted = [
        row for row in sheet.stored(ctx)
        if _is_found(columns, row, search) and all(row.get(name) == month for name in months)
    ]  # fmt: skip
    return [{**row, NUMBER: number} for number, row in enumerate(wanted, 1)], columns


def _is_found(columns: Sequence[Offer], row: Values, search: str) -> bool:
    if not search:
        return True
    text = " ".join(str(value) for each in columns if (value := each.value(row)) is not None).lower()
    return all(word in text or word in initials(text) for word in search.lower().split())


def _checked(template: Template, facts: Sequence[Offer], columns: Sequence[Offer], options: Namespace) -> str:
    source = {each: _source(each, facts, columns) for each in template.placeholders}
    used = {id(found) for found in source.values() if found}
    names = [spellings(each)[0] for each, found in source.items() if found]
    report = check(template, [*names, *(each.heading for each in [*columns, *facts] if id(each) not in used)])
    if options.json:
        return said.as_json(_plain(template, report, source))
    rows = [[each.sheet, each.cell, each.field, found.heading if found else _("unknown")]
            for each, found in source.items() if found or not each.is_named]  # fmt: skip
    lines = [said.table([_("Sheet"), _("Cell"), _("Field"), _("Filled with")], rows, [False] * 4)]
    if report.unused:
        lines.append(_("Not used: {fields}", fields=", ".join(report.unused)))
    return "\n".join([*lines, *_remarks(template)])


def _source(each: Placeholder, facts: Sequence[Offer], columns: Sequence[Offer]) -> Offer | None:
    found = meant(columns, each.field) if each.rows else None
    return found or (None if each.of_rows else meant(facts, each.field))


def _plain(template: Template, report: Report, source: dict[Placeholder, Offer | None]) -> dict[str, Any]:
    def place(each: Placeholder) -> dict[str, str]:
        return {"sheet": each.sheet, "cell": each.cell, "field": each.field, "row": each.rows}

    return {
        "file": template.file, "fine": report.is_fine,
        "known": [{**place(each), "filled_with": found.heading} for each, found in source.items() if found],
        "unknown": [place(each) for each in report.unknown], "unused": report.unused,
        "not_filled_on": template.outside,
    }  # fmt: skip


def _remarks(template: Template) -> list[str]:
    return [
        _("{sheet}: fields in formulas, headers, text boxes or comments stay as they are.", sheet=sheet)
        for sheet in template.outside
    ]
