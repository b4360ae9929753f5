"""Who may not serve which area: relatives and other avoidances 回避, grades (A14), mountains without a vehicle."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from app.features.allocation.model import Avoidance, GradeScope
from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.rules.scopes import Scope, grades_allowed
from app.features.customers.model import Customer
from app.features.org.queries import settings
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import _

MOUNTAINS, GENERAL, WALKS = "mountains", "general", "none"


Reasons = dict[int, list[tuple[str, frozenset[int]]]]


@dataclass(frozen=True)
class Bars:
    """Who may not serve an area and why, in words; and what could not be judged.

    By area, sets of managers with the reason they share: one set for all the areas it holds for.
    """

    reasons: Mapping[int, Sequence[tuple[str, frozenset[int]]]]
    could_not: tuple[str, ...]

    def of(self, area: int) -> frozenset[int]:
        """Managers who may not serve an area."""
        sets = [managers for _why, managers in self.reasons.get(area, ())]
        return sets[0] if len(sets) == 1 else frozenset().union(*sets)

    def why(self, area: int, manager: int | None) -> str:
        """Why a manager may not serve an area; empty where he may."""
        return next((why for why, managers in self.reasons.get(area, ()) if manager in managers), "")


def bars(ctx: Context, outlook: Outlook) -> Bars:
    """Of every area and manager of ``outlook``, as of today."""
    found: Reasons = defaultdict(list)
    _avoidances(ctx, outlook, found)
    unsaid = [*_vehicles(ctx, outlook, found), *_grades(ctx, outlook, found)]
    return Bars(found, tuple(unsaid))


def _avoidances(ctx: Context, outlook: Outlook, found: Reasons) -> None:
    cause = fields_of(Avoidance)["cause"]
    holding = select(Avoidance).where(
        Avoidance.archived_on.is_(None),
        or_(Avoidance.since.is_(None), Avoidance.since <= ctx.today),
        or_(Avoidance.until.is_(None), Avoidance.until >= ctx.today),
    )
    for one in ctx.session.scalars(holding):
        if one.area_id in outlook.areas and one.manager_id in outlook.managers:
            why = _("avoidance, {cause}", cause=cause.show(one.cause))
            found[one.area_id].append((why, frozenset({one.manager_id})))


def _vehicles(ctx: Context, outlook: Outlook, found: Reasons) -> Iterable[str]:
    """A manager whose vehicle is given as none does not serve mountains, where the office says so."""
    mountains = [area.id for area in outlook.areas.values() if area.terrain == MOUNTAINS]
    if settings(ctx)["allocation.vehicle"] != "yes" or not mountains:
        return ()
    walkers = frozenset(holder.id for holder in outlook.managers.values() if holder.vehicle == WALKS)
    for area in mountains if walkers else ():
        found[area].append((_("mountains need a vehicle"), walkers))
    unknown = sum(holder.vehicle is None for holder in outlook.managers.values())
    if not unknown:
        return ()
    return (_("The vehicle of {n} managers is not known: the mountains are open to them.", n=unknown),)


def _grades(ctx: Context, outlook: Outlook, found: Reasons) -> Iterable[str]:
    rows = list(ctx.session.scalars(select(GradeScope).where(GradeScope.archived_on.is_(None))))
    scopes = [Scope(row.grade, row.rank, row.kind) for row in rows]
    if not scopes:
        return ()
    ranks, outside = _ranks(ctx), dict[tuple[str, frozenset[str]], frozenset[int]]()
    for area in outlook.areas.values():
        asked = area.kind, frozenset(ranks.get(area.id, {GENERAL}))
        if asked not in outside:
            allowed = grades_allowed(scopes, *asked)
            holders = outlook.managers.values() if allowed is not None else ()
            outside[asked] = frozenset(one.id for one in holders if one.grade not in (allowed or ()))
        if outside[asked]:
            found[area.id].append((_("outside the scope of the grade"), outside[asked]))
    if any(row.product for row in rows):
        return (_("Areas carry no products: the products in the scopes of grades were not used."),)
    return ()


def _ranks(ctx: Context) -> dict[int, set[str]]:
    """Classes of the customers known in each area."""
    found: dict[int, set[str]] = defaultdict(set)
    known = select(Customer.area_id, Customer.rank).where(Customer.archived_on.is_(None)).distinct()
    for area, rank in ctx.session.execute(known):
        if area is not None:
            found[area].add(rank)
    return found
