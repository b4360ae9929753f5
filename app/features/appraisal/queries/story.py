"""What the drawer tells of a kept score: every indicator with its figure and points."""

from sqlalchemy import select

from app.features.appraisal.model import Period, Score, ScoreItem
from app.features.appraisal.queries.results import items_of, people
from app.kit.manifest import Story
from app.kit.store.context import Context
from app.kit.words import _


def score_story(ctx: Context, row_id: int) -> Story:
    """The score with its items, in the order of its scheme."""
    score = ctx.get(Score, row_id)
    period, person = ctx.get(Period, score.period_id), people(ctx)[score.manager_id]
    kept = {row.indicator: row for row in ctx.session.scalars(select(ScoreItem).filter_by(score_id=score.id))}
    told = [
        (_(item.label), _("{points} of {full} · {figure}", points=f"{kept[item.code].points:.1f}",
                          full=f"{kept[item.code].weight:g}", figure=item.show(kept[item.code].value)))
        for item in items_of(ctx, period.scheme_id) if item.code in kept
    ]  # fmt: skip
    subtitle = _("{month}: rank {place}, total {total}", month=period.month, place=score.place,
                 total=f"{score.total:.2f}")  # fmt: skip
    return Story(person.name, subtitle, tuple(told))
