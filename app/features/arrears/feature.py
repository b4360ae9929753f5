"""Arrears, as a feature."""

from typing import Any

from app.features.arrears import queries, sheets
from app.features.arrears.changes import ClearArrears
from app.features.arrears.model import Arrear
from app.kit.manifest import Act, Detail, Duty, Feature, Section
from app.kit.store.context import Context
from app.kit.words import N_


def _paid_today(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"arrear_ids": ids, "cleared_on": ctx.today}


_LISTS = ("arrears", "uncleared_arrears")
FEATURE = Feature(
    name="arrears",
    title=N_("Arrears"),
    rows=(Arrear,),
    listings=(queries.ARREARS, queries.UNCLEARED),
    changes=(ClearArrears,),
    acts=tuple(Act(ClearArrears, N_("Clear"), name, _paid_today, "check", main=True) for name in _LISTS),
    sheets=(sheets.ARREARS,),
    duties=(
        Duty("uncleared_arrears", N_("bills in arrears"), N_("Collect"), queries.uncleared_count, "uncleared_arrears",
             "attention"),
    ),
    details=(
        *(Detail(name, queries.arrear_story) for name in _LISTS),
        *(Detail(name, queries.area_story) for name in ("areas", "territory", "uncovered")),
        Detail("territories", queries.manager_story), Detail("customers", queries.customer_story),
    ),
    sections=(Section("representatives", "arrears", N_("Arrears"), 35, listing="arrears", icon="late"),),
)  # fmt: skip
