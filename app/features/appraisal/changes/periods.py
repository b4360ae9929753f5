"""Take a period through its stages: open, score, publish, finish, and open again with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from app.features.appraisal.changes.schemes import items_in
from app.features.appraisal.model import Period, Scheme, Score, ScoreItem
from app.features.appraisal.queries.results import KEPT, Line, results
from app.features.appraisal.rules.weights import check_weights
from app.kit.errors import Refusal
from app.kit.store.change import Change, refuse_double, wants
from app.kit.store.context import Context
from app.kit.words import N_, _
from app.kit.workdays import days_of, month_of


@dataclass(frozen=True)
class OpenPeriod(Change):
    """Open a month for appraisal under a scheme whose weights hold; returns the period's id."""

    title: ClassVar[str] = N_("Open the appraisal of {month}")
    permission: ClassVar[str] = "appraisal.periods"
    month: str = wants(Period.month)
    scheme_id: int = wants(Period.scheme_id)

    def subject(self) -> Mapping[str, object]:
        return {"month": self.month}

    def apply(self, ctx: Context) -> int:
        _refuse_no_month(self.month)
        if self.month > month_of(ctx.today):
            raise Refusal(_("{month} has not begun yet.", month=self.month), "month")
        refuse_double(ctx, Period, {"month": self.month})
        scheme = ctx.get(Scheme, self.scheme_id)
        weights = [(row.family, row.weight) for row in items_in(ctx, scheme.id)]
        check_weights(weights, scheme.market, scheme.market_reason)
        period = Period(month=self.month, scheme_id=scheme.id, stage="collecting")
        ctx.add(period)
        ctx.flush()
        return period.id


@dataclass(frozen=True)
class PeriodStep(Change):
    """A step of one period; the month stands in the journal's sentence."""

    permission: ClassVar[str] = "appraisal.periods"
    period_id: int
    month: str = ""

    def subject(self) -> Mapping[str, object]:
        return {"month": self.month}

    def period(self, ctx: Context, *stages: str) -> Period:
        """The period, if it is in one of ``stages``; otherwise a Refusal."""
        found = ctx.get(Period, self.period_id)
        if found.stage not in stages:
            raise Refusal(_("The appraisal of {month} is not at that stage: it is {stage}.", month=found.month,
                            stage=_(found.stage)))  # fmt: skip
        return found


@dataclass(frozen=True)
class ScorePeriod(PeriodStep):
    """Count the facts and keep every manager's score; may be repeated until it is published."""

    title: ClassVar[str] = N_("Score {month}")

    def apply(self, ctx: Context) -> int:
        period = self.period(ctx, "collecting", "rating")
        period.stage = "rating"
        return keep_scores(ctx, period)


@dataclass(frozen=True)
class PublishPeriod(PeriodStep):
    """Score once more and publish (E6): from here on the figures stand still."""

    title: ClassVar[str] = N_("Publish the results of {month}")

    def apply(self, ctx: Context) -> int:
        period = self.period(ctx, "collecting", "rating")
        count = keep_scores(ctx, period)
        period.stage, period.published_on = "published", ctx.today
        return count


@dataclass(frozen=True)
class FinishPeriod(PeriodStep):
    """Close a published period for good."""

    title: ClassVar[str] = N_("Close the appraisal of {month}")

    def apply(self, ctx: Context) -> None:
        self.period(ctx, "published").stage = "final"


@dataclass(frozen=True)
class ReopenPeriod(PeriodStep):
    """Take a published or closed period back to rating; the reason stays in the journal."""

    title: ClassVar[str] = N_("Open {month} again: {reason}")
    reason: str = wants(Scheme.market_reason, "", label=N_("Reason"), required=True)

    def subject(self) -> Mapping[str, object]:
        return {"month": self.month, "reason": self.reason}

    def apply(self, ctx: Context) -> None:
        if not self.reason.strip():
            raise Refusal(_("Say why the results are opened again."), "reason")
        period = self.period(ctx, *KEPT)
        period.stage, period.published_on = "rating", None


def keep_scores(ctx: Context, period: Period) -> int:
    """Replace the period's kept scores by those of now; returns how many managers."""
    found = results(ctx, period.id)
    if not found.lines:
        raise Refusal(_("Nothing is known of {month} yet: no area has a manager in that month, or no figures "
                        "were imported.", month=period.month))  # fmt: skip
    _forget(ctx, period.id)
    ids = ctx.insert(Score, [_score(period.id, line) for line in found.lines])
    ctx.insert(ScoreItem, [row for id_, line in zip(ids, found.lines, strict=True) for row in _items(id_, line)])
    for person in found.unmeasured:
        ctx.remarks.append(_("{name} is left out: nothing was recorded of him this month.", name=person.name))
    return len(ids)


def _forget(ctx: Context, period: int) -> None:
    scores = ctx.session.scalars(select(Score).where(Score.period_id == period)).all()
    owned = select(ScoreItem).join(Score, ScoreItem.score_id == Score.id).where(Score.period_id == period)
    for item in ctx.session.scalars(owned).all():
        ctx.session.delete(item)
    ctx.flush()
    for score in scores:
        ctx.session.delete(score)
    ctx.flush()


def _score(period: int, line: Line) -> dict[str, object]:
    return {
        "period_id": period, "manager_id": line.person.id, "results": float(line.standing.of("results")),
        "behaviour": float(line.standing.of("behaviour")), "total": float(line.standing.total), "place": line.place,
    }  # fmt: skip


def _items(score: int, line: Line) -> list[dict[str, object]]:
    return [
        {"score_id": score, "indicator": each.item.code, "value": each.reading.value, "weight": each.item.weight,
         "points": float(each.points)}
        for each in line.standing.items
    ]  # fmt: skip


def _refuse_no_month(month: str) -> None:
    try:
        days_of(month)
    except (ValueError, TypeError):
        raise Refusal(_("{month} is no month; write it like 2026-10.", month=month), "month") from None
