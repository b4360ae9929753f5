"""月度小结.xlsx: the month in figures on one page, every manager's row, and the records that need a person."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.features.appraisal.queries.month import ATTENTION, MonthSummary, month_summary
from app.features.appraisal.sheets.layout import formats, set_up_page
from app.kit.context import Context
from app.kit.words import N_, _
from app.kit.writing.target import swapped_in

FIGURES = (
    (N_("Areas with a manager"), "areas", ""), (N_("Areas represented"), "represented", "to_represent"),
    (N_("Representatives visited"), "visited", "to_visit"), (N_("Planned visits made"), "plan_done", "planned"),
    (N_("Visits in the reading window"), "in_window", "visits"), (N_("Requests closed in time"), "in_time", "promised"),
    (N_("Line loss"), "lost", "supplied"), (N_("Fees paid"), "received", "due"),
    (N_("Archives complete"), "filled", "required"),
)  # fmt: skip
_SHARE = "percent"
MANAGERS = (
    (N_("Staff no."), 13, None, "centre"), (N_("Name"), 12, None, "centre"), (N_("Areas"), 8, ("areas", ""), "whole"),
    (N_("Representatives to visit"), 12, ("to_visit", ""), "whole"), (N_("Visited"), 9, ("visited", ""), "whole"),
    (N_("Coverage"), 9, ("visited", "to_visit"), _SHARE), (N_("Requests promised"), 11, ("promised", ""), "whole"),
    (N_("In time"), 9, ("in_time", "promised"), _SHARE), (N_("Line loss"), 9, ("lost", "supplied"), _SHARE),
    (N_("Fees paid"), 9, ("received", "due"), _SHARE), (N_("Complaints"), 8, ("complaints", ""), "whole"),
)  # fmt: skip
MOST = 2_000
"""Attention records written per kind; the counts on the first page are complete."""


def write_month(ctx: Context, month: str, file: Path) -> Path:
    """Write the month's summary; raises Trouble where the file cannot be written."""
    found = month_summary(ctx, month)
    with swapped_in(file) as beside:
        import xlsxwriter

        with xlsxwriter.Workbook(str(beside), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            styles = formats(book)
            _write_page(book, styles, found)
            _write_managers(book, styles, found)
            _write_attention(book, styles, found)
    return file


def _write_page(book: Any, styles: dict[str, Any], found: MonthSummary) -> None:
    sheet = book.add_worksheet(_("Month summary"))
    for column, width in enumerate((26, 14, 14, 12, 14)):
        sheet.set_column(column, column, width)
    year, number = found.month.split("-")
    sheet.merge_range(0, 0, 0, 4, _("Month summary {year}-{month}", year=year, month=number), styles["title"])
    sheet.set_row(0, 30)
    row = _table(sheet, styles, 2, (_("Figure of the month"), _("Reached"), _("Out of"), _("Share")), [
        (_(label), found.sums.get(top, 0.0), found.sums.get(bottom, 0.0) if bottom else "", found.rate(top, bottom))
        for label, top, bottom in FIGURES
    ])  # fmt: skip
    complaints = found.sums.get("complaints", 0.0)
    households = found.sums.get("households", 0.0)
    per = complaints / households * 10_000 if households else ""
    _cells(sheet, styles, row, (_("Complaints per 10,000 households"), complaints, households, per), "mark")
    first = row + 3
    row = _table(sheet, styles, first - 1, (_("Visits by method"), _("Visits")), [*found.methods])
    _write_chart(book, sheet, (first, row - 1))
    row = _table(sheet, styles, row + 1, (_("Requests by kind"), _("Raised"), _("Closed"), _("In time"),
                 _("Median days to closure")), [
        (each.kind, each.raised, each.closed, each.in_time, "" if each.median_days is None else each.median_days)
        for each in found.requests
    ])  # fmt: skip
    words = [(word, count) for _key, word, count in found.attention()]
    row = _table(sheet, styles, row + 1, (_("What needs attention"), _("Records")), words)
    for column, word in ((0, _("Drawn up by:")), (2, _("Checked by:"))):
        sheet.write_string(row + 1, column, word, styles["sign"])
    set_up_page(sheet, row + 1, 4, (0, 0), wide=False)


def _table(
    sheet: Any, styles: dict[str, Any], row: int, head: Sequence[str], lines: Sequence[Sequence[Any]]
) -> int:
    """A titled table; returns the row below it. The fourth column is a share where it is a ratio."""
    for column, word in enumerate(head):
        sheet.write_string(row, column, word, styles["head"])
    for line in lines:
        row += 1
        _cells(sheet, styles, row, line, _SHARE if head[-1] == _("Share") else "whole")
    return row + 1


def _cells(sheet: Any, styles: dict[str, Any], row: int, line: Sequence[Any], last: str) -> None:
    for column, value in enumerate(line):
        if value is None or value == "":
            sheet.write_string(row, column, "", styles["centre"])
        elif isinstance(value, str):
            sheet.write_string(row, column, value, styles["text"])
        else:
            sheet.write_number(row, column, value, styles[last if column == 3 else "mark" if column == 4 else "whole"])


def _write_chart(book: Any, sheet: Any, rows: tuple[int, int]) -> None:
    chart = book.add_chart({"type": "pie"})
    name, (first, last) = sheet.get_name(), rows
    chart.add_series({
        "name": _("Visits by method"), "categories": [name, first, 0, last, 0], "values": [name, first, 1, last, 1],
        "data_labels": {"percentage": True},
        "points": [{"fill": {"color": colour}} for colour in ("#00706B", "#7FD6CF", "#E0AA4F", "#6FB3EA")],
    })  # fmt: skip
    chart.set_title({"none": True})
    chart.set_legend({"position": "right", "font": {"size": 8}})
    chart.set_size({"width": 330, "height": 128})
    sheet.insert_chart(first - 1, 2, chart, {"x_offset": 12, "y_offset": 2})


def _write_managers(book: Any, styles: dict[str, Any], found: MonthSummary) -> None:
    sheet = book.add_worksheet(_("By manager"))
    for column, (word, width, _what, _style) in enumerate(MANAGERS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, _(word), styles["head"])
    for row, each in enumerate(found.managers, 1):
        sheet.write_string(row, 0, each.code, styles["centre"])
        sheet.write_string(row, 1, each.name, styles["centre"])
        for column, (_word, _width, what, style) in enumerate(MANAGERS):
            if what is None:
                continue
            top, bottom = each.numbers.get(what[0], 0.0), each.numbers.get(what[1], 0.0)
            if what[1] and not bottom:
                sheet.write_string(row, column, "—", styles["centre"])
            else:
                sheet.write_number(row, column, top / bottom if what[1] else top, styles[style])
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 2)
    set_up_page(sheet, max(1, len(found.managers)), len(MANAGERS) - 1, (0, 0))


def _write_attention(book: Any, styles: dict[str, Any], found: MonthSummary) -> None:
    sheet = book.add_worksheet(_("What needs attention"))
    for column, (word, width) in enumerate(((_("Matter"), 26), (_("Name"), 12), (_("Record"), 70))):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, word, styles["head"])
    row = 0
    for key, word in ATTENTION:
        records = [(each.name, one) for each in found.managers for one in each.records.get(key, ())]
        for name, record in records[:MOST]:
            row += 1
            sheet.write_string(row, 0, _(word), styles["text"])
            sheet.write_string(row, 1, name, styles["centre"])
            sheet.write_string(row, 2, record.text, styles["text"])
    sheet.autofilter(0, 0, max(1, row), 2)
    sheet.freeze_panes(1, 0)
    set_up_page(sheet, max(1, row), 2, (0, 0), wide=False)
