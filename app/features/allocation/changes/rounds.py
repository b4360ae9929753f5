"""Rounds of wishes: opened, decided by the stated rule, opened again (A4).

A wish stands until a round decides upon it; then the round keeps it and the wish itself is taken
away, so that whatever is recorded afterwards counts in the next round.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import select

from app.features.allocation.model import Familiarity, WishClaim, WishRound
from app.features.allocation.queries.rounds import IS_WISH
from app.features.allocation.queries.wishes import Wished, obstacles, open_round, rounds, steps, wishes_now
from app.kit.errors import Refusal
from app.kit.store.change import Change, refuse_double, wants
from app.kit.store.context import Context
from app.kit.words import N_, _


@dataclass(frozen=True)
class OpenRound(Change):
    """Open a round of wishes: every manager names the areas he wishes for (A4). One round at a time."""

    title: ClassVar[str] = N_("Open the round of wishes {name}")
    permission: ClassVar[str] = "rounds.open"
    name: str = wants(WishRound.name)
    opened_on: date = wants(WishRound.opened_on)
    closes_on: date | None = wants(WishRound.closes_on, None)

    def subject(self) -> Mapping[str, object]:
        return {"name": self.name}

    def apply(self, ctx: Context) -> int:
        now = open_round(ctx)
        if now is not None:
            raise Refusal(_("The round {name} is still open. Decide it first.", name=now.name), "name")
        name = self.name.strip()
        if not name:
            raise Refusal(_("A round needs a name, such as the year."), "name")
        refuse_double(ctx, WishRound, {"name": name})
        made = WishRound(name=name, opened_on=self.opened_on, closes_on=self.closes_on)
        ctx.add(made)
        ctx.flush()
        return made.id


@dataclass(frozen=True)
class DecideRound(Change):
    """Decide every wish of a round by the stated rule; equals draw lots from the seed, which is kept (A4)."""

    title: ClassVar[str] = N_("Decide the round of wishes {name}")
    permission: ClassVar[str] = "rounds.decide"
    round: int
    chair: str = wants(WishRound.chair, required=True, editable=True)
    seed: int = wants(WishRound.seed, required=True, editable=True, minimum=0, maximum=2_000_000_000)
    name: str = ""

    def subject(self) -> Mapping[str, object]:
        return {"name": self.name}

    def apply(self, ctx: Context) -> int:
        held = ctx.get(WishRound, self.round)
        wished = wishes_now(ctx, self.seed)
        self._refuse(ctx, held, wished)
        held.decided_on, held.chair, held.seed = ctx.today, self.chair.strip(), self.seed
        held.steps = " ".join(steps(ctx))
        ctx.insert(WishClaim, [_claim(self.round, one) for one in wished])
        for known in ctx.session.scalars(select(Familiarity).where(IS_WISH)):
            known.wish = None
        return sum(one.verdict.won for one in wished)

    def _refuse(self, ctx: Context, held: WishRound, wished: list[Wished]) -> None:
        if held.decided_on is not None:
            raise Refusal(_("{round} was decided on {day}. Open it again first.", round=held.name, day=held.decided_on))
        if held.closes_on is not None and ctx.today < held.closes_on:
            raise Refusal(_("{round} takes wishes until {day}. Decide it then, or close it earlier.", round=held.name,
                            day=held.closes_on))  # fmt: skip
        if not self.chair.strip():
            raise Refusal(_("Say who chairs the decision: the minutes name him."), "chair")
        if not wished:
            raise Refusal(_("Nobody has wished for anything yet: there is nothing to decide."))
        if told := obstacles(ctx, wished):
            raise Refusal(_("{n} wishes cannot stand. First: {told} Take the wish back under Familiarity.", n=len(told),
                            told=told[0]))  # fmt: skip


def _claim(round_id: int, one: Wished) -> dict[str, Any]:
    claim, verdict = one.claim, one.verdict
    return {
        "round_id": round_id, "area_id": one.area, "manager_id": one.manager, "wish": claim.wish,
        "familiarity": claim.familiarity, "months": claim.months, "reads": claim.reads, "lot": verdict.lot,
        "won": verdict.won, "ground": verdict.ground,
    }  # fmt: skip


@dataclass(frozen=True)
class ReopenRound(Change):
    """Take the latest round's decision back: its wishes stand again, but for those recorded anew since."""

    title: ClassVar[str] = N_("Reopen the round of wishes {name}")
    permission: ClassVar[str] = "rounds.decide"
    round: int
    name: str = ""

    def subject(self) -> Mapping[str, object]:
        return {"name": self.name}

    def apply(self, ctx: Context) -> None:
        held = ctx.get(WishRound, self.round)
        if held.decided_on is None:
            raise Refusal(_("{round} is open already.", round=held.name))
        latest = rounds(ctx)[0]
        if latest.id != held.id:
            raise Refusal(_("{later} came after {round}: only the latest round can be opened again.",
                            later=latest.name, round=held.name))  # fmt: skip
        held.decided_on = held.chair = held.seed = held.steps = None
        claims = ctx.session.scalars(select(WishClaim).filter_by(round_id=held.id)).all()
        known = {(row.manager_id, row.area_id): row for row in ctx.session.scalars(select(Familiarity))}
        for claim in claims:
            said = known.get((claim.manager_id, claim.area_id))
            if said is not None and said.wish is None and said.archived_on is None:
                said.wish = claim.wish
            ctx.session.delete(claim)
