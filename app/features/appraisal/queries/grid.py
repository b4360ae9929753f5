"""The marks of one rater in one period, as the rating page shows and edits them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.features.appraisal.model import Period, Rating
from app.features.appraisal.queries.holders import holding
from app.features.appraisal.queries.results import KEPT, Person, items_of, people
from app.features.appraisal.rules.scoring import Item
from app.kit.store.context import Context


@dataclass(frozen=True)
class RatingGrid:
    """Managers by rows, hand-rated items by columns; ``marks`` by (manager id, item code)."""

    period: int
    month: str
    rater: str
    is_open: bool
    people: tuple[Person, ...]
    items: tuple[Item, ...]
    marks: Mapping[tuple[int, str], float]


def rating_grid(ctx: Context, period: int, rater: str) -> RatingGrid:
    """What ``rater`` gave so far; the people are the month's managers, by staff number."""
    row = ctx.get(Period, period)
    known = people(ctx)
    shown = sorted((known[id_] for id_ in holding(ctx, row.month).managers), key=lambda person: person.code)
    statement = select(Rating.manager_id, Rating.item, Rating.mark).where(
        Rating.period_id == period, Rating.rater == rater, Rating.archived_on.is_(None)
    )
    marks = {(manager, item): mark for manager, item, mark in ctx.session.execute(statement)}
    items = tuple(item for item in items_of(ctx, row.scheme_id) if item.is_rated)
    return RatingGrid(period, row.month, rater, row.stage not in KEPT, tuple(shown), items, marks)
