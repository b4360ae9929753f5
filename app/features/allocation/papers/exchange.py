"""Who gives and who gets: a change of hands summed up for each manager."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.features.allocation.queries.changed import Changed
from app.features.allocation.queries.loads import areas_now
from app.kit.store.context import Context


@dataclass
class Side:
    """One manager: the areas he gets and those he gives away."""

    name: str
    got: list[Changed] = field(default_factory=list)
    gave: list[Changed] = field(default_factory=list)

    def net(self, hours: Mapping[int, float]) -> float:
        """Hours a month he has more than before."""
        return hours_of(self.got, hours) - hours_of(self.gave, hours)


def sides(found: Iterable[Changed]) -> list[Side]:
    """Everybody who gives or gets, those who get first, in the order met."""
    by_id: dict[int, Side] = {}
    known = list(found)
    for one in known:
        by_id.setdefault(one.manager, Side(one.after)).got.append(one)
    for one in known:
        if one.before_id is not None:
            by_id.setdefault(one.before_id, Side(one.before or "")).gave.append(one)
    return list(by_id.values())


def hours_by_area(ctx: Context, found: Iterable[Changed]) -> dict[int, float]:
    """Hours a month of the areas told of."""
    return {area.id: area.work.total for area in areas_now(ctx, [one.area for one in found])}


def hours_of(areas: Iterable[Changed], hours: Mapping[int, float]) -> float:
    """Hours a month of some areas; one that needs nobody any more weighs nothing."""
    return sum(hours.get(one.area, 0.0) for one in areas)


def households_of(areas: Iterable[Changed]) -> int:
    """Households of some areas."""
    return sum(one.households for one in areas)
