"""The first page of 月度小结: the month's figures, visits, requests and what needs attention, on one A4."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from app.features.appraisal.queries.month import MonthSummary
from app.features.appraisal.sheets.layout import ROW, chart_font, set_up_page
from app.kit.words import N_, _

FIGURES = (
    (N_("Areas with a manager"), N_("areas"), "areas", ""),
    (N_("Areas represented"), N_("areas"), "represented", "to_represent"),
    (N_("Representatives visited"), N_("persons"), "visited", "to_visit"),
    (N_("Planned visits made"), N_("times"), "plan_done", "planned"),
    (N_("Visits in the reading window"), N_("times"), "in_window", "visits"),
    (N_("Requests closed in time"), N_("cases"), "in_time", "promised"),
    (N_("Line loss"), "kWh", "lost", "supplied"), (N_("Fees paid"), N_("yuan"), "received", "due"),
    (N_("Archives complete"), N_("particulars"), "filled", "required"),
)  # fmt: skip
WIDTHS = (30, 14, 14, 15, 19)
LAST = len(WIDTHS) - 1
CHART = (3, 4)
"""The columns beside the visits by method, where their chart stands."""
COLOURS = ("#00706B", "#7FD6CF", "#E0AA4F", "#6FB3EA")
FOREMOST = 3
"""Managers named beside a matter: those with most of its records."""
Line = Sequence[tuple[Any, str]]
"""Cells of one row: value and style."""


def write_page(book: Any, styles: dict[str, Any], found: MonthSummary, about: str) -> None:
    """Add the page; ``about`` is the line below the title."""
    sheet = book.add_worksheet(_("Month summary"))
    sheet.set_default_row(ROW)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    year, number = found.month.split("-")
    sheet.merge_range(0, 0, 0, LAST, _("Month summary {year}-{month}", year=year, month=number), styles["title"])
    sheet.set_row(0, 34)
    sheet.merge_range(1, 0, 1, LAST, about, styles["subtitle"])
    row = _table(sheet, styles, 3, (_("Figure of the month"), _("Unit"), _("Reached"), _("Out of"), _("Share")),
                 [*_figures(found)])  # fmt: skip
    first = row + 1
    row = _table(sheet, styles, first, (_("Visits by method"), _("Visits"), _("Share")), [*_methods(found)])
    _write_chart(book, sheet, (first, row - 1))
    heads = (_("Requests by kind"), _("Raised"), _("Closed"), _("In time"), _("Median days to closure"))
    row = _table(sheet, styles, row + 1, heads, [
        ((each.kind, "text"), (each.raised, "whole"), (each.closed, "whole"), (each.in_time, "whole"),
         _given(each.median_days, "mark"))
        for each in found.requests
    ])  # fmt: skip
    row = _write_attention(sheet, styles, row + 1, found)
    for column, word in ((0, _("Drawn up by:")), (2, _("Checked by:")), (4, _("Approved by:"))):
        sheet.write_string(row + 1, column, word, styles["sign"])
    set_up_page(sheet, row + 1, LAST, (0, 0), wide=False, tall=1)


def _figures(found: MonthSummary) -> Iterable[Line]:
    for label, unit, top, bottom in FIGURES:
        below = found.sums.get(bottom, 0.0) if bottom else None
        yield ((_(label), "text"), (_(unit), "centre"), (found.sums.get(top, 0.0), "whole"), _given(below, "whole"),
               _given(found.rate(top, bottom), "percent"))  # fmt: skip
    complaints, households = found.sums.get("complaints", 0.0), found.sums.get("households", 0.0)
    rate = complaints / households * 10_000 if households else None
    yield ((_("Complaints per 10,000 households"), "text"), (_("cases"), "centre"), (complaints, "whole"),
           (households, "whole"), _given(rate, "mark"))  # fmt: skip


def _methods(found: MonthSummary) -> Iterable[Line]:
    whole = sum(count for _label, count in found.methods)
    for label, count in found.methods:
        yield (label, "text"), (count, "whole"), _given(count / whole if whole else None, "percent")


def _given(number: float | None, style: str) -> tuple[Any, str]:
    return ("—", "centre") if number is None else (number, style)


def _table(sheet: Any, styles: dict[str, Any], row: int, head: Sequence[str], lines: Iterable[Line]) -> int:
    """A table with its head in ``row``; returns the row below it."""
    for column, word in enumerate(head):
        sheet.write_string(row, column, word, styles["head"])
    sheet.set_row(row, 24)
    for line in lines:
        row += 1
        for column, (value, style) in enumerate(line):
            sheet.write(row, column, value, styles[style])
    return row + 1


def _write_attention(sheet: Any, styles: dict[str, Any], row: int, found: MonthSummary) -> int:
    """How many records of each matter, and who has most of them; returns the row below."""
    for column, word in ((0, _("What needs attention")), (1, _("Records"))):
        sheet.write_string(row, column, word, styles["head"])
    sheet.merge_range(row, 2, row, LAST, _("Most of them"), styles["head"])
    sheet.set_row(row, 24)
    for key, word, count in found.attention():
        row += 1
        sheet.write_string(row, 0, word, styles["text"])
        sheet.write_number(row, 1, count, styles["whole"])
        sheet.merge_range(row, 2, row, LAST, _foremost(found, key), styles["text"])
    return row + 1


def _foremost(found: MonthSummary, key: str) -> str:
    counts = Counter({each.name: len(each.records.get(key, ())) for each in found.managers})
    return _(", ").join(f"{name} {count}" for name, count in counts.most_common(FOREMOST) if count)


def _write_chart(book: Any, sheet: Any, rows: tuple[int, int]) -> None:
    """The visits by method as a pie, within the cells beside their table."""
    chart = book.add_chart({"type": "pie"})
    name, (head, last) = sheet.get_name(), rows
    chart.add_series({
        "name": _("Visits by method"), "categories": [name, head + 1, 0, last, 0],
        "values": [name, head + 1, 1, last, 1], "points": [{"fill": {"color": colour}} for colour in COLOURS],
    })  # fmt: skip
    chart.set_title({"none": True})
    chart.set_legend({"position": "right", "font": chart_font(9)})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    width = sum(WIDTHS[column] * 7 + 5 for column in CHART)
    height = (24 + (last - head) * ROW) * 4 // 3
    chart.set_size({"width": width - 16, "height": height - 8})
    sheet.insert_chart(head, CHART[0], chart, {"x_offset": 8, "y_offset": 4, "object_position": 1})
