"""Marks that people gave by hand, made one per manager and item (E13)."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select

from app.features.appraisal.model import RATERS, Rating
from app.features.appraisal.rules.raters import one_mark
from app.features.appraisal.rules.standing import Bands
from app.features.org.queries import settings
from app.kit.measure import Record
from app.kit.store.context import Context
from app.kit.tally import Tally
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
    """Weights of the raters: the office's settings ``appraisal.rater.NAME``."""
    given = settings(ctx)
    return {rater: float(given[f"appraisal.rater.{rater}"]) for rater in _RATERS}


def bands(ctx: Context) -> Bands:
    """Lowest totals of the bands: the office's settings ``appraisal.band.NAME``."""
    given = settings(ctx)
    return Bands(*(float(given[f"appraisal.band.{name}"]) for name in ("excellent", "good", "pass")))
