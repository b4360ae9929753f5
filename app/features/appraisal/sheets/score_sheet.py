"""One manager's appraisal sheet: points are formulas over full mark, target, figure and the rule's values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.features.appraisal.queries.results import GRADE_WORDS, Line
from app.features.appraisal.rules.scoring import Scored, exact
from app.features.appraisal.rules.standing import FAMILY_WORDS, FULL
from app.features.appraisal.sheets.layout import ROW, lines, set_up_page
from app.kit.words import N_, _

COLUMNS = (
    (N_("Family"), 11), (N_("Indicator"), 13), (N_("Full mark"), 8), (N_("Target"), 10), (N_("Figure"), 10),
    (N_("Scoring rule"), 36), (N_("Points"), 9), (N_("Why points were lost"), 56),
)  # fmt: skip
ASIDE = (N_("Direction"), N_("Step"), N_("Points per step"), N_("At most off"), N_("Points before re-basing"))
HEAD = 4
"""Row of the table's head, counted from 0; the first item stands below it."""
MOST_RECORDS = 6
LAST = len(COLUMNS) - 1
BESIDE = LAST + 2
"""Column where the values of the rules begin, outside the printed area."""

Spans = Mapping[str, tuple[int, int]]
"""First and last item row (from 1) of each family."""


@dataclass(frozen=True)
class Place:
    """Where the summary finds a sheet's sums: the sheet and the cells of each family and the total."""

    sheet: str
    families: dict[str, str]
    total: str


def write_sheet(book: Any, styles: dict[str, Any], name: str, month: str, line: Line, rank: str) -> Place:
    """Add the sheet of one manager; ``rank`` is the formula of his place on the summary."""
    sheet = book.add_worksheet(name)
    for column, (_heading, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
    sheet.set_default_row(ROW)
    sheet.set_column(BESIDE, BESIDE + len(ASIDE) - 1, 11)
    _write_head(sheet, styles, month, line, rank)
    row, families = HEAD + 1, {}
    parts = [(family, [each for each in line.standing.items if each.item.family == family]) for family in FAMILY_WORDS]
    present = [(family, items) for family, items in parts if items]
    spans, first = {}, row
    for family, items in present:
        spans[family] = (first + 1, first + len(items))
        first += len(items) + 1
    for family, items in present:
        row = _write_family(sheet, styles, line, (family, items), spans)
        families[family] = f"$G${row}"
    total = _write_total(sheet, styles, row, line, list(families.values()))
    _write_foot(sheet, styles, row + 1, line)
    return Place(name, families, total)


def _write_head(sheet: Any, styles: dict[str, Any], month: str, line: Line, rank: str) -> None:
    year, number = month.split("-")
    sheet.merge_range(0, 0, 0, LAST, _("Appraisal sheet of a customer manager"), styles["title"])
    sheet.set_row(0, 30)
    person = line.person
    told = (
        (_("Period"), _("{year}-{month}", year=year, month=number)), (_("Appraised"), person.name),
        (_("Staff no."), person.code), (_("Grade"), _(GRADE_WORDS.get(person.grade, person.grade))),
    )  # fmt: skip
    for at, (label, value) in enumerate(told):
        sheet.write_string(1, 2 * at, label, styles["label"])
        sheet.write_string(1, 2 * at + 1, value, styles["value"])
    sheet.write_string(2, 0, _("District office"), styles["label"])
    sheet.write_string(2, 1, person.district, styles["value"])
    sheet.write_string(2, 4, _("Rank"), styles["label"])
    sheet.write_formula(2, 5, rank, styles["value"], line.place)
    for column, (heading, _width) in enumerate(COLUMNS):
        sheet.write_string(HEAD, column, _(heading), styles["head"])
    for at, heading in enumerate(ASIDE):
        sheet.write_string(HEAD, BESIDE + at, _(heading), styles["aside"])
    sheet.set_row(HEAD, 24)
    sheet.freeze_panes(HEAD + 1, 2)


def _write_family(
    sheet: Any, styles: dict[str, Any], line: Line, part: tuple[str, Sequence[Scored]], spans: Spans
) -> int:
    """Items and subtotal of one family; returns the row (from 1) of the subtotal."""
    family, items = part
    top, bottom = spans[family]
    word = _(FAMILY_WORDS[family])
    if len(items) > 1:
        sheet.merge_range(top - 1, 0, bottom - 1, 0, word, styles["family"])
    else:
        sheet.write_string(top - 1, 0, word, styles["family"])
    scale = f"$M${bottom + 1}"
    for row, each in enumerate(items, top):
        _write_item(sheet, styles, row, each, scale)
    factor = next((float(each.full / exact(each.item.weight)) for each in items if each.applies), 0.0)
    sheet.merge_range(bottom, 0, bottom, 1, _("Subtotal"), styles["sum_text"])
    sheet.write_formula(bottom, 2, f"=SUM(C{top}:C{bottom})", styles["sum"], sum(e.item.weight for e in items))
    for column in (3, 4, 5, 7):
        sheet.write_blank(bottom, column, None, styles["sum_text"])
    points = float(line.standing.families[family])
    sheet.write_formula(bottom, 6, f"=SUM(G{top}:G{bottom})", styles["sum"], points)
    sheet.write_string(bottom, BESIDE + 2, _("Re-basing factor"), styles["aside"])
    sheet.write_formula(bottom, BESIDE + 3, _scale(top, bottom, spans), styles["aside"], factor)
    return bottom + 1


def _scale(top: int, bottom: int, spans: Spans) -> str:
    """The factor by which a family's points grow because something in the sheet does not apply."""
    reached = "+".join(f"IF(COUNT(E{a}:E{b})>0,SUM(C{a}:C{b}),0)" for a, b in spans.values())
    applying = f"SUMPRODUCT(ISNUMBER(E{top}:E{bottom})*C{top}:C{bottom})"
    return f"=IF({applying}=0,0,SUM(C{top}:C{bottom})/{applying}*{int(FULL)}/({reached}))"


def _write_item(sheet: Any, styles: dict[str, Any], row: int, each: Scored, scale: str) -> None:
    item, figure = each.item, "percent" if each.item.unit == "%" else "mark" if each.item.is_rated else "plain"
    beside = "aside_percent" if item.unit == "%" else "aside"
    at = row - 1
    why = _why(each)
    sheet.set_row(at, 15 * max(lines(why, COLUMNS[7][1] - 2), lines(item.rule(), COLUMNS[5][1] - 2)) + ROW - 15)
    sheet.write_string(at, 1, _(item.label), styles["text"])
    sheet.write_number(at, 2, item.weight, styles["plain"])
    sheet.write_number(at, 3, item.target, styles[figure])
    if each.reading.value is None:
        sheet.write_string(at, 4, _("does not apply"), styles["centre"])
    else:
        sheet.write_number(at, 4, each.reading.value, styles[figure])
    sheet.write_string(at, 5, item.rule(), styles["text"])
    sheet.write_string(at, 7, why, styles["text"])
    sheet.write_number(at, BESIDE, 1 if item.higher_is_better else -1, styles["aside"])
    sheet.write_number(at, BESIDE + 1, item.step, styles[beside])
    sheet.write_number(at, BESIDE + 2, item.per_step, styles["aside"])
    sheet.write_number(at, BESIDE + 3, item.weight if item.cap is None else min(item.cap, item.weight), styles["aside"])
    before = float(each.points / each.full * exact(each.item.weight)) if each.full else 0.0
    sheet.write_formula(at, BESIDE + 4, _points(row), styles["aside"], before if each.applies else "")
    shown = float(each.points) if each.applies else "—"
    sheet.write_formula(at, 6, f'=IF(ISNUMBER(E{row}),N{row}*{scale},"—")', styles["number"], shown)


def _points(row: int) -> str:
    """max(full − cap, full − ⌈gap/step⌉ × points per step); without a step in proportion."""
    gap = f"MAX(0,J{row}*(D{row}-E{row}))"
    stepped = f"ROUNDUP(ROUND({gap}/K{row},9),0)*L{row}"
    shared = f"C{row}*{gap}/D{row}"
    return f'=IF(ISNUMBER(E{row}),MAX(C{row}-M{row},C{row}-IF(K{row}=0,{shared},{stepped})),"")'


def _why(each: Scored) -> str:
    """The points lost and the weightiest records behind them; figure, target and rule stand beside."""
    if not each.deductions:
        return "" if each.applies else _("does not apply")
    lost = each.deductions[0]
    told = [record.text for record in lost.records[:MOST_RECORDS]]
    if len(lost.records) > MOST_RECORDS:
        told.append(_("and {n} more records", n=len(lost.records) - MOST_RECORDS))
    points = f"{lost.points:.2f}"
    return _("−{points}: {records}", points=points, records=_("; ").join(told)) if told else f"−{points}"


def _write_total(sheet: Any, styles: dict[str, Any], row: int, line: Line, sums: Sequence[str]) -> str:
    """The total below ``row`` (from 1); returns its cell."""
    sheet.merge_range(row, 0, row, 1, _("Total"), styles["total_text"])
    for column in (2, 3, 4, 5):
        sheet.write_blank(row, column, None, styles["total_text"])
    formula = f"=ROUND(ROUND({'+'.join(sums)},6),2)"
    sheet.write_formula(row, 6, formula, styles["total"], float(line.standing.total))
    sheet.write_string(row, 7, "", styles["total_text"])
    sheet.set_row(row, 24)
    return f"$G${row + 1}"


def _write_foot(sheet: Any, styles: dict[str, Any], row: int, line: Line) -> None:
    for remark in line.standing.remarks:
        sheet.merge_range(row, 0, row, LAST, remark, styles["small"])
        row += 1
    row += 1
    for column, word in ((0, _("Signature of the appraised:")), (4, _("Checked by:")), (6, _("Approved by:"))):
        sheet.write_string(row, column, word, styles["sign"])
    sheet.set_row(row, 26)
    set_up_page(sheet, row, LAST, (0, HEAD), tall=1)
