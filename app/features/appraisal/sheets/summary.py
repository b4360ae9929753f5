"""The summary of all managers: links to their sheets, live places and bands, and a native bar chart."""

from collections.abc import Sequence
from typing import Any

from app.features.appraisal.queries.results import GRADE_WORDS, Line, Results
from app.features.appraisal.rules.standards import BEHAVIOUR, RESULTS
from app.features.appraisal.rules.standing import BAND_WORDS, Bands
from app.features.appraisal.sheets.layout import ROW, chart_font, quoted, set_up_page
from app.features.appraisal.sheets.score_sheet import Place
from app.kit.words import N_, _

COLUMNS = (
    (N_("Rank"), 7), (N_("Staff no."), 13), (N_("Name"), 12), (N_("Grade"), 10), (N_("District office"), 20),
    (N_("Results"), 11), (N_("Behaviour"), 11), (N_("Total"), 11), (N_("Band"), 10), (N_("Signature"), 16),
)  # fmt: skip
FIRST = 4
"""Row of the first manager, counted from 0."""
ONE_PAGE = 36
"""Managers who stand on one page together with the chart and can still be read."""


def place_formula(summary: str, at: int) -> str:
    """The formula by which the sheet of the ``at``-th manager shows his place."""
    return f"={quoted(summary)}!$A${FIRST + at + 1}"


def write_summary(
    book: Any, sheet: Any, styles: dict[str, Any], found: Results, places: Sequence[Place]
) -> None:
    """Fill the summary sheet; ``places`` say where each line's sums stand."""
    last = FIRST + len(found.lines)
    sheet.set_default_row(ROW)
    for column, (heading, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(FIRST - 1, column, _(heading), styles["head"])
    year, number = found.month.split("-")
    sheet.merge_range(0, 0, 0, 9, _("Appraisal summary {year}-{month}", year=year, month=number), styles["title"])
    sheet.set_row(0, 30)
    sheet.merge_range(1, 0, 1, 9, _about(found), styles["small"])
    _write_limits(sheet, styles, found.limits)
    for at, (line, place) in enumerate(zip(found.lines, places, strict=True)):
        _write_line(sheet, styles, FIRST + at, last, (line, place))
    sheet.merge_range(last, 0, last, 4, _("Mean"), styles["sum_text"])
    for column, mean in zip((5, 6, 7), _means(found), strict=True):
        letter = "FGH"[column - 5]
        sheet.write_formula(last, column, f"=AVERAGE({letter}{FIRST + 1}:{letter}{last})", styles["sum"], mean)
    for column in (8, 9):
        sheet.write_blank(last, column, None, styles["sum_text"])
    sheet.set_row(FIRST - 1, 24)
    sheet.freeze_panes(FIRST, 3)
    _write_chart(book, sheet, last, len(found.lines))
    foot = last + 15
    for column, word in ((0, _("Drawn up by:")), (4, _("Checked by:")), (7, _("Approved by:"))):
        sheet.write_string(foot, column, word, styles["sign"])
    tall = 1 if len(found.lines) <= ONE_PAGE else 0
    set_up_page(sheet, foot, len(COLUMNS) - 1, (0, FIRST - 1), wide=False, tall=tall)


def _about(found: Results) -> str:
    return _("Scheme: {scheme}; {n} managers; points are formulas of each manager's sheet.", scheme=found.scheme,
             n=len(found.lines))  # fmt: skip


def _write_limits(sheet: Any, styles: dict[str, Any], bands: Bands) -> None:
    """The bands' lowest totals beside the table, so that an office may try others."""
    sheet.write_string(FIRST - 1, 11, _("Band"), styles["aside"])
    sheet.write_string(FIRST - 1, 12, _("lowest total"), styles["aside"])
    limits = (("excellent", bands.excellent), ("good", bands.good), ("pass", bands.passed))
    for at, (name, low) in enumerate(limits):
        sheet.write_string(FIRST + at, 11, _(BAND_WORDS[name]), styles["aside"])
        sheet.write_number(FIRST + at, 12, low, styles["aside"])
    sheet.write_string(FIRST + len(limits), 11, _(BAND_WORDS["fail"]), styles["aside"])


def _write_line(
    sheet: Any, styles: dict[str, Any], row: int, last: int, what: tuple[Line, Place]
) -> None:
    line, place = what
    person, at = line.person, row + 1
    rank = f"=RANK(H{at},$H${FIRST + 1}:$H${last},0)"
    sheet.write_formula(row, 0, rank, styles["centre"], line.place)
    texts = (person.code, person.name, _(GRADE_WORDS.get(person.grade, person.grade)), person.district)
    for column, text in enumerate(texts, 1):
        sheet.write_string(row, column, text, styles["centre" if column != 4 else "text"])
    for column, family in ((5, RESULTS), (6, BEHAVIOUR)):
        cell = place.families.get(family)
        formula = f"={quoted(place.sheet)}!{cell}" if cell else "=0"
        sheet.write_formula(row, column, formula, styles["number"], float(line.standing.families.get(family, 0)))
    total = f"={quoted(place.sheet)}!{place.total}"
    sheet.write_formula(row, 7, total, styles["sum"], float(line.standing.total))
    first = FIRST + 1
    band = "".join(f"IF(H{at}>=$M${first + n},$L${first + n}," for n in range(3)) + f"$L${first + 3})))"
    sheet.write_formula(row, 8, f"={band}", styles["centre"], _(BAND_WORDS[line.band]))
    sheet.write_blank(row, 9, None, styles["centre"])


def _means(found: Results) -> list[float]:
    count = len(found.lines) or 1
    return [
        *(sum(float(line.standing.families.get(family, 0)) for line in found.lines) / count
          for family in (RESULTS, BEHAVIOUR)),
        found.mean,
    ]  # fmt: skip


def _write_chart(book: Any, sheet: Any, last: int, count: int) -> None:
    chart = book.add_chart({"type": "column"})
    name = sheet.get_name()
    chart.add_series({
        "name": _("Total"), "categories": [name, FIRST, 2, last - 1, 2], "values": [name, FIRST, 7, last - 1, 7],
        "fill": {"color": "#00706B"}, "gap": 40,
        "data_labels": {"value": True, "num_format": "0.0", "font": chart_font(8)} if count <= 24 else {},
    })  # fmt: skip
    chart.set_legend({"none": True})
    chart.set_title({"name": _("Totals in order of place"), "name_font": chart_font(11, bold=True)})
    chart.set_x_axis({"num_font": {**chart_font(8), "rotation": -45 if count > 12 else 0}})
    chart.set_y_axis({
        "min": 0, "max": 100, "num_font": chart_font(8),
        "major_gridlines": {"visible": True, "line": {"color": "#DFE4E6"}},
    })  # fmt: skip
    chart.set_size({"width": 889, "height": 320})
    sheet.insert_chart(last + 2, 0, chart, {"x_offset": 4, "object_position": 1})
