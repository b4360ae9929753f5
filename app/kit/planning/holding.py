"""What a person holds back from an import: rows he leaves out, and what the office has already."""

from collections.abc import Collection
from dataclasses import replace

from app.kit.planning.plan import FILL, KEEP, TAKE, SheetPlan
from app.kit.sheet import CHANGED, NEW, REFUSED, SKIPPED, PlannedRow, Problem, Sheet
from app.kit.words import _


def held_back(plan: SheetPlan, policy: str, left_out: Collection[int]) -> SheetPlan:
    """The plan without the rows ``left_out`` (by number), and with changed rows as ``policy`` wants them:

    ``take`` what the workbook says, ``fill`` only what the office does not know yet, ``keep`` what it knows.
    """
    sheet = plan.sheet
    if sheet is None or (policy == TAKE and not left_out):
        return plan
    return replace(plan, rows=tuple(_held(row, sheet, policy, row.row in left_out) for row in plan.rows))


def _held(row: PlannedRow, sheet: Sheet, policy: str, is_left_out: bool) -> PlannedRow:
    if is_left_out and row.status in {NEW, CHANGED}:
        return replace(row, status=SKIPPED, problems=(Problem("left_out", _("Left out as you chose.")),))
    if row.status != CHANGED or policy not in {FILL, KEEP}:
        return row
    known, news = row.before or {}, row.news()
    kept = [name for name in news if policy == KEEP or known.get(name) is not None]
    if not kept:
        return row
    names = _(", ").join(_(sheet.column(name).field.label) for name in kept)
    told = Problem("kept", _("{fields}: what the office has is kept.", fields=names))
    values = {name: value for name, value in (row.values or {}).items() if name not in kept}
    wrong = tuple(sheet.check({**known, **values})) if sheet.check else ()
    if wrong:  # the workbook's values fit each other, but not those of the office
        return replace(row, status=REFUSED, before=None, problems=(told, *wrong))
    return replace(row, status=CHANGED if len(kept) < len(news) else SKIPPED, values=values, problems=(told,))
