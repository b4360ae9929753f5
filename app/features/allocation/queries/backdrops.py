"""The map backgrounds of the office."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.features.allocation.model import Backdrop
from app.features.allocation.rules.backdrop import Line, stored_lines
from app.kit.store.context import Context


@dataclass(frozen=True)
class Drawn:
    """A background with its lines, longitude first."""

    id: int
    name: str
    lines: Sequence[Line]


def backdrops(ctx: Context) -> list[Drawn]:
    """By name."""
    statement = select(Backdrop).where(Backdrop.archived_on.is_(None)).order_by(Backdrop.name)
    return [Drawn(one.id, one.name, stored_lines(one.shapes)) for one in ctx.session.scalars(statement)]
