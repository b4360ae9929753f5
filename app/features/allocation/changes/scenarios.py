"""Scenarios from a draft to its approval: saved, copied, decided by hand, submitted, approved, withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from app.features.allocation.model import PlannedMove, Scenario
from app.features.allocation.queries.asking.refusing import area_named, several
from app.features.allocation.queries.outlook import present
from app.features.allocation.queries.scenarios import barred, no_longer_served, out_of_date
from app.features.allocation.rules.sites import HAND, PlannedPlace
from app.features.allocation.rules.states import APPROVED, DRAFT, SUBMITTED, WITHDRAWN, refuse_edit, refuse_step
from app.features.allocation.rules.terms import terms_of
from app.kit.errors import Refusal
from app.kit.store.change import Change, refuse_double, wants
from app.kit.store.context import Context
from app.kit.words import N_, _


def moves_of(ctx: Context, scenario: int) -> Sequence[PlannedMove]:
    """The planned moves of a scenario, by area."""
    statement = select(PlannedMove).filter_by(scenario_id=scenario, archived_on=None).order_by(PlannedMove.area_id)
    return ctx.session.scalars(statement).all()


def refuse_barred(ctx: Context, moves: Sequence[PlannedMove]) -> None:
    """Raise a Refusal if an area goes to somebody who may not serve it."""
    if told := barred(ctx, moves):
        raise Refusal(
            _("These managers may not serve what they would get: {moves}. Decide otherwise, or lift the limit.",
              moves=several(told)), "areas")  # fmt: skip


@dataclass(frozen=True)
class SaveScenario(Change):
    """Keep an outlook under a name, as a new draft or in place of the draft ``replaces``; returns its id."""

    title: ClassVar[str] = N_("Save scenario {name}")
    permission: ClassVar[str] = "scenarios.edit"
    name: str = wants(Scenario.name)
    terms_json: str = "{}"
    gap: float | None = None
    moves: tuple[PlannedPlace, ...] = ()
    replaces: int | None = None

    def subject(self) -> Mapping[str, object]:
        return {"name": self.name}

    def apply(self, ctx: Context) -> int:
        terms_of(self.terms_json)
        drawn = _drawn(ctx, self.name.strip(), self.replaces)
        drawn.terms, drawn.gap, drawn.drawn_on = self.terms_json, self.gap, ctx.today
        for move in moves_of(ctx, drawn.id):
            ctx.session.delete(move)
        ctx.flush()
        ctx.insert(PlannedMove, [_row(drawn.id, place) for place in self.moves])
        return drawn.id


def _drawn(ctx: Context, name: str, replaces: int | None) -> Scenario:
    """The draft to draw on: an old one under this name, or a new one."""
    if not name:
        raise Refusal(_("A scenario needs a name."), "name")
    refuse_double(ctx, Scenario, {"name": name}, replaces)
    if replaces is None:
        drawn = Scenario(name=name, author=ctx.account.name, drawn_on=ctx.today, state=DRAFT)
        ctx.add(drawn)
    else:
        drawn = ctx.get(Scenario, replaces)
        refuse_edit(drawn.name, drawn.state)
        drawn.name = name
    ctx.flush()
    return drawn


def _row(scenario: int, place: PlannedPlace) -> dict[str, object]:
    return {
        "scenario_id": scenario, "area_id": place.area, "before_id": place.before, "manager_id": place.manager,
        "why": place.why, "second_id": place.second, "regret": place.regret, "by_hand": place.by_hand,
    }  # fmt: skip


@dataclass(frozen=True)
class CopyScenario(Change):
    """Draw a scenario once more under another name; what no longer fits the office is left out and said."""

    title: ClassVar[str] = N_("Copy a scenario as {name}")
    permission: ClassVar[str] = "scenarios.edit"
    id: int
    name: str = wants(Scenario.name)

    def subject(self) -> Mapping[str, object]:
        return {"name": self.name}

    def apply(self, ctx: Context) -> int:
        source, moves = ctx.get(Scenario, self.id), moves_of(ctx, self.id)
        copy = _drawn(ctx, self.name.strip(), None)
        copy.terms, copy.gap, copy.note = source.terms, source.gap, source.note
        stale = {move.area_id for move, _now in out_of_date(ctx, moves)} | no_longer_served(ctx, moves)
        kept = [move for move in moves if move.area_id not in stale]
        if stale:
            copy.gap = None
            ctx.remarks.append(_("{n} moves were left out: their areas have changed hands since.", n=len(stale)))
        ctx.insert(PlannedMove, [_row(copy.id, _place(move)) for move in kept])
        return copy.id


def _place(move: PlannedMove) -> PlannedPlace:
    return PlannedPlace(
        move.area_id, move.before_id, move.manager_id, move.why, move.second_id, move.regret, move.by_hand
    )


@dataclass(frozen=True)
class DecideByHand(Change):
    """Give areas of a draft to a manager by hand; the next run keeps to it."""

    title: ClassVar[str] = N_("Decide {count} areas by hand")
    permission: ClassVar[str] = "scenarios.edit"
    id: int
    areas: tuple[int, ...]
    manager: int = wants(PlannedMove.manager_id)

    def subject(self) -> Mapping[str, object]:
        return {"count": len(self.areas)}

    def apply(self, ctx: Context) -> None:
        drawn, now = ctx.get(Scenario, self.id), present(ctx)
        refuse_edit(drawn.name, drawn.state)
        if self.manager not in now.managers:
            raise Refusal(_("Manager {manager} does not hold the role today.", manager=self.manager), "manager")
        drawn.gap = None  # proven of the answer as it was
        known = {move.area_id: move for move in moves_of(ctx, self.id)}
        for area in self.areas:
            if area not in now.areas:
                raise Refusal(_("{area} is not served by this office.", area=area_named(now, area)), "areas")
            place = PlannedPlace(area, now.areas[area].manager, self.manager, HAND, by_hand=True)
            if area in known:
                ctx.session.delete(known[area])
                ctx.flush()
            ctx.add(PlannedMove(**_row(self.id, place)))
        refuse_barred(ctx, [move for move in moves_of(ctx, self.id) if move.area_id in self.areas])


@dataclass(frozen=True)
class ReleaseHand(Change):
    """Leave areas of a draft that were decided by hand to the next run; until then they stay as they are."""

    title: ClassVar[str] = N_("Release {count} areas decided by hand")
    permission: ClassVar[str] = "scenarios.edit"
    id: int
    areas: tuple[int, ...]

    def subject(self) -> Mapping[str, object]:
        return {"count": len(self.areas)}

    def apply(self, ctx: Context) -> None:
        drawn = ctx.get(Scenario, self.id)
        refuse_edit(drawn.name, drawn.state)
        for move in moves_of(ctx, self.id):
            if move.area_id in self.areas and move.by_hand:
                move.by_hand = False
                if move.manager_id == move.before_id:
                    ctx.session.delete(move)


@dataclass(frozen=True)
class SubmitScenario(Change):
    """Hand a draft in for approval; from now on nobody draws on it."""

    title: ClassVar[str] = N_("Submit a scenario")
    permission: ClassVar[str] = "scenarios.edit"
    id: int

    def apply(self, ctx: Context) -> None:
        drawn = ctx.get(Scenario, self.id)
        refuse_step(drawn.name, drawn.state, SUBMITTED)
        moves = moves_of(ctx, drawn.id)
        if not moves:
            raise Refusal(_("Scenario {name} moves nothing: there is nothing to approve.", name=drawn.name), "state")
        refuse_barred(ctx, moves)
        drawn.state, drawn.submitted_on = SUBMITTED, ctx.today


@dataclass(frozen=True)
class ApproveScenario(Change):
    """Approve a submitted scenario: by whom, and from when on it takes effect (A8)."""

    title: ClassVar[str] = N_("Approve a scenario")
    permission: ClassVar[str] = "scenarios.approve"
    id: int
    approver: str = wants(Scenario.approver, required=True, editable=True)
    effective_on: date = wants(Scenario.effective_on, required=True, editable=True)

    def apply(self, ctx: Context) -> None:
        drawn = ctx.get(Scenario, self.id)
        refuse_step(drawn.name, drawn.state, APPROVED)
        if not self.approver.strip():
            raise Refusal(_("An approval needs the approver's name."), "approver")
        if self.effective_on < drawn.drawn_on:
            raise Refusal(_("It cannot take effect before it was drawn, on {day}.", day=drawn.drawn_on),
                          "effective_on")  # fmt: skip
        drawn.state, drawn.approver, drawn.approved_on = APPROVED, self.approver.strip(), ctx.today
        drawn.effective_on = self.effective_on


@dataclass(frozen=True)
class WithdrawScenario(Change):
    """Take a scenario back; what is applied already is undone in the journal instead."""

    title: ClassVar[str] = N_("Withdraw a scenario")
    permission: ClassVar[str] = "scenarios.edit"
    id: int

    def apply(self, ctx: Context) -> None:
        drawn = ctx.get(Scenario, self.id)
        refuse_step(drawn.name, drawn.state, WITHDRAWN)
        drawn.state = WITHDRAWN
