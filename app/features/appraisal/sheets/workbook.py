"""考核表.xlsx: one sheet a manager and a summary, formulas live, with their values for readers that do not compute."""

from pathlib import Path
from typing import Any

from app.features.appraisal.queries.results import Results, results
from app.features.appraisal.sheets.layout import formats, sheet_names
from app.features.appraisal.sheets.score_sheet import write_sheet
from app.features.appraisal.sheets.summary import place_formula, write_summary
from app.kit.errors import Refusal
from app.kit.job import Progress
from app.kit.store.context import Context
from app.kit.words import _
from app.kit.writing.book import new_workbook


def write_appraisal(ctx: Context, period: int, file: Path, progress: Progress | None = None) -> Path:
    """Write the appraisal workbook of a period; raises Trouble where there is nothing or the file is in use."""
    found = results(ctx, period)
    if not found.lines:
        raise Refusal(_("Nothing is known of {month} yet; there is no sheet to write.", month=found.month))
    with new_workbook(file) as book:
        fill(book, found, progress or Progress())
    return file


def fill(book: Any, found: Results, progress: Progress) -> None:
    """Write some results into an empty workbook."""
    styles = formats(book)
    title = _("Summary")
    summary = book.add_worksheet(title)
    people = [(line.person.name, line.person.code) for line in found.lines]
    places = []
    for at, (name, line) in enumerate(zip(sheet_names(people, (title,)), found.lines, strict=True)):
        progress.step(at, len(people), line.person.name)
        rank = place_formula(title, at)
        places.append(write_sheet(book, styles, name, found.month, line, rank))
    write_summary(book, summary, styles, found, places)
    summary.activate()
