"""调整通知 and 公示表: telling each manager what he gets, and everybody who answers for which area (A1, A8)."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from app.features.allocation.model import Assignment
from app.features.allocation.queries.changed import Changed, changed, responsible
from app.features.org.queries import setting
from app.kit.errors import Refusal
from app.kit.fields import Field, field_of
from app.kit.paper import Column, Document, Footer, Group, Listing, Row
from app.kit.store.context import Context
from app.kit.words import N_, _

NOTICE, PUBLIC = N_("Notice of changed areas"), N_("Public list of responsible managers")
_REASON: Field = field_of(Assignment.reason)


def notices(ctx: Context, since: date | None = None, managers: Sequence[int] = ()) -> Document:
    """One notice for every manager who got areas from ``since`` (the month's first day) on, on a page of its own."""
    since = since or ctx.today.replace(day=1)
    found = changed(ctx, since, managers)
    if not found:
        raise Refusal(_("No area has changed hands since {day}.", day=since), "since")
    office = str(setting(ctx, "office.name"))
    parts = tuple(_notice(list(own), office) for _manager, own in groupby(found, key=lambda one: one.manager))
    return Document(_(NOTICE), parts, footer=Footer(office, ctx.today.isoformat()))


def _notice(own: list[Changed], office: str) -> Listing:
    approvers = _(", ").join(sorted({one.approver for one in own if one.approver}))
    about = _("{manager} answers for {n} more areas, {households} households", manager=own[0].after, n=len(own),
              households=f"{sum(one.households for one in own):,}")  # fmt: skip
    rows = tuple(
        Row((str(number), one.code, one.name, f"{one.households:,}", one.before or "–", f"{one.since}", _why(one)))
        for number, one in enumerate(own, 1)
    )
    return Listing(
        _(NOTICE), _columns(), rows,
        tuple(part for part in (office, about, _("Approved by: {who}", who=approvers) if approvers else "") if part),
        notes=(_("Please visit the representatives of these areas within a month, and sign the hand-over list."),),
        signatures=(_("Customer manager"), _("Approved by"), _("Date")), numbered_alone=True,
    )  # fmt: skip


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("No."), 9, "right"), Column(_("Area code"), 28, wrap=False), Column(_("Area name"), 44, stretch=1),
        Column(_("Households"), 14, "right"), Column(_("Before"), 17), Column(_("Effective from"), 20, wrap=False),
        Column(_("Why"), 34, stretch=1),
    )  # fmt: skip


def _why(one: Changed) -> str:
    return _(", ").join(part for part in (_REASON.show(one.reason), one.explanation) if part)


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
