"""The area ledger 台区台账. Only the code is mandatory; a higher feature adds the columns on who serves the area."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from app.features.areas.model import Area, Feeder
from app.features.org.model import District
from app.features.org.sheets import Offices, said
from app.kit.fields import Field
from app.kit.job import Progress
from app.kit.sheet import NEW, Brought, PlannedRow, Problem, Reference, Sheet, SheetColumn, Values, column
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import N_, _

_FIELDS = fields_of(Area)
_NAMES = (
    "code", "name", "feeder", "kind", "capacity", "state", "households", "residents", "businesses", "solar",
    "village", "settlement", "terrain", "radius", "distance", "reading_day", "reading_zone", "commissioned_on",
    "longitude", "latitude", "note", "source",
)  # fmt: skip
_PLAIN = tuple(name for name in _NAMES if name != "feeder")


def ledger_columns() -> tuple[SheetColumn, ...]:
    """The ledger's columns about the area itself, for this sheet and for those that add to it."""
    office = Reference(
        District, code_heading=N_("Office code"), code_headings=("单位编码", "供电单位编码"), introduces=True
    )
    district = column(_FIELDS["district_id"].but(name="district"), reference=office)
    feeder = column(
        _FIELDS["feeder_id"].but(name="feeder"), reference=Reference(Feeder, by=("name",), introduces=True)
    )
    linked = {"feeder": feeder}
    plain = (linked.get(name) or column(_optional(_FIELDS[name])) for name in _NAMES)
    return (district, *plain)


def _optional(field: Field) -> Field:
    if field.name == "source":
        return field.but(required=False, headings=("数据来源",))
    return field.but(required=field.name == "code")


def stored_areas(ctx: Context) -> Iterable[Values]:
    """Every area in the ledger's terms."""
    links = {"feeder": Feeder.name}
    what = [links.get(name, getattr(Area, name, None)) for name in _NAMES]
    statement = (
        select(District.code, *what).select_from(Area)
        .outerjoin(District, Area.district_id == District.id).outerjoin(Feeder, Area.feeder_id == Feeder.id)
        .where(Area.archived_on.is_(None)).order_by(Area.code)
    )  # fmt: skip
    for row in ctx.session.execute(statement):
        yield dict(zip(("district", *_NAMES), row, strict=True))


def put_areas(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    """Write planned ledger rows; columns that are not the area's own are left to whoever added them."""
    names = _Names(ctx)
    known = _known(ctx, planned)
    fresh: list[dict[str, Any]] = []
    nameless = 0
    for index, item in enumerate(planned):
        progress.step(index, len(planned))
        code = item.key[0]
        if code in known:
            area = known[code]
            area.archived_on = None
            for name, value in names.attributes(item.news()).items():
                setattr(area, name, value)
            continue
        values = names.attributes(item.values or {})
        nameless += "name" not in values
        fresh.append({"name": code, **values})
    ctx.insert(Area, fresh)
    if nameless:
        ctx.remarks.append(_("{n} areas have no name in the ledger: they are called by their codes.", n=nameless))


def _known(ctx: Context, planned: Sequence[PlannedRow]) -> dict[str, Area]:
    """Areas to change; of the new ones, those that were archived and come back."""
    statement = select(Area)
    if all(item.status == NEW for item in planned):
        statement = statement.where(Area.archived_on.is_not(None))
    return {area.code: area for area in ctx.session.scalars(statement)}


class _Names:
    """Turns the ledger's words into an area's columns, introducing offices and feeders on the way."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._offices = Offices(ctx)
        self._feeders = dict(ctx.session.execute(select(Feeder.name, Feeder.id)).all())

    def attributes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Column values of an area."""
        found = said(Area, values, _PLAIN)
        if "district" in values:
            found["district_id"] = self._offices.id_of(values["district"])
        if "feeder" in values:
            found["feeder_id"] = self._feeder(values["feeder"], found.get("district_id"))
        return found

    def _feeder(self, name: str | None, district: int | None) -> int | None:
        if not name:
            return None
        if name not in self._feeders:
            feeder = Feeder(name=name, district_id=district)
            self._ctx.add(feeder)
            self._ctx.flush()
            self._feeders[name] = feeder.id
            self._ctx.remarks.append(_("New feeder: {name}.", name=name))
        return self._feeders[name]


def brought_areas(values: Values) -> Sequence[Brought]:
    """What a new ledger row makes: the area, and its office and feeder where they are new."""
    office, feeder = values.get("district"), values.get("feeder")
    return (
        Brought(Area, values.get("code"), values.get("name") or values.get("code") or ""),
        *([Brought(District, office, office)] if office else []),
        *([Brought(Feeder, feeder, feeder)] if feeder else []),
    )


def _whole_place(values: Values) -> Sequence[Problem]:
    if (values.get("longitude") is None) == (values.get("latitude") is None):
        return ()
    told = _("{area} has only one of longitude and latitude.", area=values.get("name") or values.get("code"))
    return (Problem("half_place", told, field="latitude"),)


LEDGER = Sheet(
    "areas", N_("Area ledger"), ledger_columns(), ("code",), stored_areas, put_areas, rank=30, check=_whole_place,
    brings=brought_areas,
)  # fmt: skip
