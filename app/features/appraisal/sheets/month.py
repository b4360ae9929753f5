"""月度小结.xlsx: the month in figures on one page, every manager's row, and the records that need a person."""

from pathlib import Path
from typing import Any

from app.features.appraisal.queries.month import ATTENTION, MonthSummary, month_summary
from app.features.appraisal.sheets.layout import ROW, formats, lines, set_up_page
from app.features.appraisal.sheets.month_page import write_page
from app.features.org.queries import setting
from app.kit.store.context import Context
from app.kit.words import N_, _
from app.kit.writing.book import new_workbook

_SHARE = "percent"
MANAGERS = (
    (N_("Staff no."), 13, None, "centre"), (N_("Name"), 12, None, "centre"), (N_("Areas"), 9, ("areas", ""), "whole"),
    (N_("Representatives to visit"), 13, ("to_visit", ""), "whole"), (N_("Visited"), 10, ("visited", ""), "whole"),
    (N_("Coverage"), 11, ("visited", "to_visit"), _SHARE), (N_("Requests promised"), 13, ("promised", ""), "whole"),
    (N_("In time"), 11, ("in_time", "promised"), _SHARE), (N_("Line loss"), 10, ("lost", "supplied"), _SHARE),
    (N_("Fees paid"), 11, ("received", "due"), _SHARE), (N_("Complaints"), 10, ("complaints", ""), "whole"),
)  # fmt: skip
RECORDS = ((N_("Matter"), 22), (N_("Name"), 12), (N_("Record"), 70))
ONE_PAGE = 36
"""Managers who stand on one page and can still be read."""
MOST = 2_000
"""Attention records written per kind; the counts on the first page are complete."""


def write_month(ctx: Context, month: str, file: Path) -> Path:
    """Write the month's summary; raises Trouble where the file cannot be written."""
    found = month_summary(ctx, month)
    office = str(setting(ctx, "office.name"))
    drawn = _("Drawn up on {day}", day=ctx.today.isoformat())
    with new_workbook(file) as book:
        styles = formats(book)
        write_page(book, styles, found, "　".join(part for part in (office, drawn) if part))
        _write_managers(book, styles, found)
        _write_attention(book, styles, found)
    return file


def _write_managers(book: Any, styles: dict[str, Any], found: MonthSummary) -> None:
    sheet = book.add_worksheet(_("By manager"))
    sheet.set_default_row(ROW)
    for column, (word, width, _what, _style) in enumerate(MANAGERS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, _(word), styles["head"])
    for row, each in enumerate(found.managers, 1):
        _write_numbers(sheet, styles, row, each.numbers)
        sheet.write_string(row, 0, each.code, styles["centre"])
        sheet.write_string(row, 1, each.name, styles["centre"])
    last = len(found.managers) + 1
    _write_numbers(sheet, styles, last, found.sums, "sum_")
    sheet.merge_range(last, 0, last, 1, _("Whole office"), styles["sum_text"])
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 2)
    tall = 1 if last <= ONE_PAGE else 0
    set_up_page(sheet, last, len(MANAGERS) - 1, (0, 0), tall=tall, title=_("By manager") + f" {found.month}")


def _write_numbers(sheet: Any, styles: dict[str, Any], row: int, numbers: Any, sort: str = "") -> None:
    """One row of figures, of a manager or, with the ``sort`` of styles for sums, of all."""
    for column, (_word, _width, what, style) in enumerate(MANAGERS):
        if what is None:
            continue
        top, bottom = numbers.get(what[0], 0.0), numbers.get(what[1], 0.0)
        if what[1] and not bottom:
            sheet.write_string(row, column, "—", styles["sum_text" if sort else "centre"])
        else:
            sheet.write_number(row, column, top / bottom if what[1] else top, styles[sort + style])


def _write_attention(book: Any, styles: dict[str, Any], found: MonthSummary) -> None:
    sheet = book.add_worksheet(_("What needs attention"))
    sheet.set_default_row(ROW)
    for column, (word, width) in enumerate(RECORDS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, _(word), styles["head"])
    row = 0
    for key, word in ATTENTION:
        records = [(each.name, one) for each in found.managers for one in each.records.get(key, ())]
        for name, record in records[:MOST]:
            row += 1
            sheet.write_string(row, 0, _(word), styles["text"])
            sheet.write_string(row, 1, name, styles["centre"])
            sheet.write_string(row, 2, record.text, styles["text"])
            sheet.set_row(row, 15 * lines(record.text, RECORDS[2][1] - 4) + ROW - 15)
    sheet.set_row(0, 24)
    sheet.autofilter(0, 0, max(1, row), len(RECORDS) - 1)
    sheet.freeze_panes(1, 0)
    set_up_page(sheet, max(1, row), len(RECORDS) - 1, (0, 0), wide=False,
                title=_("What needs attention") + f" {found.month}")  # fmt: skip
