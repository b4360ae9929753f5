"""Recording wishes and familiarity (A4, A6).

While a round has closed and is not decided, no wish may change; marks of familiarity always may.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import select

from app.features.allocation.model import Familiarity
from app.features.allocation.queries.wishes import closed_round
from app.features.areas.model import Area
from app.features.managers.queries import called
from app.kit.errors import Refusal
from app.kit.store.change import Change, wants
from app.kit.store.context import Context
from app.kit.words import N_, _

MARKS = ("wish", "terrain", "customs", "people")


@dataclass(frozen=True)
class Told:
    """What a manager says of an area; ``marks`` holds the fields to be set, of wish, terrain, customs and people."""

    manager: int
    area: int
    marks: Mapping[str, int | None]


def keep_told(ctx: Context, told: Iterable[Told]) -> None:
    """Set what was told, making rows where there are none. A Refusal for a mark out of range, or a wish too late."""
    known = {(row.manager_id, row.area_id): row for row in ctx.session.scalars(select(Familiarity))}
    closed = closed_round(ctx)
    fresh: dict[tuple[int, int], dict[str, Any]] = {}
    for one in told:
        _refuse_out_of_range(one.marks)
        found = known.get((one.manager, one.area))
        if closed and "wish" in one.marks and one.marks["wish"] != (found.wish if found else None):
            raise Refusal(
                _("{round} took wishes until {day}. Decide it, or give it more time, before wishes change: "
                  "{manager}, {area}.", round=closed.name, day=closed.closes_on, manager=called(ctx, one.manager),
                  area=ctx.get(Area, one.area).called()), "wish")  # fmt: skip
        if found is None:
            pair = {"manager_id": one.manager, "area_id": one.area, **dict.fromkeys(MARKS)}
            fresh.setdefault((one.manager, one.area), pair).update(one.marks)
            continue
        found.archived_on = None
        for name, value in one.marks.items():
            setattr(found, name, value)
    ctx.insert(Familiarity, fresh.values())


def _refuse_out_of_range(marks: Mapping[str, int | None]) -> None:
    for name, value in marks.items():
        top = 3 if name == "wish" else 5
        if value is not None and not 1 <= value <= top:
            raise Refusal(_("A mark lies between 1 and {top}.", top=top), name)


@dataclass(frozen=True)
class RecordFamiliarity(Change):
    """Keep how well a manager knows an area and whether he wishes for it (A4, A6)."""

    title: ClassVar[str] = N_("Record wishes and familiarity")
    permission: ClassVar[str] = "wishes.record"
    manager: int = wants(Familiarity.manager_id)
    area: int = wants(Familiarity.area_id)
    wish: int | None = wants(Familiarity.wish, None, editable=True)
    terrain: int | None = wants(Familiarity.terrain, None)
    customs: int | None = wants(Familiarity.customs, None)
    people: int | None = wants(Familiarity.people, None)

    def apply(self, ctx: Context) -> None:
        keep_told(ctx, [Told(self.manager, self.area, {name: getattr(self, name) for name in MARKS})])


@dataclass(frozen=True)
class RecordWishes(Change):
    """Keep what a manager wrote on his form, as one step (A4, A6)."""

    title: ClassVar[str] = N_("Record the wishes of {manager}: {n} areas")
    permission: ClassVar[str] = "wishes.record"
    manager: str
    told: tuple[Told, ...]

    def subject(self) -> Mapping[str, object]:
        return {"manager": self.manager, "n": len(self.told)}

    def apply(self, ctx: Context) -> None:
        keep_told(ctx, self.told)
