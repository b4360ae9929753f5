"""How the allocation stands: coverage, loads and their evenness, stability and tenure (A1, A8, A12, A13, A15, d4)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, false, func, select

from app.features.allocation.queries.bands import band_of, limits, load_of
from app.features.allocation.queries.history import changes_by_area
from app.features.allocation.queries.listings import has_manager
from app.features.allocation.queries.loads import AreaNow, Holder, areas_now, managers_now
from app.features.allocation.rules.balance import Balance, balance, change_rate, mean_tenure, stability
from app.features.allocation.rules.bands import OVER
from app.features.areas.model import TERRAINS, Area
from app.features.customers.model import CLASSES, Customer
from app.features.representatives.model import Representation
from app.kit.profile import LoadBand
from app.kit.store.context import Context
from app.kit.store.query import share
from app.kit.words import _

BESIDE = frozenset({"key", "general"})
"""Classes that stand beside each other even where one has nobody."""


@dataclass(frozen=True)
class Carried:
    """What one manager carries, and how that stands to the band; ``load`` in the band's unit."""

    manager: Holder
    areas: int
    households: int
    hours: float
    load: float
    band: str


@dataclass(frozen=True)
class Group:
    """The households of a terrain's areas, or the customers of a class: how many are cared for of how many."""

    code: str
    """Terrain or class, as stored; empty for areas whose terrain nobody wrote down."""
    title: str
    count: int
    """Areas, or customers."""
    served: int
    """With a manager in office."""
    reached: int
    """With a representative of their area in office; customers visited this year."""
    households: int = 0


@dataclass(frozen=True)
class Standing:
    """The indicators of the allocation on one day."""

    areas: int
    uncovered: int
    households: int
    carried: tuple[Carried, ...]
    """Heaviest load first."""
    limits: LoadBand
    balance: Balance
    changed: int
    changes: int
    tenure_months: float | None
    terrains: tuple[Group, ...]
    classes: tuple[Group, ...]

    @property
    def stability(self) -> float | None:
        """Areas that kept their manager this year / areas."""
        return stability(self.areas, self.changed)

    @property
    def change_rate(self) -> float | None:
        """Changes of hands this year / areas."""
        return change_rate(self.areas, self.changes)

    @property
    def over(self) -> int:
        """How many managers carry more than the band allows."""
        return sum(one.band == OVER for one in self.carried)


def standing(ctx: Context) -> Standing:
    """How the office stands today."""
    areas, known = areas_now(ctx), limits(ctx)
    here = {area.id for area in areas}
    changes = {a: n for a, n in changes_by_area(ctx, date(ctx.today.year, 1, 1), ctx.today).items() if a in here}
    loads = carried_of(areas, managers_now(ctx), known)
    return Standing(
        areas=len(areas),
        uncovered=sum(area.manager is None for area in areas),
        households=sum(area.households for area in areas),
        carried=tuple(sorted(loads, key=lambda one: -one.load)),
        limits=known,
        balance=balance([one.hours for one in loads]),
        changed=len(changes),
        changes=sum(changes.values()),
        tenure_months=mean_tenure((a.since for a in areas if a.manager is not None and a.since), ctx.today),
        terrains=_terrains(areas, _represented(ctx)),
        classes=_classes(ctx),
    )


def carried(ctx: Context) -> list[Carried]:
    """What every manager in office carries today, by staff number."""
    return carried_of(areas_now(ctx), managers_now(ctx), limits(ctx))


def carried_of(areas: Sequence[AreaNow], managers: Sequence[Holder], known: LoadBand) -> list[Carried]:
    """The load of each of ``managers``, of those ``areas`` that he serves."""
    own: Mapping[int | None, list[AreaNow]] = defaultdict(list)
    for area in areas:
        own[area.manager].append(area)
    return [_carried(one, own.get(one.id, []), known) for one in managers]


def _carried(one: Holder, own: Sequence[AreaNow], known: LoadBand) -> Carried:
    hours, households = sum(area.work.total for area in own), sum(area.households for area in own)
    load = load_of(one, hours, households, known)
    return Carried(one, len(own), households, hours, load, band_of(one, hours, households, known))


def _represented(ctx: Context) -> set[int]:
    """Areas with a representative in office."""
    return set(ctx.session.scalars(select(Representation.area_id).where(
        Representation.until.is_(None), Representation.archived_on.is_(None)
    )))  # fmt: skip


def _terrains(areas: Sequence[AreaNow], represented: set[int]) -> tuple[Group, ...]:
    """Coverage by terrain (A13): easy ground first; areas whose terrain nobody wrote down come last."""
    words = {choice.code: choice.label for choice in TERRAINS} | {"": ""}
    found = []
    for code, label in words.items():
        own = [area for area in areas if (area.terrain or "") == code]
        if own:
            found.append(Group(
                code, _(label) or _("terrain unknown"), len(own),
                sum(area.households for area in own if area.manager is not None),
                sum(area.households for area in own if area.id in represented),
                sum(area.households for area in own),
            ))  # fmt: skip
    return tuple(found)


def _classes(ctx: Context) -> tuple[Group, ...]:
    """Key customers beside general ones (A12, A13): how many have a manager, how many were visited this year."""
    served = Customer.area_id.in_(select(Area.id).where(has_manager(ctx)))
    statement = (
        select(Customer.rank, func.count(), share(served), share(_was_visited(ctx)))
        .where(Customer.archived_on.is_(None))
        .group_by(Customer.rank)
    )
    known = {rank: counts for rank, *counts in ctx.session.execute(statement)}
    labels = {choice.code: choice.label for choice in sorted(CLASSES, key=lambda choice: choice.code != "key")}
    return tuple(
        Group(rank, _(labels[rank]), *known.get(rank, (0, 0, 0))) for rank in labels if rank in known or rank in BESIDE
    )


def _was_visited(ctx: Context) -> ColumnElement[bool]:
    """Customers visited this year; the visits' feature stands above, so by table name."""
    table = Area.metadata.tables.get("visit")
    if table is None:
        return false()
    first = date(ctx.today.year, 1, 1)
    return Customer.id.in_(
        select(Representation.customer_id)
        .join(table, table.c.representation_id == Representation.id)
        .where(table.c.state == "done", table.c.day >= first)
    )
