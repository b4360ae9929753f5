"""Placing areas: assigning, handing over, carrying out many moves as one change."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import func, select

from app.features.allocation.model import Assignment
from app.features.allocation.queries.listings import IS_OPEN
from app.features.allocation.rules.freedom import reason_in_books
from app.features.allocation.rules.sites import Move
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.kit.errors import Refusal
from app.kit.store.change import Change, wants
from app.kit.store.context import Context
from app.kit.words import N_, _


def place(ctx: Context, moves: Sequence[Move], since: date, approver: str) -> int:
    """Give every area of ``moves`` to its manager from ``since`` on; returns how many really moved.

    The open assignment ends the day the new one begins (A8). An area may move once in a call. One
    who has it already keeps it. Raises a Refusal if a manager does not hold the role on that day,
    or if the present assignment began on or after it.
    """
    _refuse_double(ctx, moves)
    _refuse_out_of_office(ctx, {move.manager for move in moves}, since)
    fresh = []
    present = open_assignments(ctx, [move.area for move in moves])
    for move in moves:
        now = present.get(move.area)
        if now is not None:
            if now.manager_id == move.manager:
                continue
            if now.since >= since:
                raise Refusal(
                    _("{area} was assigned only on {day}; a hand-over must take effect later.",
                      area=ctx.get(Area, move.area).called(), day=now.since), "since")  # fmt: skip
            now.until = since
        fresh.append(
            {"area_id": move.area, "manager_id": move.manager, "since": since,
             "reason": reason_in_books(move.reason, now is not None),
             "explanation": move.explanation or None, "approver": approver or None}
        )  # fmt: skip
    ctx.flush()
    ctx.insert(Assignment, fresh)
    return len(fresh)


def _refuse_double(ctx: Context, moves: Sequence[Move]) -> None:
    seen: dict[int, int] = defaultdict(int)
    for move in moves:
        seen[move.area] += 1
        if seen[move.area] > 1:
            raise Refusal(_("{area} stands in the list twice.", area=ctx.get(Area, move.area).called()), "area")


def _refuse_out_of_office(ctx: Context, managers: set[int], since: date) -> None:
    for id_ in sorted(managers):
        manager = ctx.get(Manager, id_)
        if manager.since > since or (manager.until is not None and manager.until <= since):
            name = ctx.get(Staff, manager.staff_id).name
            raise Refusal(_("{name} is not a customer manager on {day}.", name=name, day=since), "manager")


def open_assignments(ctx: Context, areas: Sequence[int]) -> dict[int, Assignment]:
    """The assignments of ``areas`` that have not ended, by area."""
    found: dict[int, Assignment] = {}
    for start in range(0, len(areas), 500):
        statement = select(Assignment).where(IS_OPEN, Assignment.area_id.in_(areas[start : start + 500]))
        found |= {assignment.area_id: assignment for assignment in ctx.session.scalars(statement)}
    return found


def correct(ctx: Context, area: int, told: Mapping[str, Any]) -> None:
    """Set what a workbook says otherwise of the open assignment of ``area``: first day, reason, explanation, approver.

    A first day is changed where the manager held the role by then and nobody else served the area (A8); the one it
    was before is told in the explanation, unless that is told too. Raises a Refusal.
    """
    now = open_assignments(ctx, [area])[area]
    for name in {"reason", "explanation", "approver"} & told.keys():
        setattr(now, name, told[name] if told[name] is not None or name != "reason" else now.reason)
    since = told.get("since")
    if since is None or since == now.since:
        return
    _refuse_out_of_office(ctx, {now.manager_id}, since)
    others = select(func.max(Assignment.until)).where(
        Assignment.area_id == area, Assignment.id != now.id, Assignment.archived_on.is_(None)
    )
    last = ctx.session.scalar(others)
    if last is not None and since < last:
        raise Refusal(
            _("{area} was served by somebody else until {last}: the first day cannot be {day}.",
              area=ctx.get(Area, area).called(), last=last, day=since), "since")  # fmt: skip
    if "explanation" not in told:
        was = _("first day corrected, was {day}", day=now.since)
        now.explanation = "; ".join(part for part in (now.explanation, was) if part)
    now.since = since


@dataclass(frozen=True)
class AssignAreas(Change):
    """Give areas that have nobody to a manager (A1); for areas that have one, hand over instead."""

    title: ClassVar[str] = N_("Assign {count} areas")
    permission: ClassVar[str] = "allocation.assign"
    areas: tuple[int, ...]
    manager: int = wants(Assignment.manager_id)
    since: date = wants(Assignment.since)
    reason: str = wants(Assignment.reason, "first")

    def subject(self) -> Mapping[str, object]:
        return {"count": len(self.areas)}

    def apply(self, ctx: Context) -> int:
        held = open_assignments(ctx, self.areas)
        if held:
            area = ctx.get(Area, next(iter(held))).called()
            raise Refusal(_("{area} has a manager already. Hand it over instead.", area=area), "areas")
        return place(ctx, [Move(area, self.manager, self.reason) for area in self.areas], self.since, "")


@dataclass(frozen=True)
class HandOver(Change):
    """Hand areas over to another manager: never without reason, approver and effective date (A8)."""

    title: ClassVar[str] = N_("Hand over {count} areas")
    permission: ClassVar[str] = "allocation.assign"
    areas: tuple[int, ...]
    manager: int = wants(Assignment.manager_id, label=N_("New manager"))
    since: date = wants(Assignment.since, label=N_("Effective from"))
    reason: str = wants(Assignment.reason)
    approver: str = wants(Assignment.approver, required=True)
    explanation: str = wants(Assignment.explanation, "")

    def subject(self) -> Mapping[str, object]:
        return {"count": len(self.areas)}

    def apply(self, ctx: Context) -> int:
        if not self.approver.strip():
            raise Refusal(_("A hand-over needs an approver."), "approver")
        moves = [Move(area, self.manager, self.reason, self.explanation) for area in self.areas]
        return place(ctx, moves, self.since, self.approver.strip())


@dataclass(frozen=True)
class ApplyProposal(Change):
    """Carry out a proposal: every move of it, as one change."""

    title: ClassVar[str] = N_("Apply the proposal: {count} areas")
    permission: ClassVar[str] = "allocation.assign"
    moves: tuple[Move, ...]
    since: date = wants(Assignment.since, label=N_("Effective from"))
    approver: str = wants(Assignment.approver, "")

    def subject(self) -> Mapping[str, object]:
        return {"count": len(self.moves)}

    def apply(self, ctx: Context) -> int:
        held = open_assignments(ctx, [move.area for move in self.moves])
        changes_hands = any(held[m.area].manager_id != m.manager for m in self.moves if m.area in held)
        if changes_hands and not self.approver.strip():
            raise Refusal(_("Some of these areas change hands: that needs an approver."), "approver")
        return place(ctx, self.moves, self.since, self.approver.strip())
