"""Marks that people gave by hand, made one per manager and item (E13)."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select

from app.features.appraisal.model import RATERS, Rating
from app.features.appraisal.queries.tally import Tally
from app.features.appraisal.rules.raters import RATER_WEIGHTS, one_mark
from app.features.appraisal.rules.standing import Bands
from app.features.org.model import Setting
from app.kit.context import Context
from app.kit.measure import Record
from app.kit.words import _

_RATERS = {choice.code: choice.label for choice in RATERS}


def count_marks(ctx: Context, period: int, tally: Tally) -> None:
    """The period's ratings as numbers ``mark.ITEM`` with the ratings behind them."""
    weights = rater_weights(ctx)
    found: dict[tuple[int, str], dict[str, float]] = defaultdict(dict)
    statement = select(Rating.id, Rating.manager_id, Rating.item, Rating.rater, Rating.mark, Rating.reason).where(
        Rating.period_id == period, Rating.archived_on.is_(None)
    )
    for id_, manager, item, rater, mark, reason in ctx.session.execute(statement):
        found[manager, item][rater] = mark
        text = _("{rater}: {mark}", rater=_(_RATERS[rater]), mark=f"{mark:g}") + (f" · {reason}" if reason else "")
        tally.record(manager, f"mark.{item}", Record(Rating.__tablename__, id_, text, mark))
    for (manager, item), marks in found.items():
        whole = one_mark(marks, weights)
        if whole is not None:
            tally.add(manager, f"mark.{item}", whole)


def rater_weights(ctx: Context) -> Mapping[str, float]:
    """Weights of the raters: the office's settings ``appraisal.rater.NAME``, else the defaults."""
    own = _own(ctx, "appraisal.rater.")
    return {rater: own.get(rater, weight) for rater, weight in RATER_WEIGHTS.items()}


def bands(ctx: Context) -> Bands:
    """Lowest totals of the bands: the office's settings ``appraisal.band.NAME``, else the defaults."""
    own, usual = _own(ctx, "appraisal.band."), Bands()
    return Bands(own.get("excellent", usual.excellent), own.get("good", usual.good), own.get("pass", usual.passed))


def _own(ctx: Context, prefix: str) -> dict[str, float]:
    statement = select(Setting.name, Setting.value).where(
        Setting.name.startswith(prefix), Setting.archived_on.is_(None)
    )
    return {name.removeprefix(prefix): float(value) for name, value in ctx.session.execute(statement)}
