"""Carrying out an approved scenario, as one change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.features.allocation.changes.placing import place
from app.features.allocation.changes.scenarios import moves_of, refuse_barred
from app.features.allocation.model import PlannedMove, Scenario
from app.features.allocation.queries.asking.refusing import several
from app.features.allocation.queries.outlook import WHY
from app.features.allocation.queries.scenarios import no_longer_served, out_of_date
from app.features.allocation.rules.freedom import change_reason
from app.features.allocation.rules.sites import Move
from app.features.allocation.rules.states import APPLIED, refuse_step
from app.features.allocation.rules.terms import asked_of
from app.features.areas.model import Area
from app.features.managers.queries import called
from app.kit.errors import Refusal
from app.kit.store.change import Change
from app.kit.store.context import Context
from app.kit.words import N_, _


@dataclass(frozen=True)
class ApplyScenario(Change):
    """Carry out an approved scenario: every move of it from its effective date on; returns how many areas moved.

    Refused in words if an area has changed hands since the scenario was drawn.
    """

    title: ClassVar[str] = N_("Apply a scenario")
    permission: ClassVar[str] = "scenarios.apply"
    id: int

    def apply(self, ctx: Context) -> int:
        drawn = ctx.get(Scenario, self.id)
        refuse_step(drawn.name, drawn.state, APPLIED)
        moves = moves_of(ctx, drawn.id)
        _refuse_stale(ctx, drawn, moves)
        refuse_barred(ctx, moves)
        drawn.state, drawn.applied_on = APPLIED, ctx.today
        asked = asked_of(drawn.terms)
        orders = [
            Move(one.area_id, one.manager_id, change_reason(one.why, one.before_id, one.manager_id, asked),
                 _why(drawn, one))
            for one in moves
        ]  # fmt: skip
        return place(ctx, orders, drawn.effective_on or ctx.today, drawn.approver or "")


def _refuse_stale(ctx: Context, drawn: Scenario, moves: Sequence[PlannedMove]) -> None:
    stale = out_of_date(ctx, moves)
    gone = no_longer_served(ctx, moves)
    if gone:
        raise Refusal(_("{areas} are no longer served. Copy the scenario: the copy leaves them out.",
                        areas=several(ctx.get(Area, area).called() for area in sorted(gone))), "state")  # fmt: skip
    if stale:
        told = several(
            _("{area}, now {name}", area=ctx.get(Area, move.area_id).called(),
              name=called(ctx, now) if now is not None else "—")
            for move, now in stale
        )  # fmt: skip
        raise Refusal(
            _("Since scenario {name} was drawn, areas have changed hands: {areas}. Copy it and ask again.",
              name=drawn.name, areas=told), "state")  # fmt: skip


def _why(drawn: Scenario, move: PlannedMove) -> str:
    return _("{scenario}: {why}", scenario=drawn.name, why=_(WHY[move.why]) if move.why in WHY else move.why)
