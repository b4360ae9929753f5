"""Which few bring most of the business (A12), and whether the many are cared for (A13)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select

from app.features.allocation.queries.listings import has_manager, is_served
from app.features.allocation.queries.loads import principals
from app.features.allocation.rules.pareto import Curve, curve
from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.org.model import District, Staff
from app.features.representatives.model import Representation
from app.kit.store.context import Context
from app.kit.words import N_, _
from app.kit.workdays import month_of

ENERGY, TIERS, HOUSEHOLDS = "energy", "tiers", "households"
BASES = {
    ENERGY: (N_("energy sold in 12 months"), N_("kWh")),
    TIERS: (N_("supply tiers of the customers"), N_("tiers")),
    HOUSEHOLDS: (N_("households; neither energy nor tiers are known"), N_("households")),
}
"""What the business of an area can be drawn from, the best first: what it is, and its unit."""
AREA, MANAGER, DISTRICT = "area", "manager", "district"


@dataclass(frozen=True)
class Part:
    """An area, a manager or an office: what it brings, and its households."""

    id: int
    code: str
    """The area's or the manager's code, the office's name; empty for nobody."""
    name: str
    value: float
    households: int
    served: int
    """Households in areas with a manager in office."""
    represented: int
    """Households in areas with a representative in office."""


@dataclass(frozen=True)
class Pareto:
    """The parts, largest first, their curve, and how the vital few and the many are cared for."""

    basis: str
    level: str
    parts: tuple[Part, ...]
    curve: Curve

    @property
    def few(self) -> tuple[Part, ...]:
        """The parts that bring 80 %."""
        return self.parts[: self.curve.vital]

    @property
    def many(self) -> tuple[Part, ...]:
        """All others."""
        return self.parts[self.curve.vital :]


def pareto(ctx: Context, level: str = AREA) -> Pareto:
    """The business of the office by area, manager or district office, from the best figures there are."""
    basis, values = _values(ctx)
    parts = sorted(_parts(ctx, level, values), key=lambda part: (-part.value, part.name))
    return Pareto(basis, level, tuple(parts), curve([part.value for part in parts]))


def covered(parts: Iterable[Part], what: str) -> float | None:
    """Share of the households of ``parts`` that are ``served`` or ``represented``; None without households."""
    known = list(parts)
    households = sum(part.households for part in known)
    return sum(getattr(part, what) for part in known) / households if households else None


def _values(ctx: Context) -> tuple[str, Mapping[int, float]]:
    for basis, found in ((ENERGY, _energy(ctx)), (TIERS, _tiers(ctx))):
        if any(found.values()):
            return basis, found
    areas = ctx.session.execute(select(Area.id, Area.households).where(is_served()))
    return HOUSEHOLDS, {id_: float(n) for id_, n in areas}


def _energy(ctx: Context) -> dict[int, float]:
    """Energy sold by area; the months' figures stand in a higher feature, so by table name."""
    table = Area.metadata.tables.get("area_month")
    if table is None:
        return {}
    first = month_of(date(ctx.today.year - 1, ctx.today.month, 1))
    statement = select(table.c.area_id, func.sum(table.c.sold)).where(
        table.c.month >= first, table.c.sold.is_not(None), table.c.archived_on.is_(None)
    ).group_by(table.c.area_id)  # fmt: skip
    return {area: float(sold) for area, sold in ctx.session.execute(statement)}


def _tiers(ctx: Context) -> dict[int, float]:
    """Sum of the supply tiers of the customers of each area (retailers)."""
    statement = (
        select(Customer.area_id, func.sum(Customer.tier))
        .where(Customer.tier.is_not(None), Customer.area_id.is_not(None), Customer.archived_on.is_(None))
        .group_by(Customer.area_id)
    )
    return {area: float(tiers or 0) for area, tiers in ctx.session.execute(statement) if area is not None}


def _parts(ctx: Context, level: str, values: Mapping[int, float]) -> list[Part]:
    represented = select(Representation.area_id).where(
        Representation.until.is_(None), Representation.archived_on.is_(None)
    )
    statement = select(
        Area.id, Area.code, Area.name, Area.households, Area.district_id, has_manager(ctx), Area.id.in_(represented)
    ).where(is_served())  # fmt: skip
    whose, names = principals(ctx, ctx.today), _names(ctx, level)
    found: dict[int, Part] = {}
    for id_, code, name, households, district, is_covered, is_represented in ctx.session.execute(statement):
        if level == AREA:
            own = Part(id_, code, name, 0.0, 0, 0, 0)
        else:
            key = (whose.get(id_) if level == MANAGER else district) or 0
            own = found.get(key) or Part(key, *names[key], 0.0, 0, 0, 0)
        found[own.id] = replace(
            own, value=own.value + max(0.0, values.get(id_, 0.0)), households=own.households + households,
            served=own.served + households * bool(is_covered),
            represented=own.represented + households * bool(is_represented),
        )  # fmt: skip
    return list(found.values())


def _names(ctx: Context, level: str) -> dict[int, tuple[str, str]]:
    """Code and name of the managers or offices; 0 stands for none."""
    if level == MANAGER:
        people = select(Manager.id, Staff.code, Staff.name).join(Staff, Staff.id == Manager.staff_id)
        return {0: ("", _("nobody"))} | {id_: (code, name) for id_, code, name in ctx.session.execute(people)}
    offices = select(District.id, District.name)
    return {0: ("", _("no office"))} | {id_: (name, name) for id_, name in ctx.session.execute(offices)}
