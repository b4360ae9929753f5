"""Scenarios as a page shows them: their heads, one as an outlook, several side by side, and whether they still hold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.features.allocation.model import Assignment, PlannedMove, Scenario
from app.features.allocation.queries.asking.bars import bars
from app.features.allocation.queries.asking.places import Place, places
from app.features.allocation.queries.asking.refusing import area_named
from app.features.allocation.queries.listings import IS_OPEN, is_served
from app.features.allocation.queries.loads import bonds
from app.features.allocation.queries.outlook import Outlook, present
from app.features.allocation.queries.scenarios.figures import Bonds, Figures, figures
from app.features.allocation.rules.balance import months_between
from app.features.allocation.rules.sites import Placement
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.kit.errors import Refusal
from app.kit.store.context import Context
from app.kit.words import _

MOST = 3


@dataclass(frozen=True)
class ScenarioHead:
    """A scenario in a line: who drew it when, how far it has come, and what it comes to."""

    id: int
    name: str
    author: str
    day: date
    state: str
    gap: float | None
    approver: str
    effective_on: date | None
    terms: str
    figures: Figures


@dataclass(frozen=True)
class Differing:
    """One area on which scenarios differ, and who serves it in each (None: nobody)."""

    area: int
    managers: tuple[int | None, ...]


@dataclass(frozen=True)
class Comparison:
    """Up to three scenarios side by side, and today."""

    today: Figures
    heads: tuple[ScenarioHead, ...]
    outlooks: tuple[Outlook, ...]
    differing: tuple[Differing, ...]


@dataclass(frozen=True)
class _Measure:
    """What figures are taken with, read once for all scenarios."""

    now: Outlook
    bonds: Bonds
    where: Mapping[int, Place]
    tenure: Mapping[int, float]

    def of(self, outlook: Outlook) -> Figures:
        return figures(outlook, self.bonds, self.where, self.tenure)


def _measure(ctx: Context) -> _Measure:
    now = present(ctx)
    tenure = {area.id: months_between(area.since, ctx.today) / 12 for area in now.areas.values() if area.since}
    return _Measure(now, bonds(ctx), places(now.areas.values())[0], tenure)


def scenarios(ctx: Context) -> list[ScenarioHead]:
    """Every scenario, the newest first."""
    found = ctx.session.scalars(
        select(Scenario).where(Scenario.archived_on.is_(None)).order_by(Scenario.drawn_on.desc(), Scenario.id.desc())
    ).all()
    if not found:
        return []
    measure, moves = _measure(ctx), _moves(ctx, [one.id for one in found])
    return [_head(one, measure.of(_outlook(measure.now, moves[one.id]))) for one in found]


def scenario_outlook(ctx: Context, id_: int) -> Outlook:
    """A scenario beside the allocation as it stands; areas or managers that are gone are left out."""
    ctx.get(Scenario, id_)
    return _outlook(present(ctx), _moves(ctx, [id_])[id_])


def compare(ctx: Context, ids: Sequence[int]) -> Comparison:
    """Up to three scenarios; a Refusal for more."""
    if not 1 <= len(ids) <= MOST:
        raise Refusal(_("Choose between one and {most} scenarios to compare.", most=MOST), "scenarios")
    measure, moves = _measure(ctx), _moves(ctx, ids)
    outlooks = tuple(_outlook(measure.now, moves[id_]) for id_ in ids)
    heads = tuple(
        _head(ctx.get(Scenario, id_), measure.of(outlook)) for id_, outlook in zip(ids, outlooks, strict=True)
    )
    return Comparison(measure.of(measure.now), heads, outlooks, tuple(_differing(measure.now, outlooks)))


def _differing(now: Outlook, outlooks: Sequence[Outlook]) -> list[Differing]:
    found = []
    for area in now.areas:
        placed = tuple(outlook.placements.get(area) for outlook in outlooks)
        managers = tuple(one.server if one else None for one in placed)
        if len({*managers, now.areas[area].manager}) > 1:
            found.append(Differing(area, managers))
    return found


def _head(one: Scenario, found: Figures) -> ScenarioHead:
    return ScenarioHead(
        one.id, one.name, one.author, one.drawn_on, one.state, one.gap, one.approver or "", one.effective_on,
        one.terms or "", found,
    )  # fmt: skip


def _moves(ctx: Context, ids: Sequence[int]) -> dict[int, list[PlannedMove]]:
    found: dict[int, list[PlannedMove]] = defaultdict(list)
    statement = select(PlannedMove).where(PlannedMove.scenario_id.in_(ids), PlannedMove.archived_on.is_(None))
    for move in ctx.session.scalars(statement.order_by(PlannedMove.id)):
        found[move.scenario_id].append(move)
    return found


def _outlook(now: Outlook, moves: Sequence[PlannedMove]) -> Outlook:
    placed = [
        Placement(move.area_id, move.before_id, move.manager_id, move.why, move.second_id, move.regret)
        for move in moves
        if move.area_id in now.areas and move.manager_id in now.managers
    ]
    return now.with_(placed, by_hand=[move.area_id for move in moves if move.by_hand])


def out_of_date(ctx: Context, moves: Sequence[PlannedMove]) -> list[tuple[PlannedMove, int | None]]:
    """Moves whose area has another manager than when they were drawn, with that manager.

    One who has left the role meanwhile still counts as he did; nobody and somebody out of office are the same.
    """
    holds: dict[int, tuple[int, bool]] = {}
    areas = [move.area_id for move in moves]
    for start in range(0, len(areas), 500):
        statement = (
            select(Assignment.area_id, Manager.id, Manager.until)
            .join(Manager, Manager.id == Assignment.manager_id)
            .where(IS_OPEN, Assignment.area_id.in_(areas[start : start + 500]))
        )
        for area, manager, until in ctx.session.execute(statement):
            holds[area] = manager, until is None or until > ctx.today
    found = []
    for move in moves:
        now, is_in_office = holds.get(move.area_id, (None, False))
        if now != move.before_id and not (move.before_id is None and not is_in_office):
            found.append((move, now))
    return found


def no_longer_served(ctx: Context, moves: Sequence[PlannedMove]) -> set[int]:
    """Areas of ``moves`` that are archived, out of operation or without households now."""
    served = set(ctx.session.scalars(select(Area.id).where(is_served())))
    return {move.area_id for move in moves} - served


def barred(ctx: Context, moves: Sequence[PlannedMove]) -> list[str]:
    """Moves to somebody who may not serve the area (by now), each in words with the reason."""
    outlook = present(ctx)
    limits = bars(ctx, outlook)
    return [
        _("{area} to {name} ({why})", area=area_named(outlook, move.area_id), name=outlook.name(move.manager_id),
          why=why)
        for move in moves
        if move.manager_id != move.before_id and (why := limits.why(move.area_id, move.manager_id))
    ]  # fmt: skip
