"""Lists of areas and feeders, and what the drawer tells of one area."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, func, select

from app.features.areas.model import Area, Feeder
from app.features.org.model import District
from app.features.org.queries import district_column
from app.kit.manifest import Event, Story
from app.kit.store.context import Context
from app.kit.store.query import Filter, Listing, col
from app.kit.store.row import fields_of
from app.kit.words import N_, _

_DISTRICT, _IN_DISTRICT = district_column(Area.district_id)
AREAS = Listing(
    "areas", N_("Areas"), Area,
    (col(Area.code), col(Area.name), _DISTRICT, col(Feeder.name, key="feeder"), col(Area.kind), col(Area.state),
     col(Area.capacity), col(Area.households), col(Area.residents), col(Area.businesses), col(Area.solar),
     col(Area.village), col(Area.settlement), col(Area.terrain), col(Area.radius), col(Area.distance),
     col(Area.reading_day), col(Area.reading_zone), col(Area.longitude), col(Area.latitude),
     col(Area.commissioned_on), col(Area.note), col(Area.source)),
    joins=(_IN_DISTRICT, (Feeder, Area.feeder_id == Feeder.id)),
    search=(Area.code, Area.name, Area.initials, Area.village), order=(("code", False),), frozen=2,
    filters={
        N_("running"): (Filter("state", "is_in", ("running",)),),
        N_("no coordinates"): (Filter("longitude", "blank"),),
        N_("mountains"): (Filter("terrain", "is_in", ("mountains",)),),
        N_("dedicated"): (Filter("kind", "is_in", ("dedicated",)),),
    },
    empty=N_("No area yet. Drag the area ledger (an Excel file) onto the window, or open the demo office."),
)  # fmt: skip
_FEEDER_DISTRICT, _FEEDS_DISTRICT = district_column(Feeder.district_id)
FEEDERS = Listing(
    "feeders", N_("Feeders"), Feeder, (col(Feeder.name), _FEEDER_DISTRICT), joins=(_FEEDS_DISTRICT,),
    search=(Feeder.name, Feeder.initials), order=(("name", False),),
    empty=N_("No feeder yet. The area ledger brings its feeders along."),
)  # fmt: skip


def _unplaced(_ctx: Context) -> Sequence[ColumnElement[bool]]:
    return [Area.longitude.is_(None), Area.state == "running"]


UNPLACED = replace(
    AREAS, name="unplaced_areas", title=N_("Areas without coordinates"), where=_unplaced, filters={}, creates=False,
    empty=N_("Every running area stands on the map."),
)  # fmt: skip


def area_story(ctx: Context, id_: int) -> Story:
    """One area for the drawer: where it stands, what its transformer gives each household, and since when."""
    area = ctx.get(Area, id_)
    district = ctx.session.scalar(select(District.name).where(District.id == area.district_id))
    feeder = ctx.session.scalar(select(Feeder.name).where(Feeder.id == area.feeder_id))
    facts = []
    if area.capacity and area.households:
        facts.append((_("Capacity of a household"), f"{area.capacity / area.households:.2f} kVA"))
    if area.longitude is not None and area.latitude is not None:
        facts.append((_("Place"), f"{area.longitude:.5f}, {area.latitude:.5f}"))
    if feeder:
        neighbours = ctx.session.scalar(
            select(func.count(Area.id)).where(Area.feeder_id == area.feeder_id, Area.archived_on.is_(None))
        )
        facts.append((_("Areas on the same feeder"), str(neighbours)))
    day = fields_of(Area)["commissioned_on"]
    events = [Event(day.show(area.commissioned_on), _("Commissioned"))] if area.commissioned_on else []
    subtitle = " · ".join(part for part in (area.code, district, feeder) if part)
    return Story(area.name, subtitle, tuple(facts), tuple(events))
