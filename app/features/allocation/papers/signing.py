"""签字表: every manager signs for what he gives and gets, and whoever approves signs below (A8)."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.features.allocation.papers.exchange import Side, hours_by_area, hours_of, households_of, sides
from app.features.allocation.papers.titled import about
from app.features.allocation.queries.changed import Changed
from app.features.allocation.queries.planned import handed
from app.features.org.queries import setting
from app.kit.paper import A4_LANDSCAPE, Column, Document, Footer, Listing, Row
from app.kit.store.context import Context
from app.kit.words import N_, _

SIGNATURES = N_("Signature sheet of the allocation")
NAMED = 4


def signature_sheet(
    ctx: Context, since: date | None = None, managers: Sequence[int] = (), scenarios: Sequence[int] = ()
) -> Document:
    """A row for each manager who gives or gets: how much, which areas, and room for his signature and the day."""
    found = handed(ctx, since, managers, scenarios=scenarios)
    hours, office = hours_by_area(ctx, found), str(setting(ctx, "office.name"))
    known = sides(found)
    rows = (
        *(_row(str(number), side, hours) for number, side in enumerate(known, 1)),
        _sum(found, hours),
    )  # fmt: skip
    sheet = Listing(
        _(SIGNATURES), _columns(), rows, about(ctx, office, found, since, scenarios), row_height_mm=13.0,
        notes=(_("By signing, each one confirms that he knows which areas he gives away and takes over."),),
        signatures=(_("Drawn up by"), _("Approved by"), _("Date")),
    )  # fmt: skip
    return Document(_(SIGNATURES), (sheet,), A4_LANDSCAPE, Footer(office, ctx.today.isoformat()))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("No."), 9, "right"), Column(_("Customer manager"), 24), Column(_("Gives"), 13, "right"),
        Column(_("Gets"), 13, "right"), Column(_("Households ±"), 20, "right"), Column(_("Hours ±"), 18, "right"),
        Column(_("Areas given away"), 40, stretch=1), Column(_("Areas taken over"), 40, stretch=1),
        Column(_("Signature"), 32), Column(_("Date"), 22),
    )  # fmt: skip


def _row(number: str, side: Side, hours: Mapping[int, float]) -> Row:
    households = households_of(side.got) - households_of(side.gave)
    return Row((number, side.name, str(len(side.gave)), str(len(side.got)), f"{households:+,}",
                f"{side.net(hours):+.1f}", _named(side.gave), _named(side.got)))  # fmt: skip


def _sum(found: Sequence[Changed], hours: Mapping[int, float]) -> Row:
    """What moves in all: given away by somebody, or new to everybody."""
    gave = sum(one.before_id is not None for one in found)
    moved = _("{n} households, {hours} h", n=f"{households_of(found):,}", hours=f"{hours_of(found, hours):.1f}")
    return Row(("", _("Moved in all"), str(gave), str(len(found)), "", "", "", moved), bold=True)


def _named(areas: Sequence[Changed]) -> str:
    """The areas by name, the first few of many: the whole list is another paper."""
    names = [one.name for one in areas]
    if len(names) <= NAMED:
        return _(", ").join(names) or "–"
    return _("{names} and others, {n} areas in all", names=_(", ").join(names[:NAMED]), n=len(names))
