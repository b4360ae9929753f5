"""The appraisal, as a feature."""

from typing import Any

from app.features.appraisal.changes.periods import (
    FinishPeriod,
    OpenPeriod,
    PublishPeriod,
    ReopenPeriod,
    ScorePeriod,
)
from app.features.appraisal.changes.ratings import GiveMarks
from app.features.appraisal.changes.schemes import CopyScheme, DefaultScheme, SetRule, SetWeights
from app.features.appraisal.model import AreaMonth, Period, Rating, Scheme, SchemeItem, Score, ScoreItem
from app.features.appraisal.queries import listings
from app.features.appraisal.queries.results import items_of
from app.features.appraisal.queries.story import score_story
from app.features.appraisal.queries.trend import next_period
from app.features.appraisal.rules.weights import written_weights
from app.features.appraisal.sheets import forms
from app.kit.manifest import Act, Detail, Duty, Feature, Section
from app.kit.store.context import Context
from app.kit.store.query import count
from app.kit.words import N_, _


def _named(ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    return {"name": _("Scheme {year}", year=ctx.today.year)}


def _copied(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"scheme_id": ids[0], "name": _("{name} (copy)", name=ctx.get(Scheme, ids[0]).name)}


def _weights(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    scheme = ctx.get(Scheme, ids[0])
    weights = {item.code: item.weight for item in items_of(ctx, scheme.id)}
    return {"scheme_id": scheme.id, "weights": written_weights(weights), "market": scheme.market,
            "market_reason": scheme.market_reason, "name": scheme.name}  # fmt: skip


def _next(ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    month, scheme = next_period(ctx)
    return {"month": month, "scheme_id": scheme}


def _period(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"period_id": ids[0], "month": ctx.get(Period, ids[0]).month}


def _rule(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    row = ctx.get(SchemeItem, ids[0])
    return {"item_id": row.id, "target": row.target, "step": row.step, "per_step": row.per_step, "cap": row.cap,
            "source": row.source}  # fmt: skip


def _unpublished(ctx: Context) -> int:
    return count(ctx, listings.UNPUBLISHED)


FEATURE = Feature(
    name="appraisal",
    title=N_("Appraisal"),
    rows=(AreaMonth, Scheme, SchemeItem, Period, Rating, Score, ScoreItem),
    listings=(listings.AREA_MONTHS, listings.SCHEMES, listings.SCHEME_ITEMS, listings.PERIODS, listings.UNPUBLISHED,
              listings.RATINGS, listings.SCORES),
    changes=(DefaultScheme, CopyScheme, SetWeights, SetRule, OpenPeriod, ScorePeriod, PublishPeriod, FinishPeriod,
             ReopenPeriod, GiveMarks),
    acts=(
        Act(DefaultScheme, N_("Start with the trade's scheme"), "schemes", _named, "add", main=True,
            needs_selection=False),
        Act(CopyScheme, N_("Copy the scheme"), "schemes", _copied, "columns"),
        Act(SetWeights, N_("Set the weights"), "schemes", _weights, "edit"),
        Act(SetRule, N_("Change the rule"), "scheme_items", _rule, main=True),
        Act(OpenPeriod, N_("Open a period"), "periods", _next, "add", main=True, needs_selection=False),
        Act(ScorePeriod, N_("Score the month"), "periods", _period, "play"),
        Act(PublishPeriod, N_("Publish"), "periods", _period, "check"),
        Act(FinishPeriod, N_("Close the month"), "periods", _period, "lock"),
        Act(ReopenPeriod, N_("Open again"), "periods", _period, "unlock"),
    ),
    sheets=(forms.MONTHS, forms.RATINGS),
    duties=(Duty("unpublished_periods", N_("past months without published results"), N_("Appraise"), _unpublished,
                 "unpublished_periods",
                 "attention"),),
    details=(Detail("scores", score_story),),
    sections=(
        Section("appraisal", "results", N_("Standings"), 10, page="app.features.appraisal.page.results:ResultsPage",
                icon="chart"),
        Section("appraisal", "area_months", N_("Indicator months"), 20, listing="area_months"),
        Section("appraisal", "ratings", N_("Ratings"), 30, page="app.features.appraisal.page.ratings:RatingsPage",
                icon="edit"),
        Section("appraisal", "schemes", N_("Schemes"), 40, listing="schemes"),
        Section("appraisal", "scheme_items", N_("Indicators"), 42, listing="scheme_items"),
        Section("appraisal", "periods", N_("Periods"), 50, listing="periods"),
        Section("appraisal", "scores", N_("Kept scores"), 60, listing="scores"),
    ),
)  # fmt: skip
