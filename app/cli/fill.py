"""``fill``: headquarters' own workbook, filled with the rows of a sheet and the facts of the office."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.assembly.filling import sheets
from app.assembly.material import Material, Wanted, fill_file, material
from app.cli import said
from app.cli.asking import month_told, target_told
from app.kit.errors import Trouble
from app.kit.sheet import Sheet
from app.kit.store.office import Office
from app.kit.template import Placeholder, Report, Template, check, read_template
from app.kit.template.checking import spellings
from app.kit.template.offering import Offer, offer
from app.kit.template.placeholders import ROWS
from app.kit.words import _


def fill(office: Office, options: Namespace) -> str:
    """Fill the template into a file of its own, or say what could not be filled."""
    template = read_template(options.template)
    sheet = _sheet(options.sheet)
    month = month_told(options.month, office.today) if options.month else ""
    found = office.ask(material, sheet, Wanted(month, options.search))
    given = replace(found, facts=[*_facts(options.values), *found.facts])
    if options.check:
        return _checked(template, given, options)
    target = _target(options, sheet, template)
    fill_file(target, template, given, blank=options.blank)
    count = len(given.rows)
    if options.json:
        return said.as_json({"file": str(target), "rows": count, "not_filled_on": template.outside})
    return "\n".join([_("Written: {file} ({rows} rows)", file=target, rows=f"{count:,}"), *_remarks(template)])


def _sheet(name: str) -> Sheet | None:
    known = sheets()
    if name and name not in known:
        raise Trouble(_("There is no sheet {name}. There are: {known}.", name=name, known=", ".join(known)))
    return known.get(name)


def _target(options: Namespace, sheet: Sheet | None, template: Template) -> Path:
    if template.repeating and sheet is None:
        raise Trouble(_("{file} has a row named {name}: say with --sheet whose rows fill it.", file=template.file,
                        name=template.repeating[0].name))  # fmt: skip
    if sheet is not None and not template.repeating:
        raise Trouble(_("{file} has no row named {name}. Select the row to repeat and give it the name {name}.",
                        file=template.file, name=ROWS))  # fmt: skip
    if not options.out:
        raise Trouble(_("Say with --out where to write the filled form."))
    return target_told(options.out, (Path(options.template).suffix.lower(),))


def _facts(given: Sequence[str]) -> list[Offer]:
    """What is set by hand."""
    found = []
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise Trouble(_("Write --set FIELD=VALUE, not {text}.", text=each))
        found.append(offer(name, (), value))
    return found


def _checked(template: Template, given: Material, options: Namespace) -> str:
    source = {each: given.source(each) for each in template.placeholders}
    used = {id(found) for found in source.values() if found}
    names = [spellings(each)[0] for each, found in source.items() if found]
    report = check(
        template, [*names, *(each.heading for each in [*given.columns, *given.facts] if id(each) not in used)]
    )
    if options.json:
        return said.as_json(_plain(template, report, source))
    rows = [[each.sheet, each.cell, each.field, found.heading if found else _("unknown")]
            for each, found in source.items() if found or not each.is_named]  # fmt: skip
    lines = [said.table([_("Sheet"), _("Cell"), _("Field"), _("Filled with")], rows, [False] * 4)]
    if report.unused:
        lines.append(_("Not used: {fields}", fields=", ".join(report.unused)))
    return "\n".join([*lines, *_remarks(template)])


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
        _("{sheet}: fields in formulas, text boxes or comments stay as they are.", sheet=sheet)
        for sheet in template.outside
    ]
