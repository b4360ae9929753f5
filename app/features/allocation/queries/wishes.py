"""Wishes as they stand, judged by the office's rule, and wishes as a round decided them (A4)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.features.allocation.model import Familiarity, WishClaim, WishRound
from app.features.allocation.queries.listings import is_served
from app.features.allocation.queries.rounds import CONTESTED
from app.features.allocation.rules.balance import months_between
from app.features.allocation.rules.wishes import (
    FAMILIARITY,
    READING,
    STEPS,
    TENURE,
    WISH,
    Claim,
    Verdict,
    contested,
    decide,
    familiarity,
)
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.managers.queries import in_office
from app.features.org.model import Staff
from app.features.org.queries import settings
from app.kit.store.context import Context
from app.kit.store.query import count
from app.kit.words import N_, _

_STEPS = {
    WISH: N_("the higher wish (a first goes before a second, a second before a third)"),
    FAMILIARITY: N_("who knows the area better (mean of terrain, customs and people; a mark not given counts 0)"),
    TENURE: N_("who is longer in the role (whole months)"),
    READING: N_("whose own meter-reading area it lies in"),
}


@dataclass(frozen=True)
class Round:
    """A round of wishes; while it is not decided, its wishes are those that stand."""

    id: int
    name: str
    opened_on: date
    closes_on: date | None
    decided_on: date | None
    chair: str
    seed: int | None
    steps: tuple[str, ...]
    """The rule's steps in the order in which they decided."""


@dataclass(frozen=True)
class Wished:
    """One manager's wish for one area with what became of it, or would become of it now."""

    area: int
    area_name: str
    village: str
    households: int
    manager: int
    manager_name: str
    verdict: Verdict
    is_contested: bool

    @property
    def claim(self) -> Claim:
        """What the rule looks at."""
        return self.verdict.claim


def rounds(ctx: Context) -> list[Round]:
    """Every round, the latest first."""
    statement = select(WishRound).where(WishRound.archived_on.is_(None))
    found = ctx.session.scalars(statement.order_by(WishRound.opened_on.desc(), WishRound.id.desc()))
    return [
        Round(one.id, one.name, one.opened_on, one.closes_on, one.decided_on, one.chair or "", one.seed,
              tuple((one.steps or "").split()))
        for one in found
    ]  # fmt: skip


def open_round(ctx: Context) -> Round | None:
    """The round that is not decided yet."""
    return next((one for one in rounds(ctx) if one.decided_on is None), None)


def closed_round(ctx: Context) -> Round | None:
    """The round that takes no more wishes and is not decided: until it is, no wish may change."""
    now = open_round(ctx)
    return now if now and now.closes_on and now.closes_on < ctx.today else None


def steps(ctx: Context) -> tuple[str, ...]:
    """The office's order of the rule's steps: each counts once, in the place where it first stands."""
    known = settings(ctx)
    wanted = (str(known[f"wishes.step.{place}"]) for place in range(1, len(STEPS) + 1))
    return tuple(dict.fromkeys(step for step in wanted if step in STEPS))


def rule_words(order: Sequence[str]) -> str:
    """The rule as the minutes and the page state it."""
    told = _("; ").join(f"{number}. {_(_STEPS[step])}" for number, step in enumerate(order, 1))
    if not told:
        return _("Each area is decided on its own, by lot.")
    return _("Each area is decided on its own, step by step: {steps}. Who is equal to the end draws lots.", steps=told)


_WHOSE = (Area.id, Area.code, Area.name, Area.village, Area.households, Manager.id, Staff.code, Staff.name)


def wishes_now(ctx: Context, seed: int | None = None) -> list[Wished]:
    """The wishes that stand, judged as of today; without a ``seed`` lots stay undrawn. By area and staff number."""
    statement: Any = (
        select(*_WHOSE, Manager.since, Manager.reading_route, Area.reading_zone, Familiarity)
        .select_from(Familiarity)
        .join(Area, Area.id == Familiarity.area_id)
        .join(Manager, Manager.id == Familiarity.manager_id)
        .join(Staff, Staff.id == Manager.staff_id)
        .where(Familiarity.wish.is_not(None), Familiarity.archived_on.is_(None))
    )
    found = {}
    for *whose, since, route, zone, known in ctx.session.execute(statement):
        claim = Claim(
            whose[1], whose[6], known.wish, familiarity(known.terrain, known.customs, known.people),
            max(0, int(months_between(since, ctx.today))), _is_own(route, zone),
        )  # fmt: skip
        found[claim] = whose
    return _wished(found, decide(found, steps(ctx), seed))


def wishes_decided(ctx: Context, round_id: int) -> list[Wished]:
    """The wishes of a decided round with their verdicts. By area and staff number."""
    statement: Any = (
        select(*_WHOSE, WishClaim)
        .select_from(WishClaim)
        .join(Area, Area.id == WishClaim.area_id)
        .join(Manager, Manager.id == WishClaim.manager_id)
        .join(Staff, Staff.id == Manager.staff_id)
        .where(WishClaim.round_id == round_id, WishClaim.archived_on.is_(None))
        .order_by(Area.code, Staff.code)
    )
    found, verdicts = {}, []
    for *whose, kept in ctx.session.execute(statement):
        claim = Claim(whose[1], whose[6], kept.wish, kept.familiarity, kept.months, kept.reads)
        found[claim] = whose
        verdicts.append(Verdict(claim, kept.won, kept.ground, kept.lot))
    return _wished(found, verdicts)


def _wished(found: Mapping[Claim, Sequence[Any]], verdicts: Iterable[Verdict]) -> list[Wished]:
    several = contested(found)
    names = told_apart({(whose[-2], whose[-1]) for whose in found.values()})
    return [
        Wished(area, name, village or "", households, manager, names[staff], verdict, code in several)
        for verdict in verdicts
        for area, code, name, village, households, manager, staff, _name in [found[verdict.claim]]
    ]


def told_apart(people: Collection[tuple[str, str]]) -> dict[str, str]:
    """Names by staff number; namesakes carry its last digits."""
    names = Counter(name for _code, name in people)
    return {code: f"{name} {code[-3:]}" if names[name] > 1 else name for code, name in people}


def _is_own(route: str | None, zone: str | None) -> bool:
    """Only what is recorded for both counts: nobody wins by a blank."""
    return bool(route and zone) and (route or "").strip() == (zone or "").strip()


def obstacles(ctx: Context, wished: Iterable[Wished]) -> list[str]:
    """Wishes that cannot be decided upon, each in a sentence: whose holder left, whose area needs nobody."""
    serving = set(ctx.session.scalars(select(Manager.id).where(in_office(ctx.today))))
    served = set(ctx.session.scalars(select(Area.id).where(is_served())))
    told = []
    for one in wished:
        names = {"manager": one.manager_name, "area": one.area_name}
        if one.manager not in serving:
            told.append(_("{manager} is no customer manager any more and wishes for {area}.", **names))
        if one.area not in served:
            told.append(_("{area} is archived, stopped or has no households, and {manager} wishes for it.", **names))
    return told


def contested_count(ctx: Context) -> int:
    """Areas that several managers wish for and no round has decided upon."""
    return count(ctx, CONTESTED)


def granted(ctx: Context) -> dict[int, tuple[int, int]]:
    """Manager and wish by area, as the last round that decided upon the area granted it; of areas and managers
    that still are what they were.
    """
    statement = (
        select(WishClaim.area_id, WishClaim.manager_id, WishClaim.wish)
        .join(WishRound, WishRound.id == WishClaim.round_id)
        .join(Area, Area.id == WishClaim.area_id)
        .join(Manager, Manager.id == WishClaim.manager_id)
        .where(WishClaim.won, WishClaim.archived_on.is_(None), WishRound.archived_on.is_(None),
               WishRound.decided_on.is_not(None), is_served(), in_office(ctx.today))
        .order_by(WishRound.decided_on, WishRound.id)
    )  # fmt: skip
    return {area: (manager, wish) for area, manager, wish in ctx.session.execute(statement)}
