"""The table of who is cared for: the few that bring most beside the many, terrains, key and general customers."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.features.allocation.queries.pareto import Pareto, Part, covered
from app.features.allocation.queries.standing import Group, Standing
from app.kit.store.query import Filter, View
from app.kit.words import _
from app.ui.grid import GridColumn


@dataclass(frozen=True)
class Cared:
    """A line: whom, how many, their households, share with a manager, share reached and how; the list behind it."""

    key: str
    whom: str
    count: int
    households: int | None
    served: float | None
    reached: float | None
    how: str
    listing: str = "territory"
    view: View = View()


def columns() -> list[GridColumn]:
    """Columns over :class:`Cared`."""
    return [
        GridColumn(_("Whom"), lambda one: one.whom, 178),
        GridColumn(_("Count"), lambda one: f"{one.count:,}", 56, right=True),
        GridColumn(_("Households"), lambda one: f"{one.households:,}" if one.households else "", 72, right=True),
        GridColumn(_("With manager"), lambda one: share(one.served), 88, right=True, tone=lambda one: tone(one.served)),
        GridColumn(_("Represented or visited"), lambda one: f"{share(one.reached)} {one.how}", 120),
    ]  # fmt: skip


def lines(now: Standing, found: Pareto | None) -> list[Cared]:
    """The few and the many (A12, A13), then terrains, then classes of customers."""
    top = [_parts("few", found, found.few), _parts("many", found, found.many)] if found and found.parts else []
    return [*top, *map(_terrain, now.terrains), *map(_class, now.classes)]


def share(value: float | None) -> str:
    """A share in percent; a dash for one of nothing."""
    return "–" if value is None else f"{value:.1%}"


def tone(value: float | None) -> str:
    """Whatever is not whole wants looking at."""
    return "" if value is None or value >= 1 else "late"


def _parts(key: str, found: Pareto, parts: Sequence[Part]) -> Cared:
    few = _("The few that bring 80 %") if key == "few" else _("The many others")
    return Cared(
        key, few, len(parts), sum(part.households for part in parts), covered(parts, "served"),
        covered(parts, "represented"), _("represented"),
    )  # fmt: skip


def _terrain(one: Group) -> Cared:
    return Cared(
        f"terrain.{one.code}", one.title, one.count, one.households, _of(one.served, one.households),
        _of(one.reached, one.households), _("represented"),
        view=View(filters=(Filter("terrain", "is_in", (one.code or None,)),)),
    )  # fmt: skip


def _class(one: Group) -> Cared:
    return Cared(
        f"class.{one.code}", one.title, one.count, None, _of(one.served, one.count), _of(one.reached, one.count),
        _("visited this year"), "customers", View(filters=(Filter("rank", "is_in", (one.code,)),)),
    )  # fmt: skip


def _of(part: int, whole: int) -> float | None:
    return part / whole if whole else None
