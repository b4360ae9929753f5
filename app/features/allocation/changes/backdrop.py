"""What the map shows behind the areas: borders, rivers and roads from a GeoJSON file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from app.features.allocation.model import Backdrop
from app.features.allocation.rules.backdrop import lies_apart, read_backdrop, written
from app.features.areas.model import Area
from app.kit.store.change import Change, refuse_double, wants
from app.kit.store.context import Context
from app.kit.words import N_, _


@dataclass(frozen=True)
class AddBackdrop(Change):
    """Keep the lines and outlines of a GeoJSON ``text``, made no larger than a screen can show; returns its id.

    Archiving the row takes it off the map.
    """

    title: ClassVar[str] = N_("Add the map background {name}")
    permission: ClassVar[str] = "allocation.assign"
    text: str
    name: str = wants(Backdrop.name)

    def subject(self) -> Mapping[str, object]:
        return {"name": self.name}

    def apply(self, ctx: Context) -> int:
        refuse_double(ctx, Backdrop, {"name": self.name})
        lines = read_backdrop(self.text)
        drawn = Backdrop(name=self.name, added_on=ctx.today, shapes=written(lines))
        ctx.add(drawn)
        ctx.flush()
        areas = ctx.session.execute(select(Area.longitude, Area.latitude).where(Area.archived_on.is_(None)))
        if lies_apart(lines, [(x, y) for x, y in areas if x is not None and y is not None]):
            ctx.remarks.append(_("The background lies elsewhere than the areas: see whether it is the right file, with "
                                 "longitude first."))  # fmt: skip
        return drawn.id
