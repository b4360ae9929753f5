"""The lists of the rounds of wishes: the rounds, what each decided, and the areas several wish for now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from secrets import randbelow
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.features.allocation.model import Familiarity, WishClaim, WishRound
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.org.model import District, Staff
from app.kit.fields import Field, Kind
from app.kit.store.context import Context
from app.kit.store.query import Filter, Listing, col, computed, count
from app.kit.words import N_

IS_WISH = Familiarity.wish.is_not(None) & Familiarity.archived_on.is_(None)
_CLAIMS = select(func.count(WishClaim.id)).where(WishClaim.round_id == WishRound.id).scalar_subquery()
_WISHES = select(func.count(Familiarity.id)).where(Familiarity.area_id == Area.id, IS_WISH)

ROUNDS = Listing(
    "wish_rounds", N_("Rounds of wishes"), WishRound,
    (col(WishRound.name), col(WishRound.opened_on), col(WishRound.closes_on), col(WishRound.decided_on),
     col(WishRound.chair), computed("claims", Field(N_("Wishes decided"), Kind.INTEGER, width=9), _CLAIMS)),
    search=(WishRound.name, WishRound.chair), order=(("opened_on", True),), creates=False,
    filters={N_("not decided"): (Filter("decided_on", "blank"),)},
    empty=N_("No round of wishes yet. Open one, and let every manager name the areas he wishes for."),
)  # fmt: skip


def _due(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [WishRound.decided_on.is_(None), WishRound.closes_on <= ctx.today]


DUE = replace(
    ROUNDS, name="wish_rounds_due", title=N_("Rounds of wishes to decide"), where=_due, filters={},
    empty=N_("No round of wishes waits for its decision."),
)  # fmt: skip

SOON = timedelta(days=7)


def _closing(ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [WishRound.decided_on.is_(None), WishRound.closes_on > ctx.today, WishRound.closes_on <= ctx.today + SOON]


CLOSING = replace(
    ROUNDS, name="wish_rounds_closing", title=N_("Rounds of wishes that close within a week"), where=_closing,
    filters={}, empty=N_("No round of wishes closes within a week."),
)  # fmt: skip

CLAIMS = Listing(
    "wish_claims", N_("Wishes decided"), WishClaim,
    (col(WishRound.name, key="round"), col(Area.code, key="area_code"), col(Area.name, key="area"),
     col(Staff.name, key="manager", label=N_("Customer manager"), sort=Staff.initials), col(WishClaim.wish),
     col(WishClaim.familiarity), col(WishClaim.months), col(WishClaim.reads), col(WishClaim.won),
     col(WishClaim.ground), col(WishClaim.lot)),
    joins=((WishRound, WishClaim.round_id == WishRound.id), (Area, WishClaim.area_id == Area.id),
           (Manager, WishClaim.manager_id == Manager.id), (Staff, Manager.staff_id == Staff.id)),
    search=(WishRound.name, Area.code, Area.name, Area.initials, Staff.name, Staff.initials),
    order=(("area_code", False),), creates=False, frozen=1,
    filters={N_("granted"): (Filter("won", "is_in", (True,)),)},
    empty=N_("No round has been decided yet."),
)  # fmt: skip


def _several(_ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [_WISHES.scalar_subquery() > 1]


CONTESTED = Listing(
    "contested", N_("Areas that several wish for"), Area,
    (col(Area.code), col(Area.name), col(Area.village), col(District.name, key="district"), col(Area.households),
     computed("wishes", Field(N_("Wishes"), Kind.INTEGER, width=8), _WISHES.scalar_subquery())),
    joins=((District, Area.district_id == District.id),), where=_several,
    search=(Area.code, Area.name, Area.initials, Area.village), order=(("code", False),), creates=False, frozen=2,
    empty=N_("No area is wished for by more than one manager."),
)  # fmt: skip


def due_count(ctx: Context) -> int:
    """Rounds that take wishes no longer, or only today, and are not decided."""
    return count(ctx, DUE)


def closing_count(ctx: Context) -> int:
    """Rounds that take wishes for a week more at most: whoever has not told his is reminded."""
    return count(ctx, CLOSING)


WEEKS = 2
"""How long a round takes wishes unless somebody says otherwise."""
LOTS = 1_000_000


def opening(ctx: Context, _ids: tuple[int, ...] = ()) -> dict[str, Any]:
    """What a new round starts from: today, for two weeks."""
    return {"opened_on": ctx.today, "closes_on": ctx.today + timedelta(weeks=WEEKS)}


def deciding(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    """What a decision starts from: whoever works here, and a seed nobody chose; the meeting may draw another."""
    held = ctx.get(WishRound, ids[0])
    return {"round": held.id, "name": held.name, "chair": ctx.account.name, "seed": randbelow(LOTS)}


def reopening(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    """Which round is opened again."""
    held = ctx.get(WishRound, ids[0])
    return {"round": held.id, "name": held.name}
