"""公示表: everybody reads who answers for which area, and how to reach him (A1)."""

from itertools import groupby

from app.features.allocation.queries.changed import responsible
from app.features.org.queries import setting
from app.kit.paper import Column, Document, Footer, Group, Listing, Row
from app.kit.store.context import Context
from app.kit.words import N_, _

PUBLIC = N_("Public list of responsible managers")


def public_list(ctx: Context) -> Document:
    """Every served area with its manager and his telephone, to be hung up (A1)."""
    office = str(setting(ctx, "office.name"))
    found = responsible(ctx)
    rows: list[Row | Group] = []
    for district, own in groupby(found, key=lambda one: one.district):
        rows.append(Group(district or _("without a district office")))
        rows += [Row((one.code, one.name, one.village, one.manager or "–", one.phone)) for one in own]
    lacking = sum(not one.manager for one in found)
    about = _("{n} areas, {lacking} without a manager", n=f"{len(found):,}", lacking=lacking)
    sheet = Listing(
        _(PUBLIC),
        (Column(_("Area code"), 30, wrap=False), Column(_("Area name"), 60, stretch=1), Column(_("Village"), 28),
         Column(_("Customer manager"), 26), Column(_("Telephone"), 28, wrap=False)),
        tuple(rows), tuple(part for part in (office, about) if part),
    )  # fmt: skip
    return Document(_(PUBLIC), (sheet,), footer=Footer(office, ctx.today.isoformat()))
