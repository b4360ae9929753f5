"""Who carries too much: the managers' list with each one's place in the load band (A15)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case

from app.features.allocation.queries.listings import TERRITORIES
from app.features.allocation.queries.standing import carried
from app.features.allocation.rules.bands import FAIR, OVER, WARNED, WATCHED
from app.features.managers.model import Manager
from app.kit.fields import Choice, Field, Kind
from app.kit.store.context import Context
from app.kit.store.query import Filter, computed, count
from app.kit.words import N_

BANDS = (
    Choice(FAIR, N_("reasonable")), Choice(WATCHED, N_("to be watched")), Choice(OVER, N_("too much")),
)  # fmt: skip
TONES = {FAIR: "ok", **WARNED}
KEPT = "allocation.bands"
_BAND = case(
    (Manager.id.in_(bindparam("over", value=[], expanding=True)), OVER),
    (Manager.id.in_(bindparam("watched", value=[], expanding=True)), WATCHED),
    else_=FAIR,
)  # fmt: skip


def _given(ctx: Context) -> Mapping[str, Any]:
    """Who is above which limit. A list asks several times in one session: the workload is summed up once."""
    known: dict[str, list[int]] | None = ctx.session.info.get(KEPT)
    if known is None:
        loads = carried(ctx)
        known = {band: [one.manager.id for one in loads if one.band == band] for band in (OVER, WATCHED)}
        ctx.session.info[KEPT] = known
    return known


def _over(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [*(TERRITORIES.where(ctx) if TERRITORIES.where else ()), Manager.id.in_(_given(ctx)[OVER])]


_PLACE = next(at for at, column in enumerate(TERRITORIES.columns) if column.key == "households") + 1
BANDED = replace(
    TERRITORIES,
    columns=(
        *TERRITORIES.columns[:_PLACE],
        computed("band", Field(N_("Load"), Kind.CHOICE, choices=BANDS, width=9), _BAND, tone=TONES.get),
        *TERRITORIES.columns[_PLACE:],
    ),
    filters={
        **TERRITORIES.filters,
        N_("load to be watched"): (Filter("band", "is_in", (WATCHED, OVER)),),
    },
    given=_given,
)  # fmt: skip
OVERLOADED = replace(
    BANDED, name="overloaded", title=N_("Managers above the load band"), where=_over, filters={},
    empty=N_("Nobody carries more than is reasonable."),
)  # fmt: skip


def overloaded_count(ctx: Context) -> int:
    """Managers who carry more than the band allows (A15)."""
    return count(ctx, OVERLOADED)
