"""How a manager's kept totals went, and which periods there are."""

from dataclasses import dataclass

from sqlalchemy import select

from app.features.appraisal.model import Period, Scheme, Score
from app.kit.store.context import Context
from app.kit.workdays import month_of, shifted

MONTHS = 13


@dataclass(frozen=True)
class PeriodState:
    """A period as the page's title and chips show it."""

    id: int
    month: str
    stage: str
    scheme_id: int
    scheme: str
    published_on: str = ""


def trend(ctx: Context, manager: int, until: str, months: int = MONTHS) -> list[tuple[str, float | None]]:
    """Month and kept total of the last ``months`` months, oldest first; None where nothing was kept."""
    first = shifted(until, 1 - months)
    statement = (
        select(Period.month, Score.total)
        .join(Score, Score.period_id == Period.id)
        .where(Score.manager_id == manager, Score.archived_on.is_(None), Period.month.between(first, until))
    )
    kept = {month: total for month, total in ctx.session.execute(statement)}
    return [(month, kept.get(month)) for month in (shifted(first, by) for by in range(months))]


def periods(ctx: Context) -> list[PeriodState]:
    """Every period, oldest first."""
    statement = (
        select(Period.id, Period.month, Period.stage, Scheme.id, Scheme.name, Period.published_on)
        .join(Scheme, Period.scheme_id == Scheme.id)
        .where(Period.archived_on.is_(None))
        .order_by(Period.month)
    )
    return [
        PeriodState(id_, month, stage, scheme_id, scheme, published.isoformat() if published else "")
        for id_, month, stage, scheme_id, scheme, published in ctx.session.execute(statement)
    ]


def next_period(ctx: Context) -> tuple[str, int | None]:
    """The month to be opened next and its scheme: after the last one, under the same; last month to begin with."""
    known = periods(ctx)
    if known:
        return shifted(known[-1].month, 1), known[-1].scheme_id
    newest = select(Scheme.id).where(Scheme.archived_on.is_(None)).order_by(Scheme.id.desc()).limit(1)
    return shifted(month_of(ctx.today), -1), ctx.session.scalar(newest)
