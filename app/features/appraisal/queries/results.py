"""Results of a period: every manager's points, place and band, each traceable to its records."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from app.features.appraisal.model import Period, Scheme, SchemeItem, Score, ScoreItem
from app.features.appraisal.queries.facts import facts
from app.features.appraisal.queries.marks import bands
from app.features.appraisal.rules.scoring import Item, score
from app.features.appraisal.rules.standards import RESULTS
from app.features.appraisal.rules.standing import Bands, Standing, combine, places
from app.features.appraisal.rules.trade import indicator, is_rated
from app.features.managers.model import GRADES, Manager
from app.features.org.model import District, Staff
from app.kit.measure import Facts, Reading
from app.kit.store.context import Context

KEPT = frozenset({"published", "final"})
"""Stages whose figures were kept: later records no longer move them."""
GRADE_WORDS = {choice.code: choice.label for choice in GRADES}


@dataclass(frozen=True)
class Person:
    """A manager as results name him."""

    id: int
    code: str
    name: str
    grade: str
    district: str


@dataclass(frozen=True)
class Line:
    """One manager's result."""

    person: Person
    standing: Standing
    place: int
    band: str


@dataclass(frozen=True)
class Results:
    """A period's results in order of place; ``unmeasured`` are managers of whom nothing is known."""

    period: int
    month: str
    stage: str
    scheme: str
    market: str
    items: tuple[Item, ...]
    lines: tuple[Line, ...]
    unmeasured: tuple[Person, ...]
    limits: Bands

    def line(self, manager: int) -> Line | None:
        """The line of one manager."""
        return next((line for line in self.lines if line.person.id == manager), None)

    @property
    def mean(self) -> float:
        """Mean total; 0 for nobody."""
        return float(sum(line.standing.total for line in self.lines)) / len(self.lines) if self.lines else 0.0


def results(ctx: Context, period: int) -> Results:
    """Score everybody now; once published, by the figures that were kept."""
    row = ctx.get(Period, period)
    scheme = ctx.get(Scheme, row.scheme_id)
    items = items_of(ctx, scheme.id)
    readings = _readings(facts(ctx, row.month, period), items)
    if row.stage in KEPT:
        readings = _kept(ctx, period, readings)
    known = people(ctx)
    standings = {
        manager: combine([score(item, found.get(item.code, Reading(None))) for item in items])
        for manager, found in readings.items()
    }
    measured = {manager: each for manager, each in standings.items() if any(one.applies for one in each.items)}
    totals = {manager: each.total for manager, each in measured.items()}
    standing_at, limits = places(totals), bands(ctx)
    lines = [
        Line(known[manager], each, standing_at[manager], limits.band(totals[manager]))
        for manager, each in measured.items()
    ]
    return Results(
        period, row.month, row.stage, scheme.name, scheme.market, items,
        tuple(sorted(lines, key=lambda line: (line.place, line.person.code))),
        tuple(known[manager] for manager in standings if manager not in measured), limits,
    )  # fmt: skip


def score_sheet(ctx: Context, period: int, manager: int) -> Line | None:
    """One manager's items, deductions with their records, remarks, total, place and band."""
    return results(ctx, period).line(manager)


def items_of(ctx: Context, scheme: int) -> tuple[Item, ...]:
    """The scheme's items, results first, in the order they were entered."""
    found = ctx.session.scalars(
        select(SchemeItem)
        .where(SchemeItem.scheme_id == scheme, SchemeItem.archived_on.is_(None))
        .order_by(SchemeItem.id)
    ).all()
    return tuple(sorted(map(_item, found), key=lambda item: item.family != RESULTS))


def _item(row: SchemeItem) -> Item:
    known = indicator(row.indicator)
    return Item(
        row.indicator, known.label, row.family, row.weight, row.target, row.step, row.per_step, row.cap, known.unit,
        known.decimals, known.higher_is_better, is_rated(known),
    )  # fmt: skip


def _readings(found: Mapping[int, Facts], items: tuple[Item, ...]) -> dict[int, dict[str, Reading]]:
    measures = {item.code: indicator(item.code).measure for item in items}
    return {
        manager: {code: measure(facts_) for code, measure in measures.items()} for manager, facts_ in found.items()
    }


def _kept(
    ctx: Context, period: int, now: Mapping[int, Mapping[str, Reading]]
) -> dict[int, dict[str, Reading]]:
    """The figures of publication with the records behind them as far as they are still there."""
    statement = (
        select(Score.manager_id, ScoreItem.indicator, ScoreItem.value)
        .join(ScoreItem, ScoreItem.score_id == Score.id)
        .where(Score.period_id == period, Score.archived_on.is_(None))
    )
    kept: dict[int, dict[str, Reading]] = {}
    for manager, code, value in ctx.session.execute(statement):
        present = now.get(manager, {}).get(code, Reading(None))
        kept.setdefault(manager, {})[code] = replace(present, value=value)
    return kept


def people(ctx: Context) -> dict[int, Person]:
    """Every manager by id, with staff number, name, grade code and district office."""
    statement = (
        select(Manager.id, Staff.code, Staff.name, Manager.grade, District.name)
        .join(Staff, Manager.staff_id == Staff.id)
        .outerjoin(District, Manager.district_id == District.id)
    )
    return {row[0]: Person(row[0], row[1], row[2], row[3], row[4] or "") for row in ctx.session.execute(statement)}
