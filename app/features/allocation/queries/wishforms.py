"""What stands on a manager's wish form, in its printed order, and how far each manager has come."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from app.features.allocation.model import Familiarity
from app.features.allocation.queries.listings import is_served
from app.features.allocation.queries.wishes import (
    Round,
    Wished,
    obstacles,
    rounds,
    steps,
    told_apart,
    wishes_decided,
    wishes_now,
)
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.managers.queries import in_office
from app.features.org.model import District, Staff
from app.kit.store.context import Context

Marks = tuple[int | None, int | None, int | None, int | None]
"""Wish 1–3, then 地形地貌, 风土人情 and 群众基础 1–5."""
NOTHING: Marks = (None, None, None, None)


@dataclass(frozen=True)
class FormLine:
    """One area on a form, with what its manager has said of it."""

    area: int
    code: str
    name: str
    initials: str
    village: str
    households: int
    marks: Marks


@dataclass(frozen=True)
class Voice:
    """A manager as a list of voices shows him; ``marked`` counts the areas he said anything about."""

    manager: int
    code: str
    name: str
    district: str
    marked: int


@dataclass(frozen=True)
class WishBoard:
    """Everything the page of wishes shows of one round, or of the wishes that stand (``round`` None or open)."""

    round: Round | None
    rounds: tuple[Round, ...]
    steps: tuple[str, ...]
    wished: tuple[Wished, ...]
    voices: tuple[Voice, ...]
    obstacles: tuple[str, ...]


def form_lines(ctx: Context, manager: int) -> list[FormLine]:
    """The areas of a manager's district office that need a manager, and whatever else he spoke of; by village, code.

    One without a district office is asked about every area.
    """
    said = {
        known.area_id: (known.wish, known.terrain, known.customs, known.people)
        for known in ctx.session.scalars(
            select(Familiarity).where(Familiarity.manager_id == manager, Familiarity.archived_on.is_(None))
        )
    }
    home = home_of(ctx, manager)
    asked = is_served() if home is None else is_served() & (Area.district_id == home)
    statement = (
        select(Area.id, Area.code, Area.name, Area.initials, Area.village, Area.households)
        .where(or_(asked, Area.id.in_(list(said)) & Area.archived_on.is_(None)))
        .order_by(Area.village.nulls_last(), Area.code)
    )
    return [
        FormLine(id_, code, name, initials, village or "", households, said.get(id_, NOTHING))
        for id_, code, name, initials, village, households in ctx.session.execute(statement)
    ]


def home_of(ctx: Context, manager: int) -> int | None:
    """A manager's district office: the role's own, else the employee's."""
    row = ctx.get(Manager, manager)
    return row.district_id if row.district_id is not None else ctx.get(Staff, row.staff_id).district_id


def voices(ctx: Context, managers: Sequence[int] = ()) -> list[Voice]:
    """Managers in office, all or some, by staff number."""
    marked: dict[int, int] = defaultdict(int)
    for manager in ctx.session.scalars(select(Familiarity.manager_id).where(Familiarity.archived_on.is_(None))):
        marked[manager] += 1
    statement = (
        select(Manager.id, Staff.code, Staff.name, District.name)
        .join(Staff, Staff.id == Manager.staff_id)
        .outerjoin(District, District.id == Manager.district_id)
        .where(in_office(ctx.today))
        .order_by(Staff.code)
    )
    if managers:
        statement = statement.where(Manager.id.in_(managers))
    found = ctx.session.execute(statement).all()
    names = told_apart({(code, name) for _id, code, name, _district in found})
    return [Voice(id_, code, names[code], district or "", marked[id_]) for id_, code, _name, district in found]


def wish_board(ctx: Context, round_id: int | None = None) -> WishBoard:
    """The round asked for, else the open one, else the wishes that stand."""
    known = rounds(ctx)
    shown = next((one for one in known if one.id == round_id), None) if round_id is not None else None
    if shown is None:
        shown = next((one for one in known if one.decided_on is None), None)
    is_decided = shown is not None and shown.decided_on is not None
    wished = wishes_decided(ctx, shown.id) if shown and is_decided else wishes_now(ctx)
    return WishBoard(
        shown, tuple(known), steps(ctx), tuple(wished), tuple(voices(ctx)),
        () if is_decided else tuple(obstacles(ctx, wished)),
    )  # fmt: skip
