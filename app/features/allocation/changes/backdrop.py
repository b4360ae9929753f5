"""What the map shows behind the areas: borders, rivers and roads from a GeoJSON file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from app.features.allocation.model import Backdrop
from app.features.allocation.rules.backdrop import read_backdrop, written
from app.kit.store.change import Change, refuse_double, wants
from app.kit.store.context import Context
from app.kit.words import N_


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
        drawn = Backdrop(name=self.name, added_on=ctx.today, shapes=written(read_backdrop(self.text)))
        ctx.add(drawn)
        ctx.flush()
        return drawn.id
