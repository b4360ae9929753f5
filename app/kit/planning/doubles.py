"""The same key in several rows of an import: which one counts cannot be known."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from app.kit.planning.plan import SheetPlan
from app.kit.planning.tab import letter_of
from app.kit.sheet import CHANGED, NEW, REFUSED, SAME, SKIPPED, PlannedRow, Problem
from app.kit.words import _

Place = tuple[int, int]
_NAMED = 3
_TAKEN = frozenset((NEW, CHANGED, SAME))


def settle_doubles(plans: Sequence[tuple[str, SheetPlan]]) -> list[SheetPlan]:
    """Plans of one kind of sheet, each with its file's name, with their doubles refused.

    Rows of different tabs that say the same are one row: the later ones are left out.
    """
    keys = [row.key for _file, plan in plans for row in plan.rows if row.status in _TAKEN]
    if len(set(keys)) == len(keys):
        return [plan for _file, plan in plans]
    places: dict[tuple[object, ...], list[Place]] = defaultdict(list)
    for tab, (_file, plan) in enumerate(plans):
        for at, row in enumerate(plan.rows):
            if row.status in _TAKEN:
                places[row.key].append((tab, at))
    rows = [list(plan.rows) for _file, plan in plans]
    for found in places.values():
        if len(found) > 1:
            _settle(plans, rows, found)
    return [replace(plan, rows=tuple(kept)) for (_file, plan), kept in zip(plans, rows, strict=True)]


def _settle(plans: Sequence[tuple[str, SheetPlan]], rows: list[list[PlannedRow]], found: list[Place]) -> None:
    first_tab, first = found[0]
    one = rows[first_tab][first]
    tabs = {tab for tab, _at in found}
    agree = len(tabs) == len(found) and all(rows[tab][at].values == one.values for tab, at in found)
    for tab, at in found[1:] if agree else found:
        others = [_where(plans, rows, place, tab) for place in found if place != (tab, at)]
        if agree:
            text = _("Left out: the same stands in {places}.", places=_where(plans, rows, found[0], tab))
            rows[tab][at] = replace(rows[tab][at], status=SKIPPED, problems=(Problem("double_row", text),))
            continue
        plan = plans[tab][1]
        sheet = plan.sheet
        assert sheet is not None
        named = _(", ").join(others[:_NAMED]) + ("…" if others[_NAMED:] else "")
        key = " ".join(map(str, rows[tab][at].key))
        text = _("{key} stands here and in {places}. Keep one of them.", key=key, places=named)
        name = sheet.key[0]
        problem = Problem("double_key", text, letter_of(plan.mapping, name), name, str(rows[tab][at].key[0]))
        rows[tab][at] = replace(rows[tab][at], status=REFUSED, before=None, problems=(problem,))


def _where(plans: Sequence[tuple[str, SheetPlan]], rows: list[list[PlannedRow]], place: Place, seen_from: int) -> str:
    tab, at = place
    number = rows[tab][at].row
    if tab == seen_from:
        return _("row {row}", row=number)
    file, plan = plans[tab]
    if file == plans[seen_from][0]:
        return _("sheet {sheet}, row {row}", sheet=plan.name, row=number)
    return _("{file}, sheet {sheet}, row {row}", file=file, sheet=plan.name, row=number)
